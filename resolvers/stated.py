"""What is given for an argument, and a word where it is null and a value is needed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graph.errors import BadArgument, Path
from resolvers.arguments import Given, Holes, Leaf


@dataclass(frozen=True, slots=True)
class Stated:
    """The reading of what is given for one field."""

    holes: Holes
    path: Path

    def _fields(self, given: Given, place: str, instead: str = "") -> Iterator[tuple[str, Given]]:
        if not isinstance(given, dict):
            raise self._null(place, instead)
        yield from given.items()

    def _list(self, given: Given, place: str) -> list[Given]:
        if not isinstance(given, list):
            raise self._null(place)
        return given

    def _leaf(self, given: Given, place: str, instead: str = "") -> Leaf:
        if not isinstance(given, Leaf):
            raise self._null(place, instead)
        return given

    def _pinned(self, given: Given, place: str) -> Any:
        return self.holes.pin(self._leaf(given, place))

    def _null(self, place: str, instead: str = "") -> BadArgument:
        return BadArgument(f"`{place}` is null: leave it out{instead}.", path=self.path)
