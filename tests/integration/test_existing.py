"""A server that NEO4J_URI names: routed by neo4j://, and refused with what is wrong."""

import asyncio
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

import ingest
import schema
from graph.connection import Connection, Trouble
from graph.reach import trouble
from graph.session import Graph
from server.app import create_app
from server.cli.existing import reach
from server.errors import CommandError
from server.settings import Settings
from tests.server.conftest import serving

pytestmark = pytest.mark.integration

MAPPING = """-- source: A register
-- file a: a.csv
-- node: Agency
SELECT code, name, _row FROM a
"""


@pytest.fixture
def routed(neo4j_2026: Connection) -> Connection:
    return replace(neo4j_2026, uri=neo4j_2026.uri.replace("bolt://", "neo4j://"))


def test_it_is_loaded_and_read_by_way_of_routing(routed: Connection, tmp_path: Path) -> None:
    (tmp_path / "m.sql").write_text(MAPPING)
    (tmp_path / "a.csv").write_text("code,name\nROUTED-1,Routed\n")

    async def load() -> int:
        async with Graph.connect(routed) as graph:
            await graph.write("MATCH (n:Agency {code: 'ROUTED-1'}) DETACH DELETE n", {})
            summary = await ingest.load(
                tmp_path / "m.sql", schema.government(), graph, rejects=tmp_path / "rejects.csv"
            )
            return summary.sections[0].created

    assert asyncio.run(load()) == 1
    query = {"query": '{ agency(code: "ROUTED-1") { name } }'}
    with serving(create_app(Settings.model_validate({}), routed)) as url:
        answer = httpx.post(f"{url}/graphql", json=query, timeout=60)
        assert answer.json() == {"data": {"agency": {"name": "Routed"}}}


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_what_is_wrong_with_an_address_is_told(neo4j_2026: Connection, scheme: str) -> None:
    there = replace(neo4j_2026, uri=neo4j_2026.uri.replace("bolt://", f"{scheme}://"))
    assert trouble(there) is None
    assert trouble(replace(there, password="wrong")) is Trouble.REFUSED
    assert trouble(replace(there, database="nowhere")) is Trouble.NO_DATABASE
    assert trouble(replace(there, uri=f"{scheme}://127.0.0.1:1")) is Trouble.UNREACHABLE
    assert trouble(replace(there, uri=f"{scheme}://no.such.host.invalid")) is Trouble.UNKNOWN_HOST


def test_a_wrong_password_is_a_sentence_and_status_2(neo4j_2026: Connection) -> None:
    with pytest.raises(CommandError, match=r"does not accept the user neo4j .* NEO4J_PASSWORD") as caught:
        reach(replace(neo4j_2026, password="wrong"))
    assert caught.value.status == 2


def test_an_unknown_database_is_a_sentence_and_status_2(neo4j_2026: Connection) -> None:
    with pytest.raises(CommandError, match="no database named nowhere") as caught:
        reach(replace(neo4j_2026, database="nowhere"))
    assert caught.value.status == 2


def test_only_the_patient_wait_for_a_server_that_is_away() -> None:
    away = Connection("bolt://127.0.0.1:1", "neo4j", "x")
    reach(away, patient=True)
    with pytest.raises(CommandError, match="No Neo4j answers") as caught:
        reach(away)
    assert caught.value.status == 1
