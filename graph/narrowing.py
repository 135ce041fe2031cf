"""Among how many nodes those that a filter wants are looked for: what keys, indexes and relatives leave of all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from graph.counts import Counts
from graph.plan import All, AnyOf, Argument, Compare, Hop, Marked, Operator, Predicate, Reached, Select, Some
from graph.plan.anchors import anchored, entrance, served

# Nodes from which a node is reached by any number of links.
REACHED = 100.0
# The part of a type's nodes that an indexed property is supposed to leave.
SELECTIVE = 0.1


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Estimates over the counts of a graph, and the values of an operation."""

    counts: Counts
    value: Callable[[Argument], Any]

    def candidates(self, select: Select, labels: tuple[str, ...]) -> float:
        """Nodes among which those wanted are looked for."""
        if select.hop:
            return self.counts.degree(labels, select.hop)
        if parted := entrance(select):
            return self.entered(parted[0], select.labels)
        total = self.counts.among(select.labels)
        return min([total, *(total * part for part in self.narrowings(select.where, total))])

    def entered(self, where: Predicate, labels: tuple[str, ...]) -> float:
        """Nodes that are found from those that keys in a filter name."""
        match where:
            case All():
                return min(self.entered(each, labels) for each in where.of if anchored(each))
            case AnyOf():
                return sum(self.entered(each, labels) for each in where.of)
            case Some() if where.where:
                back = Hop(where.hop.type, where.hop.direction.reverse, None)
                return self.entered(where.where, where.labels) * max(self.counts.degree(where.labels, back), 1.0)
            case Reached():
                return self.entered(where.where, where.labels) * REACHED
            case Compare(operator=Operator.IN):
                return float(len(self.value(where.value)))
            case _:
                return 1.0

    def narrowings(self, where: Predicate | None, total: int) -> Iterable[float]:
        """To which part of all nodes an index leads."""
        for each in where.of if isinstance(where, All) else (where,):
            if isinstance(each, All):
                yield from self.narrowings(each, total)
            elif isinstance(each, Marked):
                yield from self.narrowings(each.where, total)
            elif isinstance(each, Compare) and each.property.unique and each.operator is Operator.EQUAL:
                yield 1 / max(total, 1)
            elif isinstance(each, Compare) and each.property.unique and each.operator is Operator.IN:
                yield len(self.value(each.value)) / max(total, 1)
            elif isinstance(each, Compare) and served(each):
                yield SELECTIVE
