"""doctor, where there is no database to look at."""

from collections import namedtuple
from pathlib import Path

import pytest
from typer.testing import CliRunner

from server.cli import app
from server.cli.health import space
from server.errors import CommandError
from server.settings import Settings


def home(path: Path) -> Settings:
    return Settings.model_validate({"home": path})


def test_a_folder_that_cannot_be_written_is_a_failed_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.delenv("NEO4J_URI", raising=False)
    monkeypatch.setenv("ASSETGRAPH_HOME", str(tmp_path / "file" / "x"))
    done = CliRunner().invoke(app, ["doctor"], env={"COLUMNS": "300"})
    assert done.exit_code == 1
    assert "cannot be written (Not a directory). Set ASSETGRAPH_HOME" in " ".join(done.output.split())


def test_a_disk_on_which_no_database_would_start_is_a_failed_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")  # noqa: PYI024  # as shutil has it
    monkeypatch.setattr("shutil.disk_usage", lambda _path: usage(10**9, 99 * 10**7, 10**7))
    with pytest.raises(CommandError, match=r"Only 10 MB are free .* Free at least 500 MB"):
        space(home(tmp_path))


def test_what_is_free_is_told_and_nothing_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")  # noqa: PYI024  # as shutil has it
    monkeypatch.setattr("shutil.disk_usage", lambda _path: usage(10**10, 0, 25 * 10**8))
    assert space(home(tmp_path / "new")) == f"2.5 GB free in {tmp_path / 'new'}"
    assert list((tmp_path / "new").iterdir()) == []
