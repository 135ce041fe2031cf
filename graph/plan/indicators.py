"""Figures computed of a node's surroundings."""

from dataclasses import dataclass

from graph.model import Indicator
from graph.plan.nodes import Constant, Read
from graph.plan.predicates import Argument, Hop


@dataclass(frozen=True, slots=True)
class Gauged:
    """What an indicator says of a node on a day, or in a period; with a hop, of all that stand below it too."""

    key: str
    indicator: Indicator
    day: Argument
    period: tuple[Argument, Argument] | None
    below: Hop | None
    fields: tuple[Read | Constant, ...]

    @property
    def read(self) -> tuple[Read, ...]:
        """The values asked for."""
        return tuple(each for each in self.fields if isinstance(each, Read))
