"""The reference execution: generic resolvers over the loaders, run by graphql-core.

Slow and plain on purpose. It shares with the compiled execution the declarations, the conversion of single
values and the form of cursors; filters, orders, pages, dates and nulls it works out in Python on its own.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, cast

import strawberry
from graphql.execution.values import VariableValues, get_argument_values

from graph import cursor
from graph.model import GraphModel, NodeType, Property, Relationship
from graph.plan import Hop, Select, SortKey
from graph.session import Graph
from graph.values import leaf
from loaders.batches import Loaders
from loaders.records import LinkRecord, NodeRecord, Properties
from resolvers.arguments import page_size, stored

Resolve = Callable[[Any, strawberry.Info], Any]
Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Context:
    """What one reference execution reads with, and the day it is today."""

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
class Link:
    """An edge in an answer."""

    properties: Properties
    keys: Mapping[str, Any]


class Reference:
    """The resolvers of one model."""

    def __init__(self, model: GraphModel) -> None:
        self.model = model

    def is_type_of(self, name: str) -> Callable[[Any, Any], bool]:
        return lambda found, _: isinstance(found, Found) and found.record.label == name

    def property(self, property: Property) -> Resolve:
        convert = leaf(property)

        def resolve(root: Found | Link, _: strawberry.Info) -> Any:
            value = root.properties.get(property.name)
            return None if value is None else convert(value)

        return resolve

    def key(self, name: str) -> Resolve:
        return lambda root, _: (root.keys if isinstance(root, Link) else root)[name]

    def node(self) -> Resolve:
        async def resolve(_: None, info: strawberry.Info) -> Found | None:
            given = arguments(info)
            return await self._by_id(given["id"], day(given, info.context.today), info.context)

        return resolve

    def nodes(self) -> Resolve:
        async def resolve(_: None, info: strawberry.Info) -> list[Found | None]:
            given = arguments(info)
            return [await self._by_id(each, day(given, info.context.today), info.context) for each in given["ids"]]

        return resolve

    async def _by_id(self, identity: str, today: date, context: Context) -> Found | None:
        record = await context.loaders.node.load(identity)
        return None if record is None else Found(record, today)

    def one(self, node_type: NodeType) -> Resolve:
        async def resolve(_: None, info: strawberry.Info) -> Found | None:
            given = arguments(info)
            today = day(given, info.context.today)
            ((name, value),) = ((each, value) for each, value in given.items() if each != "asOf" and value is not None)
            for record in await info.context.loaders.all.load(node_type.name):
                if record.properties.get(name) == value:
                    return Found(record, today)
            return None

        return resolve

    def listed(self, node_type: NodeType) -> Resolve:
        async def resolve(_: None, info: strawberry.Info) -> Any:
            given = arguments(info)
            records = await info.context.loaders.all.load(node_type.name)
            links = [LinkRecord({}, each) for each in records]
            return page(links, given, Select((node_type.name,)), node_type, day(given, info.context.today))

        return resolve

    def related(self, relationship: Relationship) -> Resolve:
        target = self.model.node_types.get(relationship.target)
        members = self.model.members(relationship.target)
        type_ = self.model.relationship_types[relationship.type]
        select = Select(members, Hop(relationship.type, relationship.direction, None))

        async def resolve(root: Found, info: strawberry.Info) -> Any:
            given = arguments(info)
            today = day(given, root.day)
            loader = info.context.loaders.links((relationship.type, relationship.direction))
            links = [
                each
                for each in await loader.load(root.properties["id"])
                if each.node.label in members and (not type_.dated or holds(each.properties, today))
            ]
            if relationship.many:
                return page(links, given, select, target, today)
            return latest(links, today)

        return cast("Callable[[Any, strawberry.Info], Awaitable[Any]]", resolve)


def arguments(info: strawberry.Info) -> Given:
    """A field's arguments as graphql-core coerces them."""
    raw = info._raw_info  # noqa: SLF001  # Strawberry would make input objects of them
    # Strawberry hands on the bare values that graphql-core keeps with their sources.
    variables = raw.variable_values
    if isinstance(variables, dict):
        variables = VariableValues({}, variables)
    definition = raw.parent_type.fields[raw.field_name]
    return get_argument_values(definition, raw.field_nodes[0], cast("Any", variables))


def day(given: Given, inherited: date) -> date:
    return given.get("asOf") or inherited


def holds(properties: Properties, today: date) -> bool:
    """Whether a period, half open, covers a day."""
    begins, ends = properties.get("validFrom"), properties.get("validTo")
    text = today.isoformat()
    return (begins is None or begins <= text) and (ends is None or ends > text)


def latest(links: list[LinkRecord], today: date) -> Found | None:
    """Of several the one that began last, an unknown beginning being the latest."""
    if not links:
        return None
    ordered = sorted(links, key=lambda each: (each.node.properties["id"], each.properties["id"]))
    ordered.sort(key=lambda each: nulls_last(each.properties.get("validFrom")), reverse=True)
    return Found(ordered[0].node, today)


def nulls_last(value: Any) -> tuple[bool, Any]:
    return (True, 0) if value is None else (False, value)


def meets(record: NodeRecord, where: Given | None, node_type: NodeType | None) -> bool:
    """Whether a node meets every operator of a filter."""
    for name, operators in (where or {}).items():
        assert node_type is not None
        property, value = node_type.properties[name], record.properties.get(name)
        keep = partial(stored, property)
        for operator, expected in operators.items():
            match operator:
                case "eq":
                    met = value is not None and value == comparable(keep(expected))
                case "in":
                    met = value is not None and value in [comparable(keep(each)) for each in expected]
                case _:
                    met = (value is None) is expected
            if not met:
                return False
    return True


def comparable(value: Any) -> Any:
    """A stored value as the loaders read it back."""
    if hasattr(value, "isoformat"):
        return value.isoformat().replace("+00:00", "Z")
    return value


def page(
    links: list[LinkRecord], given: Given, select: Select, node_type: NodeType | None, today: date
) -> Mapping[str, Any]:
    """One page of a connection."""
    met = [each for each in links if meets(each.node, given.get("where"), node_type)]
    keys = sort_keys(given, node_type)
    select = Select(select.labels, select.hop, order_by=keys)
    met.sort(key=identifiers)
    for each in reversed(keys):
        met.sort(key=partial(by_property, each.property.name), reverse=each.descending)
    places = [place(each, keys, hop=select.hop is not None) for each in met]
    order = cursor.signature(select)
    start = 0
    if given.get("after") is not None:
        start = beyond(places, cursor.decode(given["after"], order, len(keys) + (2 if select.hop else 1)), keys)
    size = page_size(given.get("first"), ())
    edges = [edge(link, cursor.encode(order, at), today) for link, at in zip(met, places, strict=True)]
    shown = edges[start : start + size]
    facts = {
        "hasNextPage": len(edges) > start + size,
        "hasPreviousPage": given.get("after") is not None,
        "startCursor": shown[0].keys["cursor"] if shown else None,
        "endCursor": shown[-1].keys["cursor"] if shown else None,
    }
    return {
        "edges": shown,
        "nodes": [each.keys["node"] for each in shown],
        "pageInfo": facts,
        "totalCount": len(edges),
    }


def identifiers(link: LinkRecord) -> tuple[str, str]:
    return link.node.properties["id"], link.properties.get("id", "")


def by_property(name: str, link: LinkRecord) -> tuple[bool, Any]:
    return nulls_last(link.node.properties.get(name))


def sort_keys(given: Given, node_type: NodeType | None) -> tuple[SortKey, ...]:
    if node_type is None or not given.get("orderBy"):
        return ()
    pairs = [next(iter(each.items())) for each in given["orderBy"]]
    return tuple(
        SortKey(node_type.properties[name], getattr(direction, "name", direction) == "DESC")
        for name, direction in pairs
    )


def edge(link: LinkRecord, at: str, today: date) -> Link:
    return Link(link.properties, {"cursor": at, "node": Found(link.node, today)})


def place(link: LinkRecord, keys: tuple[SortKey, ...], *, hop: bool) -> list[Any]:
    """An edge's sort keys and identifiers."""
    ends = list(identifiers(link)) if hop else [link.node.properties["id"]]
    return [*(link.node.properties.get(each.property.name) for each in keys), *ends]


def beyond(places: list[list[Any]], start: list[Any], keys: tuple[SortKey, ...]) -> int:
    """How many places come before or at the one given."""
    descending = [each.descending for each in keys]
    return sum(1 for each in places if not later(each, start, descending))


def later(it: list[Any], start: list[Any], descending: list[bool]) -> bool:
    for index, (mine, given) in enumerate(zip(it, start, strict=True)):
        left, right = nulls_last(mine), nulls_last(given)
        if left != right:
            return (left < right) if index < len(descending) and descending[index] else left > right
    return False


async def execute(
    schema: strawberry.Schema, graph: Graph, document: str, variables: Given, operation_name: str | None = None
) -> Any:
    """Run a document by graphql-core over the loaders."""
    context = Context(Loaders(graph), date.today())  # noqa: DTZ011  # the day where the service runs
    return await schema.execute(
        document, variable_values=dict(variables), context_value=context, operation_name=operation_name
    )
