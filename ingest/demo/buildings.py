"""Parcels, and the buildings on them with their rooms."""

from dataclasses import dataclass

from ingest.demo import identifiers, words
from ingest.demo.blocks import Plan
from ingest.demo.links import StandsOn
from ingest.demo.periods import OPEN, TODAY, Spell, during, iso, year_of
from ingest.demo.places import Place, square
from ingest.demo.rows import Building, LandParcel, Room
from ingest.demo.setting import Setting
from ingest.demo.titles import Claim, Stake, custody, title, use

LAND_USES = {"OFFICE": "0801", "EDUCATION": "0803", "MEDICAL": "0805", "RESIDENTIAL": "0701", "OTHER": "0807"}
ROOMS_A_FLOOR = 14
HOSTILE = {
    "330000-B0002": "<img src=x onerror=alert(1)>",
    "330000-B0003": "=cmd|' /C calc'!A0",
}
"""Names that a careless page or spreadsheet would execute; every reader of the demo meets them."""


@dataclass(frozen=True, slots=True)
class Site:
    """A parcel to build on."""

    parcel: str
    place: Place
    point: tuple[float, float]
    address: str
    address_en: str


@dataclass(frozen=True, slots=True)
class Deed:
    """What is true of a parcel and of the buildings on it alike."""

    use: str
    built: int
    disposed: int
    stakes: tuple[Stake, ...]
    keepers: tuple[Spell, ...]

    @property
    def status(self) -> str:
        """Where it stands in its life."""
        return "IN_USE" if self.disposed == OPEN else "DISPOSED"

    @property
    def leased(self) -> bool:
        """Whether it belongs to an enterprise and is rented."""
        return self.stakes[0].kind == "Enterprise"


def parcel(setting: Setting, place: Place, deed: Deed, built_m2: float) -> Site:
    """Write a parcel wide enough for what is built on it."""
    chance, code = setting.chance, setting.parcel_code(place.code)
    street, street_en = words.address(chance)
    point = place.point(chance)
    area = round(built_m2 * chance.measure(2.2, 3.4), 2)
    acquired = deed.built - chance.between(400, 1200)
    row = LandParcel(
        code=code,
        name=f"{place.full_name}{street}宗地",
        name_en=f"Parcel at {street_en}, {place.name_en}",
        real_estate_unit_code=code,
        area_m2=area,
        land_use=LAND_USES[deed.use],
        right_kind="GRANTED" if deed.leased else "ALLOCATED",
        right_expires_on=iso(acquired + 18262) if deed.leased else "",
        address=place.full_name + street,
        status=deed.status,
        acquired_on=iso(acquired),
        acquisition="PURCHASED" if deed.leased else "ALLOCATED",
        disposed_on=iso(deed.disposed),
        original_cost=round(area * chance.between(300, 1500)),
        longitude=point[0],
        latitude=point[1],
        boundary=square(point, area),
    )
    setting.sheets.add(row)
    setting.situate("LandParcel", code, place.code, acquired, OPEN)
    title(setting, "LandParcel", code, deed.stakes, "LAND_USE_RIGHT")
    custody(setting, "LandParcel", code, deed.keepers)
    return Site(code, place, point, place.full_name + street, street_en)


def building(setting: Setting, site: Site, deed: Deed, plan: Plan, name: tuple[str, str]) -> tuple[str, str]:
    """Write a building without its rooms; its code, and its real-estate unit code."""
    chance, code = setting.chance, setting.code("B")
    unit = identifiers.building_code(site.parcel, setting.serial(site.parcel))
    cost = round(plan.gross_m2 * chance.between(1600, 5200))
    age = min(year_of(min(deed.disposed, TODAY)) - year_of(deed.built), 48)
    row = Building(
        code=code,
        name=HOSTILE.get(code, name[0]),
        name_en=name[1],
        real_estate_unit_code=unit,
        use=deed.use,
        gross_floor_area_m2=plan.gross_m2,
        usable_area_m2=plan.usable_m2,
        office_area_m2=plan.office_m2,
        floors_above_ground=plan.floors,
        floors_below_ground=chance.below(3) if age < 25 else 0,
        built_on=iso(deed.built),
        structure=chance.pick(("框架结构", "框剪结构", "钢结构")) if age < 30 else "砖混结构",
        condition="GOOD" if age < 15 else "FAIR" if age < 35 else "POOR",
        heritage=False,
        address=site.address,
        status=deed.status,
        acquired_on=iso(deed.built),
        acquisition="BUILT",
        disposed_on=iso(deed.disposed),
        original_cost=cost,
        net_book_value=0 if deed.disposed != OPEN else round(cost * (50 - age) / 50),
        longitude=round(site.point[0] + chance.between(-40, 40) / 100_000, 5),
        latitude=round(site.point[1] + chance.between(-40, 40) / 100_000, 5),
    )
    setting.sheets.add(row)
    setting.situate("Building", code, site.place.code, deed.built, OPEN)
    setting.sheets.add(StandsOn(code, site.parcel, plan.footprint_m2, iso(deed.built)))
    title(setting, "Building", code, deed.stakes)
    custody(setting, "Building", code, deed.keepers)
    return code, unit


def furnish(setting: Setting, code: str, deed: Deed, plan: Plan, used: tuple[int, int]) -> list[str]:
    """Write a building's rooms and who uses them; the codes of its rooms, in the plan's order."""
    basis = "LEASED" if deed.leased else "ALLOCATED"
    rate = setting.chance.between(300, 900) if deed.leased else 0
    claims: list[Claim] = []
    codes: list[str] = []
    for index, chamber in enumerate(plan.chambers):
        floor, place_on_floor = divmod(index, ROOMS_A_FLOOR)
        number = f"{floor + 1}{place_on_floor + 1:02d}"
        room = f"{code}-{number}"
        codes.append(room)
        area = chamber.area_m2
        setting.sheets.add(Room(room, number, floor + 1, chamber.use, area, deed.status, iso(deed.disposed)))
        setting.part("Room", room, code, deed.built)
        claim = [Claim(spell, area, area * rate) for spell in during(chamber.line, *used)]
        claims += claim
        use(setting, "Room", room, [each._replace(rent=0) for each in claim], basis)
    use(setting, "Building", code, claims, basis)
    return codes
