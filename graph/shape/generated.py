"""A plan's answer as one expression of Python, generated: what rows without a fault are written by.

It checks all that the slots of the other modules check, but knows no paths: whatever it meets that is not as promised,
it raises, and the slots then tell what is wrong and where. Of fields that it has no expression for it asks their slots.
Only response keys and names of the model enter its text, quoted by Python; values are never part of it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any, TypeAlias

from graph.model import Kind
from graph.plan import (
    Changes,
    Constant,
    Cursor,
    EdgeField,
    EdgeNode,
    Edges,
    Field,
    Findings,
    Listed,
    Many,
    Nodes,
    One,
    PageFact,
    PageField,
    PageInfo,
    Plan,
    Read,
    Record,
    TotalCount,
    Typename,
    columns,
)
from graph.shape.connections import Order, order_of
from graph.shape.fields import field as slot
from graph.shape.slots import Faults
from graph.shape.values import called
from graph.values import DAY, MOMENT, leaf

AnswerRow: TypeAlias = Callable[[list[Any], "Faultless"], Any]
# Python compiles about ten thousand fields in a second.
FIELDS = 2_000
# What tells, of a value `v` that was read, that it is one of its kind and is answered as it is.
PLAIN = {
    Kind.ID: "type({v}) is str",
    Kind.STRING: "type({v}) is str",
    Kind.DATE: "type({v}) is str and day({v})",
    Kind.DATETIME: "type({v}) is str and moment({v})",
    Kind.BOOLEAN: "type({v}) is bool",
    Kind.INTEGER: "type({v}) is int and -2147483648 <= {v} <= 2147483647",
    # No number without end is 0 less itself.
    Kind.FLOAT: "type({v}) is float and {v} - {v} == 0.0",
}
WRITTEN: Mapping[str, Any] = {"day": DAY.fullmatch, "moment": MOMENT.fullmatch}


class Unplain(Exception):  # it tells of no error: the slots do
    """A row is not as promised."""


class Faultless(Faults):
    """Where slots tell their faults: there may be none."""

    def append(self, _: object) -> None:
        raise Unplain


def generated(plan: Plan) -> AnswerRow | None:
    """What answers the row of a plan; none for a plan too large to be worth it."""
    source = Source()
    try:
        root = source.function(source.pattern_and_object(plan.fields, ""))
    except TooLarge:
        return None
    text = "\n".join(source.lines)
    exec(compile(text, "<plan>", "exec"), source.known)  # noqa: S102  # made of the model's names and quoted keys alone
    answer: AnswerRow = source.known[root]
    return answer


class TooLarge(Exception):
    """More fields than are worth compiling."""


@dataclass(slots=True)
class Source:
    """Functions written so far, and what their text names."""

    lines: list[str] = field(default_factory=list)
    known: dict[str, Any] = field(default_factory=lambda: {"refuse": refuse, "Unplain": Unplain, **WRITTEN})
    numbers: "count[int]" = field(default_factory=count)
    fields: int = 0

    def name(self, value: Any = None) -> str:
        """A name not used before, for a value if there is one."""
        name = f"v{next(self.numbers)}"
        if value is not None:
            self.known[name] = value
        return name

    def function(self, given: tuple[str, str]) -> str:
        """A function that takes a row apart by a pattern and returns an expression."""
        pattern, expression = given
        name = self.name()
        self.lines += [f"def {name}(row, faults):", f"  {pattern} = row", f"  return {expression}"]
        return name

    # -- objects: a pattern that takes the row apart, and the expression of its parts

    def pattern_and_object(self, given: tuple[Field, ...], owner: str) -> tuple[str, str]:
        names: list[str] = []
        pairs: list[str] = []
        for each, number in columns(given):
            if isinstance(each, Constant):
                pairs.append(f"{each.key!r}: {each.value!r}")
                continue
            if number == len(names):
                names.append(self.name())
            pairs.append(f"{each.key!r}: {self.field(each, names[number], owner)}")
        return listed(names), f"{{{', '.join(pairs)}}}"

    def field(self, each: Field, value: str, owner: str) -> str:
        """The expression of a field whose column has a name."""
        self.fields += 1
        if self.fields > FIELDS:
            raise TooLarge
        match each:
            case Read():
                return self.read(each, value)
            case Typename():
                return f"({value} if type({value}) is str else refuse())"
            case One():
                return f"(None if not {value} or {value}[0] is None else {self.call(each.record, f'{value}[0]')})"
            case Listed():
                one = self.name()
                there = f"None if not {one} or {one}[0] is None else {self.call(each.record, f'{one}[0]')}"
                return f"[{there} for {one} in {value}]"
            case Many() if not isinstance(each.select, Findings | Changes):
                return self.short(each, value) if short(each) else f"{self.page(each)}(faults, *{value})"
            case _:
                write, _ = slot(each, 0, owner)
                return f"{self.name(write)}(({value},), faults)"

    def read(self, each: Read, value: str) -> str:
        """The expression of a property."""
        given = each.property
        if plain := PLAIN.get(given.kind):
            test, otherwise = plain.format(v=value), self.name(leaf(given))
        elif given.kind is Kind.ENUM and given.enum:
            test, otherwise = f"{value} in {self.name(given.enum.names)}", "refuse"
        else:
            test, otherwise = "", self.name(leaf(given))
        converted = f"{otherwise}({value})"
        told = f"{value} if {test} else {converted}" if test else converted
        if given.required:
            return f"({told})" if test else f"({converted} if {value} is not None else refuse())"
        return f"({value} if {value} is None else {told})"

    # -- nodes

    def record(self, given: Record) -> tuple[str, str]:
        """The pattern of a node's row, and its object."""
        if len(given.branches) == 1:
            only = given.branches[0]
            return self.pattern_and_object(only.fields, called(only.labels))
        branches = tuple(
            self.function(self.pattern_and_object(each.fields, called(each.labels))) for each in given.branches
        )
        number, row = self.name(), self.name()
        return f"[{number}, {row}]", f"({', '.join(branches)},)[{number}]({row}, faults)"

    def call(self, given: Record, row: str) -> str:
        return f"{self.function(self.record(given))}({row}, faults)"

    # -- connections

    def short(self, each: Many, value: str) -> str:
        """The expression of a page of which nothing is asked but what it holds."""
        rows = f"({value}[1] if len({value}[1]) <= {value}[0] else {value}[1][:{value}[0]])"
        return f"{{{', '.join(self.parts(each, order_of(each.select), '', '', rows))}}}"

    def page(self, each: Many) -> str:
        """A function of a page's column."""
        name, order = self.name(), order_of(each.select)
        after, before, backward = bool(each.page.after), bool(each.page.before), each.page.backward
        previous, following = ("more", before) if backward else (after, "more")
        body = f"{{{', '.join(self.parts(each, order, str(previous), str(following)))}}}"
        self.lines += [
            f"def {name}(faults, size, rows, total=None):",
            "  if rows is None: rows = []",
            "  more = len(rows) > size",
            f"  rows = rows[:size]{'[::-1]' if backward else ''}",
            f"  return {body}",
        ]
        return name

    def parts(self, page: Many, order: Order, previous: str, following: str, rows: str = "rows") -> list[str]:
        columns = [self.name() if isinstance(each, Edges | Nodes) else "" for each in page.parts]
        # A row has the columns of all parts, and its place in the order if that is asked for.
        told: list[str] = []
        for each, column in zip(page.parts, columns, strict=True):
            pattern = listed(
                [*(one if one == column else "_" for one in columns if one), *(["_"] if page.reads_places else [])]
            )
            match each:
                case Nodes():
                    inner, node = self.record(each.record)
                    told.append(f"{each.key!r}: [{node} for {pattern.replace(column, inner)} in {rows}]")
                case Edges():
                    fields, edge = self.edge(each.fields, order)
                    told.append(
                        f"{each.key!r}: [{edge} for row in {rows} for {pattern.replace(column, fields)} in (row,)]"
                    )
                case PageInfo():
                    told.append(f"{each.key!r}: {self.page_info(each, order, previous, following)}")
                case TotalCount():
                    told.append(f"{each.key!r}: total")
                case Constant():
                    told.append(f"{each.key!r}: {each.value!r}")
                case _:
                    raise AssertionError("only findings are told by rule")
        return told

    def edge(self, given: tuple[EdgeField, ...], order: Order) -> tuple[str, str]:
        """The pattern of an edge's columns, and its object; its whole row is named `row`."""
        patterns: list[str] = []
        pairs: list[str] = []
        for each in given:
            match each:
                case Cursor():
                    told = f"{self.name(order.cursor)}(row)"
                case Constant():
                    told = repr(each.value)
                case EdgeNode():
                    pattern, told = self.record(each.record)
                    patterns.append(pattern)
                case Read():
                    patterns.append(self.name())
                    told = self.read(each, patterns[-1])
            pairs.append(f"{each.key!r}: {told}")
        return listed(patterns), f"{{{', '.join(pairs)}}}"

    def page_info(self, given: PageInfo, order: Order, previous: str, following: str) -> str:
        cursor = self.name(order.cursor)
        facts = {
            PageFact.HAS_NEXT_PAGE: following,
            PageFact.HAS_PREVIOUS_PAGE: previous,
            PageFact.START_CURSOR: f"{cursor}(rows[0]) if rows else None",
            PageFact.END_CURSOR: f"{cursor}(rows[-1]) if rows else None",
        }
        pairs = (
            f"{each.key!r}: {facts[each.fact] if isinstance(each, PageField) else repr(each.value)}"
            for each in given.fields
        )
        return f"{{{', '.join(pairs)}}}"


def short(each: Many) -> bool:
    """Whether a page is asked for nothing of itself, and read forwards."""
    return (
        not each.page.backward
        and all(isinstance(part, Nodes | Edges | Constant) for part in each.parts)
        and each.reads_rows
    )


def listed(names: list[str]) -> str:
    """A pattern that takes a list apart."""
    return f"[{', '.join(names)}]"


def refuse() -> Any:
    """Leave the row to the slots."""
    raise Unplain
