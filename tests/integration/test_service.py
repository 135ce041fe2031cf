"""The service over a real Neo4j, of each version it promises to run on, and through the database's absence."""

import asyncio
from pathlib import Path
from random import Random

import httpx
import orjson
import pytest

import schema
from graph import ddl
from graph.errors import DeadlineExceeded
from graph.session import Connection, Graph
from resolvers.execute import Executor, Request
from resolvers.reference import Reference
from schema.types import build
from server.app import create_app
from server.managed import ManagedNeo4j
from server.settings import Settings
from tests.generation import snapshot, store
from tests.server.conftest import serving

pytestmark = pytest.mark.integration

CASES = sorted((Path(__file__).parents[1] / "golden" / "cases").glob("*.graphql"))
# 5.26 takes an aggregate inside a list below a node for one of the list's own, and refuses the statement.
BEYOND_LONG_TERM = ("aggregates",)
SETTINGS = Settings.model_validate({})


def test_the_long_term_version_answers_the_same(neo4j_526: Connection) -> None:
    async def ask() -> None:
        model = schema.government()
        built = build(model, Reference(model))
        async with Graph.connect(neo4j_526) as graph:
            await graph.execute(ddl.statements(model))
            await store(graph, snapshot(model, Random(7), gaps=False))
            executor = Executor(model, built, graph, 60)
            for case in (each for each in CASES if each.stem not in BEYOND_LONG_TERM):
                response = await executor.execute(Request(case.read_text(encoding="utf-8")))
                assert orjson.loads(response.body) == orjson.loads(case.with_suffix(".json").read_bytes()), case.stem

    asyncio.run(ask())


def test_a_deadline_is_kept_by_the_database(neo4j_2026: Connection) -> None:
    async def ask() -> None:
        async with Graph.connect(neo4j_2026) as graph:
            slow = "UNWIND range(1, 100000000) AS a UNWIND range(1, 1000) AS b RETURN count(a + b)"
            await graph.read(slow, {}, timeout=0.5)

    with pytest.raises(DeadlineExceeded):
        asyncio.run(ask())


def test_the_service_heals_when_the_database_returns(tmp_path: Path) -> None:
    database = ManagedNeo4j(tmp_path / "neo4j", heap="512m", page_cache="64m")
    connection = database.start()
    try:
        with serving(create_app(SETTINGS, connection)) as url, httpx.Client(base_url=url, timeout=30) as client:
            query = {"query": "{ buildings { totalCount } }"}
            assert client.post("/graphql", json=query).json() == {"data": {"buildings": {"totalCount": 0}}}
            process = database.process()
            assert process
            process.kill()
            process.wait(30)
            away = client.post("/graphql", json=query)
            assert away.status_code == 503
            assert away.json()["errors"][0]["extensions"]["code"] == "DATABASE_UNAVAILABLE"
            assert database.start() == connection
            assert client.post("/graphql", json=query).json() == {"data": {"buildings": {"totalCount": 0}}}
            assert client.get("/readyz").status_code == 200
    finally:
        database.stop()


def test_the_password_is_kept_from_others(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    database = ManagedNeo4j(home)
    assert len(database.password()) >= 24
    assert database.password().isalnum()
    assert (home / "password").stat().st_mode & 0o777 == 0o600
