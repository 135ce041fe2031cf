"""The audit log as a file: whole lines, on the disk, its owner's alone, wherever it is moved."""

import asyncio
import errno
import fcntl
import os
import stat
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from time import sleep
from typing import Any

import duckdb
import orjson
import pytest

from graph.errors import NotRecorded
from server.audit import Audit
from server.errors import CommandError
from tests.markdown import blocks

ROOT = Path(__file__).parents[2]
# As many as asyncio has.
THREADS = min(32, (os.cpu_count() or 1) + 4)


def written(folder: Path) -> list[Any]:
    return [orjson.loads(line) for line in (folder / "audit.jsonl").read_bytes().splitlines()]


def test_a_log_that_is_moved_away_goes_on_in_a_new_file(tmp_path: Path) -> None:
    audit = Audit(tmp_path / "audit.jsonl")
    asyncio.run(audit.record({"number": 1}))
    (tmp_path / "audit.jsonl").rename(tmp_path / "audit.1.jsonl")
    asyncio.run(audit.record({"number": 2}))
    assert [each["number"] for each in written(tmp_path)] == [2]
    assert stat.S_IMODE((tmp_path / "audit.jsonl").stat().st_mode) == 0o600


def test_a_new_logs_name_is_on_the_disk_before_the_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a log that is new, or was moved away, a crash would otherwise take the whole file with its lines."""
    log, synced, sync = tmp_path / "audit.jsonl", list[int](), os.fsync

    def told(file: int) -> None:
        synced.append(os.fstat(file).st_ino)
        sync(file)

    monkeypatch.setattr(os, "fsync", told)
    audit = Audit(log)
    log.rename(tmp_path / "audit.1.jsonl")
    asyncio.run(audit.record({"number": 1}))
    names = [(tmp_path / each).stat().st_ino for each in ("audit.1.jsonl", "", "audit.jsonl", "")]
    assert synced == names


def test_a_name_that_is_not_on_the_disk_is_not_answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    audit, sync = Audit(tmp_path / "audit.jsonl"), os.fsync

    def failing(file: int) -> None:
        if stat.S_ISDIR(os.fstat(file).st_mode):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        sync(file)

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(NotRecorded):
        asyncio.run(audit.record({"number": 1}))


def test_half_a_line_spoils_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    audit, whole = Audit(tmp_path / "audit.jsonl"), os.write
    with monkeypatch.context() as full:
        full.setattr(os, "write", lambda file, text: whole(file, text[:10]))
        with pytest.raises(Exception, match="could not be written into the audit log"):
            asyncio.run(audit.record({"number": 1}))
    asyncio.run(audit.record({"number": 2}))
    half, line = (tmp_path / "audit.jsonl").read_bytes().splitlines()
    assert len(half) == 10
    assert orjson.loads(line)["number"] == 2


def test_half_a_line_of_another_spoils_no_other(tmp_path: Path) -> None:
    """Of another worker, or from before the machine went down."""
    (tmp_path / "audit.jsonl").write_bytes(b'{"number": 0}\n{"num')
    audit = Audit(tmp_path / "audit.jsonl")
    asyncio.run(audit.record({"number": 1}))
    with (tmp_path / "audit.jsonl").open("ab") as other:
        other.write(b'{"num')
    asyncio.run(audit.record({"number": 2}))
    zero, half, one, other_half, two = (tmp_path / "audit.jsonl").read_bytes().splitlines()
    assert half == other_half == b'{"num'
    assert [orjson.loads(each)["number"] for each in (zero, one, two)] == [0, 1, 2]


def test_a_line_waits_for_another_process(tmp_path: Path) -> None:
    audit = Audit(tmp_path / "audit.jsonl")

    async def both() -> None:
        with (tmp_path / "audit.jsonl").open("ab", buffering=0) as other:
            fcntl.flock(other, fcntl.LOCK_EX)
            other.write(b'{"num')
            recorded = asyncio.create_task(audit.record({"number": 2}))
            await asyncio.wait({recorded}, timeout=0.1)
            assert not recorded.done()
            other.write(b'ber": 1}\n')
        await recorded

    asyncio.run(both())
    assert [each["number"] for each in written(tmp_path)] == [1, 2]


def test_a_log_that_others_could_read_is_its_owners_alone(tmp_path: Path) -> None:
    log = tmp_path / "audit.jsonl"
    log.touch()
    log.chmod(0o644)
    audit = Audit(log)
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    log.chmod(0o640)
    asyncio.run(audit.record({"number": 1}))
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_a_line_waits_for_half_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    audit, whole, begun = Audit(tmp_path / "audit.jsonl"), os.write, Event()

    def slow(file: int, text: bytes) -> int:
        if begun.is_set():
            return whole(file, text)
        begun.set()
        done = whole(file, text[:10])
        sleep(0.1)
        return done

    async def both() -> None:
        first = asyncio.create_task(audit.record({"number": 1}))
        await asyncio.to_thread(begun.wait)
        await audit.record({"number": 2})
        with pytest.raises(Exception, match="could not be written into the audit log"):
            await first

    monkeypatch.setattr(os, "write", slow)
    asyncio.run(both())
    _, line = (tmp_path / "audit.jsonl").read_bytes().splitlines()
    assert orjson.loads(line)["number"] == 2


def test_the_documented_query_finds_what_was_read_however_long_the_log_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More lines than DuckDB looks at to guess what they hold, none of them with anything restricted or a variable."""
    read = {"principal": "officer-7", "client": "127.0.0.1", "restricted": [], "query": "{ x }", "variables": {}}
    log = tmp_path / "audit.jsonl"
    log.write_bytes((orjson.dumps({"at": datetime.now(UTC), **read}) + b"\n") * 20_500 + b'{"at": "20')
    for variables in ({"code": "B1"}, {"code": {"eq": 2}}):
        asyncio.run(Audit(log).record({**read, "restricted": ["ServiceArrangement"], "variables": variables}))
    (asked,) = blocks((ROOT / "docs" / "clearance.md").read_text(encoding="utf-8"), "sql")
    monkeypatch.chdir(tmp_path)
    found = duckdb.execute(f"SELECT principal, variables FROM ({asked.strip().removesuffix(';')})").fetchall()
    assert found == [("officer-7", '{"code":"B1"}'), ("officer-7", '{"code":{"eq":2}}')]


def test_a_log_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"The audit log .* cannot be written"):
        Audit(tmp_path / "nowhere" / "audit.jsonl")


async def test_a_read_is_written_down_while_all_other_threads_are_busy(tmp_path: Path) -> None:
    audit, goes_on = Audit(tmp_path / "audit.jsonl"), Event()
    busy = [asyncio.create_task(asyncio.to_thread(goes_on.wait, 60)) for _ in range(THREADS)]
    await asyncio.sleep(0)
    try:
        await asyncio.wait_for(audit.record({"principal": "x"}), 10)
    finally:
        goes_on.set()
        await asyncio.gather(*busy)
    assert [each["principal"] for each in written(tmp_path)] == ["x"]
