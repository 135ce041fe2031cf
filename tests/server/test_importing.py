"""A bulk load that is broken off: known, told with its remedy, and mended by the next one."""

import os
import signal
import subprocess
import sys
from _thread import interrupt_main
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import orjson
import pytest
from typer.testing import CliRunner

from graph.connection import Connection
from graph.errors import DatabaseUnavailable
from ingest import Summary, TooManyRejects, bulk
from ingest.summary import Tally
from server.cli import app
from server.cli.bulk import MANY, roomy
from server.errors import CommandError
from server.managed import ManagedNeo4j, importing
from server.settings import Settings

SOUND = "-- node: Agency\nSELECT 'a' AS code, 'a' AS name\n"
WHOLE = "A bulk load was broken off here"
MADE = bulk.Written((), (), Summary("m", rehearsal=False, sections=[Tally("Agency", "nodes", rows=1, created=1)]))


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ManagedNeo4j:
    """A database whose importer was stopped."""
    database = ManagedNeo4j(tmp_path / "neo4j")
    monkeypatch.setattr(ManagedNeo4j, "found", lambda *_: None)

    def stopped(*_: object) -> None:
        half = database.home / "data" / "databases" / "neo4j"
        half.mkdir(parents=True)
        (half / "half").touch()
        raise KeyboardInterrupt

    monkeypatch.setattr(ManagedNeo4j, "admin", stopped)
    with pytest.raises(KeyboardInterrupt):
        importing.build(database, [])
    monkeypatch.setenv("ASSETGRAPH_HOME", str(tmp_path))
    monkeypatch.delenv("NEO4J_URI", raising=False)
    return database


def test_it_is_told_at_once(broken: ManagedNeo4j, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=WHOLE):
        broken.start()
    (tmp_path / "m.sql").write_text("-- file a: a.csv\n-- node: Agency\nSELECT code, name FROM a;\n")
    for command in (["load", "--bulk", str(tmp_path / "m.sql")], ["load", str(tmp_path / "m.sql")], ["up"]):
        assert WHOLE in str(CliRunner().invoke(app, command).exception), command
    assert WHOLE in " ".join(CliRunner().invoke(app, ["doctor"], env={"COLUMNS": "300"}).output.split())


def test_an_importer_that_is_refused_leaves_the_graph_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = ManagedNeo4j(tmp_path)
    (tmp_path / "data" / "databases" / "neo4j").mkdir(parents=True)
    (tmp_path / "data" / "databases" / "neo4j" / "neostore").touch()
    monkeypatch.setattr(ManagedNeo4j, "found", lambda *_: None)
    monkeypatch.setattr(ManagedNeo4j, "admin", raising(CommandError("It does not fit.", "Set it to less.")))
    with pytest.raises(CommandError, match="It does not fit"):
        importing.build(database, [])
    importing.demand_whole(tmp_path)


def test_an_importer_that_is_refused_makes_no_broken_graph_whole(
    broken: ManagedNeo4j, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ManagedNeo4j, "admin", raising(CommandError("It does not fit.", "Set it to less.")))
    with pytest.raises(CommandError, match="It does not fit"):
        importing.build(broken, [])
    with pytest.raises(CommandError, match=WHOLE):
        importing.demand_whole(broken.home)


@pytest.mark.parametrize(
    ("mapping", "status"),
    [
        ("-- node: Agency\nSELECT NULL AS code, 'x' AS name", 3),
        ("-- node: Agency\nSELECT 'A' AS code, 'x' AS name WHERE false", 2),
        ("-- relationship: OWNS from Agency to Building\nSELECT 'A' AS \"from\", 'B' AS \"to\"", 3),
    ],
    ids=["all rejected", "no rows", "relationships alone"],
)
def test_what_makes_no_node_is_told_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mapping: str, status: int
) -> None:
    monkeypatch.setattr(ManagedNeo4j, "found", lambda *_: None)
    monkeypatch.setattr(ManagedNeo4j, "admin", lambda *_: pytest.fail("imported"))
    monkeypatch.setenv("ASSETGRAPH_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("NEO4J_URI", raising=False)
    monkeypatch.chdir(tmp_path)
    Path("m.sql").write_text(mapping)
    result = CliRunner().invoke(app, ["load", "--bulk", "--replace", "--json", "m.sql"])
    assert isinstance(result.exception, CommandError)
    assert (result.exception.status, result.exception.sentence.endswith("nothing was changed.")) == (status, True)
    told = orjson.loads(result.stdout)
    assert (told["rehearsal"], told["rejected"]) == (True, int(status == 3))
    assert Path("m.rejects.csv").exists() is (status == 3)
    importing.demand_whole(tmp_path / "home" / "neo4j")


def test_the_next_one_mends_it(broken: ManagedNeo4j, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ManagedNeo4j, "admin", lambda *_: None)
    importing.build(broken, [])
    importing.demand_whole(broken.home)


def test_what_stops_it_before_the_import_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("server.cli.load.built", stopped)
    monkeypatch.setenv("ASSETGRAPH_HOME", str(tmp_path))
    monkeypatch.delenv("NEO4J_URI", raising=False)
    (tmp_path / "m.sql").write_text(SOUND)
    result = CliRunner().invoke(app, ["load", "--bulk", str(tmp_path / "m.sql")])
    assert isinstance(result.exception, CommandError)
    assert (result.exception.status, result.exception.remedy) == (130, "Nothing was changed; load again.")


def refused(monkeypatch: pytest.MonkeyPatch, home: Path, *, replace: bool = True, mapping: str = SOUND) -> CommandError:
    """What a bulk load is told that stops."""
    (home / "m.sql").write_text(mapping)
    monkeypatch.setenv("ASSETGRAPH_HOME", str(home))
    monkeypatch.delenv("NEO4J_URI", raising=False)
    result = CliRunner().invoke(app, ["load", "--bulk", *(["--replace"] if replace else []), str(home / "m.sql")])
    assert isinstance(result.exception, CommandError)
    return result.exception


def raising(error: BaseException) -> Callable[..., None]:
    def raised(*_: object, **__: object) -> None:
        raise error

    return raised


UNCHANGED = "Nothing was changed; load again once that is mended."


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        (OSError(28, "No space left on device"), f"Make room on that disk. {UNCHANGED}"),
        (TooManyRejects("Stopped."), UNCHANGED),
        (DatabaseUnavailable("It is away."), f"{UNCHANGED} `assetgraph doctor` tells what is amiss."),
    ],
)
def test_what_fails_before_the_import_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, remedy: str
) -> None:
    monkeypatch.setattr("ingest.bulk.write", raising(error))
    assert refused(monkeypatch, tmp_path).remedy == remedy


def test_a_query_that_is_stopped_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "FROM range(10_000_000) AS a (n), range(10_000_000) AS b (n)"
    endless = f"-- node: Agency\nSELECT max(a.n * b.n)::TEXT AS code, 'x' AS name {rows}"
    # A run that was started in the background is deaf to Ctrl-C, and so would the query be.
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)
    Timer(2, interrupt_main).start()
    try:
        told = refused(monkeypatch, tmp_path, mapping=endless)
    finally:
        signal.signal(signal.SIGINT, heard)
    assert (told.status, told.remedy) == (130, "Nothing was changed; load again.")


def test_what_is_loaded_while_it_checks_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked of the graph is foretold: it is empty at first, and later not."""
    answers, started = [True, False], list[str]()

    async def empty(_: object) -> bool:
        return answers.pop(0)

    def write(*_: object, **__: object) -> bulk.Written:
        assert answers == [False]
        return MADE

    monkeypatch.setattr("server.cli.bulk.empty", empty)
    monkeypatch.setattr("ingest.bulk.write", write)
    monkeypatch.setattr(ManagedNeo4j, "has_graph", lambda _: True)
    monkeypatch.setattr(ManagedNeo4j, "found", lambda *_: None)
    monkeypatch.setattr(ManagedNeo4j, "come_up", lambda *_: started.append("up"))
    monkeypatch.setattr(ManagedNeo4j, "end", lambda _: started.append("ended"))
    monkeypatch.setattr(ManagedNeo4j, "admin", lambda *_: pytest.fail("imported"))
    (tmp_path / "neo4j").mkdir()
    (tmp_path / "neo4j" / "demo-unfinished").write_text("S 33")
    told = refused(monkeypatch, tmp_path, replace=False)
    assert told.sentence == "The graph is not empty, and a bulk load builds it anew: nothing was changed."
    assert (told.status, started) == (2, ["up", "ended"] * 2)
    assert (tmp_path / "neo4j" / "demo-unfinished").exists()
    importing.demand_whole(tmp_path / "neo4j")


@pytest.mark.parametrize("place", ["server.managed.importing._discard", "server.cli.bulk.running"])
@pytest.mark.parametrize(
    ("error", "status"),
    [
        (KeyboardInterrupt(), 130),
        (DatabaseUnavailable("It is away."), 1),
        (OSError(28, "Full"), 1),
        (CommandError("It does not start.", "Set it to less.", 2), 2),
    ],
)
def test_what_stops_it_after_the_import_says_that_the_graph_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, error: BaseException, status: int
) -> None:
    monkeypatch.setattr("ingest.bulk.write", lambda *_, **__: MADE)
    monkeypatch.setattr("server.cli.bulk.imported", lambda *_: monkeypatch.setattr(place, raising(error)))
    told = refused(monkeypatch, tmp_path)
    assert "the graph is there, some of its indexes may not be" in told.sentence
    remedies = f"{error.remedy} " if isinstance(error, CommandError) else ""
    assert (told.status, told.remedy) == (status, f"{remedies}Start the service: it makes those that are missing.")


@pytest.mark.parametrize(
    ("rows", "asked"),
    [(MANY, {}), (MANY + 1, {"heap": "2g", "page_cache": "8g"})],
    ids=["few rows", "many rows"],
)
@pytest.mark.parametrize("fits", [True, False])
def test_many_rows_get_more_memory_where_the_machine_has_it(
    monkeypatch: pytest.MonkeyPatch, rows: int, asked: dict[str, str], fits: bool
) -> None:
    given, started = Settings.model_validate({"heap": "1500m", "page_cache": "8g"}), list[Settings]()

    @contextmanager
    def running(served: Settings) -> Iterator[Connection]:
        started.append(served)
        if not fits and served != given:
            raise CommandError("It is more than this machine's memory.", "Set it to less.", 2)
        yield Connection("bolt://127.0.0.1:1", "neo4j", "nobody")

    monkeypatch.setattr("server.cli.bulk.running", running)
    with roomy(given, rows):
        assert started[0] == given.model_copy(update=asked)
        assert started[1:] == ([] if fits or not asked else [given])


def test_files_of_one_that_was_killed_go(tmp_path: Path) -> None:
    (tmp_path / "import").mkdir()
    (tmp_path / "import" / "nodes.csv").write_text("left")
    with importing.workbench(tmp_path) as folder:
        assert not list(folder.iterdir())
        (folder / "nodes.csv").write_text("at work")
        with pytest.raises(CommandError, match="Another bulk load is at work here"), importing.workbench(tmp_path):
            pass
        importing.sweep(tmp_path)
        assert (folder / "nodes.csv").exists()
    assert not folder.exists()
    folder.mkdir()
    importing.sweep(tmp_path)
    assert not folder.exists()


def test_an_importer_that_outlived_its_command_is_ended(tmp_path: Path) -> None:
    """Python stands for Java."""
    line = [sys.executable, "-c", "import time; time.sleep(600)", importing.ADMIN]
    here, elsewhere = ({**os.environ, "NEO4J_HOME": str(tmp_path / each)} for each in ("here", "elsewhere"))
    with subprocess.Popen(line, env=here) as one, subprocess.Popen(line, env=elsewhere) as other:
        try:
            importing.end(tmp_path / "here")
            assert one.poll() is not None
            assert other.poll() is None
        finally:
            one.kill()
            other.kill()
