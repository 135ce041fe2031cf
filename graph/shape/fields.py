"""Objects: their fields, each from its column of their row."""

from collections.abc import Sequence
from typing import Any, assert_never

from graph.errors import MissingValue
from graph.plan import (
    About,
    Aggregate,
    Around,
    Chain,
    ChangeNode,
    ChangeTold,
    Constant,
    Field,
    FindingFigures,
    FindingMentions,
    FindingNode,
    FindingRule,
    Gauged,
    Grouped,
    Listed,
    Many,
    One,
    Read,
    Record,
    Routes,
    Search,
    Typename,
    columns,
)
from graph.shape.connections import connection
from graph.shape.findings import figures, rule
from graph.shape.indicators import gauged
from graph.shape.measures import aggregate, grouped
from graph.shape.ownership import chain
from graph.shape.search import search
from graph.shape.slots import Faults, Slot, Write, at, constant, every, first, sparse, written
from graph.shape.surroundings import surroundings
from graph.shape.values import called, known_type, read


def fields(given: tuple[Field, ...], owner: str) -> Write:
    """An object of which each field but the constants has a column; `owner` names its type in faults."""
    known = [number for each, number in columns(given) if isinstance(each, Read)]
    return written(
        Slot(each.key, constant(each.value), required=True)
        if isinstance(each, Constant)
        else Slot(each.key, *field(each, number, owner, known))
        for each, number in columns(given)
    )


def field(each: Field, column: int, owner: str, known: Sequence[int] = ()) -> tuple[Write, bool]:
    """How a field is written from its object's row, which has values in the columns known, and whether it is non-null."""
    match each:
        case Read():
            return read(each, column, owner, known), each.property.required
        case Typename():
            return at(column, known_type), True
        case One():
            return at(column, first(record(each.record))), False
        case Many():
            return at(column, connection(each, record)), True
        case Listed():
            return at(column, sparse(first(record(each.record)))), True
        case Aggregate():
            return at(column, aggregate(each)), True
        case Grouped():
            return at(column, grouped(each, record)), True
        case Chain():
            return at(column, chain(each, record)), True
        case About() | Around() | Routes():
            return at(column, surroundings(each, record)), True
        case Search():
            return at(column, search(each, record)), True
        case ChangeTold():
            return at(column, lambda value, _: value), True
        case ChangeNode() | FindingNode() | FindingMentions():
            write = record(each.record)
            return at(column, every(write) if isinstance(each, FindingMentions) else write), True
        case FindingRule():
            return at(column, rule(each)), True
        case FindingFigures():
            return at(column, figures(each)), True
        case Gauged():
            return at(column, gauged(each)), each.indicator.many
        case Constant():
            raise AssertionError("a constant has no column")
        case _:
            assert_never(each)


def record(given: Record) -> Write:
    """A node's row; where there are branches, its first column numbers the one taken."""
    if len(given.branches) == 1:
        only = given.branches[0]
        return fields(only.fields, called(only.labels))
    branches = [fields(each.fields, called(each.labels)) for each in given.branches]

    def write(row: Any, faults: Faults) -> Any:
        if row is None:
            raise MissingValue("The graph holds a node of no type that the schema knows here.", gone=True)
        number, columns = row
        return branches[number](columns, faults)

    return write
