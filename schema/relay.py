"""Connections: pages of nodes, edges with their relationship's own properties, and the arguments that choose a page."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from strawberry.types.field import StrawberryField

from graph.model import Direction, GraphModel, Interface, NodeType, Property, Relationship
from schema.builder import Argument, Builder, Resolver, annotation

PAGE_DEFAULT = 25
PAGE_LIMIT = 100

AS_OF = Argument("asOf", "Date | None", "The day asked about, for this field and all below it; today if absent.\n时点")
SIZES = f"up to {PAGE_LIMIT}; without `first` and `last`, the first {PAGE_DEFAULT}"
FIRST = Argument("first", "int | None", f"How many from the front, {SIZES}.\n前若干条")
AFTER = Argument("after", "str | None", "The cursor after which the page begins.\n起始游标")
LAST = Argument("last", "int | None", f"How many from the back, {SIZES}; their order stays.\n后若干条")
BEFORE = Argument("before", "str | None", "The cursor before which the page ends.\n截止游标")
PAGING = (FIRST, AFTER, LAST, BEFORE)

PropertyResolver = Callable[[Property], Resolver]
KeyResolver = Callable[[str], Resolver]


def connection_name(relationship: Relationship, model: GraphModel) -> str:
    """`OwnersConnection` where an interface declares it for all, `BuildingRoomsConnection` else; without the ending."""
    field = relationship.name[0].upper() + relationship.name[1:]
    return field if relationship.declared_on in model.interfaces else relationship.declared_on + field


def relationships(model: GraphModel) -> tuple[Relationship, ...]:
    """Every to-many relationship, once for each connection it names."""
    owners: list[NodeType | Interface] = [*model.interfaces.values(), *model.node_types.values()]
    named = {
        connection_name(each, model): each for owner in owners for each in owner.relationships.values() if each.many
    }
    return tuple(named.values())


def connection(builder: Builder, each: Relationship, model: GraphModel, of: PropertyResolver, key: KeyResolver) -> None:
    """The connection that a relationship leads to."""
    type_ = model.relationship_types[each.type]
    along = "to" if each.direction is Direction.OUT else "from"
    properties = {
        one.name: builder.field(one.name, annotation(one), one.description, of(one)) for one in type_.properties
    }
    what = f"{type_.name} relationships {along} {each.target} nodes"
    page_types(builder, connection_name(each, model), each.target, what, key, of_edge=properties)


def page_types(
    builder: Builder,
    name: str,
    node: str,
    what: str,
    key: KeyResolver,
    *,
    of_edge: Mapping[str, StrawberryField] = MappingProxyType({}),
    of_page: Mapping[str, StrawberryField] = MappingProxyType({}),
) -> None:
    """A connection and its edge, with fields of its own beside those that each has."""
    edge = {
        "cursor": builder.field("cursor", "str", "Its place in the list.\n游标", key("cursor")),
        "node": builder.field("node", node, "The node at its end.\n节点", key("node")),
        **of_edge,
    }
    builder.type(f"{name}Edge", f"One of the {what}.\n边", edge)
    page = {
        "edges": builder.field("edges", f"list[{name}Edge]", "The page's edges.\n边", key("edges")),
        "nodes": builder.field("nodes", f"list[{node}]", "The page's nodes.\n节点", key("nodes")),
        "pageInfo": builder.field("pageInfo", "PageInfo", "Where the page stands in the list.\n分页", key("pageInfo")),
        "totalCount": builder.field("totalCount", "int", "How many there are on all pages.\n总数", key("totalCount")),
        **of_page,
    }
    builder.type(f"{name}Connection", f"A page of the {what}.\n分页列表", page)


def page_info(builder: Builder, key: KeyResolver) -> None:
    """Where a page stands."""
    facts = {
        "hasNextPage": ("bool", "Whether there is more after this page.\n是否有下一页"),
        "hasPreviousPage": ("bool", "Whether there is more before this page.\n是否有上一页"),
        "startCursor": ("str | None", "The first edge's cursor; give it as `before`.\n首个游标"),
        "endCursor": ("str | None", "The last edge's cursor; give it as `after`.\n末个游标"),
    }
    fields = {name: builder.field(name, kind, text, key(name)) for name, (kind, text) in facts.items()}
    builder.type("PageInfo", "Where a page stands in its list.\n分页信息", fields)
