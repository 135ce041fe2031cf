"""What is asked of the schema itself: with any variables, once, and with a word on what is null."""

import asyncio
import gc
import time
import tracemalloc
from typing import Any
from unittest.mock import Mock

import orjson
import pytest
from graphql import GraphQLSchema, execute_sync

import schema
from graph.session import Graph
from resolvers import introspecting
from resolvers.execute import Executor, Request
from tests.building import schema_of


@pytest.fixture(scope="module")
def executor() -> Executor:
    model = schema.government()
    return Executor(model, schema_of(model), Mock(spec=Graph), 60)


async def described(executor: Executor, query: str, variables: dict[str, Any]) -> Any:
    """What is told of the schema, beside what would be read of the graph."""
    request = Request(query, variables)
    document = executor.document(query)
    operation = executor.operation(document, request)
    coerced = executor.variables(operation, variables)
    asked = executor.compile(document, operation, request, coerced).introspection
    assert asked
    return orjson.loads(orjson.dumps(await executor.reader.introspector.answer(asked, coerced)))


async def told(executor: Executor, query: str, **variables: Any) -> Any:
    return orjson.loads((await executor.execute(Request(query, variables))).body)


@pytest.mark.parametrize(
    ("declared", "used", "given"),
    [
        ("Date", "buildings(asOf: $x) { totalCount }", "2025-06-30"),
        ("[BuildingOrder!]", "buildings(orderBy: $x) { totalCount }", [{"code": "ASC"}]),
        ("BuildingFilter", "buildings(where: $x) { totalCount }", {"status": {"eq": "IN_USE"}}),
    ],
)
async def test_variables_of_the_rest_do_not_disturb(executor: Executor, declared: str, used: str, given: Any) -> None:
    query = f"query($x: {declared}, $name: String!, $old: Boolean = true) {{ {used} __type(name: $name) {{ name fields(includeDeprecated: $old) {{ name }} }} }}"
    answer = await described(executor, query, {"x": given, "name": "Building"})
    assert answer["__type"]["name"] == "Building"
    assert {"name": "code"} in answer["__type"]["fields"]


async def test_all_of_it_a_thousand_times_is_refused(executor: Executor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(introspecting, "FIELDS", 20_000)
    several = " ".join(f"a{number}: types {{ description }}" for number in range(1000))
    answer = await told(executor, f"{{ __schema {{ {several} }} }}")
    assert answer["errors"][0]["extensions"]["code"] == "TOO_COMPLEX"
    assert "20,000 fields of the schema itself" in answer["errors"][0]["message"]
    assert "data" not in answer


async def test_it_is_kept_by_what_is_asked(executor: Executor, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def counting(schema: GraphQLSchema, document: Any, **given: Any) -> Any:
        asked.append(given)
        return execute_sync(schema, document, **given)

    monkeypatch.setattr(introspecting, "execute_sync", counting)
    query = "query($name: String!) { kept: __type(name: $name) { name } }"
    for name in ("Building", "Room", "Building", "Nothing"):
        expected = None if name == "Nothing" else {"name": name}
        assert await told(executor, query, name=name) == {"data": {"kept": expected}}
    assert len(asked) == 3


@pytest.mark.parametrize("length", [10, 100_000])
async def test_an_answer_weighs_what_it_takes_however_it_is_asked_for(executor: Executor, length: int) -> None:
    query = "query($name: String!) { light: __type(name: $name) { name } }"
    kept = executor.reader.introspector._kept
    # Threads to write in are there before.
    for number in range(20):
        await described(executor, query, {"name": f"{number}".zfill(length)})
    before = kept.weight
    gc.collect()
    tracemalloc.start()
    for number in range(20, 120):
        await described(executor, query, {"name": f"{number}".zfill(length)})
    gc.collect()
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert 0.4 * (kept.weight - before) < taken < 1.3 * (kept.weight - before)


async def test_who_goes_leaves_the_turn_to_the_answer_and_the_answer_to_others(
    executor: Executor, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Any] = []
    running, most = 0, 0

    def slow(schema: GraphQLSchema, document: Any, **given: Any) -> Any:
        nonlocal running, most
        begun.append(given)
        running += 1
        most = max(most, running)
        time.sleep(0.1)
        running -= 1
        return execute_sync(schema, document, **given)

    monkeypatch.setattr(introspecting, "execute_sync", slow)
    query = "query($name: String!) { left: __type(name: $name) { name } }"
    for name in ("Building", "Building", "Room"):
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(told(executor, query, name=name), 0.02)
    for name in ("Building", "Room"):
        assert await told(executor, query, name=name) == {"data": {"left": {"name": name}}}
    assert most == 1
    # The one who asked for a room went before its turn came.
    assert len(begun) == 2


@pytest.mark.parametrize(
    ("query", "variable"),
    [
        ('query($t: String = "x") { __type(name: $t) { name } }', "t"),
        ('query($t: String = "x") { search(text: $t) { score } }', "t"),
        ('query($t: ID = "x") { node(id: $t) { id } }', "t"),
        ('query($t: ID = "x") { paths(from: $t, to: "b") { truncated } }', "t"),
        ('query($t: Date = "2025-01-01") { changes(from: $t, to: "2025-06-30") { totalCount } }', "t"),
        ("query($t: [BuildingGroupKey!] = [USE]) { buildingsGroupBy(by: $t) { aggregate { count } } }", "t"),
        ("query($t: Boolean = true) { buildings { totalCount @include(if: $t) } }", "t"),
        ("query($t: Boolean = true) { buildings @skip(if: $t) { totalCount } }", "t"),
    ],
)
async def test_null_where_a_value_is_needed_is_told(executor: Executor, query: str, variable: str) -> None:
    answer = await told(executor, query, **{variable: None})
    assert [each["extensions"]["code"] for each in answer["errors"]] == ["BAD_ARGUMENT"], answer
    assert "null" in answer["errors"][0]["message"]
