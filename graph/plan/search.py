"""Search: the nodes that a text finds, the best first."""

from dataclasses import dataclass
from enum import Enum

from graph.plan.nodes import Constant, Record
from graph.plan.predicates import Argument


class HitFact(Enum):
    """What a hit says of itself."""

    SCORE = "score"
    MATCHED = "matched"


@dataclass(frozen=True, slots=True)
class HitTold:
    """One of these facts."""

    key: str
    fact: HitFact


@dataclass(frozen=True, slots=True)
class HitNode:
    """The node that was found."""

    key: str
    record: Record


HitField = HitNode | HitTold | Constant


@dataclass(frozen=True, slots=True)
class Search:
    """So many nodes that an enquiry finds; it is a map, see `graph.search.Enquiry`."""

    key: str
    enquiry: Argument
    size: Argument
    fields: tuple[HitField, ...]
