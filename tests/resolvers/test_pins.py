"""A plan that depends on a variable's value is not taken for one with another value."""

from typing import Any

import pytest

import schema
from graph.connection import Connection
from graph.session import Graph
from resolvers.execute import Executor, Request
from resolvers.reference import Reference
from schema.types import build

MODEL = schema.government()
BUILT = build(MODEL, Reference(MODEL))
GROUPS = "query($by: [BuildingGroupKey!]!) { buildingsGroupBy(by: $by) { aggregate { count } } }"
PATHS = 'query($n: Int!) { paths(from: "a", to: "b", maxLength: $n) { truncated } }'
FIRST = "query($n: Int!) { buildings(first: $n) { nodes { id } } }"


async def statements(query: str, *given: dict[str, Any]) -> list[str]:
    request = Request(query)
    texts = []
    async with Graph.connect(Connection("bolt://127.0.0.1:1", "neo4j", "nobody")) as graph:
        executor = Executor(MODEL, BUILT, graph, 60)
        document = executor.document(query)
        operation = executor.operation(document, request)
        for variables in given:
            compiled = executor.compile(document, operation, request, executor.variables(operation, variables))
            assert compiled.statement
            texts.append(compiled.statement.text)
    return texts


@pytest.mark.parametrize(
    ("query", "one", "other"),
    [(GROUPS, {"by": ["USE"]}, {"by": ["STATUS"]}), (PATHS, {"n": 2}, {"n": 3})],
    ids=["groups", "paths"],
)
async def test_another_value_is_another_statement(query: str, one: dict[str, Any], other: dict[str, Any]) -> None:
    first, second, third = await statements(query, one, other, one)
    assert first != second
    assert first == third


async def test_values_that_no_plan_depends_on_share_one() -> None:
    first, second = await statements(FIRST, {"n": 2}, {"n": 3})
    assert first == second
