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
