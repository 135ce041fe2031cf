"""Outlines of places: GeoJSON, RFC 7946, as cadastres give it."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import orjson

from schema.identifiers import validator

# A parcel's outline has some hundred corners at most; a country's does not belong on a node.
CHARACTERS = 100_000
KINDS = ("Polygon", "MultiPolygon")


def outline_fault(value: str) -> str | None:
    """What is wrong with an outline.

    >>> outline_fault('{"type": "Polygon", "coordinates": [[[120, 30], [121, 30], [121, 31], [120, 30]]]}')
    >>> outline_fault('{"type": "Point", "coordinates": [120, 30]}')
    'an outline is a GeoJSON Polygon or MultiPolygon'
    >>> outline_fault('{"type": "Polygon", "coordinates": [[[120, 30], [121, 30], [121, 31], [120, 31]]]}')
    'a ring ends where it begins, and has three corners at least'
    """
    if len(value) > CHARACTERS:
        return f"an outline has at most {CHARACTERS:,} characters"
    try:
        given = orjson.loads(value)
    except orjson.JSONDecodeError:
        return "an outline is GeoJSON, and this is no JSON"
    if not isinstance(given, dict) or given.get("type") not in KINDS:
        return f"an outline is a GeoJSON {' or '.join(KINDS)}"
    rings = [*_rings(given["type"], given.get("coordinates"))]
    if not rings or not all(map(_closed, rings)):
        return "a ring ends where it begins, and has three corners at least"
    if not all(_position(each) for ring in rings for each in ring):
        return "a corner is longitude and latitude in degrees"
    return None


def _rings(kind: str, coordinates: Any) -> Iterator[Any]:
    """The rings of all polygons; None where there should be one and is not."""
    for polygon in (coordinates,) if kind == "Polygon" else _list(coordinates):
        yield from _list(polygon)


def _list(given: Any) -> list[Any]:
    return given if isinstance(given, list) and given else [None]


def _closed(ring: Any) -> bool:
    return (
        isinstance(ring, list)
        and len(ring) >= 4
        and ring[0] == ring[-1]
        and sum(one != other for one, other in pairwise(ring)) >= 3
    )


def _position(given: Any) -> bool:
    if not (isinstance(given, list) and len(given) in (2, 3)):
        return False
    if not all(isinstance(each, int | float) and not isinstance(each, bool) for each in given):
        return False
    return bool(abs(given[0]) <= 180 and abs(given[1]) <= 90)


Outline = validator(outline_fault, "A GeoJSON Polygon or MultiPolygon, its rings closed")
