"""Connections: pages, edges, cursors, counts."""

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any, NamedTuple, TypeAlias, assert_never

from graph.cursor import encode, signature
from graph.errors import MissingValue
from graph.plan import (
    ByRule,
    Changes,
    Constant,
    Cursor,
    EdgeField,
    EdgeNode,
    Edges,
    Findings,
    Many,
    Nodes,
    PageFact,
    PageField,
    PageInfo,
    Part,
    Read,
    Record,
    Select,
    TotalCount,
)
from graph.shape.findings import by_rule
from graph.shape.slots import Faults, Slot, Write, at, constant, every, written
from graph.shape.values import read

# How a node is written; a connection does not know what is read of its nodes.
WriteRecord: TypeAlias = Callable[[Record], Write]


class Order(NamedTuple):
    """What the list's cursors are known by, and how many values of a place stand before its identifiers."""

    signature: str
    keys: int

    def cursor(self, row: Any) -> str:
        """A row's place; one that was deleted while it was read has none, and a cursor of it would lead nowhere."""
        place = row[-1]
        if None in place[self.keys :]:
            raise MissingValue("The graph holds a node or a relationship without identifier.", gone=True)
        return encode(self.signature, place)


def order_of(select: Select | Changes | Findings) -> Order:
    """The order of a list."""
    return Order(signature(select), 0 if isinstance(select, Changes | Findings) else len(select.order_by))


class Page(NamedTuple):
    """What a connection's parts are written from."""

    rows: list[Any]
    has_next: bool
    has_previous: bool
    total: Any
    """How many there are on all pages; of findings, how many by rule."""


def connection(given: Many, record: WriteRecord) -> Write:
    """A page: its size, its rows and the one beyond, and where asked for the count of all."""
    after, before, backward = bool(given.page.after), bool(given.page.before), given.page.backward
    parts = written(part_slots(given.parts, order_of(given.select), record))

    def write(column: Any, faults: Faults) -> Any:
        size, rows, *total = column
        found, more = (rows or [])[:size], len(rows or []) > size
        if backward:
            found.reverse()
        has_next, has_previous = (before, more) if backward else (more, after)
        return parts(Page(found, has_next, has_previous, total[0] if total else None), faults)

    return write


def part_slots(parts: tuple[Part, ...], order: Order, record: WriteRecord) -> Iterator[Slot]:
    columns = count()
    for each in parts:
        match each:
            case Edges():
                write = of_rows(every(edge(each.fields, next(columns), order, record)))
            case Nodes():
                write = of_rows(every(at(next(columns), record(each.record))))
            case PageInfo():
                write = page_info(each, order)
            case TotalCount():
                write = total
            case ByRule():
                write = of_tally(every(by_rule(each)))
            case Constant():
                write = constant(each.value)
            case _:
                assert_never(each)
        yield Slot(each.key, write, required=True)


def of_rows(write: Write) -> Write:
    return lambda page, faults: write(page.rows, faults)


def of_tally(write: Write) -> Write:
    return lambda page, faults: write(page.total, faults)


def total(page: Page, _: Faults) -> Any:
    return sum(number for _, number in page.total) if isinstance(page.total, list) else page.total


def edge(given: tuple[EdgeField, ...], column: int, order: Order, record: WriteRecord) -> Write:
    """An edge: its own columns stand in one, its place in the order in the row's last."""
    columns = count()
    stored = [each for each in given if isinstance(each, EdgeNode | Read)]
    known = [number for number, each in enumerate(stored) if isinstance(each, Read)]
    slots: list[Slot] = []
    for each in given:
        match each:
            case Cursor():
                slots.append(Slot(each.key, lambda row, _: order.cursor(row), required=True))
            case Constant():
                slots.append(Slot(each.key, constant(each.value), required=True))
            case EdgeNode():
                write = at(column, at(next(columns), record(each.record)))
                slots.append(Slot(each.key, write, required=True))
            case Read():
                write = at(column, read(each, next(columns), "edge", known))
                slots.append(Slot(each.key, write, each.property.required))
            case _:
                assert_never(each)
    return written(slots)


def page_info(given: PageInfo, order: Order) -> Write:
    return written(
        Slot(
            each.key,
            constant(each.value) if isinstance(each, Constant) else page_fact(each, order),
            required=isinstance(each, Constant) or each.fact in (PageFact.HAS_NEXT_PAGE, PageFact.HAS_PREVIOUS_PAGE),
        )
        for each in given.fields
    )


def page_fact(each: PageField, order: Order) -> Write:
    match each.fact:
        case PageFact.HAS_NEXT_PAGE:
            return lambda page, _: page.has_next
        case PageFact.HAS_PREVIOUS_PAGE:
            return lambda page, _: page.has_previous
        case PageFact.START_CURSOR:
            return lambda page, _: order.cursor(page.rows[0]) if page.rows else None
        case PageFact.END_CURSOR:
            return lambda page, _: order.cursor(page.rows[-1]) if page.rows else None
        case _:
            assert_never(each.fact)
