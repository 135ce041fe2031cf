"""How commands are stopped."""

import signal
from types import FrameType


def heed() -> None:
    """SIGTERM stops a command as Ctrl-C does, gently; both even where a parent had Ctrl-C ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, _interrupt)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
