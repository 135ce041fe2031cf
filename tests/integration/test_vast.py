"""Half a million nodes in a list, fifty thousand of each value: a page of it costs a page, wherever it begins."""

import asyncio
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from json import loads

import pytest

from graph import cursor, ddl
from server.managed import ManagedNeo4j
from tests.generation import wipe
from tests.integration.test_work import FILL, PAGE_HITS
from tests.profiling import Service

pytestmark = pytest.mark.integration

NODES = 500_000
# Fewer indexes than the model has are sooner there; a page needs no others.
NEEDED = ("Building_id", "Building_code", "Building_grossFloorAreaM2", "Building_grossFloorAreaM2_absent")
KNOWN = (
    "SHOW INDEXES YIELD name, owningConstraint, type WHERE type <> 'LOOKUP' RETURN name, owningConstraint IS NOT NULL"
)


async def fill(service: Service) -> None:
    graph = service.graph
    await wipe(graph)
    for name, constraint in await graph.read(KNOWN, {}):
        await graph.execute([f"DROP {'CONSTRAINT' if constraint else 'INDEX'} `{name}`"])
    await graph.execute([FILL.replace("$last", str(NODES - 1))])
    await ddl.make(graph, [each for each in ddl.statements(service.executor.model) if ddl.name(each) in NEEDED])


@pytest.fixture(scope="module")
def service(mortal: ManagedNeo4j) -> Iterator[Service]:
    with asyncio.Runner() as runner:
        service = Service(runner, mortal.connection())
        runner.run(fill(service))
        yield service
        runner.run(service.graph.close())


@pytest.mark.parametrize("way", ["ASC", "DESC"])
@pytest.mark.parametrize(
    "turn", [("first", "after", "endCursor"), ("last", "before", "startCursor")], ids=["on", "back"]
)
@pytest.mark.parametrize(("value", "index"), [(4.0, 25_000), (None, 25_000), (9.0, 49_990), (0.0, 0)])
def test_a_page_anywhere_costs_a_page(
    service: Service, way: str, turn: tuple[str, str, str], value: float | None, index: int
) -> None:
    size, start, edge = turn
    at = place(service, way, value, index)
    page = f"(orderBy: [{{grossFloorAreaM2: {way}}}], {size}: 20, {start}: $at)"
    query = f"query($at: String) {{ buildings{page} {{ nodes {{ id grossFloorAreaM2 }} pageInfo {{ {edge} }} }} }}"
    assert service.hits(query, at=at) <= PAGE_HITS


def place(service: Service, way: str, value: float | None, index: int) -> str:
    """A cursor inside the nodes that share a value, or that have none: as a page that ended there would give it."""
    order = f"(orderBy: [{{grossFloorAreaM2: {way}}}], first: 1)"
    known = service.ask(f"{{ buildings{order} {{ pageInfo {{ endCursor }} }} }}")["buildings"]["pageInfo"]["endCursor"]
    signature, *_ = loads(urlsafe_b64decode(known + "=" * (-len(known) % 4)))
    condition = "n.absent_grossFloorAreaM2 = true" if value is None else "n.grossFloorAreaM2 = $value"
    text = f"MATCH (n:Building) WHERE {condition} RETURN n.id ORDER BY n.id SKIP $index LIMIT 1"
    ((node,),) = service.runner.run(service.graph.read(text, {"value": value, "index": index}))
    return cursor.encode(signature, [value, node])


def test_the_count_of_all_is_known(service: Service) -> None:
    assert service.hits("{ buildings { totalCount } }") <= 2
    assert service.ask("{ buildings { totalCount } }") == {"buildings": {"totalCount": NODES}}
