"""Which nodes: a property compared, a place inside an area, what stands at the end of a hop; and their combinations."""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from graph.model import Direction, Property, Relationship, RelationshipType


@dataclass(frozen=True, slots=True)
class Argument:
    """A hole, by its number in the operation."""

    index: int


@dataclass(frozen=True, slots=True)
class Text(Argument):
    """A hole that is filled by a text whose order the database may mistake, and the hole of its `misreadings`."""

    misreadings: Argument


class Side(Enum):
    """Where a property is read: on the node, or on the relationship that led to it."""

    NODE = "node"
    RELATIONSHIP = "relationship"


@dataclass(frozen=True, slots=True)
class Hop:
    """One step along relationships of a type, those that hold on a date where the type is dated.

    With `until`, those that hold on any day from `as_of` on, up to and without `until`. Where one is looked for, those
    whose property has the value of `first` go before all others.
    """

    type: str
    direction: Direction
    as_of: Argument | None
    until: Argument | None = None
    first: tuple[str, str] | None = None

    @classmethod
    def along(cls, relationship: Relationship, type_: RelationshipType, day: Argument) -> "Hop":
        """The step that a declared relationship makes, on a day where its type is dated."""
        return cls(type_.name, relationship.direction, day if type_.dated else None, first=relationship.first)


@dataclass(frozen=True, slots=True)
class Step:
    """A hop to the one node of the labels at its end, the latest where there are several."""

    hop: Hop
    labels: tuple[str, ...]


class Operator(Enum):
    """How a property is compared with a value. Where there is no value, none of them holds."""

    EQUAL = "eq"
    UNEQUAL = "ne"
    IN = "in"
    NOT_IN = "notIn"
    LESS = "lt"
    AT_MOST = "lte"
    GREATER = "gt"
    AT_LEAST = "gte"
    STARTS_WITH = "startsWith"
    ENDS_WITH = "endsWith"
    CONTAINS = "contains"


@dataclass(frozen=True, slots=True)
class Compare:
    """A property compared with a value."""

    property: Property
    operator: Operator
    value: Argument
    side: Side = Side.NODE


@dataclass(frozen=True, slots=True)
class IsNull:
    """Whether a property has no value."""

    property: Property
    expected: bool
    side: Side = Side.NODE


class Area(Enum):
    """How an area on earth is given: the values that describe it, in order."""

    CIRCLE = "centre's longitude and latitude, radius in m"
    BOX = "south-western corner's longitude and latitude, north-eastern corner's"
    POLYGON = "its edges, each as two corners' longitudes and latitudes; the box around it as BOX"


@dataclass(frozen=True, slots=True)
class Within:
    """A place inside an area."""

    property: Property
    area: Area
    values: tuple[Argument, ...]
    side: Side = Side.NODE


@dataclass(frozen=True, slots=True)
class All:
    """Every one of several predicates; true of none."""

    of: tuple["Predicate", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of several predicates; false of none."""

    of: tuple["Predicate", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Exactly where the predicate does not hold: what has no value to compare is met too."""

    predicate: "Predicate"


@dataclass(frozen=True, slots=True)
class Some:
    """At least one node of the labels at the end of a hop meets the predicate."""

    hop: "Hop"
    labels: tuple[str, ...]
    where: "Predicate | None"


@dataclass(frozen=True, slots=True)
class Counted:
    """How many nodes at the end of a hop meet the predicate, compared with a value."""

    hop: "Hop"
    labels: tuple[str, ...]
    where: "Predicate | None"
    operator: Operator
    value: Argument


@dataclass(frozen=True, slots=True)
class Ratio:
    """Of the nodes at the end of a hop that meet `among`, the part that meets `where`, compared; of none, never met."""

    hop: "Hop"
    labels: tuple[str, ...]
    among: "Predicate | None"
    where: "Predicate"
    operator: Operator
    value: Argument


@dataclass(frozen=True, slots=True)
class Marked:
    """The predicate, in which the node that must meet it can be told from others by a mark."""

    mark: int
    where: "Predicate"


@dataclass(frozen=True, slots=True)
class Same:
    """The node is the one marked so, further out."""

    mark: int


@dataclass(frozen=True, slots=True)
class Unlike:
    """The node has none of the labels, which are values: no text of a plan or statement names them."""

    labels: Argument


@dataclass(frozen=True, slots=True)
class Reached:
    """At least one node of the labels, one or more hops away along links that each meet `edge`, meets the predicate."""

    hop: "Hop"
    labels: tuple[str, ...]
    edge: "Predicate | None"
    where: "Predicate"


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two nodes of the labels at the end of a hop, by links that each meet `edge` and have a day in common."""

    hop: "Hop"
    labels: tuple[str, ...]
    edge: "Predicate | None"


Predicate: TypeAlias = (
    Compare | IsNull | Within | All | AnyOf | Not | Some | Counted | Ratio | Reached | Overlap | Marked | Same | Unlike
)
