"""Failures that are not the client's: what it is told, and what the log keeps under the same reference."""

import logging
from secrets import token_hex

from graph.errors import AssetGraphError, DatabaseFailed, InternalError, Overloaded, RequestError

log = logging.getLogger(__name__)


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
            log.warning("%s: %s (%s)", error.code, error.message, error.__cause__)
            return error
        case _:
            told = InternalError("The service failed to answer.")
            log.error("Reference %s: %s", reference(told), type(error).__name__, exc_info=error)
            return told


def reference(error: AssetGraphError) -> str:
    """A reference of its own for a failure."""
    error.reference = token_hex(6)
    return error.reference
