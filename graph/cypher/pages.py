"""Connections: one page, its edges, its count."""

from collections.abc import Callable, Sequence
from typing import TypeAlias, assert_never

from graph.cypher.conditions import matching
from graph.cypher.names import Names, Place, listed, shown, subquery
from graph.cypher.order import OrderKey, beyond, order
from graph.cypher.seeks import seek, seekable
from graph.plan import (
    Constant,
    Cursor,
    EdgeField,
    EdgeNode,
    Edges,
    Many,
    Nodes,
    PageInfo,
    Part,
    Read,
    Record,
    TotalCount,
)

# How a node's row is written; the page does not know what is read of its nodes.
RenderRecord: TypeAlias = Callable[[Record, Place, Names], str]


def many(each: Many, place: Place, names: Names, record: RenderRecord) -> str:
    """A page's size, its rows and one more, which tells whether there is another page, and the count of all."""
    columns = [names.parameter(each.page.size), page(each, place, names, record) if each.reads_rows else "null"]
    if any(isinstance(part, TotalCount) for part in each.parts):
        counted = names.place()
        lines = [*matching(each.select, place, counted, names), f"RETURN {counted.node}"]
        columns.append(subquery("COUNT", lines))
    return listed(columns)


def page(each: Many, place: Place, names: Names, record: RenderRecord) -> str:
    found = names.place()
    keys = order(each.select, found, names, backward=each.page.backward)
    if seekable(each.select):
        lines = [*seek(each.select, each.page, keys, found, names)]
    else:
        lines = sorted_page(each, keys, place, found, names)
    columns = [column for part in each.parts if (column := part_row(part, found, names, record))]
    if each.reads_places:
        columns.append(listed(key.shown for key in keys))
    return names.collected(place, found, lines, listed(columns), sums=False)


def sorted_page(each: Many, keys: Sequence[OrderKey], place: Place, found: Place, names: Names) -> list[str]:
    """All that match, sorted as far as the page needs."""
    lines = [*matching(each.select, place, found, names)]
    carried = [found.node, found.relationship] if each.select.hop else [found.node]
    conditions = [
        beyond(keys, start, names, against=against)
        for start, against in ((each.page.after, each.page.backward), (each.page.before, not each.page.backward))
        if start
    ]
    if projected := [(key.expression, key.projection) for key in keys if key.projection]:
        lines.append(f"WITH {', '.join([*carried, *(f'{value} AS {alias}' for alias, value in projected)])}")
        carried += [alias for alias, _ in projected]
    elif not conditions and len(lines) == 1 and not each.select.hop:
        # A predicate on the key lets the planner read its index in order instead of sorting all nodes.
        conditions = [f"{found.node}.id IS NOT NULL"]
    if conditions:
        lines.append(f"{'AND' if lines[-1].startswith('WHERE') else 'WHERE'} {' AND '.join(conditions)}")
    sorting = ", ".join(key.direction for key in keys)
    lines.append(f"WITH {', '.join(carried)} ORDER BY {sorting} LIMIT {names.parameter(each.page.size)} + 1")
    return lines


def part_row(part: Part, place: Place, names: Names, record: RenderRecord) -> str | None:
    match part:
        case Edges():
            columns = (each for each in part.fields if not isinstance(each, Constant | Cursor))
            return listed(edge_column(each, place, names, record) for each in columns)
        case Nodes():
            return record(part.record, place, names)
        case PageInfo() | TotalCount() | Constant():
            return None
        case _:
            assert_never(part)


def edge_column(each: EdgeField, place: Place, names: Names, record: RenderRecord) -> str:
    match each:
        case Read():
            return shown(each.property, place.property(each.property, each.side))
        case EdgeNode():
            return record(each.record, place, names)
        case Cursor() | Constant():
            raise AssertionError("a cursor and a constant are not read")
        case _:
            assert_never(each)
