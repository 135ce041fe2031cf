"""Seeded draws that come out the same on every machine."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """Draws by `Random.random` alone: the one sequence that Python promises to keep between versions."""

    __slots__ = ("_draw",)

    def __init__(self, *key: object) -> None:
        self._draw = Random("/".join(map(str, key))).random

    def happens(self, probability: float) -> bool:
        """True so often."""
        return self._draw() < probability

    def below(self, end: int) -> int:
        """A whole number from 0, without `end`."""
        return int(self._draw() * end)

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` up to and with `high`."""
        return low + int(self._draw() * (high - low + 1))

    def measure(self, low: float, high: float, places: int = 2) -> float:
        """A number within bounds, rounded."""
        return round(low + self._draw() * (high - low), places)

    def pick(self, choices: Sequence[T]) -> T:
        """One of several, each as likely."""
        return choices[int(self._draw() * len(choices))]
