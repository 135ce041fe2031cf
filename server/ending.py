"""How serving ends: told to stop, it waits for the answers that are under way; told again by Ctrl-C, it lets them go."""

import asyncio
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil
from types import FrameType

# What is answered by then is not worth a word.
MOMENT_SECONDS = 0.2


class Ending:
    """The answers of one process that are under way, and who tells it to stop."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.under_way: set[asyncio.Task[object]] = set()

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Work on an answer, by the task that does it."""
        task = asyncio.current_task()
        assert task
        self.under_way.add(task)
        try:
            yield
        finally:
            self.under_way.discard(task)

    @contextmanager
    def heard(self) -> Iterator[None]:
        """While it serves, whoever tells it to stop hears what it waits for. Only a main thread hears of signals."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        loop = asyncio.get_running_loop()
        told = hurried = False
        late: list[asyncio.TimerHandle] = []

        def heed(number: int, frame: FrameType | None) -> None:
            nonlocal told, hurried
            # A worker is told by whoever has started it, too, and that by SIGTERM.
            if told and not hurried and number == signal.SIGINT:
                hurried = True
                loop.call_soon_threadsafe(self.let_go)
                return
            if not told:
                told = True
                loop.call_soon_threadsafe(lambda: late.append(loop.call_later(MOMENT_SECONDS, self.tell)))
            kept[signal.Signals(number)](number, frame)

        numbers = (signal.SIGINT, signal.SIGTERM)
        kept = {each: handler for each in numbers if callable(handler := signal.getsignal(each))}
        for each in kept:
            signal.signal(each, heed)
        try:
            yield
        finally:
            for each, handler in kept.items():
                signal.signal(each, handler)
            for timer in late:
                timer.cancel()

    def tell(self) -> None:
        """Say what is waited for, if anything is."""
        if self.under_way:
            sys.stderr.write(waiting(len(self.under_way), self.seconds))

    def let_go(self) -> None:
        """Leave what is under way unanswered; the transactions of the database end with it."""
        for each in self.under_way:
            each.cancel()


def waiting(answers: int, seconds: float) -> str:
    """What is waited for.

    >>> print(waiting(1, 30.0), end="")
    Waiting for 1 answer, 30 s at most; Ctrl-C again ends it unanswered.
    """
    what, it = ("1 answer", "it") if answers == 1 else (f"{answers:,} answers", "them")
    return f"Waiting for {what}, {ceil(seconds)} s at most; Ctrl-C again ends {it} unanswered.\n"
