"""What commands show of a load: at any moment few lines, of which one is what is under way."""

from io import StringIO

import pytest
from rich.console import Console

from server.cli import screen
from server.cli.screen import Bars, counted, download

SECTIONS = [(f"Section {number} [of a mapping]", number) for number in range(1, 40)]


def shown_by(monkeypatch: pytest.MonkeyPatch, *, terminal: bool) -> StringIO:
    """What appears on a screen of twelve lines, or in a pipe."""
    kept = StringIO()
    monkeypatch.setattr(screen, "err", Console(file=kept, force_terminal=terminal, width=100, height=12))
    return kept


def test_what_is_under_way_is_seen_however_many_sections_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = shown_by(monkeypatch, terminal=True)
    with counted() as progress:
        bars = Bars(progress)
        bars.expect(len(SECTIONS))
        for done, (title, rows) in enumerate(SECTIONS):
            bars.begin(title, rows)
            bars.advance(rows)
            kept.truncate(0)
            progress.refresh()
            assert title in kept.getvalue()
            assert f"{done}/{len(SECTIONS)}" in kept.getvalue()
            assert "…" not in kept.getvalue()


def test_a_pipe_has_a_line_for_each_section(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = shown_by(monkeypatch, terminal=False)
    with counted() as progress:
        bars = Bars(progress)
        bars.expect(len(SECTIONS))
        for title, rows in SECTIONS:
            bars.begin(title, rows)
            assert kept.getvalue().splitlines()[-1] == f"{title} …"


def test_a_start_is_waited_for_and_a_fetch_has_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = shown_by(monkeypatch, terminal=True)
    with download("Fetching", "Starting") as tell:
        assert "Starting" in kept.getvalue()
        assert "bytes" not in kept.getvalue()
        tell(5_000_000, 20_000_000)
    assert "Fetching" in kept.getvalue()
    assert "5.0/20.0 MB" in kept.getvalue()
