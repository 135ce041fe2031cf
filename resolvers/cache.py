"""What is kept of earlier requests, bounded by what it weighs."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

from cachetools import LRUCache

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Kept(Generic[V]):
    """A value, and its weight."""

    value: V
    weight: int


class Cache(Generic[V]):
    """The values used last, as many as together weigh no more than the limit; one that is too heavy is not kept.

    >>> cache = Cache[str](20)
    >>> cache.keep("a", "first", 2)
    >>> cache.keep("b", "heavy", 19)
    >>> cache.get("a"), cache.get("b")
    ('first', None)
    """

    def __init__(self, limit: int) -> None:
        self._heaviest = limit // 10
        self._kept: LRUCache[Hashable, Kept[V]] = LRUCache(limit, getsizeof=lambda kept: kept.weight)

    def get(self, key: Hashable) -> V | None:
        """The value kept under a key."""
        kept = self._kept.get(key)
        return kept.value if kept else None

    def keep(self, key: Hashable, value: V, weight: int) -> None:
        """Keep a value that weighs so much."""
        if weight <= self._heaviest:
            self._kept[key] = Kept(value, weight)

    @property
    def weight(self) -> int:
        """What is kept weighs so much."""
        return int(self._kept.currsize)

    def clear(self) -> None:
        """Forget everything."""
        self._kept.clear()

    def __len__(self) -> int:
        return len(self._kept)
