"""Rows that were not loaded, each with its place, value and reason; kept as a file that a spreadsheet opens safely."""

import csv
import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
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
    """The CSV file of one load, which no other writes meanwhile; without rejects there is none, also not an earlier load's."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.written = False
        self._file: TextIO | None = None

    def __enter__(self) -> Self:
        # Opened now: once rows are written it would be late to find that their rejects cannot be.
        try:
            while self._file is None:
                self._file = self._taken()
        except BlockingIOError:
            raise Unwritable(f"Another load writes its rejects to {self.path} now.") from None
        except OSError as error:
            raise Unwritable(f"Rejects cannot be written to {self.path} ({error.strerror}).") from None
        return self

    def _taken(self) -> TextIO | None:
        """The file, emptied and locked until it is closed, by whatever ends this process; None if it was removed meanwhile."""
        if not self.path.is_file() and (self.path.exists() or self.path.is_symlink()):
            raise self._other()
        with ExitStack() as otherwise:
            file = otherwise.enter_context(self.path.open("a+", encoding="utf-8", newline=""))
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Another load that had no rejects removes what it has locked.
            if not os.fstat(file.fileno()).st_nlink:
                return None
            # One without anything in it is nobody's loss.
            if os.pread(file.fileno(), len(BEGINNING), 0) not in (BEGINNING, b""):
                raise self._other()
            file.truncate(0)
            otherwise.pop_all()
            return file

    def _other(self) -> Unreplaced:
        return Unreplaced(f"{self.path} is there already, and is no file of rejects: it stays as it is.")

    def write(self, reject: Reject) -> None:
        """Add a row."""
        assert self._file
        rows = csv.writer(self._file)
        with self._writing():
            if not self.written:
                self._file.write("\ufeff")
                rows.writerow(COLUMNS)
                self.written = True
            rows.writerow([cell(getattr(reject, each)) for each in COLUMNS])

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file:
            if not self.written:
                with suppress(OSError):
                    self.path.unlink()
            with self._writing():
                self._file.close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        # An open file does not tell its name where it cannot be written to any more.
        try:
            yield
        except OSError as error:
            error.filename = str(self.path)
            raise


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
