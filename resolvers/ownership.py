"""What is asked of a chain of ownership → its parts."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from graphql import GraphQLObjectType

from graph.errors import BadArgument, Path
from graph.model import NODE, GraphModel
from graph.plan import (
    Argument,
    Chain,
    ChainFact,
    ChainPart,
    CircleFact,
    Circles,
    Constant,
    LinkEnd,
    LinkFact,
    LinkField,
    LinkNode,
    Links,
    Members,
    PathFact,
    Paths,
    Read,
    Record,
    Side,
    StakeFact,
    StakeField,
    StakeNode,
    Stakes,
    Tie,
    Ties,
    Told,
)
from resolvers.arguments import Given, Holes, Leaf
from resolvers.collecting import Asked, Collector, named
from schema.ownership import CHAIN, DEPTH_DEFAULT, DEPTH_LIMIT, HOLDINGS, owned, owners, party, shared_properties

PlanNode: TypeAlias = Callable[[str, Asked], Record]


@dataclass(frozen=True, slots=True)
class ChainPlanner:
    """The planning of one chain: `record` plans its nodes, given the type they are asked as."""

    collector: Collector
    model: GraphModel
    holes: Holes
    record: PlanNode

    def chain(self, asked: Asked, runtime: GraphQLObjectType, given: Mapping[str, Given], day: Argument) -> Chain:
        """The chain above a node or below a party."""
        upward, bare = asked.name == CHAIN, asked.name == HOLDINGS
        depth = self.depth(given.get("maxDepth"), asked.path)
        minimum = None if upward else self.minimum(given.get("minShare"), asked.path)
        if bare:
            parts: tuple[ChainPart, ...] = (Stakes(asked.key, self.stakes(asked, runtime, "node", NODE)),)
        else:
            parts = tuple(self.parts(asked, runtime))
        return Chain(asked.key, ties(self.model, day), upward, minimum, depth, parts, bare)

    def depth(self, given: Given, path: Path) -> Argument:
        if not isinstance(given, Leaf):
            return self.holes.hole((CHAIN, DEPTH_DEFAULT), lambda _: DEPTH_DEFAULT)
        return self.holes.leaf(given, ("maxDepth", path), lambda value: checked_depth(value, path))

    def minimum(self, given: Given, path: Path) -> Argument:
        if not isinstance(given, Leaf):
            return self.holes.hole((HOLDINGS, 0), lambda _: "0")
        return self.holes.leaf(given, ("minShare", path), lambda value: str(checked_share(value, path)))

    # -- parts

    def parts(self, asked: Asked, runtime: GraphQLObjectType) -> Iterator[ChainPart]:
        """What is asked of the chain itself."""
        owner = party(self.model)
        for each in self.collector.below(asked, runtime):
            match each.name:
                case "paths":
                    yield Paths(each.key, tuple(self.path(each, named(runtime, each.name))))
                case "ultimateOwners":
                    yield Stakes(each.key, self.stakes(each, named(runtime, each.name), "party", owner))
                case "holdings":
                    yield Stakes(each.key, self.stakes(each, named(runtime, each.name), "node", NODE))
                case "circles":
                    yield Circles(each.key, tuple(self.circle(each, named(runtime, each.name), owner)))
                case "unknown":
                    yield Links(each.key, tuple(self.links(each, named(runtime, each.name))))
                case "__typename":
                    yield Constant(each.key, runtime.name)
                case name:
                    yield Told(each.key, ChainFact(name))

    def path(self, asked: Asked, runtime: GraphQLObjectType) -> Iterator[Links | Told | Constant]:
        for each in self.collector.below(asked, runtime):
            match each.name:
                case "links":
                    yield Links(each.key, tuple(self.links(each, named(runtime, each.name))))
                case "__typename":
                    yield Constant(each.key, runtime.name)
                case name:
                    yield Told(each.key, PathFact(name))

    def links(self, asked: Asked, runtime: GraphQLObjectType) -> Iterator[LinkField]:
        properties = {each.name: each for each in shared_properties(self.model)}
        for each in self.collector.below(asked, runtime):
            match each.name:
                case "owner":
                    yield LinkNode(each.key, LinkEnd.OWNER, self.record(party(self.model), each))
                case "owned":
                    yield LinkNode(each.key, LinkEnd.OWNED, self.record(NODE, each))
                case "__typename":
                    yield Constant(each.key, runtime.name)
                case name if name in properties:
                    yield Read(each.key, properties[name], Side.RELATIONSHIP)
                case name:
                    yield Told(each.key, LinkFact(name))

    def stakes(self, asked: Asked, runtime: GraphQLObjectType, node: str, target: str) -> tuple[StakeField, ...]:
        return tuple(self._stakes(asked, runtime, node, target))

    def _stakes(self, asked: Asked, runtime: GraphQLObjectType, node: str, target: str) -> Iterator[StakeField]:
        for each in self.collector.below(asked, runtime):
            if each.name == node:
                yield StakeNode(each.key, self.record(target, each))
            elif each.name == "__typename":
                yield Constant(each.key, runtime.name)
            else:
                yield Told(each.key, StakeFact(each.name))

    def circle(self, asked: Asked, runtime: GraphQLObjectType, owner: str) -> Iterator[Members | Told | Constant]:
        for each in self.collector.below(asked, runtime):
            match each.name:
                case "members":
                    yield Members(each.key, self.record(owner, each))
                case "__typename":
                    yield Constant(each.key, runtime.name)
                case name:
                    yield Told(each.key, CircleFact(name))


def ties(model: GraphModel, day: Argument | None) -> Ties:
    """All that chains of a model are followed along."""
    types = tuple(
        Tie(each.name, each.stake.share, each.stake.kind, each.stake.otherwise, each.stake.through)
        for each in model.stakes
        if each.stake
    )
    dated = any(each.dated for each in model.stakes)
    return Ties(types, owners(model), owned(model), day if dated else None)


def checked_depth(value: int, path: Path) -> int:
    """How many links are listed, refused where it is out of bounds."""
    if not 1 <= value <= DEPTH_LIMIT:
        raise BadArgument(f"`maxDepth` is {value} and can be from 1 to {DEPTH_LIMIT}.", path=path)
    return value


def checked_share(value: Decimal, path: Path) -> Decimal:
    """A least share, refused where it is out of bounds."""
    if not 0 <= value <= 1:
        raise BadArgument(f"`minShare` is {value} and can be from 0 to 1.", path=path)
    return value
