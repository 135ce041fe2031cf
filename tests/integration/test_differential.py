"""Compiled execution against the reference execution, on generated graphs and documents: the main test of all."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

import schema
from graph import cypher, ddl
from graph.session import Connection, Graph
from resolvers import arguments, planner, reference
from resolvers.execute import Executor, Request
from schema.types import build
from tests.generation import Documents, Snapshot, snapshot, store

pytestmark = [
    pytest.mark.integration,
    pytest.mark.filterwarnings("ignore::hypothesis.errors.NonInteractiveExampleWarning"),
]

randoms = st.randoms(use_true_random=False)
# Shrinking would ask the database thousands of times more; the document is printed as it was drawn.
SETTINGS = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)


@dataclass(slots=True)
class World:
    """A graph, both executions over it, and the loop they run in."""

    runner: asyncio.Runner
    graph: Graph
    executor: Executor
    built: Any
    stored: Snapshot | None = None

    def compare(self, given: Snapshot, document: str, variables: dict[str, Any]) -> tuple[Any, Any]:
        return self.runner.run(self._compare(given, document, variables))

    async def _compare(self, given: Snapshot, document: str, variables: dict[str, Any]) -> tuple[Any, Any]:
        if given != self.stored:
            await store(self.graph, given)
            self.stored = given
        response = await self.executor.execute(Request(document, variables))
        assert response.status == 200, (response.body, document)
        expected = await reference.execute(self.built, self.graph, document, variables)
        answer = orjson.loads(response.body)
        faults = {tuple(each["path"]) for each in answer.get("errors", ())}
        known = {tuple(each.path or ()) for each in expected.errors or ()}
        # Where null rises through a list, the one execution stops at its first fault and the other meets them all.
        told = faults if faults <= known and bool(faults) == bool(known) else known
        return (answer["data"], sorted(map(str, faults))), (expected.data, sorted(map(str, told)))


@pytest.fixture(scope="module")
def world(neo4j_2026: Connection) -> Iterator[World]:
    with asyncio.Runner() as runner:
        graph = Graph.connect(neo4j_2026)
        model = schema.government()
        built = build(model, reference.Reference(model))
        runner.run(graph.execute(ddl.statements(model)))
        yield World(runner, graph, Executor(model, built, graph, 60), built)
        runner.run(graph.close())


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("CRITICAL", "strawberry")


@SETTINGS
@given(shape=st.integers(0, 7), random=randoms)
def test_both_executions_agree(world: World, shape: int, random: Random) -> None:
    graph = snapshot(world.executor.model, Random(shape), gaps=shape % 2 == 1)
    documents = Documents(world.executor.schema, random)
    document = documents.write()
    compiled, expected = world.compare(graph, document, documents.variables)
    assert compiled == expected, document


def mutations() -> dict[str, tuple[Any, str, Any]]:
    """Bugs that a planner could have, each as what to replace by what."""
    return {
        "every fragment applies": (planner.Planner, "applies", lambda *_: True),
        "directives are ignored": (planner.Planner, "included", lambda *_: True),
        "a day does not rule below": (arguments, "as_of", lambda _given, inherited, _holes: inherited),
        "the last day of a period counts": (cypher, "holding", closed_periods),
    }


def closed_periods(hop: Any, relationship: str, names: cypher.Names) -> Iterator[str]:
    if hop and hop.as_of:
        date = names.parameter(hop.as_of)
        yield f"({relationship}.validFrom IS NULL OR {relationship}.validFrom <= {date})"
        yield f"({relationship}.validTo IS NULL OR {relationship}.validTo >= {date})"


@pytest.mark.parametrize("mutation", mutations())
def test_a_planted_bug_is_found(world: World, mutation: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(*mutations()[mutation])
    world.executor.compiled.clear()
    graph = snapshot(world.executor.model, Random(3), gaps=False)

    def differs(random: Random) -> bool:
        documents = Documents(world.executor.schema, random)
        document = documents.write()
        try:
            compiled, expected = world.compare(graph, document, documents.variables)
        except KeyError:
            return True
        return bool(compiled != expected)

    try:
        find(randoms, differs, settings=SETTINGS, random=Random(1))
    except NoSuchExample:
        pytest.fail(f"No document told that {mutation}.")
    finally:
        world.executor.compiled.clear()


def test_pages_meet_every_node_once(world: World) -> None:
    graph = snapshot(world.executor.model, Random(5), gaps=True)
    for order in (
        "",
        "orderBy: [{status: ASC}]",
        "orderBy: [{builtOn: DESC}, {name: ASC}]",
        "orderBy: [{grossFloorAreaM2: ASC}]",
    ):
        seen: list[str] = []
        after = None
        while True:
            document = f"query($a: String) {{ buildings(first: 1, after: $a, {order}) {{ nodes {{ code }} pageInfo {{ hasNextPage endCursor }} }} }}"
            compiled, expected = world.compare(graph, document, {"a": after} if after else {})
            assert compiled == expected
            page = compiled[0]["buildings"]
            seen += [each["code"] for each in page["nodes"]]
            after = page["pageInfo"]["endCursor"]
            if not page["pageInfo"]["hasNextPage"]:
                break
        stored = [properties["code"] for label, properties in graph.nodes if label == "Building"]
        assert sorted(seen) == sorted(stored)
