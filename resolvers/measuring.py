"""What is asked of an aggregate or of groups → measures and keys."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from graphql import GraphQLObjectType

from graph.errors import BadArgument, PageTooLarge, Path
from graph.model import GraphModel, Interface, NodeType, Property
from graph.plan import (
    Argument,
    Constant,
    Function,
    GroupKey,
    Hop,
    KeyRead,
    Keys,
    Measure,
    Measured,
    Measurement,
    Measures,
    Record,
    Side,
    Step,
)
from resolvers.arguments import Given, Holes, Leaf
from resolvers.collecting import Asked, Collector, named
from schema.aggregates import GROUPS, GroupChoice, group_choices

PlanRelative: TypeAlias = Callable[[str, Asked], Record]
GROUP_LIMIT = 1_000


@dataclass(frozen=True, slots=True)
class MeasurePlanner:
    """The planning of one aggregate, or of the groups of one list."""

    collector: Collector
    properties: Mapping[str, Property]
    side: Side

    def measured(self, asked: Asked, runtime: GraphQLObjectType) -> Iterator[Measured]:
        """What the list comes to."""
        for each in self.collector.below(asked, runtime):
            match each.name:
                case "__typename":
                    yield Constant(each.key, runtime.name)
                case "count":
                    yield Measure(each.key, Function.COUNT)
                case name:
                    values = tuple(self.measures(each, named(runtime, name), self.properties[name]))
                    yield Measures(each.key, values)

    def measures(self, asked: Asked, runtime: GraphQLObjectType, property: Property) -> Iterator[Measure | Constant]:
        """What one property's values come to."""
        for each in self.collector.below(asked, runtime):
            if each.name == "__typename":
                yield Constant(each.key, runtime.name)
            else:
                yield Measure(each.key, Function(each.name), property, self.side)

    def group(
        self, asked: Asked, runtime: GraphQLObjectType, chosen: Sequence[GroupChoice], relative: PlanRelative
    ) -> Iterator[Keys | Measurement | Constant]:
        """What is asked of each group."""
        for each in self.collector.below(asked, runtime):
            match each.name:
                case "keys":
                    yield Keys(each.key, tuple(self.keys(each, named(runtime, "keys"), chosen, relative)))
                case "aggregate":
                    yield Measurement(each.key, tuple(self.measured(each, named(runtime, "aggregate"))))
                case _:
                    yield Constant(each.key, runtime.name)

    def keys(
        self, asked: Asked, runtime: GraphQLObjectType, chosen: Sequence[GroupChoice], relative: PlanRelative
    ) -> Iterator[KeyRead | Constant]:
        """What is asked of a group's keys."""
        fields = [each.field for each in chosen]
        for each in self.collector.below(asked, runtime):
            if each.name == "__typename":
                yield Constant(each.key, runtime.name)
            elif each.name not in fields:
                yield KeyRead(each.key, None)
            else:
                index = fields.index(each.name)
                choice = chosen[index]
                if choice.relationship:
                    yield KeyRead(each.key, index, record=relative(choice.relationship.target, each))
                else:
                    yield KeyRead(each.key, index, choice.property if choice.part is None else None)


def choices(
    given: Given, owner: NodeType | Interface, model: GraphModel, path: Path, holes: Holes
) -> tuple[GroupChoice, ...]:
    """The keys to group by, each once."""
    known = group_choices(owner, model)
    assert isinstance(given, Leaf)
    names = [getattr(each, "name", each) for each in holes.pin(given)]
    if not names:
        raise BadArgument("`by` names no key: name one at least, or ask for the aggregate.", path=path)
    return tuple(known[each] for each in dict.fromkeys(names))


def group_keys(chosen: Sequence[GroupChoice], model: GraphModel, day: Argument) -> tuple[GroupKey, ...]:
    """The keys as the plan has them."""
    return tuple(_group_key(each, model, day) for each in chosen)


def _group_key(each: GroupChoice, model: GraphModel, day: Argument) -> GroupKey:
    if each.relationship is None:
        return GroupKey(each.property, each.part)
    type_ = model.relationship_types[each.relationship.type]
    hop = Hop.along(each.relationship, type_, day)
    return GroupKey(step=Step(hop, model.members(each.relationship.target)))


def group_size(given: Given, path: Path, holes: Holes) -> Argument:
    """How many groups at most."""
    if not isinstance(given, Leaf):
        return holes.hole("groups", lambda _: GROUPS.default)
    return holes.leaf(given, ("groups", path), lambda value: checked_group_size(value, path))


def checked_group_size(value: int, path: Path) -> int:
    """A number of groups, refused where it is out of bounds."""
    if value < 0:
        raise BadArgument(f"`first` is {value} and cannot be negative.", path=path)
    if value > GROUP_LIMIT:
        raise PageTooLarge(f"`first` is {value} and can be {GROUP_LIMIT:,} groups at most.", path=path)
    return value
