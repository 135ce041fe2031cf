"""Filters that nothing can meet are refused, each with what would do."""

from math import inf
from typing import Any
from unittest.mock import Mock

import orjson
import pytest

import schema
from graph.session import Graph
from resolvers.execute import Executor, Request
from tests.building import schema_of


@pytest.fixture(scope="module")
def executor() -> Executor:
    model = schema.government()
    made = Executor(model, schema_of(model), Mock(spec=Graph), 60)
    # Nothing is counted beforehand.
    made.census.due = inf
    return made


async def message(executor: Executor, where: str) -> Any:
    answer = orjson.loads((await executor.execute(Request(f"{{ buildings(where: {where}) {{ totalCount }} }}"))).body)
    (error,) = answer["errors"]
    assert error["extensions"]["code"] == "BAD_ARGUMENT"
    return error["message"]


@pytest.mark.parametrize("where", ["owners", "not", "and", "rooms"])
async def test_what_cannot_be_null_is_left_out(executor: Executor, where: str) -> None:
    assert await message(executor, f"{{{where}: null}}") == f"`where.{where}` is null: leave it out."


@pytest.mark.parametrize("where", ["status", "status.eq"])
async def test_of_a_property_null_can_be_asked(executor: Executor, where: str) -> None:
    name, _, operator = where.partition(".")
    given = f"{{{name}: {{{operator}: null}}}}" if operator else f"{{{name}: null}}"
    assert await message(executor, given) == f"`where.{where}` is null: leave it out, or use `isNull`."


async def test_an_edge_without_demands_is_no_filter(executor: Executor) -> None:
    assert await message(executor, "{owners: {edge: null}}") == "`where.owners.edge` is null: leave it out."


async def test_a_box_has_its_south_below_its_north(executor: Executor) -> None:
    corners = "southWest: {longitude: 119, latitude: 31}, northEast: {longitude: 121, latitude: 29}"
    told = await message(executor, f"{{location: {{inBox: {{{corners}}}}}}}")
    assert told == "The box's south, 31.0, is north of its north, 29.0."
