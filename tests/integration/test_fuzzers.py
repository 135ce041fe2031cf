"""Documents written by others' fuzzers: hypothesis-graphql draws them from the schema's text, right ones and wrong ones."""

import asyncio
import os
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

import hypothesis_graphql
import orjson
import pytest
from hypothesis import HealthCheck, Phase, given, reject, settings
from hypothesis import strategies as st
from hypothesis_graphql import Mode, nodes

import schema
from graph import ddl
from graph.connection import Connection
from graph.session import Graph
from resolvers import reference
from resolvers.answers import Response
from resolvers.execute import Executor, Request
from schema.types import sdl
from tests.building import schema_of
from tests.generation import snapshot, store

pytestmark = pytest.mark.integration

# Drawing a document takes the fuzzer up to half a second.
SETTINGS = settings(
    max_examples=int(os.environ.get("ASSETGRAPH_FUZZ_EXAMPLES", "20")),
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.large_base_example,
        HealthCheck.function_scoped_fixture,
    ],
)
SCALARS: dict[str, st.SearchStrategy[Any]] = {
    "Date": st.dates().map(str).map(nodes.String),
    "DateTime": st.datetimes().map(lambda moment: nodes.String(f"{moment.isoformat()}+08:00")),
    "Decimal": st.decimals(-(10**12), 10**12).map(str).map(nodes.String),
    "GeoPoint": st.nothing(),
}
# What a document of a fuzzer may be refused for; all else is a fault of the service.
REFUSALS = {"BAD_ARGUMENT", "BAD_CURSOR", "PAGE_TOO_LARGE", "TOO_COMPLEX"}
ABSENT = {"NO_SUCH_NODE"}
WRONG = {*REFUSALS, "GRAPHQL_VALIDATION_FAILED", "GRAPHQL_PARSE_FAILED", "BAD_VARIABLES", "OPERATION_NOT_FOUND"}


@dataclass(frozen=True, slots=True)
class World:
    """A graph that holds something of each kind, both executions over it, and what draws documents."""

    runner: asyncio.Runner
    graph: Graph
    executor: Executor
    built: Any
    right: st.SearchStrategy[str]
    wrong: st.SearchStrategy[str]

    def ask(self, document: str) -> tuple[Response, Any]:
        response = self.runner.run(self.executor.execute(Request(document)))
        return response, orjson.loads(response.body)

    def expected(self, document: str) -> Any:
        model = self.executor.model
        return self.runner.run(reference.execute(self.built, model, self.graph, document, {})).data


@pytest.fixture(scope="module")
def world(neo4j_2026: Connection) -> Iterator[World]:
    model = schema.government()
    built = schema_of(model)
    right, wrong = (
        hypothesis_graphql.queries(sdl(built), custom_scalars=SCALARS, mode=mode)
        for mode in (Mode.POSITIVE, Mode.NEGATIVE)
    )
    with asyncio.Runner() as runner:
        graph = Graph.connect(neo4j_2026)
        runner.run(ddl.complete(graph, model))
        runner.run(store(graph, snapshot(model, Random(7), gaps=False)))
        yield World(runner, graph, Executor(model, built, graph, 300), built, right, wrong)
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


@SETTINGS
@given(data=st.data())
def test_documents_that_fit_the_schema(world: World, data: st.DataObject) -> None:
    document = data.draw(world.right)
    response, answer = world.ask(document)
    codes = well_formed(response, answer, document)
    if codes == {"GRAPHQL_VALIDATION_FAILED"}:
        # The fuzzer does not see that fields of parallel fragments conflict deep inside: such a document does not fit.
        assert all("conflict" in error["message"] for error in answer["errors"]), document
        reject()
    assert codes <= REFUSALS | ABSENT, (codes, document)
    # What a word is, an index and Python may see differently: search has tests of its own.
    if codes <= ABSENT and "search" not in document:
        assert answer["data"] == world.expected(document), document


@SETTINGS
@given(data=st.data())
def test_documents_that_do_not(world: World, data: st.DataObject) -> None:
    document = data.draw(world.wrong)
    response, answer = world.ask(document)
    codes = well_formed(response, answer, document)
    assert codes, document
    assert codes <= WRONG, (codes, document)
    assert response.status == 400, document
