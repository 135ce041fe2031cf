"""GraphModel → the Strawberry schema: object types, connections, edges, filters, orderings and root fields.

Nothing here is written for one asset type: what is declared in `schema/assets` decides.
"""

from collections.abc import Callable
from typing import Any, Protocol

import strawberry
from graphql import lexicographic_sort_schema, print_schema
from strawberry.schema.config import StrawberryConfig
from strawberry.types.field import StrawberryField

from graph.model import GraphModel, Interface, NodeType, Relationship
from schema import changes as happenings
from schema import computed, ownership, search
from schema import findings as found
from schema import surroundings as around
from schema.aggregates import GROUPS, aggregates, group_choices
from schema.asset import edge_name
from schema.builder import Argument, Builder, Resolver, annotation, named
from schema.changes import changes
from schema.computed import indicator_fields, indicator_types
from schema.filters import filters, narrowing
from schema.findings import finding_fields, findings
from schema.orderings import orderings, sorting
from schema.ownership import chain_fields, chain_types
from schema.relay import (
    AS_OF,
    FIRST,
    PAGE_DEFAULT,
    PAGE_LIMIT,
    PAGING,
    connection,
    connection_name,
    page_info,
    page_types,
    relationships,
)
from schema.scalars import SCALARS
from schema.search import SEARCH, search_field, search_types
from schema.surroundings import surroundings


class Resolvers(
    ownership.Resolvers,
    around.Resolvers,
    search.Resolvers,
    happenings.Resolvers,
    found.Resolvers,
    computed.Resolvers,
    Protocol,
):
    """What answers fields where an operation is not compiled: the reference execution."""

    def related(self, relationship: Relationship) -> Resolver: ...
    def one(self, node_type: NodeType) -> Resolver: ...
    def listed(self, node_type: NodeType) -> Resolver: ...
    def aggregate(self, source: NodeType | Relationship, *, of_edges: bool = False) -> Resolver: ...
    def groups(self, source: NodeType | Relationship) -> Resolver: ...
    def node(self) -> Resolver: ...
    def nodes(self) -> Resolver: ...
    def is_type_of(self, name: str) -> Callable[[Any, Any], bool]: ...


class Schema:
    """One building of one model's schema."""

    def __init__(self, model: GraphModel, resolvers: Resolvers) -> None:
        self.model = model
        self.resolvers = resolvers
        self.builder = Builder()

    def build(self) -> strawberry.Schema:
        """The whole schema."""
        builder, model = self.builder, self.model
        for enum in model.enums.values():
            builder.enum(enum)
        filters(builder, model)
        orderings(builder, model)
        page_info(builder, self.resolvers.key)
        aggregates(builder, model, self.resolvers.key)
        for interface in model.interfaces.values():
            self.fields_of(interface)
        for node_type in model.node_types.values():
            self.fields_of(node_type)
            page_types(builder, node_type.name, node_type.name, f"{node_type.name} nodes", self.resolvers.key)
        for union in model.unions.values():
            builder.union(union)
        for relationship in relationships(model):
            connection(builder, relationship, model, self.resolvers.property, self.resolvers.key)
        chain_types(builder, model, self.resolvers)
        search_types(builder, model, self.resolvers)
        indicator_types(builder, model, self.resolvers)
        query = self.query()
        builder.resolve()
        config = StrawberryConfig(auto_camel_case=False, scalar_map=SCALARS, relay_max_results=PAGE_LIMIT)
        concrete = [builder.types[name] for name in model.node_types]
        return strawberry.Schema(query=query, types=concrete, config=config)

    # -- what a declaration leads to

    def fields_of(self, given: NodeType | Interface) -> None:
        """The object type of a node type, or an interface."""
        fields = {
            each.name: self.builder.field(each.name, annotation(each), each.description, self.resolvers.property(each))
            for each in given.properties.values()
        }
        fields |= {each.name: self.relationship(each) for each in given.relationships.values()}
        for each in given.relationships.values():
            fields |= self.totals(each) if each.many else {}
        fields |= chain_fields(self.builder, given, self.model, self.resolvers)
        fields |= indicator_fields(self.builder, given.name, self.model, self.resolvers)
        fields |= finding_fields(self.builder, self.model, self.resolvers)
        bases = tuple(self.builder.types[each] for each in reversed(given.interfaces))
        if isinstance(given, Interface):
            self.builder.type(given.name, given.description, fields, bases, strawberry.interface)
        else:
            known = staticmethod(self.resolvers.is_type_of(given.name))
            self.builder.type(given.name, given.description, fields, bases, is_type_of=known)

    def relationship(self, each: Relationship) -> StrawberryField:
        resolver = self.resolvers.related(each)
        dated = (AS_OF,) if self.model.relationship_types[each.type].dated else ()
        if not each.many:
            return self.builder.field(each.name, f"{each.target} | None", each.description, resolver, dated)
        arguments = (*self.choosing(each, each.target), *dated, *PAGING)
        name = f"{connection_name(each, self.model)}Connection"
        return self.builder.field(each.name, name, each.description, resolver, arguments)

    def totals(self, each: Relationship) -> dict[str, StrawberryField]:
        """What a relationship comes to: its nodes, its edges, in groups."""
        type_ = self.model.relationship_types[each.type]
        arguments = (*narrowing(each, each.target, self.model), *((AS_OF,) if type_.dated else ()))
        fields = {
            f"{each.name}EdgeAggregate": (
                edge_name(type_.name, "EdgeAggregate"),
                self.resolvers.aggregate(each, of_edges=True),
                arguments,
            )
        }
        if each.target not in self.model.unions:
            fields |= self.of_nodes(each.name, each.target, each, arguments)
        return {
            name: self.builder.field(name, kind, each.description, resolver, taken)
            for name, (kind, resolver, taken) in fields.items()
        }

    def of_nodes(
        self, name: str, target: str, source: NodeType | Relationship, arguments: tuple[Argument, ...]
    ) -> dict[str, tuple[str, Resolver, tuple[Argument, ...]]]:
        by = Argument("by", f"list[{target}GroupKey]", "What the nodes of a group have in common.\n分组依据")
        fields = {f"{name}Aggregate": (f"{target}Aggregate", self.resolvers.aggregate(source), arguments)}
        owner = self.model.fields_of(target)
        if owner and group_choices(owner, self.model):
            groups = (f"list[{target}Group]", self.resolvers.groups(source), (by, *arguments, GROUPS))
            fields[f"{name}GroupBy"] = groups
        return fields

    def choosing(self, each: Relationship | None, target: str) -> tuple[Argument, ...]:
        return (*narrowing(each, target, self.model), *sorting(each, target, self.model))

    # -- root fields

    def query(self) -> Any:
        identifier = Argument("id", "Kind_ID", "Its global id.\n全局标识")
        identifiers = Argument("ids", "list[Kind_ID]", f"Their global ids, at most {PAGE_LIMIT}.\n全局标识")
        field = self.builder.field
        node, nodes = self.resolvers.node(), self.resolvers.nodes()
        # Relay's compiler knows `node` by its having no argument but `id`: a day is given on the fields below.
        fields = {
            "node": field("node", "Node | None", "The node of a global id.\n按标识查询", node, (identifier,)),
            "nodes": field(
                "nodes", "list[Node | None]", "The nodes of global ids, in their order.\n按标识批量查询", nodes,
                (identifiers,),
            ),
            SEARCH: search_field(self.builder, self.resolvers),
        }  # fmt: skip
        for each in self.model.node_types.values():
            fields[each.singular] = self.one(each)
            fields[each.plural] = self.many(each)
            arguments = (*narrowing(None, each.name, self.model), AS_OF)
            for name, (kind, resolver, taken) in self.of_nodes(each.plural, each.name, each, arguments).items():
                fields[name] = field(name, kind, f"What {each.name} nodes come to.\n汇总", resolver, taken)
        fields |= surroundings(self.builder, self.model, self.resolvers)
        fields |= changes(self.builder, self.model, self.resolvers)
        fields |= findings(self.builder, self.model, self.resolvers)
        self.builder.type("Query", "What can be asked of the graph.\n查询", fields)
        return self.builder.types["Query"]

    def one(self, each: NodeType) -> StrawberryField:
        keys = [Argument(key.name, f"{named(key)} | None", key.description) for key in each.keys]
        text = f"One {each.name}, by exactly one of its keys.\n按标识查询"
        return self.builder.field(each.singular, f"{each.name} | None", text, self.resolvers.one(each), (*keys, AS_OF))

    def many(self, each: NodeType) -> StrawberryField:
        first = Argument(FIRST.name, FIRST.type, FIRST.description, PAGE_DEFAULT)
        arguments = (*self.choosing(None, each.name), AS_OF, first, *PAGING[1:])
        text = f"All {each.name} nodes, in pages.\n列表"
        return self.builder.field(each.plural, f"{each.name}Connection", text, self.resolvers.listed(each), arguments)


def build(model: GraphModel, resolvers: Resolvers) -> strawberry.Schema:
    """The GraphQL schema of a model."""
    return Schema(model, resolvers).build()


def sdl(built: strawberry.Schema) -> str:
    """A schema as text, sorted, so that equal schemas read the same."""
    return print_schema(lexicographic_sort_schema(built._schema)) + "\n"  # noqa: SLF001  # Strawberry's own is unsorted
