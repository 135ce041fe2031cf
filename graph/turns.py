"""Turns: reads that take long, or work in threads, a few at a time, and behind them a queue that has an end."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Any, TypeVar

from graph.errors import Overloaded

T = TypeVar("T")


class Turns:
    """So much of a kind at a time. Who finds as many waiting as may is told what kind it is, others how many wait."""

    def __init__(self, places: int, kind: str, tell: Callable[[int], None], limit: int) -> None:
        self.kind = kind
        self.waiting = 0
        self._tell = tell
        self._limit = limit
        self._places = asyncio.Semaphore(places)
        self._running = 0
        self._kept: set[asyncio.Task[Any]] = set()

    @property
    def idle(self) -> bool:
        """Whether nobody waits and nothing is on its way."""
        return not (self.waiting or self._running)

    async def __aenter__(self) -> None:
        if self.waiting >= self._limit:
            raise Overloaded(f"{self._limit:,} {self.kind} already.")
        self._waits(1)
        try:
            await self._places.acquire()
        finally:
            self._waits(-1)
        self._running += 1

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._running -= 1
        self._places.release()

    async def keep(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """What comes of work in a thread, which cannot be stopped: it has its turn until it ends, whoever goes meanwhile."""
        async with AsyncExitStack() as turn:
            await turn.enter_async_context(self)
            working = asyncio.create_task(self._worked(turn.pop_all(), work))
        self._kept.add(working)
        working.add_done_callback(self._ended)
        return await asyncio.shield(working)

    def _ended(self, working: asyncio.Task[Any]) -> None:
        self._kept.discard(working)
        # What went wrong after whoever waited had gone, nobody asks for: without this, asyncio would log it.
        if not working.cancelled():
            working.exception()

    @staticmethod
    async def _worked(turn: AsyncExitStack, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        async with turn:
            return await work()

    def _waits(self, more: int) -> None:
        self.waiting += more
        self._tell(self.waiting)
