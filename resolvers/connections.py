"""What is asked of one connection → its parts: nodes, edges, page info, total count."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from graphql import GraphQLObjectType

from graph.model import Property
from graph.plan import (
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
    Record,
    Side,
    TotalCount,
)
from resolvers.collecting import Asked, Collector, named

PlanRecord: TypeAlias = Callable[[Asked], Record]


@dataclass(frozen=True, slots=True)
class ConnectionPlanner:
    """The planning of one connection: `record` plans its nodes, `properties` are those of its edges."""

    collector: Collector
    properties: Mapping[str, Property]
    record: PlanRecord

    def parts(self, asked: Asked, runtime: GraphQLObjectType) -> Iterator[Part]:
        """What is asked of the connection itself."""
        for each in self.collector.below(asked, runtime):
            match each.name:
                case "nodes":
                    yield Nodes(each.key, self.record(each))
                case "edges":
                    yield Edges(each.key, tuple(self.edge(each, named(runtime, "edges"))))
                case "pageInfo":
                    yield PageInfo(each.key, tuple(self.page_info(each, named(runtime, "pageInfo"))))
                case "totalCount":
                    yield TotalCount(each.key)
                case _:
                    yield self.own(each, runtime)

    def own(self, asked: Asked, runtime: GraphQLObjectType) -> Part:
        """What only such a connection has; of most, nothing but the name of its type is left."""
        return Constant(asked.key, runtime.name)

    def edge(self, asked: Asked, runtime: GraphQLObjectType) -> Iterator[EdgeField]:
        """What is asked of its edges."""
        for each in self.collector.below(asked, runtime):
            match each.name:
                case "node":
                    yield EdgeNode(each.key, self.record(each))
                case "cursor":
                    yield Cursor(each.key)
                case "__typename":
                    yield Constant(each.key, runtime.name)
                case name:
                    yield Read(each.key, self.properties[name], Side.RELATIONSHIP)

    def page_info(self, asked: Asked, runtime: GraphQLObjectType) -> Iterator[PageField | Constant]:
        """What is asked of its page."""
        for each in self.collector.below(asked, runtime):
            if each.name == "__typename":
                yield Constant(each.key, runtime.name)
            else:
                yield PageField(each.key, PageFact(each.name))
