"""Documents written by others' fuzzers: hypothesis-graphql draws them from the schema's text, right ones and wrong ones."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

import hypothesis_graphql
import orjson
import pytest
from graphql import ExecutableDefinitionNode, parse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import Mode, nodes

import schema
from graph import ddl
from graph.session import Connection, Graph
from resolvers import reference
from resolvers.execute import Executor, Request, Response
from schema.types import build, sdl
from tests.generation import snapshot, store

pytestmark = pytest.mark.integration

SETTINGS = settings(
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
SCALARS: dict[str, st.SearchStrategy[Any]] = {
    "Date": st.dates().map(str).map(nodes.String),
    "DateTime": st.datetimes().map(lambda moment: nodes.String(f"{moment.isoformat()}+08:00")),
    "Decimal": st.decimals(allow_nan=False, allow_infinity=False).map(str).map(nodes.String),
    "GeoPoint": st.nothing(),
}
# What a document of a fuzzer may be refused for; all else is a fault of the service.
REFUSALS = {"BAD_ARGUMENT", "BAD_CURSOR", "PAGE_TOO_LARGE", "TOO_COMPLEX"}
WRONG = {*REFUSALS, "GRAPHQL_VALIDATION_FAILED", "GRAPHQL_PARSE_FAILED", "BAD_VARIABLES", "OPERATION_NOT_FOUND"}


@dataclass(frozen=True, slots=True)
class World:
    """A graph that holds something of each kind, and both executions over it."""

    runner: asyncio.Runner
    graph: Graph
    executor: Executor
    built: Any

    def ask(self, document: str) -> tuple[Response, Any]:
        response = self.runner.run(self.executor.execute(Request(document)))
        return response, orjson.loads(response.body)

    def expected(self, document: str) -> Any:
        model = self.executor.model
        return self.runner.run(reference.execute(self.built, model, self.graph, document, {})).data


def made() -> Any:
    model = schema.government()
    return model, build(model, reference.Reference(model))


MODEL, BUILT = made()
TEXT = sdl(BUILT)


@pytest.fixture(scope="module")
def world(neo4j_2026: Connection) -> Iterator[World]:
    with asyncio.Runner() as runner:
        graph = Graph.connect(neo4j_2026)
        runner.run(graph.execute(ddl.statements(MODEL)))
        runner.run(store(graph, snapshot(MODEL, Random(7), gaps=False)))
        yield World(runner, graph, Executor(MODEL, BUILT, graph, 60), BUILT)
        runner.run(graph.close())


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("CRITICAL", "strawberry")


def well_formed(response: Response, answer: Any, document: str) -> set[str]:
    """The codes of an answer that has the form that the specification gives it."""
    assert answer.keys() <= {"data", "errors"}, document
    assert answer, document
    for error in answer.get("errors", ()):
        assert error["message"], document
        assert error["extensions"]["remedy"], document
    if response.status != 200:
        assert "data" not in answer, document
    return {error["extensions"]["code"] for error in answer.get("errors", ())}


@settings(SETTINGS, max_examples=60)
@given(document=hypothesis_graphql.queries(TEXT, custom_scalars=SCALARS))
def test_documents_that_fit_the_schema(world: World, document: str) -> None:
    response, answer = world.ask(document)
    codes = well_formed(response, answer, document)
    assert codes <= REFUSALS, (codes, document)
    if not codes:
        assert answer["data"] == world.expected(document), document


@settings(SETTINGS, max_examples=60)
@given(document=hypothesis_graphql.queries(TEXT, custom_scalars=SCALARS, mode=Mode.NEGATIVE))
def test_documents_that_do_not(world: World, document: str) -> None:
    response, answer = world.ask(document)
    codes = well_formed(response, answer, document)
    assert codes <= WRONG, (codes, document)
    assert codes, document
    assert response.status == 400, document


def test_the_fuzzer_writes_what_the_schema_has() -> None:
    asked: set[str] = set()

    @settings(SETTINGS, max_examples=30)
    @given(document=hypothesis_graphql.queries(TEXT, custom_scalars=SCALARS))
    def collect(document: str) -> None:
        (operation,) = parse(document).definitions
        assert isinstance(operation, ExecutableDefinitionNode)
        asked.update(each.name.value for each in operation.selection_set.selections)  # type: ignore[attr-defined]

    collect()
    assert len(asked) > 10
