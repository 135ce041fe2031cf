"""Whatever values are asked for, the database plans a statement once: it tells how many plans it has kept."""

import re
from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest

import schema
from graph import ddl
from graph.cohort import together
from graph.connection import Connection
from graph.session import Graph
from resolvers.execute import Executor, Request
from tests.building import schema_of

pytestmark = pytest.mark.integration

MODEL = schema.government()
BUILT = schema_of(MODEL)
TEXTS = ["", "x", "浙江省", "y" * 50, "z" * 500]
LISTS = [[], ["x"], ["x", "y"] * 3, ["z"] * 90]
KEY = "query($v: String!) { building(code: $v) { name } }"
ASKED: dict[str, tuple[str, Sequence[Any]]] = {
    "key": (KEY, TEXTS),
    "id": ("query($v: ID!) { node(id: $v) { id } }", TEXTS),
    "ids": ("query($v: [ID!]!) { nodes(ids: $v) { id } }", LISTS),
    "equal": ("query($v: String) { staffMembers(where: {name: {eq: $v}}) { nodes { name } } }", TEXTS),
    "among": ("query($v: [String!]) { staffMembers(where: {name: {in: $v}}) { totalCount } }", LISTS[1:]),
    "beginning": ("query($v: String) { buildings(where: {name: {startsWith: $v}}) { totalCount } }", TEXTS),
    "day": (
        "query($v: Date) { buildings(asOf: $v) { nodes { owners { totalCount } } } }",
        ["2020-01-31", "2024-12-31"],
    ),
    "page": ("query($v: Int) { buildings(first: $v) { nodes { name } } }", [1, 20, 100]),
    "number": ("query($v: Float) { buildings(where: {grossFloorAreaM2: {gt: $v}}) { totalCount } }", [1, 2.5, 1e9]),
    "words": ("query($v: String!) { search(text: $v) { node { id } } }", TEXTS[1:4]),
}


@pytest.fixture
async def graph(connection: Connection) -> AsyncIterator[Graph]:
    async with Graph.connect(connection) as graph:
        await ddl.complete(graph, MODEL)
        yield graph


@pytest.mark.parametrize(("query", "values"), ASKED.values(), ids=ASKED)
async def test_a_statement_is_planned_once(graph: Graph, query: str, values: Sequence[Any]) -> None:
    executor = Executor(MODEL, BUILT, graph, 300)
    assert await planned(graph, executor, query, values) == await planned(
        graph, executor, query, [values[0]] * len(values)
    )


async def test_so_is_what_is_read_for_many_at_once(graph: Graph) -> None:
    executor, request = Executor(MODEL, BUILT, graph, 300), Request(KEY, {"v": "x"})
    document = executor.document(KEY)
    operation = executor.operation(document, request)
    statement = executor.compile(document, operation, request, request.variables or {}).statement
    assert statement
    assert len(statement.parameters) == 1
    found = []
    several = [[each] * size for each in TEXTS for size in (1, 30)]
    for batches in (several[:1], several[:1] * len(several), several):
        for batch in batches:
            await graph.read(*together(statement, [[each] for each in batch]))
        found.append(await kept(graph))
    # Before the first, others were kept.
    assert found[1] == found[2]


async def planned(graph: Graph, executor: Executor, query: str, values: Sequence[Any]) -> int:
    """How many plans the database keeps after it was asked for each of the values.

    What it is asked often it plans a second time, so only what is asked equally often can be compared.
    """
    await answered(executor, query, values[0])
    await kept(graph)
    for each in values:
        await answered(executor, query, each)
    return await kept(graph)


async def answered(executor: Executor, query: str, value: object) -> None:
    response = await executor.execute(Request(query, {"v": value}))
    assert response.status == 200, response.body


async def kept(graph: Graph) -> int:
    """How many plans the database has kept; it forgets them."""
    ((told,),) = await graph.read("CALL db.clearQueryCaches()", {})
    return int(found[0]) if (found := re.findall(r"\d+", told)) else 0
