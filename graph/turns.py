"""Turns: reads that take long, a few at a time, and behind them a queue that has an end."""

import asyncio
from collections.abc import Callable
from types import TracebackType

from graph.errors import Overloaded


class Turns:
    """So many reads of a kind at a time. Who finds as many waiting as may is told what kind it is, others how many wait."""

    def __init__(self, places: int, kind: str, tell: Callable[[int], None], limit: int) -> None:
        self.kind = kind
        self.waiting = 0
        self._tell = tell
        self._limit = limit
        self._places = asyncio.Semaphore(places)
        self._running = 0

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

    def _waits(self, more: int) -> None:
        self.waiting += more
        self._tell(self.waiting)
