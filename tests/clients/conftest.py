"""A small graph, served at a real URL over a real Neo4j, and what docs/clients.md tells integrators to copy."""

import asyncio
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest

from graph.connection import Connection
from graph.session import Graph
from server.app import create_app
from server.settings import Settings
from tests.generation import Snapshot, store
from tests.node.toolchain import PROJECTS, install_packages
from tests.server.conftest import serving

GUIDE = Path(__file__).parents[2] / "docs" / "clients.md"
ADDRESS = "http://localhost:8000/graphql"
BUILDINGS = ("B1", "B2", "B3", "B4", "B5")


def registered(code: str, name: str, **properties: object) -> dict[str, object]:
    return {"id": f"id-{code}", "code": code, "name": name, "namePinyin": name, **properties}


GRAPH = Snapshot(
    (
        ("Agency", registered("A1", "浙江省机关事务管理局", kind="GOVERNMENT")),
        ("Agency", registered("A2", "杭州市机关事务管理局", kind="GOVERNMENT")),
        ("Enterprise", registered("E1", "浙江省机关资产公司", currency="CNY")),
        *(
            ("Building", registered(code, f"{code}号楼", status="IN_USE", use="OFFICE", grossFloorAreaM2=1000.0))
            for code in BUILDINGS
        ),
    ),
    (
        ("OWNS", "id-A1", "id-B1", {"id": "o1", "share": 600_000_000_000}),
        ("OWNS", "id-E1", "id-B1", {"id": "o2", "share": 400_000_000_000}),
        ("OWNS", "id-A2", "id-B2", {"id": "o3"}),
        ("MANAGES", "id-A1", "id-B1", {"id": "m1"}),
        ("SUBORDINATE_TO", "id-A2", "id-A1", {"id": "s1"}),
    ),
)


@pytest.fixture(scope="session")
def service(neo4j_2026: Connection) -> Iterator[str]:
    """The service's URL. Other tests wipe the graph: `url` fills it again."""
    with serving(create_app(Settings.model_validate({"deadline_seconds": 300}), neo4j_2026)) as url:
        yield url


@pytest.fixture(scope="module")
def url(service: str, neo4j_2026: Connection) -> str:
    async def fill() -> None:
        async with Graph.connect(neo4j_2026) as graph:
            await store(graph, GRAPH)

    asyncio.run(fill())
    return f"{service}/graphql"


@pytest.fixture
def project() -> Iterator[Path]:
    """A folder whose scripts find the packages of tests/node."""
    install_packages()
    # Not below node_modules, where relay-compiler looks at nothing.
    folder = Path(mkdtemp(dir=PROJECTS))
    yield folder
    shutil.rmtree(folder)


def snippet(name: str) -> str:
    """The code that the guide shows under a name."""
    found = re.search(rf"<!-- {name} -->\n```\w+\n(.*?)```\n", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert found, f"docs/clients.md shows no {name}"
    return found[1]
