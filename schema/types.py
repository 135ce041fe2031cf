"""GraphModel → the Strawberry schema: object types, connections, edges, filters, orderings and root fields.

Nothing here is written for one asset type: what is declared in `schema/assets` decides.
"""

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import reduce
from operator import or_
from typing import Annotated, Any, Protocol

import strawberry
from graphql import lexicographic_sort_schema, print_schema
from strawberry.annotation import StrawberryAnnotation
from strawberry.schema.config import StrawberryConfig
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.base import has_object_definition
from strawberry.types.field import StrawberryField
from strawberry.types.fields.resolver import StrawberryResolver

from graph.model import Direction as Way
from graph.model import EnumType, EnumValue, GraphModel, Interface, Kind, NodeType, Property, Relationship, Union
from schema.scalars import SCALARS, DateTimeValue, DateValue, DecimalValue, GeoPointValue

Resolver = Callable[..., Any]
PAGE_DEFAULT = 25
PAGE_LIMIT = 100

# Strawberry resolves a field's type as soon as its class is made, when the others are not there yet.
LATER = StrawberryAnnotation(str)
ANNOTATION = "annotation"

PYTHON: Mapping[Kind, object] = {
    Kind.ID: strawberry.ID,
    Kind.STRING: str,
    Kind.INTEGER: int,
    Kind.FLOAT: float,
    Kind.DECIMAL: DecimalValue,
    Kind.BOOLEAN: bool,
    Kind.DATE: DateValue,
    Kind.DATETIME: DateTimeValue,
    Kind.POINT: GeoPointValue,
}
ORDERED = frozenset(Kind) - {Kind.POINT, Kind.ID}
FILTERED = frozenset(Kind) - {Kind.POINT}


class Resolvers(Protocol):
    """What answers fields where an operation is not compiled: the reference execution."""

    def property(self, property: Property) -> Resolver: ...
    def related(self, relationship: Relationship) -> Resolver: ...
    def one(self, node_type: NodeType) -> Resolver: ...
    def listed(self, node_type: NodeType) -> Resolver: ...
    def node(self) -> Resolver: ...
    def nodes(self) -> Resolver: ...
    def key(self, name: str) -> Resolver: ...
    def is_type_of(self, name: str) -> Callable[[Any, Any], bool]: ...


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a field: its type as text, and what it is for."""

    name: str
    type: str
    description: str
    default: object = strawberry.UNSET


AS_OF = Argument("asOf", "Date | None", "The day asked about, for this field and all below it; today if absent.\n时点")
FIRST = Argument("first", "int | None", f"How many at most, up to {PAGE_LIMIT}; {PAGE_DEFAULT} if absent.\n条数")
AFTER = Argument("after", "str | None", "The cursor after which the page begins.\n起始游标")


DIRECTIONS = (
    EnumValue("ASC", "Smallest first, nulls last.\n升序"),
    EnumValue("DESC", "Greatest first, nulls first.\n降序"),
)


def connection_name(relationship: Relationship, model: GraphModel) -> str:
    """`OwnersConnection` where an interface declares it for all, `BuildingRoomsConnection` else; without the ending."""
    field = relationship.name[0].upper() + relationship.name[1:]
    return field if relationship.declared_on in model.interfaces else relationship.declared_on + field


class Builder:
    """One building of one model's schema. Types refer to each other by name, resolved once all are there."""

    def __init__(self, model: GraphModel, resolvers: Resolvers) -> None:
        self.model = model
        self.resolvers = resolvers
        self.types: dict[str, Any] = {
            "ID": strawberry.ID,
            "Date": DateValue,
            **{f"Kind_{kind.name}": python for kind, python in PYTHON.items()},
        }

    def schema(self) -> strawberry.Schema:
        """The whole schema."""
        self.enum(EnumType("Direction", "Which way a list is ordered.\n排序方向", DIRECTIONS))
        self.page_info()
        for enum in self.model.enums.values():
            self.enum(enum)
        self.filters()
        for interface in self.model.interfaces.values():
            self.object(interface)
        for node_type in self.model.node_types.values():
            self.node_type(node_type)
        for union in self.model.unions.values():
            self.union(union)
        for relationship in self.relationships():
            self.connection(relationship)
        query = self.query()
        self.resolve()
        config = StrawberryConfig(auto_camel_case=False, scalar_map=SCALARS, relay_max_results=PAGE_LIMIT)
        concrete = [self.types[name] for name in self.model.node_types]
        return strawberry.Schema(query=query, types=concrete, config=config)

    def relationships(self) -> Iterable[Relationship]:
        """Every to-many relationship, once for each connection it names."""
        owners: list[NodeType | Interface] = [*self.model.interfaces.values(), *self.model.node_types.values()]
        named = {
            connection_name(each, self.model): each
            for owner in owners
            for each in owner.relationships.values()
            if each.many
        }
        return named.values()

    def resolve(self) -> None:
        """Give every field its type, now that each name stands for one."""
        for made in self.types.values():
            for field in made.__strawberry_definition__.fields if has_object_definition(made) else ():
                field.type_annotation = StrawberryAnnotation(field.metadata[ANNOTATION], namespace=self.types)

    # -- kinds of type

    def type(
        self,
        name: str,
        description: str,
        fields: Mapping[str, StrawberryField],
        bases: tuple[type, ...] = (),
        make: Callable[..., Any] = strawberry.type,
        **namespace: object,
    ) -> None:
        annotations = dict.fromkeys(fields, Any)
        cls = type(name, bases, {"__annotations__": annotations, **fields, **namespace})
        self.types[name] = make(cls, name=name, description=description)

    def field(
        self, name: str, annotation: str, description: str, resolver: Resolver, arguments: Iterable[Argument] = ()
    ) -> StrawberryField:
        field = StrawberryField(
            python_name=name,
            graphql_name=name,
            type_annotation=LATER,
            metadata={ANNOTATION: annotation},
            description=description,
            base_resolver=StrawberryResolver(signed(resolver)),
        )
        field.arguments = [self.argument(each) for each in arguments]
        return field

    def argument(self, each: Argument) -> StrawberryArgument:
        annotation = StrawberryAnnotation(each.type, namespace=self.types)
        return StrawberryArgument(each.name, each.name, annotation, description=each.description, default=each.default)

    def input(self, name: str, description: str, fields: Mapping[str, tuple[str, str]]) -> None:
        """An input object of nullable fields: annotation and description by name."""
        # `in` is a word of Python's own.
        made = {
            f"{field}_": StrawberryField(
                python_name=f"{field}_",
                graphql_name=field,
                type_annotation=LATER,
                metadata={ANNOTATION: f"{annotation} | None"},
                description=text,
                default=strawberry.UNSET,
            )
            for field, (annotation, text) in fields.items()
        }
        self.type(name, description, made, make=strawberry.input)

    def enum(self, given: EnumType) -> None:
        members = {each.name: strawberry.enum_value(each.name, description=each.description) for each in given.values}
        self.types[given.name] = strawberry.enum(Enum(given.name, members), description=given.description)  # type: ignore[call-overload]  # the functional form

    def union(self, given: Union) -> None:
        members = tuple(self.types[each] for each in given.members)
        named = strawberry.union(given.name, description=given.description)
        self.types[given.name] = Annotated[reduce(or_, members), named]

    # -- what a declaration leads to

    def node_type(self, given: NodeType) -> None:
        self.object(given)
        self.page_types(given.name, given.name, f"{given.name} nodes", ())
        self.filter(given)
        self.order(given)

    def object(self, given: NodeType | Interface) -> None:
        fields = {
            each.name: self.field(each.name, self.annotation(each), each.description, self.resolvers.property(each))
            for each in given.properties.values()
        }
        fields |= {each.name: self.relationship(each) for each in given.relationships.values()}
        bases = tuple(self.types[each] for each in reversed(given.interfaces))
        if isinstance(given, Interface):
            self.type(given.name, given.description, fields, bases, strawberry.interface)
        else:
            known = staticmethod(self.resolvers.is_type_of(given.name))
            self.type(given.name, given.description, fields, bases, is_type_of=known)

    def annotation(self, property: Property) -> str:
        named = property.enum.name if property.enum else f"Kind_{property.kind.name}"
        return named if property.required else f"{named} | None"

    def relationship(self, each: Relationship) -> StrawberryField:
        resolver = self.resolvers.related(each)
        dated = (AS_OF,) if self.model.relationship_types[each.type].dated else ()
        if not each.many:
            return self.field(each.name, f"{each.target} | None", each.description, resolver, dated)
        arguments = (*self.narrowing(each.target), *dated, FIRST, AFTER)
        named = f"{connection_name(each, self.model)}Connection"
        return self.field(each.name, named, each.description, resolver, arguments)

    def narrowing(self, target: str) -> tuple[Argument, ...]:
        """How the nodes of a concrete type can be filtered and ordered."""
        if target not in self.model.node_types:
            return ()
        return (
            Argument("where", f"{target}Filter | None", "Which of them.\n筛选条件"),
            Argument("orderBy", f"list[{target}Order] | None", "In which order; ties are broken by id.\n排序"),
        )

    def connection(self, each: Relationship) -> None:
        name = connection_name(each, self.model)
        edge = self.model.relationship_types[each.type]
        along = "to" if each.direction is Way.OUT else "from"
        self.page_types(name, each.target, f"{edge.name} relationships {along} {each.target} nodes", edge.properties)

    def page_types(self, name: str, node: str, what: str, properties: tuple[Property, ...]) -> None:
        key = self.resolvers.key
        edge = {
            "cursor": self.field("cursor", "str", "Its place in the list.\n游标", key("cursor")),
            "node": self.field("node", node, "The node at its end.\n节点", key("node")),
        }
        edge |= {
            each.name: self.field(each.name, self.annotation(each), each.description, self.resolvers.property(each))
            for each in properties
        }
        self.type(f"{name}Edge", f"One of the {what}.\n边", edge)
        page = {
            "edges": self.field("edges", f"list[{name}Edge]", "The page's edges.\n边", key("edges")),
            "nodes": self.field("nodes", f"list[{node}]", "The page's nodes.\n节点", key("nodes")),
            "pageInfo": self.field("pageInfo", "PageInfo", "Where the page stands in the list.\n分页", key("pageInfo")),
            "totalCount": self.field("totalCount", "int", "How many there are on all pages.\n总数", key("totalCount")),
        }
        self.type(f"{name}Connection", f"A page of the {what}.\n分页列表", page)

    def page_info(self) -> None:
        facts = {
            "hasNextPage": ("bool", "Whether there is more after this page.\n是否有下一页"),
            "hasPreviousPage": ("bool", "Whether there is more before this page.\n是否有上一页"),
            "startCursor": ("str | None", "The first edge's cursor.\n首个游标"),
            "endCursor": ("str | None", "The last edge's cursor; give it as `after`.\n末个游标"),
        }
        fields = {
            name: self.field(name, annotation, text, self.resolvers.key(name))
            for name, (annotation, text) in facts.items()
        }
        self.type("PageInfo", "Where a page stands in its list.\n分页信息", fields)

    # -- filters and orderings

    def filters(self) -> None:
        kinds = {kind: (f"Kind_{kind.name}", kind.value) for kind in FILTERED - {Kind.ENUM}}
        for annotation, name in kinds.values():
            self.comparison(name, annotation)
        for enum in self.model.enums.values():
            self.comparison(enum.name, enum.name)

    def comparison(self, name: str, annotation: str) -> None:
        operators = {
            "eq": (annotation, "Equal to it.\n等于"),
            "in": (f"list[{annotation}]", "Equal to one of them; of none, nothing.\n属于"),
            "isNull": ("bool", "Whether there is no value.\n是否为空"),
        }
        self.input(f"{name}Filter", f"What a {name} must meet: every operator given.\n条件", operators)

    def filter(self, given: NodeType) -> None:
        fields = {
            each.name: (f"{each.enum.name if each.enum else each.kind.value}Filter", each.description)
            for each in given.properties.values()
            if each.kind in FILTERED
        }
        self.input(f"{given.name}Filter", f"Which {given.name} nodes: all that is given must hold.\n筛选条件", fields)

    def order(self, given: NodeType) -> None:
        fields = {
            each.name: ("Direction", each.description) for each in given.properties.values() if each.kind in ORDERED
        }
        text = f"One key to order {given.name} nodes by; nulls last ascending, first descending.\n排序"
        self.input(f"{given.name}Order", text, fields)

    # -- root fields

    def query(self) -> Any:
        identifier = Argument("id", "Kind_ID", "Its global id.\n全局标识")
        identifiers = Argument("ids", "list[Kind_ID]", f"Their global ids, at most {PAGE_LIMIT}.\n全局标识")
        fields = {
            "node": self.field("node", "Node | None", "The node of a global id.\n按标识查询", self.resolvers.node(),
                               (identifier, AS_OF)),
            "nodes": self.field("nodes", "list[Node | None]", "The nodes of global ids, in their order.\n按标识批量查询",
                                self.resolvers.nodes(), (identifiers, AS_OF)),
        }  # fmt: skip
        for each in self.model.node_types.values():
            fields[each.singular] = self.one(each)
            fields[each.plural] = self.many(each)
        self.type("Query", "What can be asked of the graph.\n查询", fields)
        return self.types["Query"]

    def one(self, each: NodeType) -> StrawberryField:
        keys = [Argument(key.name, f"{self.annotation(key).removesuffix(' | None')} | None", key.description)
                for key in each.keys]  # fmt: skip
        text = f"One {each.name}, by exactly one of its keys.\n按标识查询"
        return self.field(each.singular, f"{each.name} | None", text, self.resolvers.one(each), (*keys, AS_OF))

    def many(self, each: NodeType) -> StrawberryField:
        first = Argument(FIRST.name, FIRST.type, FIRST.description, PAGE_DEFAULT)
        arguments = (*self.narrowing(each.name), AS_OF, first, AFTER)
        text = f"All {each.name} nodes, in pages.\n列表"
        return self.field(each.plural, f"{each.name}Connection", text, self.resolvers.listed(each), arguments)


def signed(resolver: Resolver) -> Resolver:
    """A resolver as Strawberry reads it: its arguments are the field's, so the signature names none."""

    def resolve(root: Any, info: strawberry.Info, **_: Any) -> Any:
        return resolver(root, info)

    parameter = inspect.Parameter
    resolve.__signature__ = inspect.Signature(  # type: ignore[attr-defined]  # what `inspect.signature` reads first
        [
            parameter("root", parameter.POSITIONAL_OR_KEYWORD, annotation=object),
            parameter("info", parameter.POSITIONAL_OR_KEYWORD, annotation=strawberry.Info),
        ],
        return_annotation=object,
    )
    return resolve


def build(model: GraphModel, resolvers: Resolvers) -> strawberry.Schema:
    """The GraphQL schema of a model."""
    return Builder(model, resolvers).schema()


def sdl(built: strawberry.Schema) -> str:
    """A schema as text, sorted, so that equal schemas read the same."""
    return print_schema(lexicographic_sort_schema(built._schema)) + "\n"  # noqa: SLF001  # Strawberry's own is unsorted
