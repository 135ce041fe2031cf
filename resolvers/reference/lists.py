"""One page of a connection: filtered, sorted, cut, counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from graph import cursor
from graph.model import Interface, NodeType, Property, Relationship, RelationshipType
from graph.plan import Hop, Select, Side, SortKey, Step
from loaders.records import LinkRecord, NodeRecord
from resolvers.paging import page_size
from resolvers.reference.filters import chosen, edge_meets, meets
from resolvers.reference.reading import Context, Edge, Found, Given, latest, links_of, nulls_last, ranked

PAGE = 25


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list is of: the nodes of a type, or those at the end of a relationship."""

    labels: tuple[str, ...]
    owner: NodeType | Interface | None
    relationship: Relationship | None = None
    type_: RelationshipType | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """A sort key with the relationships that its steps are."""

    plan: SortKey
    way: tuple[Relationship, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A link and its place in the order: its sort keys' values, then its identifiers."""

    link: LinkRecord
    place: tuple[Any, ...]


async def narrowed(
    links: Sequence[LinkRecord], given: Given, listing: Listing, day: date, context: Context
) -> list[LinkRecord]:
    """What of a list is wanted."""
    types = given.get("types")
    return [
        each
        for each in links
        if each.node.label in chosen(types, (each.node.label,))
        and edge_meets(each, given.get("edgeWhere"), listing.type_)
        and await meets(each.node, given.get("where"), listing.owner, day, context)
    ]


async def page(
    links: Sequence[LinkRecord], given: Given, listing: Listing, day: date, context: Context
) -> Mapping[str, Any]:
    """One page of what is listed."""
    met = await narrowed(links, given, listing, day, context)
    keys = sort_keys(given, listing, context)
    hop = Hop(listing.relationship.type, listing.relationship.direction, None) if listing.relationship else None
    order = cursor.signature(Select(listing.labels, hop, order_by=tuple(each.plan for each in keys)))
    rows = [Row(each, await place(each, keys, day, context, linked=hop is not None)) for each in met]
    arrange(rows, keys)
    edges = [Edge(e.link.properties, {"cursor": cursor.encode(order, [*e.place]), "node": Found(e.link.node, day)})
             for e in rows]  # fmt: skip
    return cut(edges, rows, keys, given, order)


def cut(edges: list[Edge], rows: list[Row], keys: Sequence[Key], given: Given, order: str) -> Mapping[str, Any]:
    """The page that the arguments choose, and what is said of it."""
    low = bound(rows, keys, given.get("after"), order, including=True)
    high = bound(rows, keys, given.get("before"), order, including=False) if given.get("before") else len(rows)
    chosen = edges[low : max(low, high)]
    if given.get("last") is not None:
        count = page_size(given["last"], "last", ())
        shown = chosen[len(chosen) - count :] if count < len(chosen) else chosen
        more = given.get("before") is not None, len(chosen) > count
    else:
        count = page_size(PAGE if given.get("first") is None else given["first"], "first", ())
        shown = chosen[:count]
        more = len(chosen) > count, given.get("after") is not None
    facts = {
        "hasNextPage": more[0],
        "hasPreviousPage": more[1],
        "startCursor": shown[0].keys["cursor"] if shown else None,
        "endCursor": shown[-1].keys["cursor"] if shown else None,
    }
    nodes = [each.keys["node"] for each in shown]
    return {"edges": shown, "nodes": nodes, "pageInfo": facts, "totalCount": len(edges)}


def bound(rows: list[Row], keys: Sequence[Key], given: str | None, order: str, *, including: bool) -> int:
    """How many rows come before a cursor's place, or up to and including it."""
    if given is None or not rows:
        return 0
    there = cursor.decode(given, order, len(rows[0].place))
    return sum(1 for each in rows if before(each.place, there, keys) or (including and [*each.place] == there))


def before(one: Sequence[Any], other: Sequence[Any], keys: Sequence[Key]) -> bool:
    for index, (mine, given) in enumerate(zip(one, other, strict=True)):
        left, right = (nulls_last(ranked(key_property(index, keys), each)) for each in (mine, given))
        if left != right:
            return left > right if falls(index, keys) else left < right
    return False


def falls(index: int, keys: Sequence[Key]) -> bool:
    """Whether a place's part falls; identifiers do as the last key does."""
    return bool(keys) and keys[min(index, len(keys) - 1)].plan.descending


def arrange(rows: list[Row], keys: Sequence[Key]) -> None:
    """Sort by each part of the places, the last first."""
    for index in reversed(range(len(rows[0].place) if rows else 0)):
        rows.sort(key=partial(part, index, key_property(index, keys)), reverse=falls(index, keys))


def part(index: int, property: Property | None, row: Row) -> tuple[bool, Any]:
    return nulls_last(ranked(property, row.place[index]))


def key_property(index: int, keys: Sequence[Key]) -> Property | None:
    """What a place's part is of; None for an identifier."""
    return keys[index].plan.property if index < len(keys) else None


def sort_keys(given: Given, listing: Listing, context: Context) -> list[Key]:
    known = {each.name: each for each in listing.type_.properties} if listing.type_ else {}
    keys = [
        Key(SortKey(known[name], falling(way), Side.RELATIONSHIP), ())
        for each in given.get("edgeOrderBy") or ()
        for name, way in each.items()
    ]
    for each in given.get("orderBy") or ():
        keys.append(of_nodes(each, listing.owner, (), context))  # noqa: PERF401  # a comprehension would hide the recursion
    return keys


def of_nodes(
    given: Given, owner: NodeType | Interface | None, way: tuple[Relationship, ...], context: Context
) -> Key:  # fmt: skip
    ((name, inner),) = given.items()
    assert owner is not None
    if name in owner.properties:
        steps = tuple(Step(Hop(each.type, each.direction, None), ()) for each in way)
        return Key(SortKey(owner.properties[name], falling(inner), Side.NODE, steps), way)
    relationship = owner.relationships[name]
    return of_nodes(inner, context.model.fields_of(relationship.target), (*way, relationship), context)


def falling(direction: Any) -> bool:
    return str(getattr(direction, "name", direction)) == "DESC"


async def place(
    link: LinkRecord, keys: Sequence[Key], day: date, context: Context, *, linked: bool
) -> tuple[Any, ...]:  # fmt: skip
    """A link's sort keys and identifiers."""
    values: list[Any] = []
    for each in keys:
        if each.plan.side is Side.RELATIONSHIP:
            values.append(link.properties.get(each.plan.property.name))
        else:
            relative = await walked(link.node, each.way, day, context)
            values.append(relative.properties.get(each.plan.property.name) if relative else None)
    ends = [link.node.properties["id"], *([link.properties["id"]] if linked else [])]
    return (*values, *ends)


async def walked(node: NodeRecord, way: Sequence[Relationship], day: date, context: Context) -> NodeRecord | None:
    """The relative at the end of a way of to-one relationships."""
    found: NodeRecord | None = node
    for each in way:
        link = latest(await links_of(each, found, day, context), each) if found else None
        found = link.node if link else None
    return found
