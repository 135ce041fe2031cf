"""Figures computed of a node, by the loader."""

from datetime import date
from typing import Any

from graph.model import Direction, Indicator
from graph.plan import Hop
from resolvers.arguments import day_after
from resolvers.reference.reading import Context, Edge, Found, Given
from schema.findings import BELOW


async def gauged(root: Found, indicator: Indicator, given: Given, day: date, context: Context) -> Any:
    """One object, or several."""
    period = (given["from"], day_after(given["from"], given["to"], ())) if indicator.period else None
    hierarchy = context.model.hierarchy
    wanted = hierarchy and indicator.below and given.get(BELOW)
    below = Hop(hierarchy.name, Direction.IN, None) if hierarchy and wanted else None
    rows = await context.loaders.gauges(indicator, day, period, below).load(root.record.properties["id"])
    found = [Edge(row, {}) for row in rows]
    return found if indicator.many else next(iter(found), None)
