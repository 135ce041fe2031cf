"""Whether a node, or a link, meets a filter."""

from collections.abc import Mapping
from datetime import date
from math import asin, cos, radians, sin, sqrt
from types import MappingProxyType
from typing import Any

from graph.model import Interface, Kind, NodeType, Property, Relationship, RelationshipType
from loaders.records import LinkRecord, NodeRecord, Properties
from resolvers.arguments import stored
from resolvers.reference.reading import Context, Given, linked, links_of, ranked

Owner = NodeType | Interface | None
# As Neo4j has it.
EARTH_RADIUS_M = 6_378_140.0


# The ids of the nodes that filters further out are about, by the names given them there.
Named = Mapping[str, str]
NOBODY: Named = MappingProxyType({})


async def meets(
    record: NodeRecord, where: Given | None, owner: Owner, day: date, context: Context, named: Named = NOBODY
) -> bool:
    """Whether a node meets all of a filter."""
    demanded = dict(where or {})
    if "as" in demanded:
        named = {**named, demanded.pop("as"): record.properties["id"]}
    for name, given in demanded.items():
        if not await _meets_one(record, name, given, owner, day, context, named):
            return False
    return True


async def _meets_one(
    record: NodeRecord, name: str, given: Any, owner: Owner, day: date, context: Context, named: Named
) -> bool:
    if name in ("and", "or"):
        several = [await meets(record, each, owner, day, context, named) for each in given]
        return all(several) if name == "and" else any(several)
    if name == "not":
        return not await meets(record, given, owner, day, context, named)
    if name == "is":
        return bool(named[given] == record.properties["id"])
    assert owner is not None
    if property := owner.properties.get(name):
        return compares(record.properties, property, given)
    return await _related(record, owner.relationships[name], given, day, context, named)


async def _related(
    record: NodeRecord, each: Relationship, given: Given, day: date, context: Context, named: Named
) -> bool:
    type_ = context.model.relationship_types[each.type]
    target = context.model.fields_of(each.target)
    members = chosen(given.get("types"), context.model.members(each.target))
    edge, during = given.get("edge"), given.get("during")
    links = [
        link
        for link in await links_of(each, record, day, context, during)
        if edge_meets(link, edge, type_) and link.node.label in members
    ]
    demanded = {name: inner for name, inner in given.items() if name not in ("edge", "during", "types")}
    if not demanded:
        return bool(links) or not given
    for name, inner in demanded.items():
        if name == "count":
            if not all(compare(operator, len(links), value) for operator, value in inner.items()):
                return False
        elif name == "overlap":
            if await _overlap(record, each, given, day, context) is not inner:
                return False
        elif name == "reaches":
            reached = await _reached(record, each, given, day, context)
            met = [one.label in members and await meets(one, inner, target, day, context, named) for one in reached]
            if not any(met):
                return False
        elif name == "ratio":
            among = [
                link.node for link in links if await meets(link.node, inner.get("among"), target, day, context, named)
            ]
            met = [await meets(one, inner["where"], target, day, context, named) for one in among]
            part = sum(met) / len(met) if met else None
            if not all(compare(operator, part, value) for operator, value in inner["value"].items()):
                return False
        else:
            met = [await meets(link.node, inner, target, day, context, named) for link in links]
            if not {"some": any(met), "every": all(met), "none": not any(met)}[name]:
                return False
    return True


def chosen(types: Any, members: tuple[str, ...]) -> tuple[str, ...]:
    """Those of several node types that are named; all where none is."""
    names = members if types is None else {getattr(each, "name", each) for each in types}
    return tuple(each for each in members if each in names)


async def _overlap(record: NodeRecord, each: Relationship, given: Given, day: date, context: Context) -> bool:
    """Whether two links, to different nodes, hold on one same day: the first on which both do, if any."""
    type_ = context.model.relationship_types[each.type]
    members = chosen(given.get("types"), context.model.members(each.target))
    always = {"from": date.min, "to": date.max}
    period = given.get("during") or always
    links = [
        link
        for link in await links_of(each, record, day, context, period)
        if edge_meets(link, given.get("edge"), type_) and link.node.label in members
    ]
    begins = [link.properties.get("validFrom") or "" for link in links] + [period["from"].isoformat()]
    return any(
        len({link.node.properties["id"] for link in links if _covers(link, begun)}) > 1
        for begun in begins
        if begun >= period["from"].isoformat() or period is always
    )


def _covers(link: LinkRecord, day: str) -> bool:
    begins, ends = link.properties.get("validFrom") or "", link.properties.get("validTo")
    return bool(begins <= day and (ends is None or ends > day))


async def _reached(
    record: NodeRecord, each: Relationship, given: Given, day: date, context: Context
) -> list[NodeRecord]:
    """What one or more links lead to, each of which meets the edge's filter."""
    type_ = context.model.relationship_types[each.type]
    reached: dict[str, NodeRecord] = {}
    left = [record]
    while left:
        here = left.pop().properties["id"]
        for link in await linked(here, each.type, each.direction, day, context, given.get("during")):
            if link.node.properties["id"] not in reached and edge_meets(link, given.get("edge"), type_):
                reached[link.node.properties["id"]] = link.node
                left.append(link.node)
    return list(reached.values())


def edge_meets(link: LinkRecord, where: Given | None, type_: RelationshipType | None) -> bool:
    """Whether a link's own properties meet all of a filter."""
    known = {each.name: each for each in type_.properties} if type_ else {}
    return all(compares(link.properties, known[name], given) for name, given in (where or {}).items())


def compares(properties: Properties, property: Property, operators: Given) -> bool:
    """Whether a value meets every operator."""
    value = ranked(property, properties.get(property.name))
    if property.kind is Kind.POINT:
        return all(lies(value, operator, given) for operator, given in operators.items())
    return all(
        compare(operator, value, given if operator == "isNull" else kept(property, given))
        for operator, given in operators.items()
    )


def kept(property: Property, given: Any) -> Any:
    """A given value, or each of several, as the loaders read stored ones."""
    if isinstance(given, list):
        return [kept(property, each) for each in given]
    value = stored(property, given)
    return value.isoformat() if property.kind is Kind.DATE else value


def compare(operator: str, value: Any, given: Any) -> bool:
    """Whether one operator holds; where there is no value, none but isNull does."""
    if operator == "isNull":
        return (value is None) is given
    if value is None:
        return False
    match operator:
        case "eq":
            return bool(value == given)
        case "ne":
            return bool(value != given)
        case "in":
            return value in given
        case "notIn":
            return value not in given
        case "lt":
            return bool(value < given)
        case "lte":
            return bool(value <= given)
        case "gt":
            return bool(value > given)
        case "gte":
            return bool(value >= given)
        case "startsWith":
            return bool(value.startswith(given))
        case "endsWith":
            return bool(value.endswith(given))
        case _:
            return bool(given in value)


def lies(place: list[float] | None, operator: str, given: Any) -> bool:
    """Whether a place lies in an area."""
    if operator == "isNull":
        return (place is None) is given
    if place is None:
        return False
    match operator:
        case "within":
            return bool(distance_m(place, corner(given["center"])) <= given["radiusM"])
        case "inBox":
            return in_box(place, corner(given["southWest"]), corner(given["northEast"]))
        case _:
            return in_polygon(place, [corner(each) for each in given])


def corner(given: Given) -> list[float]:
    return [float(given["longitude"]), float(given["latitude"])]


def distance_m(one: list[float], other: list[float]) -> float:
    """Along the great circle, by the haversine formula."""
    (east1, north1), (east2, north2) = (map(radians, each) for each in (one, other))
    half = sin((north2 - north1) / 2) ** 2 + cos(north1) * cos(north2) * sin((east2 - east1) / 2) ** 2
    return 2 * EARTH_RADIUS_M * asin(min(1.0, sqrt(half)))


def in_box(place: list[float], south_west: list[float], north_east: list[float]) -> bool:
    east, north = place
    across = south_west[0] > north_east[0]
    inside = (
        (east >= south_west[0] or east <= north_east[0]) if across else south_west[0] <= east <= north_east[0]
    )  # fmt: skip
    return bool(inside and south_west[1] <= north <= north_east[1])


def in_polygon(place: list[float], corners: list[list[float]]) -> bool:
    """By the number of edges that lie to the east."""
    east, north = place
    inside = False
    for (x1, y1), (x2, y2) in zip(corners, [*corners[1:], corners[0]], strict=True):
        if (y1 > north) != (y2 > north) and east < (x2 - x1) * (north - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside
