"""Counts are taken beside the requests: anew where they could not be, and whoever asks does not wait where some are known."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any
from unittest.mock import AsyncMock, Mock

import pytest

import schema
from graph.counts import question
from graph.errors import DatabaseUnavailable
from graph.session import Graph
from resolvers import census

MODEL = schema.government()
SIZE = question(MODEL).count("COUNT {")
NUMBERS = [7] * SIZE
Later = Callable[[], None]


@pytest.fixture
def graph() -> Mock:
    return Mock(spec=Graph)


@pytest.fixture
def taken(graph: Mock) -> census.Census:
    return census.Census(MODEL, graph)


@pytest.fixture
def later(taken: census.Census, monkeypatch: pytest.MonkeyPatch) -> Later:
    return lambda: monkeypatch.setattr(census, "monotonic", lambda: taken.due)


class Slow:
    """A database that answers when told to."""

    def __init__(self) -> None:
        self.asked = 0
        self.ready = asyncio.Event()
        self.ended = False

    async def read(self, *_: Any, **__: Any) -> list[list[Any]]:
        self.asked += 1
        try:
            await self.ready.wait()
        except asyncio.CancelledError:
            self.ended = True
            raise
        return [[[8] * SIZE]]


async def test_a_database_that_was_away_is_asked_again(graph: Mock, taken: census.Census, later: Later) -> None:
    graph.read = AsyncMock(side_effect=[DatabaseUnavailable("away"), [[NUMBERS]]])
    assert await taken.now() is None
    assert await taken.now() is None
    assert graph.read.await_count == 1
    later()
    counts = await taken.now()
    assert counts
    assert counts.nodes["Building"] == 7


async def test_what_is_known_is_told_while_it_is_taken_anew(graph: Mock, taken: census.Census, later: Later) -> None:
    graph.read = AsyncMock(return_value=[[NUMBERS]])
    first = await taken.now()
    graph.read = (slow := Slow()).read
    later()
    assert [await asyncio.wait_for(taken.now(), 10) for _ in range(5)] == [first] * 5
    assert taken.counting
    slow.ready.set()
    await taken.counting
    assert slow.asked == 1
    counts = await taken.now()
    assert counts
    assert counts.nodes["Building"] == 8


async def test_whoever_goes_meanwhile_leaves_it_to_the_others(graph: Mock, taken: census.Census) -> None:
    graph.read = (slow := Slow()).read
    hasty, patient = asyncio.create_task(taken.now()), asyncio.create_task(taken.now())
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(hasty, 0.01)
    slow.ready.set()
    assert await patient
    assert slow.asked == 1


async def test_it_ends_with_the_service(graph: Mock, taken: census.Census) -> None:
    await taken.end()
    graph.read = (slow := Slow()).read
    waits = asyncio.create_task(taken.now())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await taken.end()
    assert slow.ended
    assert await waits is None


async def test_what_cannot_be_counted_is_told_once_and_sought_again(
    graph: Mock, taken: census.Census, later: Later, caplog: pytest.LogCaptureFixture
) -> None:
    graph.read = AsyncMock(side_effect=[[["no numbers"], []], [[NUMBERS]]])
    with caplog.at_level(logging.ERROR):
        assert await taken.now() is None
    assert [each.message.rpartition(": ")[2] for each in caplog.records] == ["ValueError"]
    later()
    assert await taken.now()
