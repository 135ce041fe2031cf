"""Rows that were not loaded, each with its place, value and reason; kept as a file that a spreadsheet opens safely."""

import csv
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from ingest.errors import LoadError
from ingest.formulas import harmless

COLUMNS = ("file", "line", "section", "field", "value", "reason")
SHOWN = 200
BEGINNING = ",".join(COLUMNS).encode("utf-8-sig")


class Unwritable(LoadError):
    """Where rejects should go they cannot be written."""


class Unreplaced(Unwritable):
    """Where rejects should go there is something else, which stays."""


@dataclass(frozen=True, slots=True)
class Reject:
    """One fault of one row."""

    file: str
    line: int | None
    section: str
    field: str
    value: object
    reason: str


class RejectFile:
    """A CSV file that comes into being with its first row; one left by an earlier load is removed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.written = False
        self._file: TextIO | None = None

    def __enter__(self) -> Self:
        try:
            if not self._replaceable():
                raise Unreplaced(f"{self.path} is there already, and is no file of rejects: it stays as it is.")
            # Tried now: once rows are written it would be late to find that their rejects cannot be.
            self.path.open("w").close()
            self.path.unlink()
        except OSError as error:
            raise Unwritable(f"Rejects cannot be written to {self.path} ({error.strerror}).") from None
        return self

    def _replaceable(self) -> bool:
        """Whether there is nothing, or an earlier load's file; one without anything in it is nobody's loss."""
        if not self.path.is_file():
            return not (self.path.exists() or self.path.is_symlink())
        with self.path.open("rb") as file:
            return file.read(len(BEGINNING)) in (BEGINNING, b"")

    def write(self, reject: Reject) -> None:
        """Add a row."""
        if self._file is None:
            self._file = self.path.open("w", encoding="utf-8-sig", newline="")
            csv.writer(self._file).writerow(COLUMNS)
            self.written = True
        csv.writer(self._file).writerow([cell(getattr(reject, each)) for each in COLUMNS])

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file:
            self._file.close()


def cell(value: object) -> str:
    r"""A value as a spreadsheet may show it: no formula, no control character, not endless.

    >>> cell("=1+1"), cell(-5), cell("-5.5"), cell("a\x00b")
    ("'=1+1", '-5', '-5.5', 'a\\x00b')
    """
    text = "" if value is None else f"[{', '.join(map(str, value))}]" if isinstance(value, list) else str(value)
    if len(text) > SHOWN:
        text = text[:SHOWN] + "…"
    text = "".join(each if each.isprintable() else repr(each)[1:-1] for each in text)
    return str(harmless(text))
