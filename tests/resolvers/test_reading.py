"""What is read again: all of it where a node may have gone meanwhile, and nothing for a gap that is there to stay."""

from collections.abc import Sequence
from typing import Any
from unittest.mock import AsyncMock, Mock

import orjson
import pytest

import schema
from graph.session import Graph
from resolvers.execute import Executor, Request
from tests.building import schema_of

MODEL = schema.government(cleared=False)
BUILT = schema_of(MODEL)
GONE, KEPT = [[None, None]], [["B1", "Town hall"]]
BUILDING = '{ building(code: "B1") { code name } }'
EDGES = "{ agencies(first: 1) { edges { cursor node { name } } } }"


async def asked(query: str, *rows: Sequence[Any]) -> tuple[Any, int]:
    """The answer to a query whose statement has these rows, one after the other, and how often it was read."""
    graph = Mock(spec=Graph)
    executor = Executor(MODEL, BUILT, graph, 60)
    executor.census.due = float("inf")
    graph.read = AsyncMock(side_effect=[[[row]] for row in rows])
    return orjson.loads((await executor.execute(Request(query))).body), graph.read.await_count


@pytest.mark.parametrize("row", [[[["B1", None]]], [[[None, "Town hall"]]]])
async def test_a_node_without_a_value_is_read_once(row: Any) -> None:
    answer, reads = await asked(BUILDING, row)
    assert reads == 1
    assert answer["errors"][0]["extensions"]["code"] == "MISSING_VALUE"


async def test_a_node_that_has_gone_is_sought_again() -> None:
    assert await asked(BUILDING, [GONE], [[]]) == ({"data": {"building": None}}, 2)
    assert await asked(BUILDING, [GONE], [KEPT]) == ({"data": {"building": {"code": "B1", "name": "Town hall"}}}, 2)


async def test_so_is_one_whose_place_is_unknown() -> None:
    gone, there = ([[[["Ministry"]], [place]]] for place in (None, "a1"))
    answer, reads = await asked(EDGES, [[1, gone]], [[1, there]])
    assert reads == 2
    assert answer["data"]["agencies"]["edges"][0]["node"] == {"name": "Ministry"}


async def test_one_of_which_nothing_else_is_asked_is_read_twice_and_no_more() -> None:
    answer, reads = await asked('{ building(code: "B1") { name } }', [[[None]]], [[[None]]])
    assert reads == 2
    assert answer["errors"][0]["path"] == ["building", "name"]


async def test_what_changes_all_the_time_is_told_as_it_was_read_last() -> None:
    rows = [[[size, [[[None]]]]] for size in range(3, 8)]
    answer, reads = await asked("{ agencies { nodes { name } } }", *rows)
    assert reads == 5
    assert answer["errors"][0]["extensions"]["code"] == "MISSING_VALUE"
