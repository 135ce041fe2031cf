"""Counts are taken anew where they could not be."""

from unittest.mock import AsyncMock, Mock

import pytest

import schema
from graph.counts import question
from graph.errors import DatabaseUnavailable
from graph.session import Graph
from resolvers import census

MODEL = schema.government()
NUMBERS = [7] * question(MODEL).count("COUNT {")


async def test_a_database_that_was_away_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = Mock(spec=Graph)
    graph.read = AsyncMock(side_effect=[DatabaseUnavailable("away"), [[NUMBERS]]])
    taken = census.Census(MODEL, graph)
    assert await taken.now() is None
    assert await taken.now() is None
    assert graph.read.await_count == 1
    monkeypatch.setattr(census, "monotonic", lambda: taken.due)
    counts = await taken.now()
    assert counts
    assert counts.nodes["Building"] == 7


async def test_whoever_leaves_meanwhile_leaves_it_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = Mock(spec=Graph)
    graph.read = AsyncMock(side_effect=[GeneratorExit, [[NUMBERS]]])
    taken = census.Census(MODEL, graph)
    with pytest.raises(GeneratorExit):
        await taken.now()
    assert await taken.now()
