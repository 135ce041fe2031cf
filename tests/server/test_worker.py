"""Several processes that serve: what fails in all of them is told once, and those that are dead no longer count."""

import gc
import logging
import os
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import uvicorn
from uvicorn.config import STARTUP_FAILURE

from graph.connection import Connection
from server import worker
from server.cli.service import Announced, Service
from server.errors import CommandError, quieten
from server.garbage import staying
from server.managed.ports import LOOPBACK, free_port
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


async def silent(_scope: object, _receive: object, _send: object) -> None:
    """A service that is asked nothing."""


def test_what_to_open_is_told_once_it_can_be_opened() -> None:
    opened: list[int] = []

    def ready() -> None:
        with socket.create_connection((LOOPBACK, config.port), timeout=5):
            opened.append(config.port)
        server.should_exit = True

    config = uvicorn.Config(silent, host=LOOPBACK, port=free_port(), lifespan="off", log_level="critical")
    server = Announced(config, ready)
    server.run()
    assert opened == [config.port]


def test_nobody_is_told_to_open_what_is_not_served() -> None:
    told: list[str] = []
    with socket.socket() as other:
        other.bind((LOOPBACK, 0))
        other.listen()
        config = uvicorn.Config(
            silent, host=LOOPBACK, port=other.getsockname()[1], lifespan="off", log_level="critical"
        )
        with pytest.raises(SystemExit):
            Announced(config, lambda: told.append("open")).run()
    assert told == []


def test_the_driver_keeps_its_own_words_to_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    of_driver = logging.getLogger("neo4j")
    monkeypatch.setattr(of_driver, "level", of_driver.level)
    of_driver.setLevel(logging.WARNING)
    assert logging.getLogger("neo4j.pool").isEnabledFor(logging.ERROR)
    quieten()
    assert not logging.getLogger("neo4j.pool").isEnabledFor(logging.ERROR)


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
