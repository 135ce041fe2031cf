"""Rings: polygons by their corners, as the database is asked about them."""

from collections.abc import Callable
from typing import Any, TypeAlias

Corners: TypeAlias = list[tuple[float, float]]


def edges(corners: Corners) -> list[list[float]]:
    """A ring's edges, the last corner joined with the first."""
    return [[*corner, *following] for corner, following in zip(corners, (*corners[1:], corners[0]), strict=True)]


# Its edges, and the box around it: west, south, east, north.
RING: tuple[Callable[[Corners], Any], ...] = (
    edges,
    lambda corners: min(each[0] for each in corners),
    lambda corners: min(each[1] for each in corners),
    lambda corners: max(each[0] for each in corners),
    lambda corners: max(each[1] for each in corners),
)
