"""How commands are stopped."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


def heed() -> None:
    """SIGTERM stops a command as Ctrl-C does, gently; both even where a parent had Ctrl-C ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, _interrupt)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


@contextmanager
def undisturbed() -> Iterator[None]:
    """For reading modules: those written in C++ end the process where they are broken off. Who stops it is heard after."""
    heard: list[int] = []
    kept = {
        each: signal.signal(each, lambda number, _: heard.append(number)) for each in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield
    finally:
        for each, handler in kept.items():
            signal.signal(each, handler)
    if heard:
        raise KeyboardInterrupt
