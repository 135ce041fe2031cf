"""What began and what ended in a period: relationships, each on the day it did."""

from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from graph.model import Kind, Property
from graph.plan.nodes import Record
from graph.plan.predicates import Argument, Hop


class ChangeFact(Enum):
    """What is said of a change."""

    ON = "on"
    EVENT = "event"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class ChangeTold:
    """One of these facts."""

    key: str
    fact: ChangeFact


class ChangeEnd(Enum):
    """From which node the relationship leads, and to which."""

    START = "startNode"
    END = "endNode"


@dataclass(frozen=True, slots=True)
class ChangeNode:
    """One of its two nodes."""

    key: str
    end: ChangeEnd
    record: Record


@dataclass(frozen=True, slots=True)
class Under:
    """The node of an id, and all that lead to it by one hop after another at some time of the period."""

    label: str
    id: Argument
    hop: Hop


@dataclass(frozen=True, slots=True)
class Changes:
    """What relationships of these types did from a day on, up to and without another, in the order of days.

    With `under`, those alone that join one of its nodes. A day has any number of changes: their places in the list are
    told apart by the relationships' ids, then by event.
    """

    types: tuple[str, ...]
    since: Argument
    until: Argument
    under: Under | None

    KEYS: ClassVar[tuple[Property | None, ...]] = (
        Property(ChangeFact.ON.value, Kind.DATE, "The day.", required=True),
        None,
        None,
    )
