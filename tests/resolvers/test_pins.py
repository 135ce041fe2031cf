"""A plan that depends on a variable's value is not taken for one with another value."""

from typing import Any

import pytest

import schema
from graph.connection import Connection
from graph.cursor import encode, signature
from graph.cypher import Statement
from graph.plan import Argument, Findings
from graph.session import Graph
from resolvers.execute import Executor, Request
from server.warming import seeking
from tests.building import schema_of

MODEL = schema.government()
BUILT = schema_of(MODEL)
GROUPS = "query($by: [BuildingGroupKey!]!) { buildingsGroupBy(by: $by) { aggregate { count } } }"
PATHS = 'query($n: Int!) { paths(from: "a", to: "b", maxLength: $n) { truncated } }'
TEXTS = "query($w: String!) { buildings(where: {name: {gt: $w}}) { nodes { id } } }"
FIRST = "query($n: Int!) { buildings(first: $n) { nodes { id } } }"


async def statements(query: str, *given: dict[str, Any]) -> list[str]:
    return [each.text for each in await compiled(query, *given)]


async def compiled(query: str, *given: dict[str, Any]) -> list[Statement]:
    request = Request(query)
    found = []
    async with Graph.connect(Connection("bolt://127.0.0.1:1", "neo4j", "nobody")) as graph:
        executor = Executor(MODEL, BUILT, graph, 60)
        document = executor.document(query)
        operation = executor.operation(document, request)
        for variables in given:
            known = executor.compile(document, operation, request, executor.variables(operation, variables))
            assert known.statement
            found.append(known.statement)
    return found


@pytest.mark.parametrize(
    ("query", "one", "other"),
    [
        (GROUPS, {"by": ["USE"]}, {"by": ["STATUS"]}),
        (PATHS, {"n": 2}, {"n": 3}),
        (TEXTS, {"w": "局"}, {"w": "局（本级）"}),
    ],
    ids=["groups", "paths", "texts"],
)
async def test_another_value_is_another_statement(query: str, one: dict[str, Any], other: dict[str, Any]) -> None:
    first, second, third = await statements(query, one, other, one)
    assert first != second
    assert first == third


async def test_values_that_no_plan_depends_on_share_one() -> None:
    first, second = await statements(FIRST, {"n": 2}, {"n": 3})
    assert first == second


FOUND = """query($agency: ID, $rules: [RuleCode!], $after: String, $on: Date, $below: Boolean! = true) {
  findings(agency: $agency, rules: $rules, after: $after, asOf: $on, includeSubordinates: $below) { SELECTED }
}"""
OF_ONE = "query($id: ID!, $after: String) { node(id: $id) { findings(after: $after, first: 9) { SELECTED } } }"
SELECTIONS = (
    "totalCount",
    "byRule { count }",
    "nodes { node { id } mentions { id } }",
    "pageInfo { endCursor } edges { cursor }",
)


async def test_whatever_is_asked_of_findings_of_an_agency_or_a_node_they_are_sought_by_one_text() -> None:
    warmed = seeking(MODEL)
    assert warmed
    place = encode(signature(Findings((), Argument(0))), ["NO_OWNER", "x"])
    given = (
        {"agency": "a"},
        {"agency": "b", "rules": ["NO_OWNER", "IDLE_ROOM"], "after": place, "on": "2020-01-31", "below": False},
    )
    texts = [await sought(warmed.query, {})]
    for each in SELECTIONS:
        texts.append(await sought(FOUND.replace("SELECTED", each), *given))
        texts.append(await sought(OF_ONE.replace("SELECTED", each), {"id": "a"}, {"id": "b", "after": place}))
    assert len({text for found in texts for text in found}) == 1
    assert texts[0]


async def sought(query: str, *given: dict[str, Any]) -> list[str]:
    """The text of what is read before what a query becomes, for each set of variables."""
    return [before for each in await compiled(query, *given) for before in [one.text for one in each.all][:-1]]


async def test_a_property_by_many_names_is_read_once() -> None:
    names = " ".join(f"n{number}: name c{number}: code" for number in range(20))
    once, often = [
        (await statements(f'{{ building(code: "x") {{ {each} }} }}', {}))[0] for each in ("name code", names)
    ]
    assert once == often
