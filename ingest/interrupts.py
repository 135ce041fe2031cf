"""Ctrl-C while DuckDB works: left alone, it hears of signals only between pieces of work of the thread that asks."""

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from socket import socketpair
from threading import Thread, current_thread, main_thread

import duckdb

from ingest.errors import LoadError

STOPS = frozenset({signal.SIGINT, signal.SIGTERM})


@contextmanager
def interruptible(connections: Sequence[duckdb.DuckDBPyConnection]) -> Iterator[None]:
    """Break off the queries of connections when the process is told to stop; that is a KeyboardInterrupt, however they failed.

    Those that are there at that moment: cursors are connections of their own.
    """
    if current_thread() is not main_thread():
        # Signals are the main thread's alone.
        yield
        return
    stops = set[int]()
    try:
        with _heard(connections, stops):
            yield
    except (LoadError, duckdb.Error, RuntimeError):
        if stops:
            raise KeyboardInterrupt from None
        raise


@contextmanager
def _heard(connections: Sequence[duckdb.DuckDBPyConnection], stops: set[int]) -> Iterator[None]:
    """Python's handlers wait until its main thread gets on; what is written to the wakeup descriptor is there at once."""
    hearing, telling = socketpair()

    def listen() -> None:
        while numbers := hearing.recv(64):
            stops.update(STOPS.intersection(numbers))
            if stops:
                for each in tuple(connections):
                    each.interrupt()

    listener = Thread(target=listen, daemon=True)
    telling.setblocking(False)
    before = signal.set_wakeup_fd(telling.fileno(), warn_on_full_buffer=False)
    listener.start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(before)
        telling.close()
        listener.join()
        hearing.close()
