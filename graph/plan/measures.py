"""What lists come to, as a whole or in groups."""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from graph.model import Property
from graph.plan.nodes import Constant, Record
from graph.plan.predicates import Argument, Side, Step
from graph.plan.selection import Select


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

    DECADE = "Decade"
    YEAR = "Year"
    QUARTER = "Quarter"
    MONTH = "Month"

    @property
    def meaning(self) -> str:
        """How it is written."""
        texts = {
            "Decade": "The first year of the decade:",
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
