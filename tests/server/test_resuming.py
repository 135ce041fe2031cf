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


def filling(monkeypatch: pytest.MonkeyPatch, *, empty: bool) -> list[Demo]:
    """What demos are loaded into a graph that is empty, or is not."""
    filled: list[Demo] = []

    async def nothing(_: Connection) -> bool:
        return empty

    monkeypatch.setattr(service, "nothing", nothing)
    monkeypatch.setattr(service, "fill", lambda *arguments: filled.append(arguments[-1]))
    return filled


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


def existing(home: Path, uri: str = NOWHERE.uri) -> Settings:
    """A server that somebody else runs."""
    return Settings.model_validate({"home": home, "neo4j_uri": uri, "neo4j_password": "x", "workers": 2})


def test_of_each_server_it_is_noted_by_itself(given: Settings) -> None:
    here, there = existing(given.home / "new"), existing(given.home / "new", "bolt://127.0.0.1:2")
    note(here, ASKED)
    assert (unfinished(here), unfinished(there), unfinished(given)) == (ASKED, None, None)
    forget(here)
    assert unfinished(here) is None


@pytest.mark.parametrize("empty", [True, False])
def test_into_somebody_elses_graph_it_goes_on_only_when_told_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], empty: bool
) -> None:
    filled = filling(monkeypatch, empty=empty)
    given = existing(tmp_path)
    note(given, ASKED)
    Service(given, NOWHERE).prepare()
    told = capsys.readouterr().err
    if empty:
        assert filled == [ASKED]
    else:
        assert not filled
        assert f"into {NOWHERE.uri} was broken off: `assetgraph demo --scale M --seed 7` carries it on." in told


def test_an_empty_graph_of_somebody_else_is_filled_with_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    filled = filling(monkeypatch, empty=True)
    Service(existing(tmp_path), NOWHERE).prepare()
    assert filled == [Demo()]
    told = capsys.readouterr().err
    assert f"The graph at {NOWHERE.uri} is empty: a demo province, all invented, is loaded into it." in told
    assert "`assetgraph serve` would leave it empty" in told


def test_who_stops_it_there_is_told_how_it_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "made", lambda *_: {})
    loading(monkeypatch, KeyboardInterrupt())
    with pytest.raises(CommandError) as stopped:
        demo.fill(existing(tmp_path), NOWHERE, Demo())
    assert "`assetgraph demo` carries it on" in stopped.value.remedy


def test_another_load_takes_the_note_away(given: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    loading(monkeypatch)
    note(given, ASKED)
    mapping = given.home / "m.sql"
    mapping.write_text("-- node: Agency\nSELECT 'a' AS code, 'a' AS name\n")
    CliRunner().invoke(app, ["load", str(mapping)])
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
    filled = filling(monkeypatch, empty=empty)
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
