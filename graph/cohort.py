"""Cohorts: reads of one statement that wait at the same moment, sent to the database as one.

A read that finds a place free goes at once, alone and in its plain form: an idle service adds no latency. While the few
places are taken, reads wait by statement; a place that gets free takes the statement that has waited longest, and all
its reads that fit. So batches grow with load, and with them what one round trip is worth.

Equal text means equal rights: whatever rows a principal may see enters as values, whatever fields as text.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from time import perf_counter
from typing import Any, Protocol, TypeAlias

from graph.cypher import VALUE, Statement, parameters
from graph.errors import DatabaseUnavailable, Overloaded
from graph.paces import Paces
from graph.places import Places
from graph.turns import Turns

Row: TypeAlias = list[Any]
SIZE = 32
# As long as all of a batch should take: what is slow by itself is sent in small batches, or alone.
BATCH_SECONDS = 0.02
# Who has been as fast as this is not heavy, whatever was estimated: a filter may be met at once.
QUICK_SECONDS = 0.005
# Who has been as slow as this keeps nobody else waiting, whatever was estimated: a few nodes may have most of all links.
SLOW_SECONDS = 0.5
# Reads that wait for a place; any more are told to come again.
WAITING = 2_000
# Heavy reads at a time: each keeps a core of the database busy.
HEAVY_PLACES = 4
# Reads at a time that go by themselves because their batch has failed.
RETRIES = 4
# Reads at a time that the database lets wait until it has got as far as their bookmarks say, each with a connection.
AFTER_PLACES = 8
# Reads of a kind that wait for their turn; of those that have proved slow, as many as of any.
TURNS_WAITING = 100


class Reader(Protocol):
    """What reads the records of a statement."""

    async def read(
        self, text: str, parameters: dict[str, Any], *, timeout: float | None = None, after: Sequence[str] = ()
    ) -> list[Row]: ...


class Observer(Protocol):
    """What is told of each batch."""

    def sent(self, size: int, waits: Sequence[float]) -> None:
        """So many reads were sent together, each after so many seconds of waiting."""

    def waiting(self, kind: str, number: int) -> None:
        """So many reads of a kind wait: `small` ones for a place, `large` ones, `slow` ones, or those `after` bookmarks."""


class Unobserved:
    """Tells nobody."""

    def sent(self, size: int, waits: Sequence[float]) -> None: ...

    def waiting(self, kind: str, number: int) -> None: ...


@dataclass(slots=True, eq=False)
class Read:
    """One read that waits."""

    values: Sequence[Any]
    since: float
    row: "asyncio.Future[Row]"


@dataclass(slots=True)
class Lane:
    """Reads of one statement that wait, the oldest first."""

    statement: Statement
    reads: list[Read] = field(default_factory=list)


class Cohorts:
    """Reads one graph for many at once."""

    def __init__(self, reader: Reader, timeout: float | None = None, observer: Observer | None = None) -> None:
        self._reader = reader
        self._timeout = timeout
        self._observer = observer or Unobserved()
        self._lanes: dict[object, Lane] = {}
        self._waiting = 0
        self._places = Places(self._launch)
        self._flights: set[asyncio.Task[None]] = set()
        self.paces = Paces()
        told = self._observer.waiting
        self._retries = asyncio.Semaphore(RETRIES)
        self._heavy = Turns(HEAVY_PLACES, "large questions wait to be answered", partial(told, "large"), TURNS_WAITING)
        self._slow = Turns(HEAVY_PLACES, "slow questions wait to be answered", partial(told, "slow"), WAITING)
        self._after = Turns(AFTER_PLACES, "questions wait for their bookmarks", partial(told, "after"), TURNS_WAITING)

    async def read(self, statement: Statement, values: Sequence[Any], *, light: bool, after: Sequence[str] = ()) -> Row:
        """The row of a statement with these values; `light` if it should cost so little that others may wait for it.

        What is read `after` bookmarks may have to wait for them, and so waits by itself.
        """
        if after:
            async with self._after:
                # How long it waited for them says nothing of the statement.
                records = await self._reader.read(statement.text, named(values), timeout=self._timeout, after=after)
                row: Row = records[0][0]
                return row
        if turns := self._turns(statement, light=light):
            async with turns:
                return await self._alone(statement, values)
        if self._waiting or not self._places.free:
            return await self._wait(statement, values)
        self._observer.sent(1, (0.0,))
        place = self._places.take()
        try:
            return await self._alone(statement, values)
        finally:
            place.leave()

    def _turns(self, statement: Statement, *, light: bool) -> Turns | None:
        """Those whose turn a read waits for, if it may not travel with others."""
        if light:
            return self._slow if self.paces.of(statement.text) > SLOW_SECONDS else None
        return self._heavy if self.paces.of(statement.text, BATCH_SECONDS) > QUICK_SECONDS else None

    def apart(self, after: Sequence[str]) -> Turns:
        """Those whose turn a read waits for that is watched, and so costs more than it would."""
        return self._after if after else self._heavy

    @property
    def idle(self) -> bool:
        """Whether nobody waits and nothing is on its way."""
        turns = (self._heavy, self._slow, self._after)
        return not (self._waiting or self._places.flying or self._lanes) and all(each.idle for each in turns)

    async def _wait(self, statement: Statement, values: Sequence[Any]) -> Row:
        if self._waiting >= WAITING:
            raise Overloaded(f"{WAITING:,} questions wait to be answered already.")
        read = Read(values, perf_counter(), asyncio.get_running_loop().create_future())
        key = kind(statement, values)
        lane = self._lanes.setdefault(key, Lane(statement))
        lane.reads.append(read)
        self._count(1)
        try:
            return await read.row
        except asyncio.CancelledError:
            # Given up while it waits, it makes room for another.
            if read in lane.reads:
                lane.reads.remove(read)
                self._count(-1)
            raise

    # -- those who wait

    def _count(self, more: int) -> None:
        self._waiting += more
        self._observer.waiting("small", self._waiting)

    def _launch(self) -> None:
        """Send what waits while there are places."""
        while self._lanes and self._places.free:
            key = next(iter(self._lanes))
            lane = self._lanes.pop(key)
            size = self.fitting(lane.statement)
            reads, lane.reads = lane.reads[:size], lane.reads[size:]
            if lane.reads:
                # At the end: each statement has its turn.
                self._lanes[key] = lane
            self._count(-len(reads))
            if wanted := [each for each in reads if not each.row.done()]:
                self._send(lane.statement, wanted)

    def _send(self, statement: Statement, reads: list[Read]) -> None:
        now = perf_counter()
        self._observer.sent(len(reads), [now - each.since for each in reads])
        place = self._places.take()
        flight = asyncio.get_running_loop().create_task(self._fly(statement, reads))
        self._flights.add(flight)
        left = len(reads)

        def settled(_: object) -> None:
            # Nobody waits for it any more: if it is still on its way, its transaction is ended.
            nonlocal left
            left -= 1
            if not left:
                flight.cancel()

        def landed(_: object) -> None:
            self._flights.discard(flight)
            for each in reads:
                each.row.cancel()
            place.leave()

        for each in reads:
            each.row.add_done_callback(settled)
        flight.add_done_callback(landed)

    # -- on the way

    async def _fly(self, statement: Statement, reads: list[Read]) -> None:
        if len(reads) == 1:
            await self._settle(statement, reads[0])
            return
        try:
            rows = await self._together(statement, reads)
        except DatabaseUnavailable as error:
            for each in reads:
                fail(each, DatabaseUnavailable(error.message))
        except Exception:  # noqa: BLE001  # whatever it is, it may be one read's alone
            # Whose fault it is shows when each goes by itself; for a while, others of the statement do so too.
            self.paces.set(statement.text, BATCH_SECONDS)
            await asyncio.gather(*(self._retry(statement, each) for each in reads))
        else:
            for each, row in zip(reads, rows, strict=True):
                if not each.row.done():
                    each.row.set_result(row)

    async def _together(self, statement: Statement, reads: list[Read]) -> list[Row]:
        """The rows of several reads in their order."""
        text, parameters = together(statement, [each.values for each in reads])
        records = await self._timed(statement, text, parameters, len(reads))
        rows: list[Row] = [[]] * len(reads)
        for number, row in records[0][0]:
            rows[number] = row
        return rows

    async def _retry(self, statement: Statement, read: Read) -> None:
        async with self._retries:
            await self._settle(statement, read)

    async def _settle(self, statement: Statement, read: Read) -> None:
        """Answer one read by itself, well or ill."""
        if read.row.done():
            return
        try:
            row = await self._alone(statement, read.values)
        except Exception as error:  # noqa: BLE001  # told to whoever waits
            fail(read, error)
        else:
            if not read.row.done():
                read.row.set_result(row)

    async def _alone(self, statement: Statement, values: Sequence[Any]) -> Row:
        """The row of a statement in its plain form."""
        row: Row = (await self._timed(statement, statement.text, named(values), 1))[0][0]
        return row

    async def _timed(self, statement: Statement, text: str, parameters: dict[str, Any], reads: int) -> list[Row]:
        """The records of so many reads of a statement, and how long they took, well or ill, learnt."""
        started = perf_counter()
        try:
            records = await self._reader.read(text, parameters, timeout=self._timeout)
        except DatabaseUnavailable:
            # How long it was tried to reach the database says nothing of the statement.
            raise
        except BaseException:
            self.paces.outlasted(statement.text, (perf_counter() - started) / reads)
            raise
        self.paces.learn(statement.text, (perf_counter() - started) / reads)
        return records

    def fitting(self, statement: Statement) -> int:
        """How many reads of a statement may go together."""
        if statement.together is None:
            return 1
        pace = self.paces.of(statement.text)
        return SIZE if pace * SIZE <= BATCH_SECONDS else max(1, int(BATCH_SECONDS / pace))


def kind(statement: Statement, values: Sequence[Any]) -> object:
    """What reads have in common that may go together."""
    together = statement.together
    return (statement.text, *(values[number] for number in together.common)) if together else statement.text


def together(statement: Statement, reads: Sequence[Sequence[Any]]) -> tuple[str, dict[str, Any]]:
    """The text and the parameters that read for all of them at once."""
    assert statement.together
    common = parameters((number, reads[0][number]) for number in statement.together.common)
    return statement.together.text, common | {"cohort": {VALUE: [[number, *each] for number, each in enumerate(reads)]}}


def named(values: Sequence[Any]) -> dict[str, Any]:
    """Values as the plain form of a statement takes them."""
    return parameters(enumerate(values))


def fail(read: Read, error: Exception) -> None:
    """Answer a read that failed."""
    if not read.row.done():
        read.row.set_exception(error)
