"""Zhejiang's divisions: province, prefecture cities, counties, with their codes of GB/T 2260."""

from csv import DictReader
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cache
from math import sqrt
from pathlib import Path

from ingest.demo.chance import Chance


class Level(IntEnum):
    """The levels of government that the demo has, the highest first."""

    PROVINCE = 0
    PREFECTURE = 1
    COUNTY = 2


# Of one degree, in Zhejiang. A cosine would differ between machines in its last digit.
KM_NORTH, KM_EAST = 111.0, 97.0
AGENCY_LEVELS = ("PROVINCIAL", "MUNICIPAL", "COUNTY")


@dataclass(frozen=True, slots=True)
class Place:
    """A division as a seat of government. `index` tells it from all, `slot` from those with the same plate letter."""

    code: str
    name: str
    full_name: str
    name_en: str
    adjective: str
    abbreviation: str
    level: Level
    parent: str
    plate: str
    seat: str
    since: int
    longitude: float
    latitude: float
    radius_km: float
    index: int
    slot: int

    def point(self, chance: Chance) -> tuple[float, float]:
        """Somewhere near its centre: longitude and latitude."""
        north = chance.measure(-1, 1, 6) * self.radius_km / KM_NORTH
        east = chance.measure(-1, 1, 6) * self.radius_km / KM_EAST
        return round(self.longitude + east, 5), round(self.latitude + north, 5)


def table(name: str) -> list[dict[str, str]]:
    """The rows of a table kept beside this module."""
    with Path(__file__).with_name(f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(DictReader(lines))


def square(point: tuple[float, float], area_m2: float) -> str:
    """A square of an area around a place, as GeoJSON.

    >>> square((120.0, 30.0), 10_000.0)[:60]
    '{"type":"Polygon","coordinates":[[[119.99948,29.99955],[120.'
    """
    half_km = sqrt(area_m2) / 2000
    east, north = half_km / KM_EAST, half_km / KM_NORTH
    (west, right), (south, top) = (
        (middle - way, middle + way) for middle, way in zip(point, (east, north), strict=True)
    )
    corners = ((west, south), (right, south), (right, top), (west, top), (west, south))
    ring = ",".join(f"[{longitude:.5f},{latitude:.5f}]" for longitude, latitude in corners)
    return f'{{"type":"Polygon","coordinates":[[{ring}]]}}'


@cache
def places() -> dict[str, Place]:
    """All divisions by code: the province, then the prefectures, then the counties."""
    rows = {row["code"]: row for row in table("divisions")}
    slots = dict.fromkeys((row["plate"] for row in rows.values()), 0)
    found: dict[str, Place] = {}
    for index, (code, row) in enumerate(rows.items()):
        found[code] = _place(row, rows, index, slots[row["plate"]])
        slots[row["plate"]] += 1
    return found


def _place(row: dict[str, str], rows: dict[str, dict[str, str]], index: int, slot: int) -> Place:
    code, name = row["code"], row["name"]
    level = Level.COUNTY if code[4:] != "00" else Level.PREFECTURE if code[2:] != "0000" else Level.PROVINCE
    parent = ("", code[:2] + "0000", code[:4] + "00")[level]
    suffix = " Provincial" if level is Level.PROVINCE else " Municipal" if name.endswith("市") else ""
    seat = rows[row["seat"]]
    return Place(
        code=code,
        name=name,
        full_name=rows[parent]["name"] + name if name.endswith("区") else name,
        name_en=row["nameEn"],
        adjective=row["nameEn"] + suffix,
        abbreviation=row["abbreviation"],
        level=level,
        parent=parent,
        plate=row["plate"],
        seat=row["seat"],
        since=date.fromisoformat(row["since"]).toordinal() if row["since"] else 0,
        longitude=float(seat["longitude"]),
        latitude=float(seat["latitude"]),
        radius_km=float(seat["radiusKm"]),
        index=index,
        slot=slot,
    )
