"""Constraints and indexes: made together, and each by itself where the data breaks one of them."""

import asyncio
from collections.abc import Iterator

import pytest

from graph import ddl
from graph.connection import Connection
from graph.errors import DatabaseFailed
from graph.session import Graph
from tests.generation import wipe
from tests.railway import railway

pytestmark = pytest.mark.integration

MODEL = railway()
NAMES = frozenset(map(ddl.name, ddl.statements(MODEL)))


@pytest.fixture
def graph(neo4j_2026: Connection) -> Iterator[tuple[asyncio.Runner, Graph]]:
    with asyncio.Runner() as runner:
        graph = Graph.connect(neo4j_2026)
        runner.run(wipe(graph))
        runner.run(drop(graph))
        yield runner, graph
        runner.run(wipe(graph))
        runner.run(drop(graph))
        runner.run(graph.close())


async def drop(graph: Graph) -> None:
    """Leave nothing that is of this model alone."""
    for kind, several in (("CONSTRAINT", "CONSTRAINTS"), ("INDEX", "INDEXES")):
        there = [name for (name,) in await graph.read(f"SHOW {several} YIELD name", {})]
        await graph.execute([f"DROP {kind} `{each}`" for each in there if each in NAMES])


def test_all_are_made_together(graph: tuple[asyncio.Runner, Graph]) -> None:
    runner, there = graph
    left = runner.run(ddl.missing(there, MODEL))
    assert set(map(ddl.name, left)) == NAMES
    needed = runner.run(ddl.missing(there, MODEL, needed=True))
    assert ddl.BY_ID in map(ddl.name, needed)
    assert 1 < len(needed) < len(left)
    made: list[None] = []
    runner.run(ddl.make(there, left, lambda: made.append(None)))
    assert len(made) == len(left)
    assert runner.run(ddl.missing(there, MODEL)) == ()


def test_what_the_data_breaks_costs_itself_alone(graph: tuple[asyncio.Runner, Graph]) -> None:
    runner, there = graph
    runner.run(there.execute(["UNWIND [1, 2] AS i CREATE (:Station:Node {id: 'same', code: i})"]))
    with pytest.raises(DatabaseFailed):
        runner.run(ddl.complete(there, MODEL))
    assert [ddl.name(each) for each in runner.run(ddl.missing(there, MODEL))] == ["Station_id"]


def test_an_index_that_failed_is_made_anew() -> None:
    """The database keeps it under its name, and serves nothing by it."""
    some = sorted(NAMES)[:2]

    class Broken:
        async def read(self, *_: object) -> list[list[object]]:
            states = {some[0]: "FAILED", some[1]: "FAILED"}
            return [[name, states.get(name, "ONLINE"), name if name == some[1] else None] for name in NAMES]

    left = asyncio.run(ddl.missing(Broken(), MODEL))  # type: ignore[arg-type]  # it answers one question
    assert set(left[:2]) == {f"DROP INDEX {some[0]} IF EXISTS", f"DROP CONSTRAINT {some[1]} IF EXISTS"}
    assert {ddl.name(each) for each in left[2:]} == set(some)
