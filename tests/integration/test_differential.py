"""Compiled execution against the reference execution, on generated graphs and documents: the main test of all."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

import orjson
import pytest
from graphql import FieldNode
from hypothesis import HealthCheck, Phase, given, reject, settings
from hypothesis import strategies as st
from hypothesis.errors import UnsatisfiedAssumption

import schema
from graph import ddl
from graph.connection import Connection
from graph.cypher import conditions, names
from graph.session import Graph
from resolvers import arguments, collecting, planner, reference
from resolvers.collecting import Asked, Collector
from resolvers.execute import Executor, Request
from resolvers.planned import relationship_of
from tests.building import schema_of
from tests.documents import Documents
from tests.generation import Snapshot, snapshot, store

pytestmark = pytest.mark.integration

# Seeds, not draws one by one: hypothesis takes documents of thousands of draws for inconsistent. Of bits, since of
# integers it prefers those that it reads in the source of whatever modules are imported.
seeds = st.lists(st.booleans(), min_size=32, max_size=32).map(lambda bits: sum(bit << n for n, bit in enumerate(bits)))
# Shrinking would ask the database thousands of times more; the document is printed as it was drawn.
SETTINGS = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)


class World:
    """A graph, both executions over it, and the loop they run in. No dataclass: hypothesis would print all of it."""

    def __init__(self, runner: asyncio.Runner, graph: Graph, executor: Executor, built: Any) -> None:
        self.runner, self.graph, self.executor, self.built = runner, graph, executor, built
        self.stored: Snapshot | None = None

    def compare(self, given: Snapshot, document: str, variables: dict[str, Any]) -> tuple[Any, Any]:
        return self.runner.run(self._compare(given, document, variables))

    async def _compare(self, given: Snapshot, document: str, variables: dict[str, Any]) -> tuple[Any, Any]:
        if given != self.stored:
            await store(self.graph, given)
            self.stored = given
        response = await self.executor.execute(Request(document, variables))
        if b"TOO_COMPLEX" in response.body:
            # Larger than an operation may be, which is seen elsewhere: another document is drawn.
            reject()
        assert response.status == 200, (response.body, document)
        expected = await reference.execute(self.built, self.executor.model, self.graph, document, variables)
        answer = orjson.loads(response.body)
        faults = {nulled(answer["data"], each["path"]) for each in answer.get("errors", ())}
        known = {nulled(expected.data, each.path or ()) for each in expected.errors or ()}
        return (answer["data"], sorted(map(str, faults))), (expected.data, sorted(map(str, known)))


def nulled(data: Any, path: Sequence[str | int]) -> tuple[str | int, ...]:
    """Where null stands for a fault: of several below one null, each execution may tell another."""
    for length, step in enumerate(path):
        if data is None:
            return tuple(path[:length])
        data = data[step]
    return tuple(path)


@pytest.fixture(scope="module")
def world(neo4j_2026: Connection) -> Iterator[World]:
    with asyncio.Runner() as runner:
        graph = Graph.connect(neo4j_2026)
        model = schema.government()
        built = schema_of(model)
        runner.run(ddl.complete(graph, model))
        yield World(runner, graph, Executor(model, built, graph, 300), built)
        runner.run(graph.close())


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("CRITICAL", "strawberry")


@pytest.mark.parametrize("shape", range(8))
@SETTINGS
@given(seed=seeds)
def test_both_executions_agree(world: World, shape: int, seed: int) -> None:
    graph = snapshot(world.executor.model, Random(shape), gaps=shape % 2 == 1)
    # Each graph has documents of its own, though the same seeds are drawn for all.
    documents = Documents(world.executor.schema, Random(f"{shape} {seed}"))
    document = documents.write()
    compiled, expected = world.compare(graph, document, documents.variables)
    assert compiled == expected, document


def mutations() -> dict[str, tuple[Any, str, Any]]:
    """Bugs that a planner could have, each as what to replace by what."""
    return {
        "every fragment applies": (collecting.Collector, "_applies", lambda *_: True),
        "directives are ignored": (collecting.Collector, "included", lambda *_: True),
        "a day does not rule below": (arguments, "as_of", lambda _given, inherited, _holes: inherited),
        "the last day of a period counts": (conditions, "holding", closed_periods),
        "a key is planned once, wherever it is": (planner.Planner, "related", related_anywhere),
        "a fragment is opened once, wherever it is": (planner, "Collector", OpensOnce),
    }


def closed_periods(as_of: Any, relationship: str, minted: names.Names) -> Iterator[str]:
    if as_of:
        date = minted.parameter(as_of)
        yield f"({relationship}.validFrom IS NULL OR {relationship}.validFrom <= {date})"
        yield f"({relationship}.validTo IS NULL OR {relationship}.validTo >= {date})"


def related_anywhere(self: Any, asked: Asked, owner: Any, node_type: Any, inherited: Any) -> Any:
    relationship, suffix = relationship_of(asked.name, node_type)
    known = (asked.path[-1], relationship, suffix)
    if known not in self.known:
        with self.budget.reading():
            self.known[known] = self._related(asked, owner, relationship, suffix, inherited)
    return self.known[known]


@dataclass
class OpensOnce(Collector):
    everywhere: set[str] = field(default_factory=set)

    def _selected(self, sets: Any, runtime: Any, opened: set[str]) -> Iterator[FieldNode]:
        self.everywhere |= opened
        return super()._selected(sets, runtime, self.everywhere)


@pytest.mark.parametrize("mutation", mutations())
def test_a_planted_bug_is_found(world: World, mutation: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(*mutations()[mutation])
    world.executor.compiled.clear()
    graph = snapshot(world.executor.model, Random(3), gaps=False)

    def differs(seed: int) -> bool:
        documents = Documents(world.executor.schema, Random(seed))
        document = documents.write()
        try:
            compiled, expected = world.compare(graph, document, documents.variables)
        except UnsatisfiedAssumption:
            return False
        except AssertionError:
            return True
        return bool(compiled != expected)

    try:
        assert any(map(differs, range(120))), f"No document told that {mutation}."
    finally:
        world.executor.compiled.clear()


ORDERS = (
    "",
    "orderBy: [{status: ASC}]",
    "orderBy: [{builtOn: DESC}, {name: ASC}]",
    "orderBy: [{grossFloorAreaM2: ASC}]",
    "orderBy: [{grossFloorAreaM2: DESC}]",
    "orderBy: [{code: DESC}]",
    "orderBy: [{division: {name: ASC}}, {heritage: DESC}]",
    "orderBy: [{builtOn: ASC}], where: {not: {status: {eq: IDLE}}}",
)
FORWARD = ("first: 1, after: $c", "hasNextPage", "endCursor")
BACKWARD = ("last: 1, before: $c", "hasPreviousPage", "startCursor")


@pytest.mark.parametrize(("turn", "more", "edge"), [FORWARD, BACKWARD], ids=["forward", "backward"])
@pytest.mark.parametrize("order", ORDERS)
def test_pages_meet_every_node_once(world: World, order: str, turn: str, more: str, edge: str) -> None:
    graph = snapshot(world.executor.model, Random(9), gaps=True, least=6)
    everything = f"{{ buildings({order}) {{ nodes {{ id }} }} }}" if order else "{ buildings { nodes { id } } }"
    whole, expected = world.compare(graph, everything, {})
    assert whole == expected
    seen: list[str] = []
    cursor = None
    while True:
        document = (
            f"query($c: String) {{ buildings({turn}, {order}) {{ nodes {{ id }} pageInfo {{ {more} {edge} }} }} }}"
        )
        compiled, expected = world.compare(graph, document, {"c": cursor} if cursor else {})
        assert compiled == expected
        page = compiled[0]["buildings"]
        seen += [each["id"] for each in page["nodes"]]
        cursor = page["pageInfo"][edge]
        if not page["pageInfo"][more]:
            break
    found = [each["id"] for each in whole[0]["buildings"]["nodes"]]
    assert seen == (found if turn == FORWARD[0] else found[::-1])
    assert len(found) >= 3 or "where" in order
