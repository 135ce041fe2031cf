"""What is read of single nodes, by their type."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.model import Property
from graph.plan.predicates import Argument, Predicate, Side
from graph.plan.selection import Select

if TYPE_CHECKING:
    from graph.plan import Field


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
class One:
    """The one node selected, or null."""

    key: str
    select: Select
    record: Record


@dataclass(frozen=True, slots=True)
class Listed:
    """The nodes of given ids, in the order given, null for an id that no node has that meets the predicate."""

    key: str
    label: str
    ids: Argument
    record: Record
    where: Predicate | None = None


def columns(fields: "Iterable[Field]") -> "Iterator[tuple[Field, int]]":
    """Fields of one object, each with the column of a row that it is written from; constants are written from none.

    What is asked for by several names is read once: a document may have thousands.
    """
    known: dict[object, int] = {}
    for each in fields:
        what = (each.property, each.side) if isinstance(each, Read) else id(each)
        yield each, 0 if isinstance(each, Constant) else known.setdefault(what, len(known))
