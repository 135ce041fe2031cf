"""The resolvers of a model, and a document run by them."""

from collections.abc import Callable
from datetime import date
from typing import Any, cast

import strawberry
from graphql.execution.values import VariableValues, get_argument_values

from graph.model import GraphModel, Indicator, NodeType, Property, Relationship
from graph.session import Graph
from graph.values import leaf
from loaders.batches import Loaders
from loaders.records import LinkRecord
from resolvers.reference.changes import changes
from resolvers.reference.findings import findings
from resolvers.reference.indicators import gauged
from resolvers.reference.lists import Listing, narrowed, page
from resolvers.reference.measures import groups, totals
from resolvers.reference.ownership import chain, holdings
from resolvers.reference.reading import Context, Edge, Found, Given, latest, links_of
from resolvers.reference.search import search
from resolvers.reference.surroundings import neighbourhood, neighbours, paths

Resolve = Callable[[Any, strawberry.Info], Any]


class Reference:
    """The resolvers of one model."""

    def __init__(self, model: GraphModel) -> None:
        self.model = model

    def is_type_of(self, name: str) -> Callable[[Any, Any], bool]:
        return lambda found, _: isinstance(found, Found) and found.record.label == name

    def property(self, property: Property) -> Resolve:
        convert = leaf(property)

        def resolve(root: Found | Edge, _: strawberry.Info) -> Any:
            value = root.properties.get(property.name)
            return None if value is None else convert(value)

        return resolve

    def key(self, name: str) -> Resolve:
        return lambda root, _: (root.keys if isinstance(root, Edge) else root)[name]

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

    def search(self) -> Resolve:
        async def resolve(_: None, info: strawberry.Info) -> Any:
            return await search(arguments(info), info.context.today, info.context)

        return resolve

    async def _by_id(self, identity: str, today: date, context: Context) -> Found | None:
        record = await context.loaders.node.load(identity)
        return None if record is None or record.label in self.model.hidden else Found(record, today)

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
            links, listing, today = await self._source(node_type, None, given, info.context)
            return await page(links, given, listing, today, info.context)

        return resolve

    def related(self, relationship: Relationship) -> Resolve:
        async def resolve(root: Found, info: strawberry.Info) -> Any:
            given = arguments(info)
            links, listing, today = await self._source(relationship, root, given, info.context)
            if relationship.many:
                return await page(links, given, listing, today, info.context)
            only = latest(links, relationship)
            return Found(only.node, today) if only else None

        return resolve

    def aggregate(self, source: NodeType | Relationship, *, of_edges: bool = False) -> Resolve:
        async def resolve(root: Found | None, info: strawberry.Info) -> Any:
            given = arguments(info)
            links, listing, today = await self._source(source, root, given, info.context)
            met = await narrowed(links, given, listing, today, info.context)
            return totals(met, listing, of_edges=of_edges)

        return resolve

    def groups(self, source: NodeType | Relationship) -> Resolve:
        async def resolve(root: Found | None, info: strawberry.Info) -> Any:
            given = arguments(info)
            links, listing, today = await self._source(source, root, given, info.context)
            met = await narrowed(links, given, listing, today, info.context)
            return await groups(met, given, listing, today, info.context)

        return resolve

    def chain(self) -> Resolve:
        async def resolve(root: Found, info: strawberry.Info) -> Any:
            given = arguments(info)
            return await chain(root, given, day(given, root.day), info.context)

        return resolve

    def holdings(self, *, bare: bool) -> Resolve:
        async def resolve(root: Found, info: strawberry.Info) -> Any:
            given = arguments(info)
            found = await holdings(root, given, day(given, root.day), info.context)
            return found["holdings"] if bare else found

        return resolve

    def neighbourhood(self) -> Resolve:
        return rooted(neighbourhood)

    def neighbours(self) -> Resolve:
        return rooted(neighbours)

    def paths(self) -> Resolve:
        return rooted(paths)

    def changes(self) -> Resolve:
        return rooted(changes)

    def indicator(self, indicator: Indicator) -> Resolve:
        async def resolve(root: Found, info: strawberry.Info) -> Any:
            given = arguments(info)
            return await gauged(root, indicator, given, day(given, root.day), info.context)

        return resolve

    def findings(self) -> Resolve:
        async def resolve(root: Found | None, info: strawberry.Info) -> Any:
            given = arguments(info)
            return await findings(root, given, day(given, root.day if root else info.context.today), info.context)

        return resolve

    async def _source(
        self, source: NodeType | Relationship, root: Found | None, given: Given, context: Context
    ) -> tuple[list[LinkRecord], Listing, date]:
        """All that a list is of, before anything is left out."""
        if isinstance(source, NodeType):
            links = [LinkRecord({}, each) for each in await context.loaders.all.load(source.name)]
            return links, Listing((source.name,), source), day(given, context.today)
        assert root is not None
        today = day(given, root.day)
        type_ = self.model.relationship_types[source.type]
        listing = Listing(self.model.members(source.target), self.model.fields_of(source.target), source, type_)
        return await links_of(source, root.record, today, context), listing, today


def rooted(answer: Callable[[Given, date, Context], Any]) -> Resolve:
    """A root field that its arguments and the day answer."""

    async def resolve(_: None, info: strawberry.Info) -> Any:
        given = arguments(info)
        return await answer(given, day(given, info.context.today), info.context)

    return resolve


def arguments(info: strawberry.Info) -> Given:
    """A field's arguments as graphql-core coerces them; a default does not stand against what is given."""
    raw = info._raw_info  # noqa: SLF001  # Strawberry would make input objects of them
    # Strawberry hands on the bare values that graphql-core keeps with their sources.
    variables = raw.variable_values
    if isinstance(variables, dict):
        variables = VariableValues({}, variables)
    definition = raw.parent_type.fields[raw.field_name]
    given = get_argument_values(definition, raw.field_nodes[0], cast("Any", variables))
    named = {each.name.value for each in raw.field_nodes[0].arguments or ()}
    return {name: value for name, value in given.items() if name in named}


def day(given: Given, inherited: date) -> date:
    return given.get("asOf") or inherited


async def execute(
    schema: strawberry.Schema,
    model: GraphModel,
    graph: Graph,
    document: str,
    variables: Given,
    operation_name: str | None = None,
) -> Any:
    """Run a document by graphql-core over the loaders."""
    context = Context(model, Loaders(graph), date.today())  # noqa: DTZ011  # the day where the service runs
    return await schema.execute(
        document, variable_values=dict(variables), context_value=context, operation_name=operation_name
    )
