"""What the log says of failures that meet every request."""

import pytest

from graph.errors import DatabaseUnavailable, DeadlineExceeded
from resolvers import incidents


def test_a_database_that_is_away_is_one_line_in_a_while(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    now = 1_000.0
    monkeypatch.setattr(incidents, "monotonic", lambda: now)
    monkeypatch.setattr(incidents, "lines", incidents.Lines())
    for _ in range(500):
        assert isinstance(incidents.noted(DatabaseUnavailable("It is away.")), DatabaseUnavailable)
    incidents.noted(DeadlineExceeded())
    assert [each.getMessage().split(":")[0] for each in caplog.records] == ["DATABASE_UNAVAILABLE", "DEADLINE_EXCEEDED"]
    caplog.clear()
    now += incidents.TOLD_SECONDS
    incidents.noted(DatabaseUnavailable("It is away."))
    assert caplog.messages == ["DATABASE_UNAVAILABLE: It is away. (None); 499 more since the last such line"]
