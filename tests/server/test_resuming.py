"""A demo whose loading is broken off goes on with the next start: it alone, and only where nothing else was loaded."""

from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner

from graph.connection import Connection
from ingest import Summary
from server.cli import app, bulk, demo, load, service
from server.cli.resuming import NOTE, Demo, forget, note, unfinished
from server.cli.service import Service
from server.errors import CommandError
from server.settings import Settings

NOWHERE = Connection("bolt://127.0.0.1:1", "neo4j", "nobody")
ASKED = Demo("M", 7)


@pytest.fixture
def given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A home whose database needs no start; a demo is written in no time."""
    (tmp_path / "neo4j").mkdir()
    monkeypatch.setenv("ASSETGRAPH_HOME", str(tmp_path))
    monkeypatch.delenv("NEO4J_URI", raising=False)
    monkeypatch.setattr(demo, "made", lambda *_: {})
    return Settings.model_validate({"home": tmp_path})


def loading(monkeypatch: pytest.MonkeyPatch, error: BaseException | None = None) -> None:
    """Loads that begin to write, and then fail of an error."""

    async def loaded(*arguments: Any) -> Summary:
        arguments[-1]()
        if error:
            raise error
        return Summary("m", rehearsal=False)

    monkeypatch.setattr(demo, "loaded", loaded)
    monkeypatch.setattr(load, "loaded", loaded)
    monkeypatch.setattr(load, "running", lambda _: nullcontext(NOWHERE))


@pytest.mark.parametrize("text", ["", "S", "X 7", "S seven", "S 7 8"])
def test_a_note_that_cannot_be_read_is_none(given: Settings, text: str) -> None:
    (given.home / "neo4j" / NOTE).write_text(text)
    assert unfinished(given) is None


def test_what_is_broken_off_is_noted_until_it_is_whole(given: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    loading(monkeypatch, KeyboardInterrupt())
    CliRunner().invoke(app, ["demo", "--scale", "M", "--seed", "7"])
    assert unfinished(given) == ASKED
    loading(monkeypatch)
    CliRunner().invoke(app, ["demo", "--scale", "M", "--seed", "7"])
    assert unfinished(given) is None


def test_what_is_refused_leaves_no_note(given: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> Summary:
        raise CommandError("The database runs.", "Stop it.")

    monkeypatch.setattr(load, "built", refused)
    result = CliRunner().invoke(app, ["demo", "--seed", "7", "--bulk"])
    assert isinstance(result.exception, CommandError)
    assert unfinished(given) is None


def test_of_somebody_elses_server_nothing_is_noted(tmp_path: Path) -> None:
    given = Settings.model_validate({"home": tmp_path, "neo4j_uri": NOWHERE.uri, "neo4j_password": "x"})
    note(given, ASKED)
    forget(given)
    assert unfinished(given) is None
    assert not [*tmp_path.iterdir()]


def test_another_load_takes_the_note_away(given: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    loading(monkeypatch)
    note(given, ASKED)
    CliRunner().invoke(app, ["load", "m.sql"])
    assert unfinished(given) is None


def test_another_graph_takes_the_note_away(given: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def imported(*given: Any) -> None:
        *_, ready = given
        ready()
        raise KeyboardInterrupt

    made = SimpleNamespace(summary=SimpleNamespace(sections=[SimpleNamespace(kind="nodes", created=1)]))
    monkeypatch.setattr("ingest.bulk.write", lambda *_, **__: made)
    monkeypatch.setattr(bulk, "imported", imported)
    note(given, ASKED)
    with pytest.raises(KeyboardInterrupt):
        bulk.built(given, Path("m.sql"), None, None, None, replace=True)
    assert unfinished(given) is None


@pytest.mark.parametrize("empty", [True, False])
def test_a_start_goes_on_with_that_demo(
    given: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], empty: bool
) -> None:
    filled: list[Demo] = []

    async def nothing(_: Connection) -> bool:
        return empty

    monkeypatch.setattr(service, "nothing", nothing)
    monkeypatch.setattr(service, "fill", lambda *arguments: filled.append(arguments[-1]))
    ready = Service(given.model_copy(update={"workers": 2}), NOWHERE)
    note(given, ASKED)
    ready.prepare()
    assert filled == [ASKED]
    assert "it goes on" in capsys.readouterr().err
    forget(given)
    ready.prepare()
    assert filled[1:] == ([Demo()] if empty else [])


def test_a_start_that_is_broken_off_is_noted(given: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    loading(monkeypatch, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        demo.fill(given, NOWHERE, Demo())
    assert unfinished(given) == Demo()
    loading(monkeypatch)
    demo.fill(given, NOWHERE, Demo())
    assert unfinished(given) is None
