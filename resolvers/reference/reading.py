"""Nodes and links as an execution meets them, and the days that rule them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from graph.errors import NoSuchNode
from graph.model import NODE, Direction, GraphModel, Kind, Property, Relationship
from graph.shape.surroundings import missing
from loaders.batches import Loaders
from loaders.records import LinkRecord, NodeRecord, Properties

Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Context:
    """What one execution reads with, and the day it is today."""

    model: GraphModel
    loaders: Loaders
    today: date


@dataclass(frozen=True, slots=True)
class Found:
    """A node in an answer, and the day that rules below it."""

    record: NodeRecord
    day: date

    @property
    def properties(self) -> Properties:
        return self.record.properties


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge in an answer."""

    properties: Properties
    keys: Mapping[str, Any]


async def subject(argument: str, label: str, given: Given, context: Context) -> NodeRecord:
    """The node that an argument names."""
    record = await context.loaders.node.load(given[argument])
    if record is None or record.label in context.model.hidden or label not in (NODE, record.label):
        raise NoSuchNode(missing(argument, label))
    return record


async def links_of(
    relationship: Relationship, node: NodeRecord, day: date, context: Context, during: Given | None = None
) -> list[LinkRecord]:
    """Where a relationship leads from a node on a day, or on any day of a period."""
    members = context.model.members(relationship.target)
    found = await linked(node.properties["id"], relationship.type, relationship.direction, day, context, during)
    return [each for each in found if each.node.label in members]


async def linked(
    node: str, type_: str, direction: Direction, day: date, context: Context, during: Given | None = None
) -> list[LinkRecord]:
    """The relationships of one type and direction that a node has on a day, or in a period, wherever they lead."""
    dated = context.model.relationship_types[type_].dated
    found = await context.loaders.links((type_, direction)).load(node)
    return [each for each in found if not dated or holds(each.properties, day, during)]


def holds(properties: Properties, day: date, during: Given | None = None) -> bool:
    """Whether a period, half open, covers a day, or has one in common with another."""
    begins, ends = properties.get("validFrom"), properties.get("validTo")
    if during:
        since, until = during["from"].isoformat(), during["to"].isoformat()
        return (begins is None or begins < until) and (ends is None or ends > since)
    text = day.isoformat()
    return (begins is None or begins <= text) and (ends is None or ends > text)


def latest(links: list[LinkRecord], relationship: Relationship) -> LinkRecord | None:
    """Of several the one that began last, an unknown beginning being the latest; of those that go first, if any."""
    ordered = sorted(links, key=lambda each: (each.node.properties["id"], each.properties["id"]))
    ordered.sort(key=lambda each: nulls_last(each.properties.get("validFrom")), reverse=True)
    if relationship.first:
        name, value = relationship.first
        ordered.sort(key=lambda each: each.properties.get(name) != value)
    return ordered[0] if ordered else None


def ranked(property: Property | None, value: Any) -> Any:
    """A value as others are less or greater than it: a time as such, since its text has a fraction or none."""
    if value is None or property is None or property.kind is not Kind.DATETIME:
        return value
    return datetime.fromisoformat(value)


def nulls_last(value: Any) -> tuple[bool, Any]:
    return (True, 0) if value is None else (False, value)
