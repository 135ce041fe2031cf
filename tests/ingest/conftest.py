"""What tests of loading share: files and a mapping in a folder, loaded without a graph."""

import csv
import gzip
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import ingest
import schema
from graph.model import GraphModel

MODEL = schema.government()


@dataclass
class Desk:
    """A folder with files and one mapping."""

    folder: Path

    def write(self, name: str, content: str | bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        whole = content if isinstance(content, bytes) else content.encode()
        path.write_bytes(gzip.compress(whole, mtime=0) if name.endswith(".gz") else whole)

    async def rehearse(self, mapping: str, **settings: Any) -> ingest.Summary:
        """Check the mapping without a graph."""
        self.write("register.sql", mapping)
        return await ingest.load(
            self.folder / "register.sql", MODEL, None, rehearsal=True, rejects=self.rejects_path, **settings
        )

    @property
    def rejects_path(self) -> Path:
        return self.folder / "register.rejects.csv"

    @property
    def rejects(self) -> list[dict[str, str]]:
        """What the file of rejects says."""
        if not self.rejects_path.exists():
            return []
        with self.rejects_path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def reasons(self) -> list[tuple[str, str, str]]:
        return [(each["line"], each["field"], each["reason"]) for each in self.rejects]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def model() -> GraphModel:
    return MODEL


Refused = Callable[[str], str]
