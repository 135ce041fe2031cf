"""Who follows a load."""

from typing import Protocol


class Progress(Protocol):
    """Who is told how far a load is."""

    def begin(self, title: str, total: int) -> None:
        """A section begins."""

    def advance(self, rows: int) -> None:
        """So many more rows are done."""


class Silent:
    """Tells nobody."""

    def begin(self, title: str, total: int) -> None:
        """Nothing."""

    def advance(self, rows: int) -> None:
        """Nothing."""
