"""What is around a node, counted; routes between two nodes; nodes that are not there."""

from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import Any, NamedTuple, TypeAlias, assert_never

from graph.errors import NoSuchNode
from graph.model import NODE
from graph.plan import (
    About,
    Around,
    Constant,
    Many,
    Neighbourhood,
    NeighbourTold,
    Read,
    Record,
    RouteFact,
    RouteLinks,
    RouteList,
    RouteNodes,
    RoutePart,
    Routes,
    RouteTold,
    Subject,
)
from graph.shape.connections import connection
from graph.shape.slots import Faults, Slot, Write, at, constant, every, written
from graph.shape.values import read

WriteRecord: TypeAlias = Callable[[Record], Write]
KIND, DIRECTION = 0, 1


def surroundings(each: About | Around | Routes, record: WriteRecord) -> Write:
    """The column of what is around nodes, between them or about them."""
    match each:
        case About(field, subjects):
            write = routes(field, record) if isinstance(field, Routes) else connection(field, record)
            return about(subjects, write)
        case Around():
            return around(each, record)
        case Routes():
            return routes(each, record)
        case _:
            assert_never(each)


def about(subjects: Sequence[Subject], write: Write) -> Write:
    """A field, if all nodes that it is about are there."""

    def write_there(row: Any, faults: Faults) -> Any:
        column, *there = row
        for each, known in zip(subjects, there, strict=True):
            if not known:
                raise NoSuchNode(missing(each.argument, each.label))
        return write(column, faults)

    return write_there


def missing(argument: str, label: str) -> str:
    """What is said where an argument names no node."""
    return f"`{argument}` is the id of no {'node' if label == NODE else label} in the graph."


def around(each: Around, record: WriteRecord) -> Write:
    """The one row of what is around a node, if the node is there."""
    match each.field:
        case Many():
            write = connection(each.field, record)
        case Neighbourhood():
            write = neighbourhood(each.field)
        case _:
            assert_never(each.field)

    def write_there(rows: Any, faults: Faults) -> Any:
        if not rows:
            raise NoSuchNode(missing(each.subject.argument, each.subject.label))
        return write(rows[0], faults)

    return write_there


def neighbourhood(each: Neighbourhood) -> Write:
    """Counts in the order of the declarations, outgoing before incoming."""
    columns = {"kind": 0, "direction": 1, "count": 2}
    write_all = every(
        written(
            Slot(field.key, at(columns[field.fact.value], plain), required=True)
            if isinstance(field, NeighbourTold)
            else Slot(field.key, constant(field.value), required=True)
            for field in each.fields
        )
    )
    place = {name: number for number, name in enumerate(each.types)}

    def write(rows: Any, faults: Faults) -> Any:
        return write_all(sorted(rows, key=lambda row: (place[row[KIND]], row[DIRECTION] == "IN")), faults)

    return write


def plain(value: Any, _: Faults) -> Any:
    return value


class Found(NamedTuple):
    """The routes to show, and whether there are others."""

    rows: Sequence[Any]
    truncated: bool


def routes(each: Routes, record: WriteRecord) -> Write:
    """Routes, each a row: its length, then a column a part, of one list after the other."""
    columns = count(1)
    write_all = written(list_slot(one, columns, record) for one in each.lists)

    def write(rows: Any, faults: Faults) -> Any:
        return write_all(Found(rows[: each.number], len(rows) > each.number), faults)

    return write


def list_slot(one: RouteList | RouteTold | Constant, columns: Iterator[int], record: WriteRecord) -> Slot:
    match one:
        case RouteList():
            write_all = every(written(part_slots(one.parts, columns, record)))
            return Slot(one.key, lambda found, faults: write_all(found.rows, faults), required=True)
        case RouteTold():
            return Slot(one.key, lambda found, _: found.truncated, required=True)
        case Constant():
            return Slot(one.key, constant(one.value), required=True)
        case _:
            assert_never(one)


def part_slots(parts: Sequence[RoutePart], columns: Iterator[int], record: WriteRecord) -> Iterator[Slot]:
    for each in parts:
        match each:
            case RouteNodes():
                write = at(next(columns), every(record(each.record)))
            case RouteLinks():
                write = at(next(columns), every(written(link_slots(each))))
            case RouteTold():
                write = at(0, plain)
            case Constant():
                write = constant(each.value)
            case _:
                assert_never(each)
        yield Slot(each.key, write, required=True)


def link_slots(given: RouteLinks) -> Iterator[Slot]:
    columns = count(2)
    known = range(2, 2 + sum(isinstance(each, Read) for each in given.fields))
    for each in given.fields:
        match each:
            case Read():
                yield Slot(each.key, read(each, next(columns), "link", known), each.property.required)
            case RouteTold(key, RouteFact.KIND):
                yield Slot(key, at(KIND, plain), required=True)
            case RouteTold(key, _):
                yield Slot(key, lambda row, _: "OUT" if row[DIRECTION] else "IN", required=True)
            case Constant():
                yield Slot(each.key, constant(each.value), required=True)
            case _:
                assert_never(each)
