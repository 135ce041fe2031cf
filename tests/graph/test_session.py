"""What is tried again of reads, and for how long; without a database."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import nullcontext
from typing import Any

import pytest
from neo4j import READ_ACCESS, WRITE_ACCESS
from neo4j.exceptions import DriverError, ServiceUnavailable, TransientError

from graph import ddl, session
from graph.connection import Connection
from graph.errors import DatabaseUnavailable
from graph.session import Graph
from ingest.store import Store
from schema import government


class Tries:
    """A graph whose reads fail as told, and how often they were tried."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(session, "RETRY_SECONDS", 0.1)
        monkeypatch.setattr(session, "PAUSE_SECONDS", 0.01)
        self.graph = Graph.connect(Connection("bolt://127.0.0.1:1", "neo4j", "nobody"))
        self.failure: Exception | None = None
        self.number, self.seconds = 0, 0.0
        self.accesses = set[str]()
        self.records: list[list[Any]] = [[1]]
        monkeypatch.setattr(self.graph, "_read", self.answer)
        monkeypatch.setattr(self.graph._driver, "verify_connectivity", self.answer)

    async def answer(self, *asked: Any) -> list[list[Any]]:
        self.number += 1
        self.accesses.update(asked[3:])
        await asyncio.sleep(self.seconds)
        if self.failure:
            raise self.failure
        return self.records

    async def read(self) -> int:
        """How often a read was tried that failed, or 0 for one that did not."""
        self.number = 0
        try:
            await self.graph.read("RETURN 1", {})
        except DatabaseUnavailable:
            return self.number
        return 0


@pytest.fixture
async def tries(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Tries]:
    tries = Tries(monkeypatch)
    yield tries
    await tries.graph.close()


async def test_who_asks_of_a_database_that_has_been_away_for_long_is_told_at_once(tries: Tries) -> None:
    tries.failure = ServiceUnavailable("away")
    assert await tries.read() > 1
    assert [await tries.read() for _ in range(3)] == [1, 1, 1]
    tries.failure = None
    assert await tries.read() == 0
    tries.failure = ServiceUnavailable("away again")
    assert await tries.read() > 1


async def test_one_read_at_a_time_finds_out_whether_a_database_is_back(tries: Tries) -> None:
    async def asked(readers: int) -> list[bool]:
        tries.number = 0
        reads = (tries.graph.read("RETURN 1", {}) for _ in range(readers))
        return [isinstance(each, list) for each in await asyncio.gather(*reads, return_exceptions=True)]

    tries.failure = ServiceUnavailable("away")
    await tries.read()
    tries.seconds = 0.05
    assert not any(await asked(20))
    assert tries.number == 1
    tries.failure = None
    assert await asked(3) == [True, False, False]
    assert await asked(3) == [True, True, True]


@pytest.mark.parametrize("failure", [TransientError("busy"), DriverError("wrong")])
async def test_a_failure_of_one_read_says_nothing_of_the_next(tries: Tries, failure: Exception) -> None:
    tries.failure = failure
    number = tries.number
    for _ in range(2):
        try:
            number = await tries.read()
        except Exception:  # noqa: BLE001  # what is told of it is seen elsewhere
            number = tries.number
        assert (number > 1) is isinstance(failure, TransientError)


async def test_a_load_and_what_decides_about_one_read_where_it_is_written(tries: Tries) -> None:
    """Followers may be behind: of what was just written a load would say that it is not there."""
    await tries.graph.read("RETURN 1", {})
    assert tries.accesses == {READ_ACCESS}
    tries.accesses.clear()
    await tries.graph.empty()
    tries.records = []
    await ddl.missing(tries.graph, government())
    tries.records = [[[1]]]
    assert await Store(tries.graph, rehearsal=False).read("RETURN [1]") == [1]
    assert tries.accesses == {WRITE_ACCESS}


def deadlock() -> TransientError:
    error = TransientError()
    error._neo4j_code = "Neo.TransientError.Transaction.DeadlockDetected"
    return error


@pytest.mark.parametrize(("deadlocks", "made"), [(3, True), (session.DEADLOCKS, False)])
async def test_who_makes_indexes_that_others_make_as_well_tries_again(
    monkeypatch: pytest.MonkeyPatch, deadlocks: int, made: bool
) -> None:
    monkeypatch.setattr(session, "PAUSE_SECONDS", 0.001)
    tries = 0

    async def work() -> None:
        nonlocal tries
        tries += 1
        if tries <= deadlocks:
            raise deadlock()

    with nullcontext() if made else pytest.raises(TransientError):
        await session.past_deadlocks(work)
    assert tries == min(deadlocks + 1, session.DEADLOCKS)


async def test_what_else_passes_is_not_waited_for_there(tries: Tries) -> None:
    async def work() -> None:
        await tries.answer()

    tries.failure = TransientError("busy")
    with pytest.raises(TransientError):
        await session.past_deadlocks(work)
    assert tries.number == 1
