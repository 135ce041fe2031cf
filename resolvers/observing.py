"""Who is told how requests fare: whoever keeps figures of it, or nobody."""

from typing import Protocol

from graph import cohort


class Observer(cohort.Observer, Protocol):
    """What is told of batches and of lookups of what is kept."""

    def sought(self, cache: str, *, hit: bool) -> None:
        """Something was looked up that earlier requests may have left."""


class Unobserved(cohort.Unobserved):
    """Tells nobody."""

    def sought(self, cache: str, *, hit: bool) -> None: ...
