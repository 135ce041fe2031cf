"""within, inBox, inPolygon → what an area is told by."""

from collections.abc import Mapping
from typing import Any

from graph.errors import BadArgument, TooComplex
from graph.plan import Area, Argument
from resolvers.arguments import Given, Leaf, Variables
from resolvers.limits import CORNERS
from resolvers.rings import RING
from resolvers.stated import Stated

AREAS = {"within": Area.CIRCLE, "inBox": Area.BOX, "inPolygon": Area.POLYGON}
LIMITS = (("longitude", 180), ("latitude", 90))


class Areas(Stated):
    """The reading of one field's areas."""

    __slots__ = ()

    def told(self, area: Area, given: Given, place: str) -> tuple[Argument, ...]:
        """The values that an area is told by, each checked."""
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
