"""Outlines: what is one, and what is refused whatever it is."""

from typing import Any

import orjson
import pytest

from schema.outlines import CHARACTERS, outline_fault

RING = [[120, 30], [121, 30], [121, 31], [120, 30]]


def outline(kind: str, coordinates: Any) -> str:
    return orjson.dumps({"type": kind, "coordinates": coordinates}).decode()


@pytest.mark.parametrize(
    "value",
    [
        outline("Polygon", [RING]),
        outline("Polygon", [RING, RING]),
        outline("MultiPolygon", [[RING], [RING, RING]]),
        outline("Polygon", [[[*each, 12.5] for each in RING]]),
    ],
)
def test_sound(value: str) -> None:
    assert outline_fault(value) is None


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("", "no JSON"),
        ("[" * 100_000, "no JSON"),
        (" " * (CHARACTERS + 1), "at most 100,000 characters"),
        ("[]", "Polygon or MultiPolygon"),
        ("null", "Polygon or MultiPolygon"),
        (outline("Point", [120, 30]), "Polygon or MultiPolygon"),
        ('{"type": ["Polygon"]}', "Polygon or MultiPolygon"),
        ('{"type": "Polygon"}', "a ring ends"),
        (outline("Polygon", []), "a ring ends"),
        (outline("Polygon", RING), "a ring ends"),
        (outline("Polygon", {"a": 1}), "a ring ends"),
        (outline("MultiPolygon", [RING]), "a ring ends"),
        (outline("MultiPolygon", [[]]), "a ring ends"),
        (outline("Polygon", [RING[:-1]]), "a ring ends"),
        (outline("Polygon", [[[120, 30]] * 4]), "a ring ends"),
        (outline("Polygon", [[[200, 30], [121, 30], [121, 31], [200, 30]]]), "a corner is"),
        (outline("Polygon", [[["x", 30], [121, 30], [121, 31], ["x", 30]]]), "a corner is"),
        (outline("Polygon", [[[True, 30], [121, 30], [121, 31], [True, 30]]]), "a corner is"),
        (outline("Polygon", [[[120], [121], [122], [120]]]), "a corner is"),
    ],
    ids=range(19),
)
def test_refused(value: str, fault: str) -> None:
    assert fault in (outline_fault(value) or "")
