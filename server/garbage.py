"""What Python's garbage collector looks at: not the model, the schema and the modules, which stay."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Objects made and not gone after which it looks at the youngest, and how many such looks for one further back. Each read
# leaves some fifty of the driver's in circles: ten times as many at once would stop all answers for 80 ms.
COLLECTED = (10_000, 10, 100)


@contextmanager
def staying() -> Iterator[None]:
    """Nearly all that is made meanwhile stays: there is no garbage to look for in it, now or later."""
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()


def settle() -> None:
    """Let it pass over all that stays, and look for cycles once an answer's objects are gone.

    It would stop every answer for a fifth of a second now and then, and pass over large ones a dozen times while they are made.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTED)
