"""Answers that take long to make: in threads of their own, so that nothing else waits for them, a few at a time."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

from graph.shape import Answer, Faults, Shape
from graph.turns import Turns

# Python works in one thread at a time: of more, each would take its part of the time of all others, those answered at once too.
THREADS = 2
# Those that wait for a thread.
WAITING = 100


class Shaper:
    """Shapes rows in threads."""

    def __init__(self) -> None:
        self._turns = Turns(THREADS, "answers wait to be reckoned", lambda _: None, WAITING)
        self._threads = ThreadPoolExecutor(THREADS, "shaping")

    @property
    def idle(self) -> bool:
        """Whether nobody waits and no thread is at work."""
        return self._turns.idle

    async def answer(self, shape: Shape, row: list[Any]) -> tuple[Answer | None, Faults]:
        """What a shape makes of a row; its thread stops soon after whoever asks has gone, at a deadline or before."""
        gone = Event()

        async def made() -> tuple[Answer | None, Faults]:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._threads, shape.answer, row, lambda: not gone.is_set())

        try:
            return await self._turns.keep(made)
        finally:
            gone.set()
