"""A database that is away for a moment: a load waits for it, and says so once each time."""

from typing import Any, cast

import pytest

from graph.errors import DatabaseUnavailable
from graph.session import Graph
from ingest import store
from ingest.progress import Silent
from ingest.store import Store


class Shaky:
    """A graph that is away for the next calls, as many as it is told."""

    def __init__(self) -> None:
        self.away = 0

    async def write(self, _text: str, parameters: dict[str, Any]) -> list[list[Any]]:
        if self.away:
            self.away -= 1
            raise DatabaseUnavailable("The database cannot be reached.")
        return [[len(parameters["rows"])]]


class Heard(Silent):
    """How long it was to be waited, each time that it was told."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    def away(self, seconds: float) -> None:
        self.seconds.append(seconds)


async def test_it_is_waited_for_and_told_once_for_each_absence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "PAUSE_SECONDS", 0)
    graph, heard = Shaky(), Heard()
    kept = Store(cast("Graph", graph), progress=heard)
    for absence in (3, 0, 2):
        graph.away = absence
        assert await kept.write("", [1, 2]) == 2
    assert heard.seconds == [60.0, 60.0]


async def test_it_is_not_waited_for_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "PAUSE_SECONDS", 0)
    monkeypatch.setattr(store, "PATIENCE_SECONDS", 0.05)
    graph = Shaky()
    graph.away = 10**9
    with pytest.raises(DatabaseUnavailable):
        await Store(cast("Graph", graph)).write("", [1])
