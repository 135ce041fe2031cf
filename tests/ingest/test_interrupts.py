"""Whoever stops a load while DuckDB works stops it at once."""

import asyncio
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from threading import Timer

import duckdb
import pytest

import ingest
import schema
from ingest import bulk
from ingest.interrupts import interruptible
from ingest.workspace import Workspace
from server.cli.stopping import heed

# Grouped by several threads: DuckDB's own look for signals, by the thread that asks, found none of them in time.
PAIRS = "FROM range(10_000_000) AS a (n), range(10_000_000) AS b (n) GROUP BY a.n % 1000"
HOURS = f"SELECT sum(hash(a.n::VARCHAR || b.n::VARCHAR)) {PAIRS}"
ENDLESS = f"-- node: Agency\nSELECT max(a.n || b.n) AS code, 'x' AS name {PAIRS}"


@pytest.fixture(autouse=True)
def heeding() -> Iterator[None]:
    """Signals are heard, also where the tests run in the background and Ctrl-C is ignored."""
    kept = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}
    heed()
    yield
    for each, handler in kept.items():
        signal.signal(each, handler)


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    """A load that goes on for hours."""
    file = tmp_path / "endless.sql"
    file.write_text(ENDLESS)
    return file


def ordinary(mapping: Path) -> None:
    asyncio.run(ingest.load(mapping, schema.government(), None, rehearsal=True, rejects=mapping.with_suffix(".csv")))


def in_bulk(mapping: Path) -> None:
    bulk.write(mapping, schema.government(), mapping.parent, rejects=mapping.with_suffix(".csv"))


@pytest.mark.parametrize("signalled", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("load", [ordinary, in_bulk])
def test_a_query_of_hours_is_broken_off(load: Callable[[Path], None], mapping: Path, signalled: int) -> None:
    timer = Timer(1, os.kill, (os.getpid(), signalled))
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        load(mapping)


@pytest.mark.parametrize("failure", [duckdb.Error("It is full."), RuntimeError("?"), ingest.LoadError("No.")])
def test_what_fails_of_itself_is_told_as_such(failure: Exception) -> None:
    with duckdb.connect() as connection, pytest.raises(type(failure)), interruptible([connection]):
        raise failure


@pytest.mark.parametrize("first", [0, 1])
def test_loads_that_run_at_once_listen_until_the_last_is_done(first: int) -> None:
    """They begin and end in any order, as tasks do."""
    with duckdb.connect() as one, duckdb.connect() as other:
        loads = [ExitStack(), ExitStack()]
        for load, connection in zip(loads, (one, other), strict=True):
            load.enter_context(interruptible([connection]))
        loads[first].close()
        Timer(1, os.kill, (os.getpid(), signal.SIGINT)).start()
        with pytest.raises(KeyboardInterrupt), loads[1 - first]:
            (other, one)[first].execute(HOURS)


def test_a_connection_that_was_interrupted_answers_again() -> None:
    with duckdb.connect() as connection:
        connection.interrupt()
        assert connection.execute("SELECT 1").fetchall() == [(1,)]


def test_a_query_of_a_cursor_is_broken_off() -> None:
    """A cursor is a connection of its own; rows that are fetched while others are written come by one."""
    Timer(1, os.kill, (os.getpid(), signal.SIGINT)).start()
    with (
        duckdb.connect() as connection,
        pytest.raises(KeyboardInterrupt),
        interruptible(at_work := [connection]),
        Workspace(at_work, {}, []).cursor() as cursor,
    ):
        cursor.execute(HOURS)
