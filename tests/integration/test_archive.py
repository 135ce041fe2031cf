"""Classes that a database records are used by its next start; damaged, they are done without."""

from pathlib import Path

import pytest

from server.managed import ManagedNeo4j, archive

pytestmark = pytest.mark.integration


def mapped(database: ManagedNeo4j) -> bool:
    """Whether its process has the archive in its memory."""
    process = database.process()
    assert process
    return any(each.path.endswith("neo4j.jsa") for each in process.memory_maps())


def test_recorded_classes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "user_cache_path", lambda _name: tmp_path / "cache")
    database = ManagedNeo4j(tmp_path / "neo4j", heap="512m", page_cache="64m", record=True)
    try:
        database.start()
        assert not mapped(database)
        database.stop()
        database.start()
        assert mapped(database)
        database.stop()
        (kept,) = (tmp_path / "cache" / "classes").glob("*/neo4j.jsa")
        kept.chmod(0o600)
        kept.write_bytes(b"nonsense" * 100_000)
        database.start()
        assert database.answers()
        assert "rror" not in database.log_path.read_text(encoding="utf-8")
    finally:
        database.stop()
