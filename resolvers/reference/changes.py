"""What began and ended in a period: every relationship of every node is looked at."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from graph import cursor
from graph.model import Direction
from graph.plan import Argument, Changes
from loaders.records import LinkRecord, NodeRecord
from resolvers.arguments import day_after
from resolvers.reference.lists import Row, cut
from resolvers.reference.reading import Context, Edge, Found, Given, subject
from resolvers.surroundings import code
from schema.changes import upper

EVENTS = (("BEGAN", "validFrom"), ("ENDED", "validTo"))


async def changes(given: Given, day: date, context: Context) -> Mapping[str, Any]:
    """One page of them."""
    day_after(given["from"], given["to"], ())
    period = given["from"].isoformat(), given["to"].isoformat()
    inside = await _inside(given, period, context)
    kinds = [code(each) for each in given.get("kinds") or context.model.relationship_types]
    found: list[tuple[Row, Mapping[str, Any]]] = []
    for label in context.model.node_types:
        for node in await context.loaders.all.load(label):
            for kind in dict.fromkeys(kinds):
                for link in await _links(node, kind, context):
                    ends = node.properties["id"], link.node.properties["id"]
                    if inside is None or inside.intersection(ends):
                        found += _happened(kind, node, link, period, day)
    found.sort(key=lambda each: each[0].place)
    order = cursor.signature(Changes((), Argument(0), Argument(0), None))
    edges = [
        Edge({}, {"cursor": cursor.encode(order, [*row.place]), "node": Edge(row.link.properties, facts)})
        for row, facts in found
    ]
    return cut(edges, [row for row, _ in found], [], given, order)


def _happened(
    kind: str, node: NodeRecord, link: LinkRecord, period: tuple[str, str], day: date
) -> list[tuple[Row, Mapping[str, Any]]]:
    """The beginning of a relationship and its end, those in the period: places in the list, and what is told."""
    ends = {"startNode": Found(node, day), "endNode": Found(link.node, day)}
    return [
        (
            Row(link, (on, link.properties["id"], event)),
            {"on": date.fromisoformat(on), "event": event, "kind": kind, **ends},
        )
        for event, name in EVENTS
        if (on := link.properties.get(name)) and period[0] <= on < period[1]
    ]


async def _inside(given: Given, period: tuple[str, str], context: Context) -> set[str] | None:
    """The ids of a node and of all below it at some time of the period."""
    above, hierarchy = upper(context.model), context.model.hierarchy
    if above is None or hierarchy is None or (top := given.get(above.singular)) is None:
        return None
    await subject(above.singular, above.name, given, context)
    inside = {top}
    left = [*inside]
    while left:
        for link in await context.loaders.links((hierarchy.name, Direction.IN)).load(left.pop()):
            begins, ends = link.properties.get("validFrom"), link.properties.get("validTo")
            holds = (begins is None or begins < period[1]) and (ends is None or ends >= period[0])
            if holds and link.node.properties["id"] not in inside:
                inside.add(link.node.properties["id"])
                left.append(link.node.properties["id"])
    return inside


async def _links(node: NodeRecord, kind: str, context: Context) -> list[LinkRecord]:
    """All relationships of a type, whenever they hold."""
    if not context.model.relationship_types[kind].dated:
        return []
    return await context.loaders.links((kind, Direction.OUT)).load(node.properties["id"])
