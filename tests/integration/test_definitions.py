"""Constraints and indexes: made together, and each by itself where the data breaks one of them."""

import asyncio
from collections.abc import Iterator

import pytest

from graph import ddl, marks
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


# As they are from before the property had an index, and from while it had none for a time.
BEFORE = """UNWIND range(1, 25000) AS i
CREATE (d:Depot:Node {id: toString(i), title: toString(i), roads: CASE i % 5 WHEN 0 THEN null ELSE i % 5 END})
SET d.absent_roads = CASE i % 5 WHEN 1 THEN true END"""
MARKED = "MATCH (d:Depot) RETURN d.roads IS NULL, d.absent_roads, count(*) AS many ORDER BY many"
MARKS = [[True, True, 5_000], [False, None, 20_000]]


def test_nodes_say_what_they_lack_before_an_index_is_to_find_them(graph: tuple[asyncio.Runner, Graph]) -> None:
    runner, there = graph
    runner.run(there.execute([BEFORE, "CREATE INDEX Depot_title_absent FOR (d:Depot) ON (d.absent_title)"]))
    runner.run(together(there))
    assert runner.run(there.read(MARKED, {})) == MARKS
    names = {name for (name,) in runner.run(there.read("SHOW INDEXES YIELD name", {}))}
    # What is declared no more is not kept up to date: if it is declared again, it is made anew.
    assert "Depot_roads_absent" in names
    assert "Depot_title_absent" not in names


async def together(graph: Graph) -> None:
    """Nodes are marked by several services that start at once."""
    marking = await marks.unmarked(graph, MODEL, NAMES)
    await asyncio.gather(*(marks.mark(graph, each) for each in marking.values() for _ in range(3)))
    await ddl.complete(graph, MODEL)


def test_an_index_that_would_hide_nodes_is_not_made(
    graph: tuple[asyncio.Runner, Graph], monkeypatch: pytest.MonkeyPatch
) -> None:
    runner, there = graph
    runner.run(there.execute([BEFORE]))
    monkeypatch.setattr(marks, "_marking", lambda *_: "MATCH (d:Depot) SET d.roads = 1 / 0")
    with pytest.raises(DatabaseFailed):
        runner.run(ddl.complete(there, MODEL))
    left = {ddl.name(each) for each in runner.run(ddl.missing(there, MODEL))}
    assert left == {"Depot_roads_absent", "Depot_opened_absent"}
    monkeypatch.undo()
    runner.run(ddl.complete(there, MODEL))
    assert runner.run(ddl.missing(there, MODEL)) == ()
    assert runner.run(there.read(MARKED, {})) == MARKS


def test_an_index_that_failed_is_made_anew() -> None:
    """The database keeps it under its name, and serves nothing by it."""
    some = sorted(NAMES)[:2]

    class Broken:
        async def read(self, *_: object, **__: object) -> list[list[object]]:
            states = {some[0]: "FAILED", some[1]: "FAILED"}
            return [[name, states.get(name, "ONLINE"), name if name == some[1] else None] for name in NAMES]

    left = asyncio.run(ddl.missing(Broken(), MODEL))  # type: ignore[arg-type]  # it answers one question
    assert set(left[:2]) == {f"DROP INDEX {some[0]} IF EXISTS", f"DROP CONSTRAINT {some[1]} IF EXISTS"}
    assert {ddl.name(each) for each in left[2:]} == set(some)
