"""What is around any node, and how two nodes are connected: root fields that know every relationship type alike."""

from collections.abc import Callable
from typing import Protocol

from strawberry.types.field import StrawberryField

from graph.model import NODE, Direction, EnumType, EnumValue, GraphModel, Property
from schema.builder import Argument, Builder, Resolver, annotation
from schema.relay import AFTER, AS_OF, BEFORE, FIRST, LAST, PAGE_DEFAULT, page_types

KIND, DIRECTION = "RelationshipKind", "LinkDirection"
NEIGHBOURHOOD, NEIGHBOURS, PATHS = "neighbourhood", "neighbours", "paths"
LENGTH_DEFAULT, LENGTH_LIMIT = 6, 10
PATHS_DEFAULT, PATHS_LIMIT = 3, 10
DIRECTIONS = {Direction.OUT: "It begins at the node.\n出向", Direction.IN: "It ends at the node.\n入向"}


class Resolvers(Protocol):
    """What answers these fields in the reference execution."""

    def property(self, property: Property) -> Resolver: ...
    def key(self, name: str) -> Resolver: ...
    def neighbourhood(self) -> Resolver: ...
    def neighbours(self) -> Resolver: ...
    def paths(self) -> Resolver: ...


def link_properties(model: GraphModel) -> tuple[Property, ...]:
    """What relationships of all types say of themselves."""
    first, *others = model.relationship_types.values()
    return tuple(each for each in first.properties if all(each in one.properties for one in others))


def surroundings(builder: Builder, model: GraphModel, resolvers: Resolvers) -> dict[str, StrawberryField]:
    """The root fields; their types are made on the way."""
    if not model.relationship_types:
        return {}
    kinds = tuple(EnumValue(each.name, each.description) for each in model.relationship_types.values())
    builder.enum(EnumType(KIND, "A type of relationship.\n关系类型", kinds))
    values = tuple(EnumValue(each.value, text) for each, text in DIRECTIONS.items())
    builder.enum(EnumType(DIRECTION, "Which way a relationship is followed.\n关系方向", values))
    _types(builder, model, resolvers)
    identifier = Argument("id", "Kind_ID", "The node's global id.\n全局标识")
    kind = Argument("kind", KIND, "Along which relationships.\n关系类型")
    direction = Argument("direction", DIRECTION, "Which way.\n关系方向")
    first = Argument(FIRST.name, FIRST.type, FIRST.description, PAGE_DEFAULT)
    ends = (
        Argument("from", "Kind_ID", "The global id of the one node.\n起点"),
        Argument("to", "Kind_ID", "The global id of the other.\n终点"),
    )
    how = (
        Argument("maxLength", "int", f"The most links a path may have, 1 to {LENGTH_LIMIT}.\n最大长度", LENGTH_DEFAULT),
        Argument("kinds", f"list[{KIND}] | None", "Along which relationships; all if absent.\n关系类型"),
        AS_OF,
        Argument("first", "int", f"How many paths at most, 1 to {PATHS_LIMIT}.\n路径数", PATHS_DEFAULT),
    )
    field = builder.field
    return {
        NEIGHBOURHOOD: field(
            NEIGHBOURHOOD, "list[NeighbourCount]", "What is around a node, counted before it is opened.\n邻接统计",
            resolvers.neighbourhood(), (identifier, AS_OF),
        ),
        NEIGHBOURS: field(
            NEIGHBOURS, "NeighbourConnection", "The nodes around a node, of one kind and direction, in pages.\n邻接节点",
            resolvers.neighbours(), (identifier, kind, direction, AS_OF, first, AFTER, LAST, BEFORE),
        ),
        PATHS: field(
            PATHS, "PathResult", "The shortest connections between two nodes; none where they are the same.\n最短路径",
            resolvers.paths(), (*ends, *how),
        ),
    }  # fmt: skip


def _types(builder: Builder, model: GraphModel, resolvers: Resolvers) -> None:
    def fields(*given: tuple[str, str, str]) -> dict[str, StrawberryField]:
        return {name: builder.field(name, kind, text, resolvers.key(name)) for name, kind, text in given}

    properties = link_fields(builder, model, resolvers.property)
    along = (("kind", KIND, "The type of relationship.\n关系类型"), ("direction", DIRECTION, "Which way.\n关系方向"))
    count = ("count", "int", "How many there are on the date.\n数量")
    builder.type("NeighbourCount", "How many relationships of a kind a node has.\n邻接统计", fields(*along, count))
    page_types(builder, "Neighbour", NODE, "nodes around a node", resolvers.key, of_edge=properties)
    text = "A relationship of a path, followed forwards (OUT) or backwards (IN).\n路径关系"
    builder.type("PathLink", text, {**fields(*along), **properties})
    path = fields(
        ("length", "int", "How many links it has.\n长度"),
        ("nodes", f"list[{NODE}]", "Its nodes, from the one end to the other.\n节点"),
        ("links", "list[PathLink]", "Its links; each leads from the node of its number to the next.\n关系"),
    )
    builder.type("GraphPath", "A connection between two nodes.\n路径", path)
    result = fields(
        ("paths", "list[GraphPath]", "The paths, all of one length.\n路径"),
        ("truncated", "bool", "Whether there are others as short.\n是否截断"),
    )
    builder.type("PathResult", "How two nodes are connected.\n路径查询结果", result)


def link_fields(builder: Builder, model: GraphModel, of: Callable[[Property], Resolver]) -> dict[str, StrawberryField]:
    """The fields of a relationship of any type."""
    return {
        each.name: builder.field(each.name, annotation(each), each.description, of(each))
        for each in link_properties(model)
    }
