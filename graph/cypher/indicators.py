"""Indicators: declared Cypher behind a node, row by row."""

from collections.abc import Iterator

from graph.cypher.conditions import descent
from graph.cypher.declared import filled
from graph.cypher.names import Names, Place, listed, quoted, subquery
from graph.model import Indicator
from graph.plan import Argument, Gauged, Hop


def gauged(each: Gauged, place: Place, names: Names) -> str:
    """The rows that an indicator has for a node, with the values asked for."""
    found = names.place()
    lines = [*computed(each.indicator, place.node, each.day, each.period, each.below, names)]
    return names.collected(place, found, lines, listed(one.property.name for one in each.read), sums=True)


def computed(
    indicator: Indicator,
    node: str,
    day: Argument,
    period: tuple[Argument, Argument] | None,
    below: Hop | None,
    names: Names,
) -> Iterator[str]:
    """The rows of an indicator, its values as variables."""
    names.declared = True
    # A subquery runs whichever case is taken: it is kept from nodes of other types.
    yield f"MATCH ({node}:{quoted(indicator.owner)})"
    known = node
    if indicator.below:
        known = f"{node}, units"
        yield from units(node, day, below, names)
    words = {"node": node}
    if period:
        words |= {"from": names.parameter(period[0]), "to": names.parameter(period[1])}
    yield subquery(f"CALL ({known})", [filled(indicator.cypher, names.parameter(day), **words)])


def units(node: str, day: Argument, below: Hop | None, names: Names) -> Iterator[str]:
    """The node, or the node and all that stand below it on the day."""
    if below is None:
        yield f"WITH {node}, [{node}] AS units"
        return
    yield f"MATCH {descent(f'({node})', below, day, names)}"
    yield f"WITH {node}, collect(DISTINCT unit) AS units"
