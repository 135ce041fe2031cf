"""What stops a load. A row that fails is no error: it is a Reject.

* LoadError
  + MappingError     the mapping, or a file that it names, is wrong
  + TooManyRejects   more rows failed than were allowed
    - Malformed        so many lines cannot be read; nothing was written
"""

from pathlib import Path
from typing import NamedTuple


class Place(NamedTuple):
    """A line of a mapping."""

    file: Path
    line: int

    def __str__(self) -> str:
        return f"{self.file.name}, line {self.line}"


class LoadError(Exception):
    """A load cannot go on; what was written before stays, and loading again carries on."""


class MappingError(LoadError):
    """The mapping is wrong, at a place: nothing of the section is written."""

    def __init__(self, message: str, place: Place | None = None) -> None:
        super().__init__(f"{place}: {message}" if place else message)


class TooManyRejects(LoadError):
    """More rows were rejected than the caller allows."""


class Malformed(TooManyRejects):
    """More lines cannot be read than the caller allows: it is found before anything is written."""
