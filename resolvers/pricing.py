"""What operations of one plan cost: estimated once for each graph and each size of what is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.cost import Cost, estimate
from graph.counts import Counts
from graph.plan import Argument
from resolvers.planned import Planned

# Sizes of pages and lists that are remembered of one plan.
SIZES = 100


@dataclass(slots=True)
class Pricing:
    """The costs of one plan. Of values they depend on sizes alone: of a page, of a list of keys."""

    planned: Planned
    _counts: Counts | None = None
    _sized: dict[int, None] = field(default_factory=dict)
    _known: dict[tuple[int, ...], Cost] = field(default_factory=dict)

    def cost(self, counts: Counts, variables: Mapping[str, Any]) -> Cost:
        """What the plan costs with these variables in a graph of so much."""
        if counts is not self._counts or len(self._known) > SIZES:
            self._counts = counts
            self._known.clear()
        binds = self.planned.holes.binds
        sizes = tuple([size(binds[number](variables)) for number in self._sized])
        known = self._known.get(sizes)
        if known is None:
            known = estimate(self.planned.plan, counts, lambda argument: self._value(argument, variables))
            sizes = tuple([size(binds[number](variables)) for number in self._sized])
            self._known[sizes] = known
        return known

    def _value(self, argument: Argument, variables: Mapping[str, Any]) -> Any:
        self._sized[argument.index] = None
        return self.planned.holes.binds[argument.index](variables)


def size(value: Any) -> int:
    """What of a value its cost depends on."""
    return value if isinstance(value, int) else len(value)
