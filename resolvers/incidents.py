"""Failures that are not the client's: what it is told, and what the log keeps under the same reference."""

import logging
from secrets import token_hex
from time import monotonic

from graph.errors import AssetGraphError, DatabaseFailed, InternalError, Overloaded, RequestError

log = logging.getLogger(__name__)
# What every request meets, such as a database that is away, is one line in this time instead of one for each.
TOLD_SECONDS = 10.0


class Lines:
    """Failures by their code: each is told once in a while, and how many there were since it was told last."""

    def __init__(self) -> None:
        self._told: dict[str, float] = {}
        self._untold: dict[str, int] = {}

    def tell(self, error: AssetGraphError) -> None:
        """Tell of it, or count it where the like was told just now."""
        code, now = error.code, monotonic()
        if now < self._told.get(code, -TOLD_SECONDS) + TOLD_SECONDS:
            self._untold[code] = self._untold.get(code, 0) + 1
            return
        self._told[code] = now
        others = f"; {count:,} more since the last such line" if (count := self._untold.pop(code, 0)) else ""
        log.warning("%s: %s (%s)%s", code, error.message, error.__cause__, others)


lines = Lines()


def noted(error: Exception) -> AssetGraphError:
    """What a client is told of a failure. Stack traces and the database's text go to the log alone."""
    match error:
        case RequestError() | Overloaded():
            # Where too much is asked already, a line for each refusal would be more of it: they are counted in the metrics.
            return error
        case DatabaseFailed():
            log.error("Reference %s: the database failed", reference(error), exc_info=error)
            return error
        case AssetGraphError():
            lines.tell(error)
            return error
        case _:
            told = InternalError("The service failed to answer.")
            log.error("Reference %s: %s", reference(told), type(error).__name__, exc_info=error)
            return told


def reference(error: AssetGraphError) -> str:
    """A reference of its own for a failure."""
    error.reference = token_hex(6)
    return error.reference
