"""Plan → Statement: the Cypher of one operation, one record however many root fields.

Every field is one expression and every list one COLLECT subquery, so a row is a list by position.
Values enter as parameters alone; labels, types and properties come from the model alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import assert_never

from graph.model import Direction, Kind, Property
from graph.plan import (
    All,
    Argument,
    Branch,
    Compare,
    Constant,
    Cursor,
    EdgeField,
    EdgeNode,
    Edges,
    Field,
    Hop,
    IsNull,
    Listed,
    Many,
    Nodes,
    One,
    Operator,
    PageInfo,
    Part,
    Plan,
    Predicate,
    Read,
    Record,
    Select,
    Side,
    SortKey,
    TotalCount,
    Typename,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """Cypher text, and the arguments that fill its parameters p0, p1, …"""

    text: str
    parameters: tuple[Argument, ...]


@dataclass(slots=True)
class Names:
    """Mints variables and parameters in order, so that equal plans give equal text."""

    arguments: dict[Argument, str] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=count)

    def parameter(self, argument: Argument) -> str:
        return "$" + self.arguments.setdefault(argument, f"p{len(self.arguments)}")

    def variables(self) -> tuple[str, str]:
        number = next(self.numbers)
        return f"n{number}", f"r{number}"


@dataclass(frozen=True, slots=True)
class Place:
    """The variables of the node being read, of the relationship that led to it, and the labels it may have."""

    node: str
    relationship: str
    guard: str = ""


ROOT = Place("", "")


def render(plan: Plan) -> Statement:
    """The Cypher of a plan."""
    names = Names()
    columns = row(plan.fields, ROOT, names)
    return Statement(f"RETURN {columns} AS row", tuple(names.arguments))


def row(fields: tuple[Field, ...], place: Place, names: Names) -> str:
    """A list of the fields' values; constants take no place in it."""
    return listed(column(each, place, names) for each in fields if not isinstance(each, Constant))


def column(each: Field, place: Place, names: Names) -> str:
    match each:
        case Read():
            return value(each.property, place.node if each.side is Side.NODE else place.relationship)
        case Typename():
            return cases(place.node, [((label,), f"'{label}'") for label in each.labels])
        case One():
            return one(each, place, names)
        case Many():
            return many(each, place, names)
        case Listed():
            return listing(each, names)
        case Constant():
            raise AssertionError("a constant is not read")
        case _:
            assert_never(each)


def record(read: Record, place: Place, names: Names) -> str:
    """A node's row; where its type matters, its branch's number first."""
    if len(read.branches) == 1:
        return row(read.branches[0].fields, place, names)
    return cases(
        place.node, [(each.labels, branch(number, each, place, names)) for number, each in enumerate(read.branches)]
    )


def branch(number: int, each: Branch, place: Place, names: Names) -> str:
    # A subquery runs whichever case is taken: the guard keeps it from nodes of other branches.
    guarded = Place(place.node, place.relationship, labels(each.labels))
    return f"[{number}, {row(each.fields, guarded, names)}]"


def one(each: One, place: Place, names: Names) -> str:
    node, relationship = names.variables()
    lines = [*matching(each.select, place, node, relationship, names)]
    if each.select.hop:
        lines.append(f"WITH {node}, {relationship} ORDER BY {latest(each.select.hop, node, relationship)} LIMIT 1")
    lines.append(f"RETURN {record(each.record, Place(node, relationship), names)} AS row")
    return subquery("COLLECT", lines)


def latest(hop: Hop, node: str, relationship: str) -> str:
    """Where the data names several for a to-one relationship, the latest stands."""
    begins = f"{relationship}.validFrom DESC, " if hop.as_of else ""
    return f"{begins}{node}.id, {relationship}.id"


def many(each: Many, place: Place, names: Names) -> str:
    """A page's size, its rows and one more, which tells whether there is another page, and the count of all."""
    columns = [names.parameter(each.page.first), page(each, place, names) if each.reads_rows else "null"]
    if any(isinstance(part, TotalCount) for part in each.parts):
        node, relationship = names.variables()
        counted = [*matching(each.select, place, node, relationship, names), f"RETURN {node}"]
        columns.append(subquery("COUNT", counted))
    return listed(columns)


def page(each: Many, place: Place, names: Names) -> str:
    node, relationship = names.variables()
    here = Place(node, relationship)
    keys = order(each.select, here)
    lines = [*matching(each.select, place, node, relationship, names)]
    if each.page.after:
        lines.append(f"{continuation(lines)} {after(keys, each.page.after, names)}")
    elif len(lines) == 1 and not each.select.hop:
        # A predicate on the key lets the planner read its index in order instead of sorting all nodes.
        lines.append(f"WHERE {node}.id IS NOT NULL")
    carried = f"{node}, {relationship}" if each.select.hop else node
    sorting = ", ".join(f"{key.expression}{' DESC' if key.descending else ''}" for key in keys)
    lines.append(f"WITH {carried} ORDER BY {sorting} LIMIT {names.parameter(each.page.first)} + 1")
    columns = [found for part in each.parts if (found := part_row(part, here, names))]
    if each.reads_places:
        columns.append(listed(key.shown for key in keys))
    lines.append(f"RETURN {listed(columns)} AS row")
    return subquery("COLLECT", lines)


def part_row(part: Part, place: Place, names: Names) -> str | None:
    match part:
        case Edges():
            return listed(
                edge_column(each, place, names) for each in part.fields if not isinstance(each, Constant | Cursor)
            )
        case Nodes():
            return record(part.record, place, names)
        case PageInfo() | TotalCount() | Constant():
            return None
        case _:
            assert_never(part)


def edge_column(each: EdgeField, place: Place, names: Names) -> str:
    match each:
        case Read():
            return value(each.property, place.relationship)
        case EdgeNode():
            return record(each.record, place, names)
        case Cursor() | Constant():
            raise AssertionError("a cursor and a constant are not read")
        case _:
            assert_never(each)


def listing(each: Listed, names: Names) -> str:
    node, relationship = names.variables()
    ids = names.parameter(each.ids)
    found = record(each.record, Place(node, relationship), names)
    lines = [
        f"UNWIND range(0, size({ids}) - 1) AS i{node}",
        f"OPTIONAL MATCH ({node}:{quoted(each.label)} {{id: {ids}[i{node}]}})",
        f"WITH i{node}, {node} ORDER BY i{node}",
        f"RETURN [CASE WHEN {node} IS NOT NULL THEN {found} END] AS row",
    ]
    return subquery("COLLECT", lines)


def matching(select: Select, place: Place, node: str, relationship: str, names: Names) -> Iterator[str]:
    """The MATCH of a select and its WHERE."""
    there = f"({node}:{labels(select.labels)})"
    if hop := select.hop:
        left, right = ("-", "->") if hop.direction is Direction.OUT else ("<-", "-")
        here = f"({place.node}:{place.guard})" if place.guard else f"({place.node})"
        yield f"MATCH {here}{left}[{relationship}:{quoted(hop.type)}]{right}{there}"
    else:
        yield f"MATCH {there}"
    conditions = [*holding(select.hop, relationship, names)]
    if select.where:
        conditions += predicate(select.where, node, names)
    if conditions:
        yield f"WHERE {' AND '.join(conditions)}"


def holding(hop: Hop | None, relationship: str, names: Names) -> Iterator[str]:
    """Its period covers the date: from `validFrom` up to and without `validTo`, each open where null."""
    if hop and hop.as_of:
        date = names.parameter(hop.as_of)
        yield f"({relationship}.validFrom IS NULL OR {relationship}.validFrom <= {date})"
        yield f"({relationship}.validTo IS NULL OR {relationship}.validTo > {date})"


def predicate(given: Predicate, node: str, names: Names) -> Iterator[str]:
    """The conditions whose conjunction is the predicate."""
    match given:
        case Compare(property, operator, argument):
            yield f"{node}.{quoted(property.name)} {comparison(operator)} {names.parameter(argument)}"
        case IsNull(property, expected):
            yield f"{node}.{quoted(property.name)} IS {'NULL' if expected else 'NOT NULL'}"
        case All(of):
            for each in of:
                yield from predicate(each, node, names)
        case _:
            assert_never(given)


def comparison(operator: Operator) -> str:
    match operator:
        case Operator.EQUAL:
            return "="
        case Operator.IN:
            return "IN"
        case _:
            assert_never(operator)


@dataclass(frozen=True, slots=True)
class OrderKey:
    """One key of a total order: what to compare, how it is shown in a cursor, whether it can be null."""

    expression: str
    shown: str
    descending: bool
    nullable: bool


def order(select: Select, place: Place) -> tuple[OrderKey, ...]:
    """The sort keys, then the identifiers that make the order total."""
    ends = [f"{place.node}.id"] + ([f"{place.relationship}.id"] if select.hop else [])
    return tuple(sort_key(each, place.node) for each in select.order_by) + tuple(
        OrderKey(each, each, descending=False, nullable=False) for each in ends
    )


def sort_key(key: SortKey, node: str) -> OrderKey:
    expression = f"{node}.{quoted(key.property.name)}"
    return OrderKey(expression, value(key.property, node), key.descending, nullable=True)


def after(keys: tuple[OrderKey, ...], place: tuple[Argument, ...], names: Names) -> str:
    """True of what comes later in the order than a place in it."""
    later = ""
    for key, argument in reversed([*zip(keys, place, strict=True)]):
        parameter = names.parameter(argument)
        beyond, same = beyond_and_same(key, parameter)
        later = f"({beyond} OR ({same} AND {later}))" if later else f"({beyond})"
    return later


def beyond_and_same(key: OrderKey, parameter: str) -> tuple[str, str]:
    it = key.expression
    sign = "<" if key.descending else ">"
    if not key.nullable:
        return f"{it} {sign} {parameter}", f"{it} = {parameter}"
    present, absent = (parameter, it) if key.descending else (it, parameter)
    # Null is the greatest value: last ascending, first descending.
    edge = f"({absent} IS NOT NULL AND {present} IS NULL)"
    return f"({it} {sign} {parameter} OR {edge})", f"({it} = {parameter} OR ({it} IS NULL AND {parameter} IS NULL))"


def value(property: Property, variable: str) -> str:
    """A property as JSON can hold it: dates as text, points as longitude and latitude."""
    stored = f"{variable}.{quoted(property.name)}"
    match property.kind:
        case Kind.DATE | Kind.DATETIME:
            return f"toString({stored})"
        case Kind.POINT:
            return f"[{stored}.longitude, {stored}.latitude]"
        case Kind.ID | Kind.STRING | Kind.INTEGER | Kind.FLOAT | Kind.DECIMAL | Kind.BOOLEAN | Kind.ENUM:
            return stored
        case _:
            assert_never(property.kind)


def cases(node: str, branches: list[tuple[tuple[str, ...], str]]) -> str:
    whens = " ".join(f"WHEN {node}:{labels(each)} THEN {then}" for each, then in branches)
    return f"CASE {whens} END"


def continuation(lines: list[str]) -> str:
    return "AND" if lines[-1].startswith("WHERE") else "WHERE"


def subquery(kind: str, lines: list[str]) -> str:
    body = "\n".join(lines).replace("\n", "\n  ")
    return f"{kind} {{\n  {body}\n}}"


def listed(columns: Iterator[str] | list[str]) -> str:
    return f"[{', '.join(columns)}]"


def labels(names: tuple[str, ...]) -> str:
    return "|".join(quoted(each) for each in names)


def quoted(name: str) -> str:
    """A name of the model's, as Cypher can read it."""
    return name if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name) else f"`{name.replace('`', '``')}`"
