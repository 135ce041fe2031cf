"""What is asked of one connection → its parts: nodes, edges, page info, total count."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphql import FieldNode, GraphQLObjectType, get_named_type

from graph.model import Property
from graph.plan import (
    Argument,
    Constant,
    Cursor,
    EdgeField,
    EdgeNode,
    Edges,
    Nodes,
    PageFact,
    PageField,
    PageInfo,
    Part,
    Read,
    Side,
    TotalCount,
)

if TYPE_CHECKING:
    from resolvers.planner import Planner


@dataclass(frozen=True, slots=True)
class ConnectionPlanner:
    """The planning of what is asked of one connection."""

    planner: "Planner"
    target: str
    properties: Mapping[str, Property]
    day: Argument

    def collected(
        self, nodes: list[FieldNode], runtime: GraphQLObjectType, above: tuple[str, ...]
    ) -> Iterator[tuple[str, str, list[FieldNode], tuple[str, ...]]]:
        for key, found in self.planner.collect([each.selection_set for each in nodes], runtime).items():
            self.planner.nodes.setdefault((*above, key), found)
            yield key, found[0].name.value, found, (*above, key)

    def parts(self, nodes: list[FieldNode], runtime: GraphQLObjectType, above: tuple[str, ...]) -> Iterator[Part]:
        for key, name, found, path in self.collected(nodes, runtime, above):
            match name:
                case "nodes":
                    yield Nodes(key, self.planner.record(found, self.target, self.day, path))
                case "edges":
                    yield Edges(key, tuple(self.edge(found, named(runtime, "edges"), path)))
                case "pageInfo":
                    yield PageInfo(key, tuple(self.page_info(found, named(runtime, "pageInfo"), path)))
                case "totalCount":
                    yield TotalCount(key)
                case _:
                    yield Constant(key, runtime.name)

    def edge(self, nodes: list[FieldNode], runtime: GraphQLObjectType, above: tuple[str, ...]) -> Iterator[EdgeField]:
        for key, name, found, path in self.collected(nodes, runtime, above):
            match name:
                case "node":
                    yield EdgeNode(key, self.planner.record(found, self.target, self.day, path))
                case "cursor":
                    yield Cursor(key)
                case "__typename":
                    yield Constant(key, runtime.name)
                case _:
                    yield Read(key, self.properties[name], Side.RELATIONSHIP)

    def page_info(
        self, nodes: list[FieldNode], runtime: GraphQLObjectType, above: tuple[str, ...]
    ) -> Iterator[PageField | Constant]:
        for key, name, _, _ in self.collected(nodes, runtime, above):
            yield Constant(key, runtime.name) if name == "__typename" else PageField(key, PageFact(name))


def named(owner: GraphQLObjectType, name: str) -> GraphQLObjectType:
    """The object type that a field leads to."""
    found = get_named_type(owner.fields[name].type)
    assert isinstance(found, GraphQLObjectType)
    return found
