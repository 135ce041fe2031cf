"""Life services: what is arranged for those of the highest rank in the province's own service, with draws of its own."""

from collections.abc import Container, Iterator

from ingest.demo.holding import Present
from ingest.demo.links import AllottedTo
from ingest.demo.organs import OFFICES
from ingest.demo.periods import TODAY, year_of
from ingest.demo.places import Level
from ingest.demo.records import ServiceArrangement
from ingest.demo.rows import Planted, Staff

HIGHEST, SERVED = "正厅", 14
"""The highest rank, and for how many who have it something is arranged."""
KINDS = {
    "MEDICAL": ("医疗保健保障", "Medical care", (3, 9)),
    "TRAVEL": ("出行保障", "Travel", (5, 20)),
    "RESIDENCE": ("住所服务保障", "Residence", (4, 12)),
}
"""Kind → its name, and what it may cost a year, in 10,000 yuan."""


def leaders(present: Present) -> None:
    """Write the arrangements of the province, one of them for someone who has left."""
    if present.setting.place.level is not Level.PROVINCE:
        return
    highest = [row for row in present.sheets.gathered(Staff) if row.rank == HIGHEST]
    serving = [row for row in highest if row.code in present.employers][:SERVED]
    former = [row for row in highest if row.code not in present.employers][:1]
    homes = {row.staff: row.housing_unit for row in present.sheets.gathered(AllottedTo) if not row.valid_to}
    offices = f"{present.setting.place.code}-{OFFICES}"
    cars = [code for code, agency in present.assignees.items() if agency == offices]
    wanted = [*_wanted(present, serving, homes), *((row, "TRAVEL") for row in former)]
    for number, (row, kind) in enumerate(wanted, 1):
        arrangement = _arrangement(present, number, row, kind)._replace(
            vehicle=cars[number % len(cars)] if kind == "TRAVEL" and cars else "",
            residence=homes[row.code] if kind == "RESIDENCE" else "",
        )
        present.sheets.add(arrangement)
        if row in former:
            present.sheets.add(Planted("ARRANGEMENT_OUTLASTS_POST", "ServiceArrangement", arrangement.code))


def _wanted(present: Present, serving: list[Staff], homes: Container[str]) -> Iterator[tuple[Staff, str]]:
    """Medical care for all of them, travel for some, the running of a residence for those who have one."""
    for row in serving:
        yield row, "MEDICAL"
        if present.chance.happens(0.5):
            yield row, "TRAVEL"
        if row.code in homes:
            yield row, "RESIDENCE"


def _arrangement(present: Present, number: int, recipient: Staff, kind: str) -> ServiceArrangement:
    name, name_en, (least, most) = KINDS[kind]
    place, chance = present.setting.place, present.chance
    year = (2023, 2024, 2025)[chance.below(3)]
    return ServiceArrangement(
        code=f"{place.code}-F{number:03d}",
        name=f"{name}{number:03d}号",
        name_en=f"{name_en}, no. {number}",
        agency=f"{place.code}-{OFFICES}",
        kind=kind,
        amount=chance.between(least, most) * 10_000,
        starts_on=f"{year}-01-01",
        ends_on="" if kind != "MEDICAL" else f"{year_of(TODAY) + 1}-01-01",
        document=present.document("机管保", year),
        recipient=recipient.code,
        vehicle="",
        residence="",
    )
