"""What is around a node, how two nodes are connected, and whether the nodes that a field is about are there."""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from graph.plan.nodes import Constant, Read, Record
from graph.plan.pages import Many
from graph.plan.predicates import Argument, Predicate


class NeighbourFact(Enum):
    """What is said of the relationships of one type that a node has in one direction."""

    KIND = "kind"
    DIRECTION = "direction"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class NeighbourTold:
    """One of these facts."""

    key: str
    fact: NeighbourFact


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """How many relationships a node has, by type and direction; of the types named, on a date where they are dated."""

    key: str
    types: tuple[str, ...]
    as_of: Argument | None
    fields: tuple[NeighbourTold | Constant, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """A node that an argument names by its id: one of a label that meets the predicate."""

    argument: str
    label: str
    id: Argument
    where: Predicate | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """What is read around a node, at the root; refused where it is not there."""

    key: str
    subject: Subject
    field: Many | Neighbourhood


class RouteFact(Enum):
    """What is said of a route or of a step of it."""

    LENGTH = "length"
    KIND = "kind"
    DIRECTION = "direction"
    TRUNCATED = "truncated"


@dataclass(frozen=True, slots=True)
class RouteTold:
    """One of these facts."""

    key: str
    fact: RouteFact


@dataclass(frozen=True, slots=True)
class RouteNodes:
    """The nodes of a route, in order."""

    key: str
    record: Record


@dataclass(frozen=True, slots=True)
class RouteLinks:
    """The relationships between them, in order."""

    key: str
    fields: tuple[Read | RouteTold | Constant, ...]


RoutePart: TypeAlias = RouteNodes | RouteLinks | RouteTold | Constant


@dataclass(frozen=True, slots=True)
class RouteList:
    """The routes found."""

    key: str
    parts: tuple[RoutePart, ...]


@dataclass(frozen=True, slots=True)
class Routes:
    """`number` of the shortest routes between two nodes along relationships of these types, in either direction."""

    key: str
    start: Argument
    end: Argument
    types: tuple[str, ...]
    as_of: Argument | None
    longest: int
    number: int
    lists: tuple[RouteList | RouteTold | Constant, ...]


@dataclass(frozen=True, slots=True)
class About:
    """Another root field about nodes that its arguments name, refused where one of them is not there.

    No findings, no changes and no way would else be told of an id that was mistyped.
    """

    field: Many | Routes
    subjects: tuple[Subject, ...]

    @property
    def key(self) -> str:
        """The field's."""
        return self.field.key
