"""Who follows a load."""

from typing import Protocol


class Progress(Protocol):
    """Who is told how far a load is."""

    def expect(self, sections: int) -> None:
        """So many sections there are."""

    def begin(self, title: str, total: int) -> None:
        """A section begins."""

    def advance(self, rows: int) -> None:
        """So many more rows are done."""

    def away(self, seconds: float) -> None:
        """The database does not answer, and is waited for."""


class Silent:
    """Tells nobody."""

    def expect(self, sections: int) -> None:
        """Nothing."""

    def begin(self, title: str, total: int) -> None:
        """Nothing."""

    def advance(self, rows: int) -> None:
        """Nothing."""

    def away(self, seconds: float) -> None:
        """Nothing."""
