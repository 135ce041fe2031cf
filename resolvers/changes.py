"""What is asked of the changes of a period → their page."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from graphql import GraphQLObjectType

from graph.model import NODE, Direction, GraphModel
from graph.plan import (
    Branch,
    ChangeEnd,
    ChangeFact,
    ChangeNode,
    Changes,
    ChangeTold,
    Constant,
    Field,
    Hop,
    Many,
    Read,
    Record,
    Side,
    Under,
)
from resolvers import arguments, paging
from resolvers.arguments import Given, Holes, Leaf
from resolvers.collecting import Asked, Collector
from resolvers.connections import ConnectionPlanner
from resolvers.surroundings import chosen_kinds
from schema.changes import upper
from schema.surroundings import link_properties

PlanNode: TypeAlias = Callable[[str, Asked], Record]
ENDS = {each.value: each for each in ChangeEnd}


@dataclass(frozen=True, slots=True)
class ChangesPlanner:
    """The planning of this field: `record` plans the nodes that a changed relationship joins."""

    collector: Collector
    model: GraphModel
    holes: Holes
    change: GraphQLObjectType
    record: PlanNode

    def field(self, asked: Asked, runtime: GraphQLObjectType, given: Mapping[str, Given]) -> Many:
        """A page of what began and ended."""
        types = tuple(
            each
            for each in chosen_kinds(given.get("kinds"), self.model, self.holes, asked.path)
            if self.model.relationship_types[each].dated
        )
        changes = Changes(types, *arguments.period(given, asked.path, self.holes), self.under(given))
        page = paging.page(given, changes, asked.path, self.holes)
        inside = ConnectionPlanner(self.collector, {}, self.told)
        return Many(asked.key, changes, page, tuple(inside.parts(asked, runtime)))

    def under(self, given: Mapping[str, Given]) -> Under | None:
        above, hierarchy = upper(self.model), self.model.hierarchy
        if above is None or hierarchy is None or not isinstance(leaf := given.get(above.singular), Leaf):
            return None
        id_ = self.holes.leaf(leaf, "under", lambda value: value)
        return Under(above.name, id_, Hop(hierarchy.name, Direction.IN, None))

    def told(self, asked: Asked) -> Record:
        """What is read of a change."""
        return Record((Branch((self.change.name,), tuple(self.fields(asked))),))

    def fields(self, asked: Asked) -> Iterator[Field]:
        properties: dict[str, Any] = {each.name: each for each in link_properties(self.model)}
        for each in self.collector.below(asked, self.change):
            if each.name == "__typename":
                yield Constant(each.key, self.change.name)
            elif end := ENDS.get(each.name):
                yield ChangeNode(each.key, end, self.record(NODE, each))
            elif property := properties.get(each.name):
                yield Read(each.key, property, Side.RELATIONSHIP)
            else:
                yield ChangeTold(each.key, ChangeFact(each.name))
