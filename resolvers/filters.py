"""where → Predicate: the structure of a filter, its values left as holes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from graph.errors import BadArgument
from graph.model import GraphModel, Interface, Kind, NodeType, Property, Relationship, RelationshipType
from graph.plan import (
    All,
    AnyOf,
    Argument,
    Compare,
    Counted,
    Hop,
    IsNull,
    Marked,
    Not,
    Operator,
    Overlap,
    Predicate,
    Ratio,
    Reached,
    Same,
    Side,
    Some,
    Within,
)
from resolvers.areas import AREAS, Areas
from resolvers.arguments import Given, Leaf, chosen_types, period, stored
from resolvers.limits import Budget
from resolvers.stated import Stated

Owner = NodeType | Interface | None
TEXTS = (Kind.ID, Kind.STRING)
RANKING = (Operator.LESS, Operator.AT_MOST, Operator.GREATER, Operator.AT_LEAST)
# What a property has for what it may lack.
OR_NULL = ", or use `isNull`"


@dataclass(frozen=True, slots=True)
class Filtering(Stated):
    """The reading of one field's filters: its day rules the relationships that they follow."""

    model: GraphModel
    day: Argument
    budget: Budget
    # The names given by the filters around the one being read.
    marks: dict[str, int] = field(default_factory=dict)

    def where(self, given: Given, owner: Owner, argument: str = "where") -> Predicate | None:
        """What a filter of nodes demands; an absent or an empty one demands nothing."""
        return self._met(given, owner, argument) if given else None

    def edge(self, given: Given, type_: RelationshipType | None, argument: str = "edgeWhere") -> Predicate | None:
        """What a filter of relationships demands of their own properties."""
        if not given or type_ is None:
            return None
        known = {each.name: each for each in type_.properties}
        operators = ((known[name], inner, f"{argument}.{name}") for name, inner in self._fields(given, argument))
        return All(tuple(self._compared(*each, Side.RELATIONSHIP) for each in operators))

    def _met(self, given: Given, owner: Owner, place: str) -> Predicate:
        fields = dict(self._fields(given, place))
        if not fields:
            # It demands nothing, and still stands in the statement.
            with self.budget.filtering():
                return All(())
        if "as" not in fields:
            return All(tuple(self._one(name, inner, owner, place) for name, inner in fields.items()))
        with self._named(self._pinned(fields.pop("as"), f"{place}.as")) as mark:
            return Marked(mark, All(tuple(self._one(name, inner, owner, place) for name, inner in fields.items())))

    @contextmanager
    def _named(self, name: str) -> Iterator[int]:
        """A mark for the node that a filter is about, known inside it by a name."""
        outer = self.marks.get(name)
        self.marks[name] = mark = max(self.marks.values(), default=-1) + 1
        try:
            yield mark
        finally:
            del self.marks[name]
            if outer is not None:
                self.marks[name] = outer

    def _same(self, given: Given, place: str) -> Predicate:
        name = self._pinned(given, place)
        if name not in self.marks:
            raise BadArgument(f"`{place}` is `{name}`, and no filter around it has that name in `as`.", path=self.path)
        return Same(self.marks[name])

    def _one(self, name: str, inner: Given, owner: Owner, place: str) -> Predicate:
        with self.budget.filtering():
            return self._condition_of(name, inner, owner, f"{place}.{name}")

    def _condition_of(self, name: str, inner: Given, owner: Owner, below: str) -> Predicate:
        match name:
            case "and" | "or":
                several = tuple(
                    self._met(each, owner, f"{below}.{index}") for index, each in enumerate(self._list(inner, below))
                )
                return All(several) if name == "and" else AnyOf(several)
            case "not":
                return Not(self._met(inner, owner, below))
            case "is":
                return self._same(inner, below)
        assert owner is not None
        if (property := owner.properties.get(name)) is not None:
            return self._compared(property, inner, below)
        with self.budget.reading():
            return self._related(owner.relationships[name], inner, below)

    # -- properties

    def _compared(self, property: Property, given: Given, place: str, side: Side = Side.NODE) -> Predicate:
        conditions = (
            self._condition(property, operator, inner, f"{place}.{operator}", side)
            for operator, inner in self._fields(given, place, OR_NULL)
        )
        return All(tuple(conditions))

    def _condition(self, property: Property, operator: str, given: Given, place: str, side: Side) -> Predicate:
        if property.kind is Kind.POINT and operator in AREAS:
            return Within(
                property, AREAS[operator], Areas(self.holes, self.path).told(AREAS[operator], given, place), side
            )
        leaf = self._leaf(given, place, OR_NULL)
        if operator == "isNull":
            return IsNull(property, bool(leaf.now), side)
        return Compare(property, Operator(operator), self._value(property, Operator(operator), leaf), side)

    def _value(self, property: Property, operator: Operator, leaf: Leaf) -> Argument:
        def keep(value: Any) -> Any:
            try:
                return stored(property, value)
            except BadArgument as error:
                error.path = list(self.path)
                raise

        several = operator in (Operator.IN, Operator.NOT_IN)
        convert = (lambda values: [keep(each) for each in values]) if several else keep
        hole = self.holes.ranked if property.kind in TEXTS and operator in RANKING else self.holes.leaf
        return hole(leaf, ("stored", property.kind, property.scale, several), convert)

    # -- relationships

    def _related(self, relationship: Relationship, given: Given, place: str) -> Predicate:
        fields = dict(self._fields(given, place))
        type_ = self.model.relationship_types[relationship.type]
        hop = Hop.along(relationship, type_, self.day)
        if "during" in fields:
            hop = self._during(hop, fields.pop("during"), f"{place}.during")
        members = self.model.members(relationship.target)
        types = self._leaf(fields.pop("types"), f"{place}.types") if "types" in fields else None
        labels = chosen_types(types, members, self.path, self.holes)
        target = self.model.fields_of(relationship.target)
        edge = None
        if "edge" in fields:
            below = f"{place}.edge"
            # An empty one demands that there be a relationship.
            edge = self.edge(dict(self._fields(fields.pop("edge"), below)), type_, below) or All(())
        if not fields:
            restricted = edge is not None or hop.until is not None or types is not None
            return Some(hop, labels, edge) if restricted else All(())
        conditions: list[Predicate] = []
        for name, inner in fields.items():
            below = f"{place}.{name}"
            if name == "overlap":
                # At any time, unless in a period.
                found = Overlap(hop if hop.until else replace(hop, as_of=None), labels, edge)
                conditions.append(found if self._leaf(inner, below).now else Not(found))
                continue
            if name == "count":
                conditions += self._counted(hop, labels, edge, inner, below)
                continue
            if name == "ratio":
                conditions += self._ratio(hop, labels, edge, dict(self._fields(inner, below)), target, below)
                continue
            met = self._met(inner, target, below)
            if name == "reaches":
                conditions.append(Reached(hop, labels, edge, met))
                continue
            some = Some(hop, labels, both(edge, Not(met) if name == "every" else met))
            conditions.append(some if name == "some" else Not(some))
        return All(tuple(conditions))

    def _during(self, hop: Hop, given: Given, place: str) -> Hop:
        since, until = period(dict(self._fields(given, place)), self.path, self.holes)
        return replace(hop, as_of=since, until=until)

    def _counted(
        self, hop: Hop, labels: tuple[str, ...], edge: Predicate | None, given: Given, place: str
    ) -> Iterator[Predicate]:
        for name, inner in self._fields(given, place):
            leaf = self._leaf(inner, f"{place}.{name}")
            if name == "isNull":
                # A number of nodes is never null.
                yield AnyOf(()) if leaf.now else All(())
            else:
                yield Counted(hop, labels, edge, Operator(name), self.holes.leaf(leaf, "count", lambda value: value))

    def _ratio(
        self,
        hop: Hop,
        labels: tuple[str, ...],
        edge: Predicate | None,
        given: dict[str, Given],
        target: Owner,
        place: str,
    ) -> Iterator[Predicate]:
        among = edge
        if "among" in given:
            among = both(edge, self._met(given["among"], target, f"{place}.among"))
        met = self._met(given["where"], target, f"{place}.where")
        for name, inner in self._fields(given["value"], f"{place}.value"):
            leaf = self._leaf(inner, f"{place}.value.{name}")
            if name == "isNull":
                some = Some(hop, labels, among)
                yield Not(some) if leaf.now else some
            else:
                value = self.holes.leaf(leaf, "ratio", lambda value: value)
                yield Ratio(hop, labels, among, met, Operator(name), value)


def both(one: Predicate | None, other: Predicate) -> Predicate:
    return other if one is None else All((one, other))
