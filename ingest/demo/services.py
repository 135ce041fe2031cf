"""Events and services: meetings with what is reserved for them, contracts, kindergartens, liaison offices, standards applied."""

from ingest.demo.holding import Present
from ingest.demo.links import PartOf
from ingest.demo.periods import TODAY, iso
from ingest.demo.records import (
    Enrolment,
    Event,
    GovernedBy,
    LogisticsService,
    PropertyContract,
    Represents,
    Reservation,
)
from ingest.demo.rows import Building, Compound, Room

MEETINGS = (
    ("经济工作会议", "Economic Work Conference", "CONFERENCE"),
    ("防汛防台演练", "Flood and Typhoon Exercise", "EXERCISE"),
    ("机关事务工作会议", "Meeting on Government Offices", "MEETING"),
    ("国际交流接待", "Reception of Guests from Abroad", "RECEPTION"),
    ("年度考核会议", "Annual Review", "MEETING"),
)
SERVICES = ("CANTEEN", "CLEANING", "SECURITY", "CONFERENCE", "GREENERY", "MAINTENANCE")
SERVICE_NAMES = dict(
    zip(SERVICES, ("餐饮服务", "保洁服务", "安保服务", "会议服务", "绿化养护", "设备运维"), strict=True)
)
YEARS = (2021, 2022, 2023, 2024, 2025)


def services(present: Present) -> None:
    """Write events, contracts and school years of a territory."""
    _liaison(present)
    if not present.recorded:
        return
    _events(present)
    _contracts(present)
    for agency in present.agencies:
        if agency.kind == "KINDERGARTEN":
            places = present.chance.between(6, 14) * 30
            for year in YEARS:
                enrolled = round(places * present.chance.measure(0.8, 1.0))
                of_employees = round(enrolled * present.chance.measure(0.4, 0.7))
                code = f"{agency.code}-N{year}"
                present.sheets.add(Enrolment(code, agency.code, year, places, enrolled, of_employees))


def _liaison(present: Present) -> None:
    """Liaison offices represent the territory; its administration applies the standards of offices and vehicles."""
    place = present.setting.place.code
    for agency in present.agencies:
        if agency.kind == "LIAISON_OFFICE":
            present.sheets.add(Represents(agency.code, place, agency.established_on))
    if present.recorded:
        for standard in ("OFFICE-AREA", "VEHICLE-LIMITS"):
            document = present.document("机管", 2018)
            present.sheets.add(GovernedBy(f"{place}-010", standard, "2018-01-01", document))


def _events(present: Present) -> None:
    chance, place = present.chance, present.setting.place
    rooms = [row.code for row in present.sheets.gathered(Room) if row.use == "MEETING" and row.status == "IN_USE"]
    cars = [row.code for row in present.vehicles if row.code not in present.planted]
    for number, (name, name_en, kind) in enumerate(MEETINGS, 1):
        begins = TODAY + chance.between(-200, 60)
        ends = begins + chance.between(1, 4)
        code, security = f"{place.code}-A{number:02d}", chance.pick(("NORMAL", "NORMAL", "RAISED", "HIGH"))
        sensitivity = "RESTRICTED" if security == "HIGH" else "INTERNAL"
        text, text_en = f"{place.full_name}{name}", f"{place.adjective} {name_en}"
        row = Event(code, text, text_en, f"{place.code}-010", kind, security, iso(begins), iso(ends), sensitivity)
        present.sheets.add(row)
        wanted = [("Room", chance.pick(rooms)), ("Vehicle", chance.pick(cars)), ("Vehicle", chance.pick(cars))]
        for item, (what, reserved) in enumerate(dict.fromkeys(wanted), 1):
            status = "CANCELLED" if chance.happens(0.1) else "CONFIRMED"
            present.sheets.add(Reservation(f"{code}-{item}", code, what, reserved, iso(begins), iso(ends), status))


def _contracts(present: Present) -> None:
    """Each compound has a property manager; those of the administration have further services."""
    chance, provider = present.chance, present.setting.first_enterprise.code
    areas = {row.code: row.gross_floor_area_m2 for row in present.sheets.gathered(Building)}
    inside: dict[str, float] = {}
    for part in present.sheets.gathered(PartOf):
        if part.kind == "Building":
            inside[part.whole] = inside.get(part.whole, 0.0) + areas.get(part.part, 0.0)
    for compound in present.sheets.gathered(Compound):
        keeper = present.keepers.get(compound.code, f"{present.setting.place.code}-010")
        area = round(inside.get(compound.code, 0.0), 2)
        for year in YEARS[-3:]:
            present.sheets.add(
                PropertyContract(
                    code=f"{compound.code}-W{year}",
                    name=f"{compound.name}{year}年物业服务合同",
                    name_en=f"Property management of {compound.name_en}, {year}",
                    agency=keeper,
                    provider=provider,
                    compound=compound.code,
                    amount=round(area * chance.between(20, 60)),
                    area_m2=area,
                    starts_on=f"{year}-01-01",
                    ends_on=f"{year + 1}-01-01",
                )
            )
        if compound.kind != "RESIDENTIAL":
            _logistics(present, compound, keeper)


def _logistics(present: Present, compound: Compound, keeper: str) -> None:
    """What is provided to all who sit in a compound."""
    for kind in SERVICES:
        name = SERVICE_NAMES[kind]
        present.sheets.add(
            LogisticsService(
                code=f"{compound.code}-L-{kind[:4]}",
                name=f"{compound.name}{name}",
                name_en=f"{kind.capitalize()} at {compound.name_en}",
                agency=keeper,
                provider=present.setting.first_enterprise.code,
                compound=compound.code,
                kind=kind,
                amount=present.chance.between(8, 90) * 10_000,
                starts_on="2025-01-01",
                ends_on="2027-01-01",
            )
        )
