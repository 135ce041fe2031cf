"""Connections: one page, its edges, its count."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias, assert_never

from graph.cypher.anchors import finding
from graph.cypher.changes import NODES, Happening, change_lines, happened
from graph.cypher.findings import Breach
from graph.cypher.found import findings_page
from graph.cypher.names import Names, Place, listed, shown, subquery
from graph.cypher.order import OrderKey, beyond, order
from graph.cypher.seeks import seek, seekable
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
    Page,
    PageInfo,
    Part,
    Read,
    Record,
    Select,
    TotalCount,
)

# How a node's row is written; the page does not know what is read of its nodes.
RenderRecord: TypeAlias = Callable[[Record, Place, Names], str]


def many(each: Many, place: Place, names: Names, record: RenderRecord) -> str:
    """A page's size, its rows and one more, which tells whether there is another page, and the count of all."""
    if isinstance(each.select, Findings):
        return findings_page(
            each,
            each.select,
            place,
            names,
            lambda found, names: part_rows(each, Breach(found).keys, found, names, record),
        )
    columns = [names.parameter(each.page.size), page(each, each.select, place, names, record)]
    if any(isinstance(part, TotalCount) for part in each.parts):
        columns.append(subquery("COUNT", counted(each.select, place, names)))
    return listed(columns)


def counted(select: Select | Changes, place: Place, names: Names) -> Iterator[str]:
    """All that a list is of."""
    found = names.place()
    if isinstance(select, Changes):
        yield from happened(select, (), found, names)
        yield f"RETURN {found.relationship}"
    else:
        yield from finding(select, place, found, names)
        yield f"RETURN {found.node}"


def page(each: Many, select: Select | Changes, place: Place, names: Names, record: RenderRecord) -> str:
    """The rows, if any is asked for."""
    if not each.reads_rows:
        return "null"
    found = names.place()
    also: tuple[str, ...] = ()
    if isinstance(select, Changes):
        it = Happening(found)
        keys, also = it.keys, tuple(it.end(end).node for end, _ in NODES)
        lines = [*change_lines(select, each.page.after, each.page.size, found, names)]
    else:
        keys = order(select, found, names, backward=each.page.backward)
        lines = [*of_nodes(select, each.page, keys, place, found, names)]
    return names.collected(place, found, lines, part_rows(each, keys, found, names, record), *also, sums=False)


def part_rows(each: Many, keys: Sequence[OrderKey], found: Place, names: Names, record: RenderRecord) -> str:
    """What is read of one row of a page, and its place in the order."""
    columns = [column for part in each.parts if (column := part_row(part, found, names, record))]
    if each.reads_places:
        columns.append(listed(key.shown for key in keys))
    return listed(columns)


def of_nodes(
    select: Select, page: Page, keys: Sequence[OrderKey], place: Place, found: Place, names: Names
) -> Iterator[str]:
    """A page of nodes, in order."""
    if seekable(select):
        yield from seek(select, page, keys, found, names)
    else:
        yield from sorted_page(select, page, keys, place, found, names)


def sorted_page(
    select: Select, page: Page, keys: Sequence[OrderKey], place: Place, found: Place, names: Names
) -> list[str]:
    """All that match, sorted as far as the page needs."""
    lines = [*finding(select, place, found, names)]
    carried = [found.node, found.relationship] if select.hop else [found.node]
    conditions = [
        beyond(keys, start, names, against=against)
        for start, against in ((page.after, page.backward), (page.before, not page.backward))
        if start
    ]
    if projected := [(key.expression, key.projection) for key in keys if key.projection]:
        lines.append(f"WITH {', '.join([*carried, *(f'{value} AS {alias}' for alias, value in projected)])}")
        carried += [alias for alias, _ in projected]
    elif not conditions and len(lines) == 1 and not select.hop:
        # A predicate on the key lets the planner read its index in order instead of sorting all nodes.
        conditions = [f"{found.node}.id IS NOT NULL"]
    if conditions:
        lines.append(f"{'AND' if lines[-1].startswith('WHERE') else 'WHERE'} {' AND '.join(conditions)}")
    sorting = ", ".join(key.direction for key in keys)
    lines.append(f"WITH {', '.join(carried)} ORDER BY {sorting} LIMIT {names.limit(page.size)} + 1")
    return lines


def part_row(part: Part, place: Place, names: Names, record: RenderRecord) -> str | None:
    match part:
        case Edges():
            columns = (each for each in part.fields if not isinstance(each, Constant | Cursor))
            return listed(edge_column(each, place, names, record) for each in columns)
        case Nodes():
            return record(part.record, place, names)
        case PageInfo() | TotalCount() | ByRule() | Constant():
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
