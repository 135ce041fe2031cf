"""The command line where a person errs: one sentence, its remedy, an exit status, no trace."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from signal import SIGINT
from time import sleep

import duckdb
import pytest

from graph.connection import Trouble
from ingest.errors import Malformed, TooManyRejects
from server.cli.load import explained, rehearsing
from server.errors import CommandError
from server.settings import Settings


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def run(home: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("NEO4J_", "ASSETGRAPH_"))}
    return subprocess.run(
        [sys.executable, "-c", "from server.entry import main; main()", *arguments],
        env=clean | {"ASSETGRAPH_HOME": str(home), "COLUMNS": "200"} | variables,
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"ASSETGRAPH_PORT": "abc"}, "ASSETGRAPH_PORT is wrong"),
        ({"ASSETGRAPH_PORT": "70000"}, "ASSETGRAPH_PORT is wrong"),
        ({"ASSETGRAPH_DEADLINE_SECONDS": "-1"}, "ASSETGRAPH_DEADLINE_SECONDS is wrong"),
        ({"ASSETGRAPH_HOST": "no.such.host.invalid"}, "no.such.host.invalid:8000 cannot be listened on"),
        ({"NEO4J_URI": "http://localhost", "NEO4J_PASSWORD": "x"}, "NEO4J_URI is wrong: it should be like bolt://"),
        ({"NEO4J_URI": "bolt://localhost:abc", "NEO4J_PASSWORD": "x"}, "NEO4J_URI is wrong"),
        (
            {"NEO4J_URI": "bolt://localhost", "NEO4J_PASSWORD": "x", "NEO4J_DATABASE": "system"},
            "NEO4J_DATABASE is wrong: system holds no graph",
        ),
        ({"NEO4J_URI": "bolt://localhost"}, "NEO4J_URI is set without NEO4J_PASSWORD."),
        ({"NEO4J_URI": "neo4j://no.such.host.invalid", "NEO4J_PASSWORD": "x"}, "The host of neo4j://no.such.host"),
    ],
)
def test_a_wrong_setting_is_a_sentence(tmp_path: Path, variables: dict[str, str], sentence: str) -> None:
    done = run(tmp_path, "up", **variables)
    assert done.returncode == 2
    first, remedy = done.stderr.splitlines()
    assert first.startswith(sentence)
    assert remedy
    assert not done.stdout


# Tells that the command reads its modules: whoever interrupts Python before that meets Python alone.
BEGUN = """
import sys
from server.entry import main
class Told:
    def find_spec(self, name, *_):
        if name == "server.cli":
            print("begun", flush=True)
sys.meta_path.insert(0, Told())
main()
"""


@pytest.mark.parametrize("seconds", [0.1, 0.4, 0.8, 1.6, 3.2])
def test_whoever_is_in_a_hurry_sees_no_trace(tmp_path: Path, seconds: float) -> None:
    away = {"NEO4J_URI": "bolt://127.0.0.1:1", "NEO4J_PASSWORD": "x", "ASSETGRAPH_HOME": str(tmp_path)}
    with subprocess.Popen(
        [sys.executable, "-c", BEGUN, "up"], env=os.environ | away, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout
        assert process.stdout.readline() == "begun\n"
        sleep(seconds)
        process.send_signal(SIGINT)
        _, errors = process.communicate(timeout=60)
    assert "Traceback" not in errors


def test_a_taken_port_is_told_before_anything_is_started(tmp_path: Path, taken: int) -> None:
    done = run(tmp_path, "up", ASSETGRAPH_PORT=str(taken))
    assert done.returncode == 2
    assert "Stop the program that has it, or set ASSETGRAPH_PORT" in done.stderr
    assert not (tmp_path / "neo4j").exists()


def test_a_service_that_runs_already_is_told(tmp_path: Path, live_url: str) -> None:
    done = run(tmp_path, "up", ASSETGRAPH_PORT=live_url.rpartition(":")[2])
    assert done.returncode == 2
    assert done.stderr.splitlines()[0] == f"The service runs already, at {live_url}."


def test_a_server_that_is_away_is_a_sentence(tmp_path: Path) -> None:
    done = run(tmp_path, "up", NEO4J_URI="bolt://127.0.0.1:1", NEO4J_PASSWORD="x")
    assert done.returncode == 1
    assert done.stderr.splitlines()[0] == "No Neo4j answers at bolt://127.0.0.1:1."


@pytest.mark.parametrize(
    ("content", "options", "status", "sentence", "remedy"),
    [
        (b"code,name\nA,\nB,\n", ("--reject-limit", "1"), 1, "Stopped: more than 1 rows", "Nothing was written; check again"),
        (b"code,name\nA,a\n", ("--rejects", "{}/none/r.csv"), 2, "Rejects cannot be written to", "Name another file with"),
    ],
)  # fmt: skip
def test_what_stops_a_dry_run_says_that_nothing_was_written(
    tmp_path: Path, content: bytes, options: tuple[str, ...], status: int, sentence: str, remedy: str
) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    mapping = tmp_path / "a.sql"
    mapping.write_text("-- file a: a.csv\n-- node: Agency\nSELECT code, name, _row FROM a")
    given = [each.format(tmp_path) for each in options]
    if "--rejects" not in given:
        given += ["--rejects", str(tmp_path / "r.csv")]
    done = run(tmp_path, "load", str(mapping), "--dry-run", *given)
    assert done.returncode == status
    *_, told, advice = done.stderr.splitlines()
    assert told.startswith(sentence)
    assert advice.startswith(remedy)
    assert not (tmp_path / "none").exists()


def test_what_duckdb_cannot_do_is_a_sentence() -> None:
    with duckdb.connect(":memory:", config={"memory_limit": "10MB", "temp_directory": ""}) as connection:
        with pytest.raises(CommandError) as raised, explained("Load again."):
            connection.execute("CREATE TABLE t AS SELECT range AS a, range::VARCHAR AS b FROM range(1000000)")
        assert raised.value.sentence.startswith("Its rows take more than the 2GB of memory")
        assert raised.value.remedy == "Split its largest sections, by a WHERE in each. Load again."
        with pytest.raises(CommandError) as raised, explained("Load again."):
            connection.execute("SELECT error('one\ntwo')")
        assert (raised.value.sentence, raised.value.remedy) == (
            "DuckDB failed: Invalid Input Error: one",
            "Load again.",
        )


@pytest.mark.parametrize("found", [None, *Trouble])
def test_a_rehearsal_does_without_a_server_that_is_away_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, found: Trouble | None
) -> None:
    given = Settings.model_validate({"home": tmp_path, "neo4j_uri": "bolt://127.0.0.1:1", "neo4j_password": "x"})
    monkeypatch.setattr("server.cli.existing.trouble", lambda _: found)
    borne = found in (None, Trouble.UNREACHABLE)
    with nullcontext() if borne else pytest.raises(CommandError), rehearsing(given) as connection:
        assert connection == given.existing()


def test_an_archive_that_is_none_stops_a_load(tmp_path: Path) -> None:
    (tmp_path / "a.csv.gz").write_bytes(b"code,name\n")
    mapping = tmp_path / "a.sql"
    mapping.write_text("-- file a: a.csv.gz\n-- node: Agency\nSELECT code, name, _row FROM a")
    done = run(tmp_path, "load", str(mapping), "--dry-run")
    assert done.returncode == 2
    assert "a.csv.gz is no gzip file" in done.stderr


def test_nothing_is_stopped_where_nothing_runs(tmp_path: Path) -> None:
    assert run(tmp_path, "neo4j", "stop").stdout == "Not running.\n"


def test_a_pipe_has_its_lines_whole(tmp_path: Path) -> None:
    deep = tmp_path / "d" / ("deep" * 20)
    done = run(tmp_path, "up", ASSETGRAPH_WARM=str(deep), COLUMNS="40")
    assert done.stderr.splitlines()[0] == f"ASSETGRAPH_WARM is wrong: there is no folder {deep}."


def test_a_variable_that_is_no_setting_is_a_line_and_no_failure(tmp_path: Path) -> None:
    done = run(tmp_path, "neo4j", "stop", ASSETGRAPH_PROT="80")
    assert done.returncode == 0
    assert done.stderr == "ASSETGRAPH_PROT is no setting, and does nothing: is ASSETGRAPH_PORT meant?\n"


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        (Malformed, "Nothing was written; load again once that is mended."),
        (TooManyRejects, "What was written stays; load again to carry on."),
    ],
)
def test_a_load_that_too_many_rejects_stop_tells_what_was_written(error: type[TooManyRejects], remedy: str) -> None:
    with pytest.raises(CommandError) as raised, explained():
        raise error("Stopped.")
    assert raised.value.remedy == remedy


@pytest.mark.parametrize(
    ("accepted", "status", "line"),
    [("vin", 0, "What was accepted though doubtful, and why: "), ("plate", 3, "What was rejected, and why: ")],
)
def test_what_is_doubtful_is_not_called_rejected(tmp_path: Path, accepted: str, status: int, line: str) -> None:
    mapping, rejects = tmp_path / "m.sql", tmp_path / "rejects.csv"
    mapping.write_text(
        f"-- accept: {accepted}\n-- node: Vehicle\nSELECT '1' AS code, '1' AS name, '1M8GDM9A1KP042788' AS vin, 'IDLE' AS status",
        encoding="utf-8",
    )
    done = run(tmp_path, "load", str(mapping), "--dry-run", "--rejects", str(rejects))
    assert (done.returncode, done.stdout.splitlines()[-1]) == (status, f"{line}{rejects}")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["m.sql", "--replace"], "--replace discards the graph for a new one in bulk"),
        (["nowhere.sql"], "There is no mapping nowhere.sql"),
        (["m.sql", "--data", "nowhere"], "There is no folder nowhere"),
    ],
)
def test_a_load_that_cannot_be_starts_no_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], sentence: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("m.sql").write_text("-- node: Division\nSELECT '33' AS code, 'n' AS name", encoding="utf-8")
    done = run(tmp_path / "home", "load", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(sentence)


def test_a_value_that_cannot_be_cast_is_told_where_its_select_begins(tmp_path: Path) -> None:
    mapping = tmp_path / "m.sql"
    mapping.write_text(
        "-- node: Vehicle\n\nSELECT '1' AS code, '1' AS name, 'IDLE' AS status,\n  CAST(x AS INT) AS seats FROM (VALUES ('x')) AS v(x)",
        encoding="utf-8",
    )
    done = run(tmp_path, "load", str(mapping), "--dry-run")
    assert done.returncode == 2
    assert re.search(
        r"^m\.sql, line 3: Conversion Error: .*[^.]\. Pass the text on as it is", done.stderr, re.MULTILINE
    )
