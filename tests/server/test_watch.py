"""A database that dies under a service: when it is started again, and when it is left alone."""

import socket
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from subprocess import Popen
from threading import Timer

import psutil
import pytest
from filelock import FileLock

from graph.connection import Connection
from server.errors import CommandError
from server.managed import ManagedNeo4j, ports, watch
from server.managed.ports import claimed, free_port
from server.managed.server import Meanwhile
from server.managed.watch import CALM_SECONDS, TRIES, Watch, watched

BROKEN = CommandError("The disk is full.", "Free some space.")


class Scene:
    """A database that dies when it is told to, its watch, and what was said; starts succeed unless they are to fail."""

    def __init__(self, home: Path, patch: pytest.MonkeyPatch) -> None:
        self.now, self.lives, self.starts = 0.0, True, 0
        self.failure: BaseException | None = None
        self.ending = False
        self.said: list[str] = []
        self.database = ManagedNeo4j(home)
        (home / "data" / "databases" / "system").mkdir(parents=True)
        patch.setattr(ManagedNeo4j, "process", lambda _: psutil.Process() if self.lives else None)
        patch.setattr(ManagedNeo4j, "stray", lambda _: None)
        patch.setattr(ManagedNeo4j, "come_up", lambda _, meanwhile, **at: self.come_up(meanwhile, **at))
        patch.setattr(ManagedNeo4j, "end", lambda _: False)
        patch.setenv("XDG_CACHE_HOME", str(home / "cache"))
        self.port = free_port()
        (home / "port").write_text(str(self.port))
        self.watch = Watch(self.database, self.said.append, lambda: self.ending, lambda: self.now)
        self.watch.look()

    def come_up(self, meanwhile: Meanwhile, *, stays: bool = False) -> None:
        with self.database.choose_port(stays=stays):
            self.starts += 1
            meanwhile(self.database.connection())
        if self.failure:
            raise self.failure
        self.lives = True

    def die(self) -> None:
        self.lives = False
        self.watch.look()

    def live(self, seconds: float) -> None:
        self.watch.look()
        self.now += seconds
        self.watch.look()


@pytest.fixture
def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scene:
    return Scene(tmp_path, monkeypatch)


def test_what_dies_is_started_again(scene: Scene) -> None:
    scene.die()
    assert scene.lives
    assert scene.said == ["The database has died: it is started again.", "The database runs again."]


def test_what_dies_time_and_again_is_left_so_and_told_once(scene: Scene) -> None:
    for _ in range(TRIES + 3):
        scene.die()
    assert scene.starts == TRIES
    assert [each for each in scene.said if "again and again" in each] == scene.said[-1:]


def test_what_does_not_come_up_is_given_up_too(scene: Scene) -> None:
    scene.failure = BROKEN
    for _ in range(TRIES + 3):
        scene.die()
    assert scene.starts == TRIES
    assert scene.said.count(str(BROKEN)) == TRIES


def test_what_has_lived_for_a_while_has_its_tries_again(scene: Scene) -> None:
    for _ in range(TRIES + 3):
        scene.die()
        scene.live(CALM_SECONDS)
    assert scene.starts == TRIES + 3


def test_who_starts_it_by_hand_has_it_watched_again(scene: Scene) -> None:
    for _ in range(TRIES + 3):
        scene.die()
    scene.lives = True
    scene.live(CALM_SECONDS)
    scene.die()
    assert scene.lives


def test_what_was_told_to_stop_stays_stopped_until_it_is_started(scene: Scene) -> None:
    told = "The database was told to stop: nothing is answered until `assetgraph neo4j start`."
    scene.database.stop()
    scene.die()
    scene.die()
    assert scene.said == [told]
    scene.database.start()
    scene.die()
    assert scene.starts == 2
    scene.live(1)
    scene.database.stop()
    scene.die()
    assert scene.said.count(told) == 2


def test_a_service_that_is_stopping_starts_nothing(scene: Scene) -> None:
    scene.ending = True
    scene.die()
    scene.ending = False
    scene.watch.close()
    scene.die()
    assert not scene.starts


def test_a_stop_while_it_comes_up_is_heard(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    def told(database: ManagedNeo4j, meanwhile: Meanwhile, **_: bool) -> None:
        database.stop()
        scene.come_up(meanwhile)

    monkeypatch.setattr(ManagedNeo4j, "come_up", told)
    scene.die()
    assert not scene.lives
    scene.watch.look()
    assert scene.starts == 1
    assert "The database runs again." not in scene.said


def test_who_is_at_work_in_its_folder_is_not_disturbed(scene: Scene) -> None:
    with FileLock(scene.database.home / "lock"):
        scene.die()
    assert not scene.starts
    scene.die()
    assert scene.lives


def test_a_folder_that_is_gone_is_not_made_anew(scene: Scene) -> None:
    (scene.database.home / "data" / "databases" / "system").rmdir()
    scene.die()
    assert not scene.starts


def listened(port: int) -> AbstractContextManager[object]:
    return socket.create_server(("127.0.0.1", port))


def claim(port: int) -> AbstractContextManager[object]:
    """As by another start whose database does not listen yet."""
    found = claimed(port)
    assert found
    return found


@pytest.mark.parametrize("take", [listened, claim])
def test_it_returns_to_where_the_service_looks_for_it(
    scene: Scene, take: Callable[[int], AbstractContextManager[object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ports, "RELEASE_SECONDS", 0.2)
    with take(scene.port):
        scene.die()
    assert not scene.starts
    assert scene.said[-1].startswith(f"Its port {scene.port} is taken.")
    scene.watch.look()
    assert scene.lives
    assert scene.database.port() == scene.port


def test_a_port_is_waited_for_that_the_dead_had(scene: Scene) -> None:
    listening = socket.create_server(("127.0.0.1", scene.port))
    ended = Timer(0.5, listening.close)
    ended.start()
    scene.die()
    ended.join()
    assert scene.lives
    assert scene.said == ["The database has died: it is started again.", "The database runs again."]


def test_a_stop_ends_what_is_being_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that never answers stands for the database; the thread that waits for it ends with the service."""
    database = ManagedNeo4j(tmp_path)
    (tmp_path / "data" / "databases" / "system").mkdir(parents=True)
    waiting = [sys.executable, "-c", "import time; time.sleep(600)", f"--home-dir={tmp_path}"]
    begun: list[psutil.Process] = []

    def come_up(self: ManagedNeo4j, meanwhile: Meanwhile, **_: bool) -> None:
        with Popen(waiting) as launched:
            (tmp_path / "pid").write_text(str(launched.pid))
            meanwhile(Connection("bolt://127.0.0.1:1", "neo4j", "x"))
            begun.append(psutil.Process(launched.pid))
            launched.wait()
        raise CommandError("The database stopped while it was starting.", "")

    monkeypatch.setattr(ManagedNeo4j, "come_up", come_up)
    monkeypatch.setattr(watch, "LOOK_SECONDS", 0.01)
    said: list[str] = []
    with watched(Watch(database, said.append)):
        while not begun:
            pass
    assert not begun[0].is_running()
    assert said == ["The database has died: it is started again."]
