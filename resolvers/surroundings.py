"""What is asked around a node, and of the routes between two."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

from graphql import GraphQLObjectType

from graph.errors import BadArgument, PageTooLarge, Path
from graph.model import NODE, Direction, GraphModel
from graph.plan import (
    Argument,
    Around,
    Constant,
    Hop,
    Many,
    NeighbourFact,
    Neighbourhood,
    NeighbourTold,
    Read,
    Record,
    RouteFact,
    RouteLinks,
    RouteList,
    RouteNodes,
    RoutePart,
    Routes,
    RouteTold,
    Select,
    Side,
    Subject,
)
from resolvers import paging
from resolvers.arguments import Given, Holes, Leaf
from resolvers.collecting import Asked, Collector, named
from resolvers.connections import ConnectionPlanner
from resolvers.identified import seen
from schema.surroundings import (
    LENGTH_DEFAULT,
    LENGTH_LIMIT,
    NEIGHBOURHOOD,
    NEIGHBOURS,
    PATHS_DEFAULT,
    PATHS_LIMIT,
    link_properties,
)

PlanNode: TypeAlias = Callable[[str, Argument, Asked], Record]


@dataclass(frozen=True, slots=True)
class SurroundingsPlanner:
    """The planning of one of these fields: `record` plans nodes, given the type they are asked as and the day."""

    collector: Collector
    model: GraphModel
    holes: Holes
    record: PlanNode

    def field(
        self, asked: Asked, runtime: GraphQLObjectType, given: Mapping[str, Given], day: Argument
    ) -> Around | Routes:
        """What is around a node, or the routes between two."""
        match asked.name:
            case name if name == NEIGHBOURHOOD:
                types = tuple(self.model.relationship_types)
                told = tuple(self.counts(asked, runtime))
                around: Many | Neighbourhood = Neighbourhood(asked.key, types, self.dated(types, day), told)
            case name if name == NEIGHBOURS:
                around = self.neighbours(asked, runtime, given, day)
            case _:
                return self.routes(asked, runtime, given, day)
        subject = Subject("id", NODE, self.identifier(given["id"], "around"), seen(self.model, self.holes))
        return Around(asked.key, subject, around)

    def identifier(self, given: Given, purpose: str) -> Argument:
        assert isinstance(given, Leaf)
        return self.holes.leaf(given, purpose, lambda value: value)

    def dated(self, types: tuple[str, ...], day: Argument) -> Argument | None:
        return day if any(self.model.relationship_types[each].dated for each in types) else None

    def counts(self, asked: Asked, runtime: GraphQLObjectType) -> Iterator[NeighbourTold | Constant]:
        for each in self.collector.below(asked, runtime):
            if each.name == "__typename":
                yield Constant(each.key, runtime.name)
            else:
                yield NeighbourTold(each.key, NeighbourFact(each.name))

    def neighbours(self, asked: Asked, runtime: GraphQLObjectType, given: Mapping[str, Given], day: Argument) -> Many:
        type_ = self.pinned(given["kind"])
        direction = Direction(self.pinned(given["direction"]))
        select = Select((NODE,), Hop(type_, direction, self.dated((type_,), day)))
        page = paging.page(given, select, asked.path, self.holes)
        properties = {each.name: each for each in link_properties(self.model)}
        inside = ConnectionPlanner(self.collector, properties, partial(self.record, NODE, day))
        return Many(asked.key, select, page, tuple(inside.parts(asked, runtime)))

    # -- routes

    def routes(self, asked: Asked, runtime: GraphQLObjectType, given: Mapping[str, Given], day: Argument) -> Routes:
        types = chosen_kinds(given.get("kinds"), self.model, self.holes, asked.path)
        length, first = given.get("maxLength"), given.get("first")
        longest = checked_length(self.holes.pin(length), asked.path) if isinstance(length, Leaf) else LENGTH_DEFAULT
        number = checked_number(self.holes.pin(first), asked.path) if isinstance(first, Leaf) else PATHS_DEFAULT
        start, end = self.identifier(given["from"], "from"), self.identifier(given["to"], "to")
        lists = tuple(self.lists(asked, runtime, day))
        return Routes(asked.key, start, end, types, self.dated(types, day), longest, number, lists)

    def lists(
        self, asked: Asked, runtime: GraphQLObjectType, day: Argument
    ) -> Iterator[RouteList | RouteTold | Constant]:
        for each in self.collector.below(asked, runtime):
            match each.name:
                case "paths":
                    yield RouteList(each.key, tuple(self.parts(each, named(runtime, each.name), day)))
                case "__typename":
                    yield Constant(each.key, runtime.name)
                case name:
                    yield RouteTold(each.key, RouteFact(name))

    def parts(self, asked: Asked, runtime: GraphQLObjectType, day: Argument) -> Iterator[RoutePart]:
        for each in self.collector.below(asked, runtime):
            match each.name:
                case "nodes":
                    yield RouteNodes(each.key, self.record(NODE, day, each))
                case "links":
                    yield RouteLinks(each.key, tuple(self.links(each, named(runtime, each.name))))
                case "__typename":
                    yield Constant(each.key, runtime.name)
                case name:
                    yield RouteTold(each.key, RouteFact(name))

    def links(self, asked: Asked, runtime: GraphQLObjectType) -> Iterator[Read | RouteTold | Constant]:
        properties = {each.name: each for each in link_properties(self.model)}
        for each in self.collector.below(asked, runtime):
            if each.name == "__typename":
                yield Constant(each.key, runtime.name)
            elif property := properties.get(each.name):
                yield Read(each.key, property, Side.RELATIONSHIP)
            else:
                yield RouteTold(each.key, RouteFact(each.name))

    def pinned(self, given: Given) -> str:
        assert isinstance(given, Leaf)
        return code(self.holes.pin(given))


def chosen_kinds(given: Given, model: GraphModel, holes: Holes, path: Path) -> tuple[str, ...]:
    """The relationship types that an argument names, each once; all where it is absent."""
    if not isinstance(given, Leaf):
        return tuple(model.relationship_types)
    named_ones = tuple(dict.fromkeys(code(each) for each in holes.pin(given)))
    if not named_ones:
        raise BadArgument("`kinds` names no kind: name one at least, or leave it out for all.", path=path)
    return named_ones


def code(value: Any) -> str:
    """An enum's value by its name."""
    return str(getattr(value, "name", value))


def checked_length(value: int, path: Path) -> int:
    """How long a route may be, refused where it is out of bounds."""
    if not 1 <= value <= LENGTH_LIMIT:
        raise BadArgument(f"`maxLength` is {value} and can be from 1 to {LENGTH_LIMIT}.", path=path)
    return value


def checked_number(value: int, path: Path) -> int:
    """How many routes are asked for, refused where it is out of bounds."""
    if value < 1:
        raise BadArgument(f"`first` is {value} and must be 1 at least.", path=path)
    if value > PATHS_LIMIT:
        raise PageTooLarge(f"`first` is {value} and can be {PATHS_LIMIT} paths at most.", path=path)
    return value
