"""Answers that take long are made in threads of their own: a few at a time, as long as anybody waits, in nobody's way."""

import asyncio
import gc
from collections.abc import Callable, Iterator
from threading import Event
from typing import Any
from unittest.mock import AsyncMock, Mock

import orjson
import pytest

import schema
from graph.chains.measures import downward
from graph.session import Graph
from graph.shape import ownership
from resolvers import shaping
from resolvers.execute import Executor, Request
from resolvers.reading import FEW
from tests.building import schema_of

MODEL = schema.government(cleared=False)
BUILT = schema_of(MODEL)
CHAINS = 5
QUERY = " ".join(f'a{number}: agency(code: "x") {{ holdings {{ share }} }}' for number in range(CHAINS))
LINKS = [["root", f"e{number}", f"l{number}", "HOLDS_SHARE", "CAPITAL", 10**12] for number in range(FEW)]
ROW = [[[[20, "0", "root", LINKS]]]] * CHAINS


class Algebra:
    """The algebra of chains, which goes on when told to."""

    def __init__(self) -> None:
        self.calls = 0
        self.goes_on = Event()

    def downward(self, *given: Any) -> Any:
        self.calls += 1
        self.goes_on.wait(60)
        return downward(*given)


@pytest.fixture
def algebra(monkeypatch: pytest.MonkeyPatch) -> Iterator[Algebra]:
    slow = Algebra()
    monkeypatch.setattr(ownership, "downward", slow.downward)
    yield slow
    slow.goes_on.set()


def executor(deadline_seconds: float) -> Executor:
    graph = Mock(spec=Graph)
    graph.read = AsyncMock(return_value=[[ROW]])
    made = Executor(MODEL, BUILT, graph, deadline_seconds)
    made.census.due = float("inf")
    return made


def ask(service: Executor, number: int) -> list["asyncio.Task[Any]"]:
    return [asyncio.create_task(service.execute(Request(f"{{ {QUERY} }}"))) for _ in range(number)]


async def until(met: Callable[[], bool]) -> None:
    for _ in range(60_000):
        if met():
            return
        await asyncio.sleep(0.001)
    raise AssertionError("It did not come to that.")


async def test_a_few_at_a_time_and_all_are_answered(algebra: Algebra) -> None:
    tasks = ask(executor(60), shaping.THREADS + 3)
    await until(lambda: algebra.calls >= shaping.THREADS)
    await asyncio.sleep(0.01)
    assert algebra.calls == shaping.THREADS
    algebra.goes_on.set()
    for each in await asyncio.gather(*tasks):
        answer = orjson.loads(each.body)
        assert len(answer["data"]["a4"]["holdings"]) == FEW


async def test_whatever_else_goes_to_a_thread_waits_for_none_of_them(algebra: Algebra) -> None:
    # More than the threads that all else shares.
    tasks = ask(executor(60), 40)
    await until(lambda: algebra.calls >= shaping.THREADS)
    await asyncio.sleep(0.01)
    await asyncio.wait_for(asyncio.to_thread(lambda: None), 10)
    algebra.goes_on.set()
    await asyncio.gather(*tasks)


async def test_at_the_deadline_the_thread_has_its_turn_until_it_ends_and_ends_soon(
    algebra: Algebra, caplog: pytest.LogCaptureFixture
) -> None:
    service = executor(0.2)
    tasks = ask(service, shaping.THREADS + 1)
    assert {each.status for each in await asyncio.gather(*tasks)} == {504}
    assert algebra.calls == shaping.THREADS
    assert not service.reader.shaper.idle
    algebra.goes_on.set()
    await until(lambda: service.reader.shaper.idle)
    assert algebra.calls == shaping.THREADS
    await asyncio.sleep(0)
    gc.collect()
    assert "never retrieved" not in caplog.text


async def test_more_than_can_wait_are_told_to_come_again(algebra: Algebra, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shaping, "WAITING", 1)
    tasks = ask(executor(60), shaping.THREADS + 4)
    await until(lambda: algebra.calls >= shaping.THREADS)
    algebra.goes_on.set()
    statuses = [each.status for each in await asyncio.gather(*tasks)]
    assert statuses.count(503) == 3
    assert statuses.count(200) == shaping.THREADS + 1
