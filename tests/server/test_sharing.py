"""A database that several commands use: the last of them stops it, if it was started for them."""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, nullcontext
from pathlib import Path
from subprocess import Popen
from threading import Event, Thread

import pytest
from typer.testing import CliRunner

from server.cli import app
from server.cli.database import running
from server.cli.load import rehearsing
from server.managed import ManagedNeo4j, sharing
from server.managed.server import Meanwhile
from server.settings import Settings


@pytest.fixture
def given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """A program that does nothing stands for the database."""
    home = tmp_path / "neo4j"

    def come_up(database: ManagedNeo4j, _: Meanwhile, **__: bool) -> None:
        waiting = [sys.executable, "-c", "import time; time.sleep(600)", f"--home-dir={home}"]
        (home / "pid").write_text(str(begun.enter_context(Popen(waiting)).pid))

    monkeypatch.setattr(ManagedNeo4j, "come_up", come_up)
    monkeypatch.setattr(ManagedNeo4j, "answers", lambda _: True)
    monkeypatch.setenv("ASSETGRAPH_HOME", str(tmp_path))
    monkeypatch.delenv("NEO4J_URI", raising=False)
    with ExitStack() as begun:
        yield Settings.model_validate({"home": tmp_path})
        ManagedNeo4j(home).stop()


def runs(given: Settings) -> bool:
    return ManagedNeo4j(given.home / "neo4j").process() is not None


def test_what_a_command_started_is_stopped_with_it(given: Settings) -> None:
    with running(given):
        assert runs(given)
    assert not runs(given)


@pytest.mark.parametrize("use", [running, rehearsing])
def test_who_came_later_keeps_it_and_the_last_one_stops_it(
    given: Settings, use: Callable[[Settings], AbstractContextManager[object]]
) -> None:
    first, second = ExitStack(), ExitStack()
    with second:
        with first:
            first.enter_context(running(given))
            second.enter_context(use(given))
        assert runs(given)
        assert not ManagedNeo4j(given.home / "neo4j").told_to_stop()
    assert not runs(given)


@pytest.mark.parametrize("used", [False, True])
def test_what_was_started_by_hand_is_left_running(given: Settings, used: bool) -> None:
    with running(given) if used else nullcontext():
        assert CliRunner().invoke(app, ["neo4j", "start"]).exit_code == 0
    with running(given):
        pass
    assert runs(given)
    assert "Stopped." in CliRunner().invoke(app, ["neo4j", "stop"]).output
    with running(given):
        assert runs(given)


def test_who_comes_while_it_is_stopped_waits(given: Settings) -> None:
    had = Event()

    def use() -> None:
        with sharing.share(given.home):
            had.set()

    with sharing.alone(given.home) as alone:
        assert alone
        waiting = Thread(target=use)
        waiting.start()
        assert not had.wait(0.1)
    waiting.join()
    assert had.is_set()


def test_a_rehearsal_makes_no_folder(tmp_path: Path) -> None:
    with rehearsing(Settings.model_validate({"home": tmp_path / "none"})) as connection:
        assert connection is None
    assert not (tmp_path / "none").exists()
