"""Plan → Shape: from the row of a statement back to the answer, with GraphQL's names, order and nulls.

A shape is built once from its plan, and takes columns in the order in which `cypher` writes them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any, NamedTuple, TypeAlias, assert_never

from graph.cursor import encode, signature
from graph.errors import MissingValue, ValueFault
from graph.plan import (
    Constant,
    Cursor,
    EdgeField,
    EdgeNode,
    Edges,
    Field,
    Listed,
    Many,
    Nodes,
    One,
    PageFact,
    PageField,
    PageInfo,
    Part,
    Plan,
    Read,
    Record,
    TotalCount,
    Typename,
)
from graph.values import leaf

Answer: TypeAlias = dict[str, Any]
Faults: TypeAlias = list[ValueFault]
# A row, or one of its columns → its part of the answer. Raises a ValueFault where null must rise further.
Write: TypeAlias = Callable[[Any, Faults], Any]


class Slot(NamedTuple):
    """One response key, how it is written from the row of its object, and whether it is non-null."""

    key: str
    write: Write
    required: bool


class Page(NamedTuple):
    """What a connection's parts are written from."""

    rows: list[Any]
    has_next: bool
    has_previous: bool
    total: int | None


@dataclass(frozen=True, slots=True)
class Shape:
    """How the row of one statement is answered."""

    write: Write

    def answer(self, row: list[Any]) -> tuple[Answer | None, Faults]:
        """The answer, null where a fault rose to its top, and every fault with its path."""
        faults: Faults = []
        try:
            return self.write(row, faults), faults
        except ValueFault as fault:
            return None, [*faults, fault]


def shape(plan: Plan) -> Shape:
    """The shape of a plan's answer."""
    return Shape(fields(plan.fields, ""))


def fields(given: tuple[Field, ...], owner: str) -> Write:
    """An object of which each field but the constants has a column; `owner` names its type in faults."""
    columns = count()
    return written(
        Slot(each.key, constant(each.value), required=True)
        if isinstance(each, Constant)
        else Slot(each.key, *field(each, next(columns), owner))
        for each in given
    )


def written(given: Iterable[Slot]) -> Write:
    """An object of slots: a fault rises through a slot that is non-null and ends in one that is not."""
    slots = tuple(given)

    def write(row: Any, faults: Faults) -> Answer:
        answer: Answer = {}
        for key, write_slot, required in slots:
            try:
                answer[key] = write_slot(row, faults)
            except ValueFault as fault:
                fault.path.insert(0, key)
                if required:
                    raise
                faults.append(fault)
                answer[key] = None
        return answer

    return write


def field(each: Field, column: int, owner: str) -> tuple[Write, bool]:
    """How a field is written from its object's row, and whether it is non-null."""
    match each:
        case Read():
            return read(each, column, owner), each.property.required
        case Typename():
            return at(column, known_type), True
        case One():
            return at(column, first(record(each.record))), False
        case Many():
            return at(column, connection(each)), True
        case Listed():
            return at(column, sparse(first(record(each.record)))), True
        case Constant():
            raise AssertionError("a constant has no column")
        case _:
            assert_never(each)


def at(column: int, write: Write) -> Write:
    return lambda row, faults: write(row[column], faults)


def constant(value: str) -> Write:
    return lambda _row, _faults: value


def read(each: Read, column: int, owner: str) -> Write:
    convert = leaf(each.property)
    if not each.property.required:
        return lambda row, _: None if (value := row[column]) is None else convert(value)

    def write(row: Any, _: Faults) -> Any:
        value = row[column]
        if value is None:
            raise MissingValue(f"The graph holds no value for {owner}.{each.property.name}, which is never null.")
        return convert(value)

    return write


def known_type(value: Any, _: Faults) -> str:
    if value is None:
        raise MissingValue("The graph holds a node of no type that the schema knows here.")
    return str(value)


def record(given: Record) -> Write:
    """A node's row; where there are branches, its first column numbers the one taken."""
    if len(given.branches) == 1:
        only = given.branches[0]
        return fields(only.fields, "/".join(only.labels))
    branches = [fields(each.fields, "/".join(each.labels)) for each in given.branches]

    def write(row: Any, faults: Faults) -> Any:
        number, columns = row
        return branches[number](columns, faults)

    return write


def first(write: Write) -> Write:
    """The first of a list of at most one, or null."""
    return lambda rows, faults: write(rows[0], faults) if rows and rows[0] is not None else None


def sparse(write: Write) -> Write:
    """A list whose members may be null."""

    def write_all(rows: Any, faults: Faults) -> list[Any]:
        answer = []
        for index, row in enumerate(rows):
            try:
                answer.append(write(row, faults))
            except ValueFault as fault:
                fault.path.insert(0, index)
                faults.append(fault)
                answer.append(None)
        return answer

    return write_all


def every(write: Write) -> Write:
    """A list whose members may not be null."""

    def write_all(rows: Any, faults: Faults) -> list[Any]:
        answer: list[Any] = []
        try:
            for row in rows:
                answer.append(write(row, faults))  # noqa: PERF401  # the length so far is the fault's index
        except ValueFault as fault:
            fault.path.insert(0, len(answer))
            raise
        return answer

    return write_all


def connection(given: Many) -> Write:
    """A page: its size, its rows and the one beyond, and where asked for the count of all."""
    after, before, backward = bool(given.page.after), bool(given.page.before), given.page.backward
    parts = written(part_slots(given.parts, signature(given.select)))

    def write(column: Any, faults: Faults) -> Any:
        size, rows, *total = column
        found, more = (rows or [])[:size], len(rows or []) > size
        if backward:
            found.reverse()
        has_next, has_previous = (before, more) if backward else (more, after)
        return parts(Page(found, has_next, has_previous, total[0] if total else None), faults)

    return write


def part_slots(parts: tuple[Part, ...], order: str) -> Iterator[Slot]:
    columns = count()
    for each in parts:
        match each:
            case Edges():
                write = of_rows(every(edge(each.fields, next(columns), order)))
            case Nodes():
                write = of_rows(every(at(next(columns), record(each.record))))
            case PageInfo():
                write = page_info(each, order)
            case TotalCount():
                write = total
            case Constant():
                write = constant(each.value)
            case _:
                assert_never(each)
        yield Slot(each.key, write, required=True)


def of_rows(write: Write) -> Write:
    return lambda page, faults: write(page.rows, faults)


def total(page: Page, _: Faults) -> int | None:
    return page.total


def edge(given: tuple[EdgeField, ...], column: int, order: str) -> Write:
    """An edge: its own columns stand in one, its place in the order in the row's last."""
    columns = count()
    slots: list[Slot] = []
    for each in given:
        match each:
            case Cursor():
                slots.append(Slot(each.key, lambda row, _: encode(order, row[-1]), required=True))
            case Constant():
                slots.append(Slot(each.key, constant(each.value), required=True))
            case EdgeNode():
                write = at(column, at(next(columns), record(each.record)))
                slots.append(Slot(each.key, write, required=True))
            case Read():
                write = at(column, read(each, next(columns), "edge"))
                slots.append(Slot(each.key, write, each.property.required))
            case _:
                assert_never(each)
    return written(slots)


def page_info(given: PageInfo, order: str) -> Write:
    return written(
        Slot(
            each.key,
            constant(each.value) if isinstance(each, Constant) else page_fact(each, order),
            required=isinstance(each, Constant) or each.fact in (PageFact.HAS_NEXT_PAGE, PageFact.HAS_PREVIOUS_PAGE),
        )
        for each in given.fields
    )


def page_fact(each: PageField, order: str) -> Write:
    match each.fact:
        case PageFact.HAS_NEXT_PAGE:
            return lambda page, _: page.has_next
        case PageFact.HAS_PREVIOUS_PAGE:
            return lambda page, _: page.has_previous
        case PageFact.START_CURSOR:
            return lambda page, _: encode(order, page.rows[0][-1]) if page.rows else None
        case PageFact.END_CURSOR:
            return lambda page, _: encode(order, page.rows[-1][-1]) if page.rows else None
        case _:
            assert_never(each.fact)
