"""Several processes that serve: what fails in all of them is told once, and those that are dead no longer count."""

import gc
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from uvicorn.config import STARTUP_FAILURE

from graph.connection import Connection
from server import worker
from server.cli.service import Service
from server.errors import CommandError
from server.garbage import staying
from server.metrics import SHARED, forget_dead
from server.settings import Settings
from tests.tokens import Mint, believing

NOWHERE = Connection("bolt://127.0.0.1:1", "neo4j", "nobody")


def unwritable(folder: Path) -> dict[str, Any]:
    """Settings whose audit log cannot be written."""
    return {**believing(Mint.new(), folder), "audit_log": str(folder / "nowhere" / "audit.jsonl")}


def test_what_no_worker_could_do_is_refused_before_there_is_any(tmp_path: Path) -> None:
    given = Settings.model_validate({**unwritable(tmp_path), "workers": 2})
    with pytest.raises(CommandError, match=r"The audit log .* cannot be written") as refused:
        Service(given, NOWHERE)
    assert refused.value.status == 2


@pytest.mark.parametrize("seconds", [0.5, 30.0, 3600.0])
def test_who_is_being_answered_at_the_end_is_waited_for(seconds: float) -> None:
    given = Settings.model_validate({"deadline_seconds": seconds, "workers": 2})
    waits = Service(given, NOWHERE).config().timeout_graceful_shutdown
    assert waits
    assert waits > seconds


def test_a_worker_that_cannot_be_made_ends_all_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in unwritable(tmp_path).items():
        monkeypatch.setenv(f"ASSETGRAPH_{name.upper()}", str(value))
    monkeypatch.setenv(SHARED, str(tmp_path))
    monkeypatch.setenv("NEO4J_URI", NOWHERE.uri)
    monkeypatch.setenv("NEO4J_PASSWORD", NOWHERE.password)
    with pytest.raises(SystemExit) as ended:
        worker.create()
    assert ended.value.code == STARTUP_FAILURE
    (line,) = capsys.readouterr().err.splitlines()
    assert "cannot be written" in line


def test_whatever_a_worker_fails_of_is_told_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise LookupError

    monkeypatch.setattr(worker, "made", broken)
    with pytest.raises(SystemExit) as ended:
        worker.create()
    assert ended.value.code == STARTUP_FAILURE
    assert "A worker cannot be made." in caplog.text


@pytest.mark.parametrize("status", [0, -9, STARTUP_FAILURE])
def test_the_command_fails_with_a_worker_that_could_not_be_made(status: int) -> None:
    ended: Any = SimpleNamespace(run=lambda: None, processes=[SimpleNamespace(exitcode=status)])
    if status == STARTUP_FAILURE:
        with pytest.raises(CommandError, match="A worker could not be made"):
            worker.supervise(ended)
    else:
        worker.supervise(ended)


def test_the_dead_wait_for_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SHARED, str(tmp_path))
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    kept = [f"gauge_livesum_{os.getpid()}.db", f"counter_{gone.pid}.db"]
    for each in (*kept, f"gauge_livesum_{gone.pid}.db"):
        (tmp_path / each).touch()
    forget_dead()
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted(kept)


def test_garbage_is_looked_for_again_after_a_failure() -> None:
    with suppress(LookupError), staying():
        assert not gc.isenabled()
        raise LookupError
    assert gc.isenabled()
