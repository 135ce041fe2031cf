"""The service over each version of Neo4j that it promises to run on."""

import asyncio
from pathlib import Path

import orjson
import pytest

import schema
from graph import ddl
from graph.connection import Connection
from graph.session import Graph
from resolvers.execute import Executor, Request
from server.managed import ManagedNeo4j
from tests.building import schema_of
from tests.generation import golden, store

pytestmark = pytest.mark.integration

TOGETHER = 5
CASES = sorted((Path(__file__).parents[1] / "golden" / "cases").glob("*.graphql"))


def test_the_long_term_version_answers_the_same(neo4j_526: Connection) -> None:
    async def ask() -> None:
        model = schema.government(cleared=False)
        built = schema_of(model)
        async with Graph.connect(neo4j_526) as graph:
            await ddl.complete(graph, model)
            await store(graph, golden(model))
            executor = Executor(model, built, graph, 300)
            for case in CASES:
                request = Request(case.read_text(encoding="utf-8"))
                # At once, so that some of them travel together.
                for response in await asyncio.gather(*(executor.execute(request) for _ in range(TOGETHER))):
                    assert orjson.loads(response.body) == orjson.loads(case.with_suffix(".json").read_bytes()), (
                        case.stem
                    )

    asyncio.run(ask())


def test_the_password_is_kept_from_others(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    database = ManagedNeo4j(home)
    assert len(database.password()) >= 24
    assert database.password().isalnum()
    assert (home / "password").stat().st_mode & 0o777 == 0o600
