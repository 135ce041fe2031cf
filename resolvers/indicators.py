"""What is asked of an indicator → its part of the plan."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graphql import GraphQLObjectType

from graph.model import Direction, GraphModel, Indicator
from graph.plan import Argument, Constant, Gauged, Hop, Read
from resolvers import arguments
from resolvers.arguments import Given, Holes, Leaf
from resolvers.collecting import Asked, Collector
from schema.findings import BELOW


@dataclass(frozen=True, slots=True)
class IndicatorPlanner:
    """The planning of one indicator on a day."""

    collector: Collector
    model: GraphModel
    holes: Holes

    def field(
        self,
        asked: Asked,
        runtime: GraphQLObjectType,
        given: Mapping[str, Given],
        indicator: Indicator,
        day: Argument,
    ) -> Gauged:
        """Its values, on the day or in the period."""
        period = arguments.period(given, asked.path, self.holes) if indicator.period else None
        fields = tuple(self.values(asked, runtime, indicator))
        return Gauged(asked.key, indicator, day, period, self.below(given, indicator, day), fields)

    def below(self, given: Mapping[str, Given], indicator: Indicator, day: Argument) -> Hop | None:
        hierarchy, leaf = self.model.hierarchy, given.get(BELOW)
        if not indicator.below or hierarchy is None or not isinstance(leaf, Leaf) or not self.holes.pin(leaf):
            return None
        return Hop(hierarchy.name, Direction.IN, day)

    def values(self, asked: Asked, runtime: GraphQLObjectType, indicator: Indicator) -> Iterator[Read | Constant]:
        known = {each.name: each for each in indicator.values}
        for each in self.collector.below(asked, runtime):
            if each.name == "__typename":
                yield Constant(each.key, runtime.name)
            else:
                yield Read(each.key, known[each.name])
