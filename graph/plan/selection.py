"""Nodes selected, in an order, and a page of them."""

from dataclasses import dataclass

from graph.model import Property
from graph.plan.predicates import Argument, Hop, Predicate, Side, Step


@dataclass(frozen=True, slots=True)
class SortKey:
    """A property to sort by: of the node, of the relationship that led to it, or of a relative some steps away.

    Nulls come last ascending and first descending.
    """

    property: Property
    descending: bool = False
    side: Side = Side.NODE
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """So many from the front or the back of a list, between two places in it.

    A place is the value of each sort key and then of the identifiers that make the order total.
    """

    size: Argument
    backward: bool = False
    after: tuple[Argument, ...] = ()
    before: tuple[Argument, ...] = ()


@dataclass(frozen=True, slots=True)
class Select:
    """Which nodes: those of the labels, all or at the end of a hop, that meet the predicate."""

    labels: tuple[str, ...]
    hop: Hop | None = None
    where: Predicate | None = None
    order_by: tuple[SortKey, ...] = ()
