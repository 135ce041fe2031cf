"""What one operation reads of the graph: frozen, hashable, without GraphQL, Cypher or values.

A value is an Argument, a hole that is filled when the plan runs; so equal questions share one plan.
Every field carries the response key under which its value is answered.
"""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from graph.model import Direction, Property


@dataclass(frozen=True, slots=True)
class Argument:
    """A hole, by its number in the operation."""

    index: int


class Side(Enum):
    """Where a property is read: on the node, or on the relationship that led to it."""

    NODE = "node"
    RELATIONSHIP = "relationship"


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


Predicate: TypeAlias = Compare | IsNull | Within | All | AnyOf | Not | Some | Counted


@dataclass(frozen=True, slots=True)
class Hop:
    """One step along relationships of a type, those that hold on a date where the type is dated."""

    type: str
    direction: Direction
    as_of: Argument | None


@dataclass(frozen=True, slots=True)
class Step:
    """A hop to the one node of the labels at its end, the latest where there are several."""

    hop: Hop
    labels: tuple[str, ...]


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
class Read:
    """One property's value."""

    key: str
    property: Property
    side: Side = Side.NODE


@dataclass(frozen=True, slots=True)
class Constant:
    """A value known before anything is read, such as the name of a type."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Typename:
    """The node's own type, where several are possible."""

    key: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """What is read of nodes that have one of the labels."""

    labels: tuple[str, ...]
    fields: tuple["Field", ...]


@dataclass(frozen=True, slots=True)
class Record:
    """What is read of a node, by its type: branches exclude each other and leave out none."""

    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Select:
    """Which nodes: those of the labels, all or at the end of a hop, that meet the predicate."""

    labels: tuple[str, ...]
    hop: Hop | None = None
    where: Predicate | None = None
    order_by: tuple[SortKey, ...] = ()


@dataclass(frozen=True, slots=True)
class One:
    """The one node selected, or null."""

    key: str
    select: Select
    record: Record


@dataclass(frozen=True, slots=True)
class Listed:
    """The nodes of given ids, in the order given, null for an id that no node has."""

    key: str
    label: str
    ids: Argument
    record: Record


@dataclass(frozen=True, slots=True)
class Cursor:
    """An edge's place in its list."""

    key: str


@dataclass(frozen=True, slots=True)
class EdgeNode:
    """The node at an edge's end."""

    key: str
    record: Record


EdgeField: TypeAlias = Read | Constant | Cursor | EdgeNode


@dataclass(frozen=True, slots=True)
class Edges:
    """A page's edges."""

    key: str
    fields: tuple[EdgeField, ...]


@dataclass(frozen=True, slots=True)
class Nodes:
    """A page's nodes."""

    key: str
    record: Record


class PageFact(Enum):
    """What a page says of itself."""

    HAS_NEXT_PAGE = "hasNextPage"
    HAS_PREVIOUS_PAGE = "hasPreviousPage"
    START_CURSOR = "startCursor"
    END_CURSOR = "endCursor"


@dataclass(frozen=True, slots=True)
class PageField:
    """One fact of a page."""

    key: str
    fact: PageFact


@dataclass(frozen=True, slots=True)
class PageInfo:
    """A page's facts."""

    key: str
    fields: tuple[PageField | Constant, ...]


@dataclass(frozen=True, slots=True)
class TotalCount:
    """How many there are on all pages."""

    key: str


Part: TypeAlias = Edges | Nodes | PageInfo | TotalCount | Constant


@dataclass(frozen=True, slots=True)
class Many:
    """A connection: one page of the nodes selected, and what is asked of it."""

    key: str
    select: Select
    page: Page
    parts: tuple[Part, ...]

    @property
    def reads_rows(self) -> bool:
        """Whether anything but the count is asked for."""
        return any(isinstance(each, Edges | Nodes | PageInfo) for each in self.parts)

    @property
    def reads_places(self) -> bool:
        """Whether any row's place in the order is asked for."""
        return any(
            isinstance(part, PageInfo)
            or (isinstance(part, Edges) and any(isinstance(each, Cursor) for each in part.fields))
            for part in self.parts
        )


class Function(Enum):
    """What several values come to."""

    COUNT = "count"
    SUM = "sum"
    AVERAGE = "avg"
    LEAST = "min"
    GREATEST = "max"


@dataclass(frozen=True, slots=True)
class Measure:
    """What the values of a property come to; nodes are counted without one."""

    key: str
    function: Function
    property: Property | None = None
    side: Side = Side.NODE


@dataclass(frozen=True, slots=True)
class Measures:
    """Several measures of one property."""

    key: str
    measures: tuple[Measure | Constant, ...]


Measured: TypeAlias = Measure | Measures | Constant


@dataclass(frozen=True, slots=True)
class Aggregate:
    """What all nodes selected come to, in one pass."""

    key: str
    select: Select
    measured: tuple[Measured, ...]


class DatePart(Enum):
    """What of a date nodes are grouped by."""

    YEAR = "Year"
    QUARTER = "Quarter"
    MONTH = "Month"

    @property
    def meaning(self) -> str:
        """How it is written."""
        texts = {
            "Year": "The year:",
            "Quarter": "The quarter, such as 2019-Q3:",
            "Month": "The month, such as 2019-07:",
        }
        return texts[self.value]


@dataclass(frozen=True, slots=True)
class GroupKey:
    """What the nodes of a group have in common: a property, a part of a date, or a relative."""

    property: Property | None = None
    part: DatePart | None = None
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class KeyRead:
    """The value of a group's key, by its number; null where nodes are not grouped by it."""

    key: str
    index: int | None
    property: Property | None = None
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class Keys:
    """What a group has in common."""

    key: str
    fields: tuple[KeyRead | Constant, ...]


@dataclass(frozen=True, slots=True)
class Measurement:
    """What a group comes to."""

    key: str
    measured: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class Grouped:
    """The nodes selected, by keys: the largest groups first."""

    key: str
    select: Select
    by: tuple[GroupKey, ...]
    size: Argument
    parts: tuple[Keys | Measurement | Constant, ...]


Field: TypeAlias = Read | Constant | Typename | One | Many | Listed | Aggregate | Grouped


@dataclass(frozen=True, slots=True)
class Plan:
    """All root fields of one operation, read together."""

    fields: tuple[Field, ...]

    @property
    def reads(self) -> bool:
        """Whether anything is read at all."""
        return any(not isinstance(each, Constant) for each in self.fields)
