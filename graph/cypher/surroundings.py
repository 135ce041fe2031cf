"""What is around a node, counted; the shortest routes between two nodes; whether nodes are there."""

from collections.abc import Callable, Iterator
from typing import TypeAlias, assert_never

from graph.cypher.conditions import holding, predicate
from graph.cypher.names import Names, Place, labels, listed, quoted, shown, subquery
from graph.cypher.pages import many
from graph.model import NODE
from graph.plan import (
    Around,
    Constant,
    Many,
    Neighbourhood,
    Read,
    Record,
    RouteLinks,
    RouteList,
    RouteNodes,
    RoutePart,
    Routes,
    RouteTold,
    Subject,
)

RenderRecord: TypeAlias = Callable[[Record, Place, Names], str]


def there(each: Subject, names: Names) -> str:
    """Whether there is such a node."""
    return subquery("EXISTS", subject(each, names.place(), names))


def subject(each: Subject, found: Place, names: Names) -> Iterator[str]:
    """The node, if it is there."""
    yield f"MATCH ({found.node}:{quoted(each.label)} {{id: {names.parameter(each.id)}}})"
    if each.where:
        yield f"WHERE {predicate(each.where, found, names)}"


def around(each: Around, place: Place, names: Names, record: RenderRecord) -> str:
    """One row, or none where the node is not there."""
    found = names.place()
    lines = [*subject(each.subject, found, names)]
    match each.field:
        case Many():
            column = many(each.field, found, names, record)
        case Neighbourhood():
            column = neighbourhood(each.field, found, names)
        case _:
            assert_never(each.field)
    return names.collected(place, found, lines, column, sums=False)


def neighbourhood(each: Neighbourhood, place: Place, names: Names) -> str:
    """Type, direction and number of a node's relationships."""
    counts = (counted(each, place, names, outward=outward) for outward in (True, False))
    return " + ".join(counts)


def counted(each: Neighbourhood, place: Place, names: Names, *, outward: bool) -> str:
    found = names.place()
    types = labels(each.types)
    left, right = ("-", "->") if outward else ("<-", "-")
    lines = [f"MATCH ({place.node}){left}[{found.relationship}:{types}]{right}({found.node}:{NODE})"]
    if conditions := [*holding(each.as_of, found.relationship, names)]:
        lines.append(f"WHERE {' AND '.join(conditions)}")
    kind, size = f"k{found.node[1:]}", f"s{found.node[1:]}"
    lines.append(f"WITH type({found.relationship}) AS {kind}, count(*) AS {size}")
    direction = "'OUT'" if outward else "'IN'"
    return names.collected(place, found, lines, f"[{kind}, {direction}, {size}]", sums=True)


def routes(each: Routes, place: Place, names: Names, record: RenderRecord) -> str:
    """A row a route, and one more, which tells whether there are others as short; from a node to itself there is none."""
    start, end, found = names.place(), names.place(), names.place()
    way, link = f"p{found.node[1:]}", found.relationship
    types = labels(each.types)
    conditions = " AND ".join(holding(each.as_of, "each", names))
    lines = [
        f"MATCH ({start.node}:{NODE} {{id: {names.parameter(each.start)}}})",
        f"MATCH ({end.node}:{NODE} {{id: {names.parameter(each.end)}}})",
        f"WHERE {start.node} <> {end.node}",
        # Searched from both ends at once. SHORTEST k, which also gives longer ones, takes minutes beside a hub.
        f"MATCH {way} = allShortestPaths(({start.node})-[{link}:{types}*..{each.longest}]-({end.node}))",
        *([f"WHERE all(each IN {link} WHERE {conditions})"] if conditions else []),
        f"WITH {way} LIMIT {each.number + 1}",
        f"WITH {way} ORDER BY [each IN nodes({way}) | each.id], [each IN relationships({way}) | each.id]",
    ]
    parts = (part for one in each.lists if isinstance(one, RouteList) for part in one.parts)
    columns = [column for part in parts if (column := part_column(part, way, names, record))]
    return names.collected(place, Place(way, link), lines, listed([f"length({way})", *columns]), sums=False)


def part_column(part: RoutePart, way: str, names: Names, record: RenderRecord) -> str | None:
    match part:
        case RouteNodes():
            found = names.place()
            at = f"i{found.node[1:]}"
            lines = [
                f"UNWIND range(0, length({way})) AS {at}",
                f"WITH {at}, nodes({way})[{at}] AS {found.node} ORDER BY {at}",
            ]
            return names.collected(Place(way, ""), found, lines, record(part.record, found, names), sums=False)
        case RouteLinks():
            return route_links(part, way)
        case RouteTold() | Constant():
            return None
        case _:
            assert_never(part)


def route_links(part: RouteLinks, way: str) -> str:
    """Each relationship's type, whether it is followed forwards, and the properties asked for."""
    link = f"relationships({way})[i]"
    read = [each.property for each in part.fields if isinstance(each, Read)]
    columns = [f"type({link})", f"startNode({link}) = nodes({way})[i]"]
    columns += (shown(each, f"{link}.{quoted(each.name)}") for each in read)
    return f"[i IN range(0, length({way}) - 1) | {listed(columns)}]"
