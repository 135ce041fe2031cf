"""Ctrl-C while DuckDB works: left alone, it hears of signals only between pieces of work of the thread that asks."""

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from socket import socket, socketpair
from threading import Thread, current_thread, main_thread

import duckdb

from ingest.errors import LoadError

STOPS = frozenset({signal.SIGINT, signal.SIGTERM})
# What DuckDB makes of a signal that it hears by itself.
HEARD = "Query interrupted"

Connections = Sequence[duckdb.DuckDBPyConnection]


class Listener:
    """Breaks off whatever is at work when the process is told to stop.

    Python's handlers wait until its main thread gets on; what is written to the wakeup descriptor is there at once.
    Once begun it listens for good: the exception that a handler raises can come before any clean-up.
    """

    def __init__(self) -> None:
        self._working: list[Connections] = []
        self._telling: socket | None = None

    def begin(self, connections: Connections) -> None:
        """Listen for these as well."""
        if self._telling is None:
            hearing, self._telling = socketpair()
            self._telling.setblocking(False)
            Thread(target=self._listen, args=[hearing], daemon=True).start()
        signal.set_wakeup_fd(self._telling.fileno(), warn_on_full_buffer=False)
        self._working.append(connections)

    def end(self, connections: Connections) -> None:
        """Listen for these no more."""
        self._working.remove(connections)

    def _listen(self, hearing: socket) -> None:
        while numbers := hearing.recv(64):
            if STOPS.intersection(numbers):
                self._break_off()

    def _break_off(self) -> None:
        for connections in tuple(self._working):
            for each in tuple(connections):
                # Those of a load that could not clean up are closed.
                with suppress(duckdb.Error):
                    each.interrupt()


LISTENER = Listener()


@contextmanager
def interruptible(connections: Connections) -> Iterator[None]:
    """Break off the queries of connections when the process is told to stop: that is a KeyboardInterrupt.

    Those that are there at that moment: cursors are connections of their own.
    """
    if current_thread() is not main_thread():
        # Signals are the main thread's alone.
        yield
        return
    LISTENER.begin(connections)
    try:
        yield
    except (LoadError, duckdb.Error, RuntimeError) as error:
        if interrupted(error):
            raise KeyboardInterrupt from None
        raise
    finally:
        LISTENER.end(connections)


def interrupted(error: BaseException) -> bool:
    """Whether a query failed because it was broken off, whatever was made of that."""
    return str(error) == HEARD or any(
        isinstance(each, duckdb.InterruptException) for each in (error, error.__context__)
    )
