"""where → Predicate: the structure of a filter, its values left as holes."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from graph.errors import BadArgument, Path, TooComplex
from graph.model import GraphModel, Interface, Kind, NodeType, Property, Relationship, RelationshipType
from graph.plan import (
    All,
    AnyOf,
    Area,
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
from resolvers.arguments import Given, Holes, Leaf, Variables, chosen_types, period, stored
from resolvers.limits import CORNERS, Budget
from resolvers.rings import RING

Owner = NodeType | Interface | None
# What a property has for what it may lack.
OR_NULL = ", or use `isNull`"
AREAS = {"within": Area.CIRCLE, "inBox": Area.BOX, "inPolygon": Area.POLYGON}
LIMITS = (("longitude", 180), ("latitude", 90))


@dataclass(frozen=True, slots=True)
class Filtering:
    """The reading of one field's filters: its day rules the relationships that they follow."""

    model: GraphModel
    holes: Holes
    day: Argument
    path: Path
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
            return Within(property, AREAS[operator], self._area(AREAS[operator], given, place), side)
        leaf = self._leaf(given, place, OR_NULL)
        if operator == "isNull":
            return IsNull(property, bool(leaf.now), side)
        return Compare(property, Operator(operator), self._value(property, Operator(operator), leaf), side)

    def _value(self, property: Property, operator: Operator, leaf: Leaf) -> Argument:
        keep: Callable[[Any], Any] = lambda value: stored(property, value)  # noqa: E731  # a value, named for its type
        several = operator in (Operator.IN, Operator.NOT_IN)
        convert = (lambda values: [keep(each) for each in values]) if several else keep
        return self.holes.leaf(leaf, ("stored", property.kind, property.scale, several), convert)

    # -- relationships

    def _related(self, relationship: Relationship, given: Given, place: str) -> Predicate:
        fields = dict(self._fields(given, place))
        type_ = self.model.relationship_types[relationship.type]
        hop = Hop(type_.name, relationship.direction, self.day if type_.dated else None)
        if "during" in fields:
            given_period = dict(self._fields(fields.pop("during"), f"{place}.during"))
            since, until = period(given_period, self.path, self.holes)
            hop = replace(hop, as_of=since, until=until)
        members = self.model.members(relationship.target)
        types = self._leaf(fields.pop("types"), f"{place}.types") if "types" in fields else None
        labels = chosen_types(types, members, self.path, self.holes)
        target = self.model.fields_of(relationship.target)
        edge = None
        if "edge" in fields:
            below = f"{place}.edge"
            edge = self.edge(dict(self._fields(fields.pop("edge"), below)), type_, below)
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

    # -- areas

    def _area(self, area: Area, given: Given, place: str) -> tuple[Argument, ...]:
        if area is Area.POLYGON:
            corners = [self._corner(each, f"{place}.{index}") for index, each in enumerate(self._list(given, place))]
            if len(corners) < 3:
                raise BadArgument(f"`{place}` has {len(corners)} corners and needs 3 at least.", path=self.path)
            if len(corners) > CORNERS:
                raise TooComplex(f"`{place}` has {len(corners):,} corners and may have {CORNERS:,}.", path=self.path)
            return self._polygon([leaf for corner in corners for leaf in corner])
        fields = dict(self._fields(given, place))
        if area is Area.BOX:
            corners = [self._corner(fields[each], f"{place}.{each}") for each in ("southWest", "northEast")]
            low, high = corners
            beyond = (self._degrees(*each) for each in zip(LIMITS, high, strict=True))
            return self._degrees(LIMITS[0], low[0]), self._south(low[1], high[1]), *beyond
        centre = self._corner(fields["center"], f"{place}.center")
        radius = self.holes.leaf(self._leaf(fields["radiusM"], f"{place}.radiusM"), "radius", self._radius)
        return (*(self._degrees(*each) for each in zip(LIMITS, centre, strict=True)), radius)

    def _corner(self, given: Given, place: str) -> tuple[Leaf, Leaf]:
        fields = dict(self._fields(given, place))
        return self._leaf(fields["longitude"], place), self._leaf(fields["latitude"], place)

    def _degrees(self, limit: tuple[str, int], leaf: Leaf) -> Argument:
        return self.holes.leaf(leaf, limit, lambda value: self._checked(limit, value))

    def _south(self, south: Leaf, north: Leaf) -> Argument:
        """The lower parallel of a box; its meridians may be in any order, for a box may lie across the 180th."""

        def checked(variables: Variables) -> float:
            lower, upper = south.bind(variables), north.bind(variables)
            if lower > upper:
                raise BadArgument(f"The box's south, {lower}, is north of its north, {upper}.", path=self.path)
            return self._checked(LIMITS[1], lower)

        return self.holes.hole((id(south.node), south.path, id(north.node), north.path, "south"), checked)

    def _checked(self, limit: tuple[str, int], value: float) -> float:
        name, greatest = limit
        if not abs(value) <= greatest:
            raise BadArgument(f"A {name} of {value} is not on earth: from -{greatest} to {greatest}.", path=self.path)
        return float(value)

    def _radius(self, value: float) -> float:
        if not 0 <= value <= 20_100_000:
            raise BadArgument(f"`radiusM` is {value} and can be from 0 to 20,100,000.", path=self.path)
        return float(value)

    def _polygon(self, leaves: list[Leaf]) -> tuple[Argument, ...]:
        """Its edges and the box around it, each of them made of all its corners."""
        known = tuple((id(leaf.node), leaf.path) for leaf in leaves)

        def ring(variables: Mapping[str, Any]) -> list[tuple[float, float]]:
            degrees = [
                self._checked(limit, leaf.bind(variables))
                for leaf, limit in zip(leaves, LIMITS * (len(leaves) // 2), strict=True)
            ]
            return [*zip(degrees[::2], degrees[1::2], strict=True)]

        def bound(index: int) -> Argument:
            return self.holes.hole((known, index), lambda variables: RING[index](ring(variables)))

        return tuple(map(bound, range(len(RING))))

    # -- what is given

    def _fields(self, given: Given, place: str, instead: str = "") -> Iterator[tuple[str, Given]]:
        if not isinstance(given, dict):
            raise self._null(place, instead)
        yield from given.items()

    def _list(self, given: Given, place: str) -> list[Given]:
        if not isinstance(given, list):
            raise self._null(place)
        return given

    def _leaf(self, given: Given, place: str, instead: str = "") -> Leaf:
        if not isinstance(given, Leaf):
            raise self._null(place, instead)
        return given

    def _pinned(self, given: Given, place: str) -> Any:
        return self.holes.pin(self._leaf(given, place))

    def _null(self, place: str, instead: str = "") -> BadArgument:
        return BadArgument(f"`{place}` is null: leave it out{instead}.", path=self.path)


def both(one: Predicate | None, other: Predicate) -> Predicate:
    return other if one is None else All((one, other))
