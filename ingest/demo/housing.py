"""Residential areas: their buildings and units, and the staff to whom these were allotted one after another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.demo import identifiers, words
from ingest.demo.blocks import Plan
from ingest.demo.buildings import Deed, Site, building, parcel
from ingest.demo.careers import Career
from ingest.demo.links import AllottedTo, Operates
from ingest.demo.periods import OPEN, TODAY, Line, day, during, iso
from ingest.demo.places import places
from ingest.demo.rows import Compound, HousingUnit, Person
from ingest.demo.setting import Setting
from ingest.demo.titles import Stake, custody, owned, title

KINDS = ("REFORM_SALE", "PUBLIC_RENTAL", "TURNOVER", "PUBLIC_RENTAL", "TALENT", "AFFORDABLE")
TERMS = {"REFORM_SALE": "SALE", "AFFORDABLE": "SALE", "TURNOVER": "TURNOVER"}
AREAS = {
    "正厅": (110, 138),
    "副厅": (100, 118),
    "正处": (86, 104),
    "副处": (78, 94),
    "正科": (70, 84),
    "副科": (64, 79),
    "科员": (48, 69),
}
"""Floor area allotted by rank, in m²."""

UNITS_A_FLOOR = 4
LARGEST = 48
SALES_FROM = day(1998, 10)


@dataclass(frozen=True, slots=True)
class Home:
    """A unit to be: whom it is allotted to, and who had it before."""

    area_m2: float
    tenant: Career | None
    before: Career | None


def homes(setting: Setting, careers: Sequence[Career], offices: Line) -> None:
    """Write the housing of a territory's staff."""
    current = [each for each in careers if each.left == OPEN and each.hired < TODAY - 800]
    wanted = round(len(current) * setting.scale.homes)
    if not wanted:
        return
    stride = len(current) // wanted
    tenants = current[:: max(1, stride)][:wanted]
    plans = list(_homes(setting, tenants, [each for each in careers if each.left != OPEN]))
    a_building = min(LARGEST, max(8, round(len(plans) ** 0.5) * 2))
    compound = _compound(setting, offices)
    for number, start in enumerate(range(0, len(plans), a_building)):
        _raise(setting, compound, plans[start : start + a_building], number + 1, offices)


def _homes(setting: Setting, tenants: Sequence[Career], former: Sequence[Career]) -> Iterator[Home]:
    chance, leavers = setting.chance, iter(former)
    for tenant in tenants:
        area = chance.measure(*AREAS[tenant.rank])
        before = next(leavers, None) if chance.happens(0.4) else None
        if before and (before.left > TODAY - 300 or AREAS[before.rank] < AREAS[tenant.rank]):
            before = None
        yield Home(area, None if chance.happens(0.05) else tenant, before)


def _compound(setting: Setting, offices: Line) -> str:
    place, code = setting.place, setting.code("C", 2)
    seat, built = places()[place.seat], day(1986, 6, 1)
    (brand, brand_en), point = setting.chance.pick(words.words("brand")), places()[place.seat].point(setting.chance)
    address = seat.full_name + words.address(setting.chance)[0]
    name, name_en = f"{place.full_name}{brand}公寓", f"{brand_en} Residence, {place.name_en}"
    setting.sheets.add(Compound(code, name, name_en, "RESIDENTIAL", address, "IN_USE", iso(built), *point))
    setting.situate("Compound", code, seat.code, built, OPEN)
    custody(setting, "Compound", code, during(offices, built))
    operator, since, _ = setting.first_enterprise
    setting.sheets.add(Operates(operator, code, iso(since)))
    return code


def _raise(setting: Setting, compound: str, plans: Sequence[Home], number: int, offices: Line) -> None:
    kind = KINDS[(number + setting.place.index) % len(KINDS)]
    years = (1988, 1996) if kind == "REFORM_SALE" else (1999, 2016)
    built = day(setting.chance.between(*years), 6, 15)
    deed = Deed("RESIDENTIAL", built, OPEN, tuple(owned(offices, built)), tuple(during(offices, built)))
    total = round(sum(home.area_m2 for home in plans), 2)
    floors = -(-len(plans) // UNITS_A_FLOOR)
    plan = Plan((), round(total * 0.74, 2), 0.0, round(total * 1.06, 2), floors)
    site = parcel(setting, places()[setting.place.seat], deed, plan.footprint_m2)
    name = f"{setting.place.full_name}职工住宅{number}幢", f"{setting.place.adjective} Staff Housing, Block {number}"
    block, unit_code = building(setting, site, deed, plan, name)
    setting.part("Building", block, compound, built)
    for index, home in enumerate(plans):
        unit = _unit(setting, site, block, (unit_code, index), kind, home, deed)
        _allot(setting, unit, kind, home, max(built + 120, offices[0].since))


def _unit(
    setting: Setting, site: Site, block: str, position: tuple[str, int], kind: str, home: Home, deed: Deed
) -> str:
    unit_code, index = position
    floor, door = index // UNITS_A_FLOOR + 1, index % UNITS_A_FLOOR + 1
    code, number = setting.code("H"), f"{floor}{door:02d}"
    row = HousingUnit(
        code=code,
        name=f"{site.address}{number}室",
        name_en=f"Flat {number}, {site.address_en}",
        real_estate_unit_code=identifiers.building_code(unit_code[:19], int(unit_code[20:24]), index + 1),
        kind=kind,
        floor_area_m2=home.area_m2,
        rooms=1 + int(home.area_m2 // 32),
        floor=floor,
        address=site.address,
        status="IN_USE" if home.tenant else "IDLE",
        acquired_on=iso(deed.built),
        original_cost=round(home.area_m2 * setting.chance.between(900, 4200)),
        longitude=site.point[0],
        latitude=site.point[1],
    )
    setting.sheets.add(row)
    setting.situate("HousingUnit", code, site.place.code, deed.built, OPEN)
    setting.part("HousingUnit", code, block, deed.built)
    title(setting, "HousingUnit", code, _stakes(setting, kind, deed))
    custody(setting, "HousingUnit", code, deed.keepers)
    return code


def _stakes(setting: Setting, kind: str, deed: Deed) -> list[Stake]:
    """Affordable units are owned together with a person who bought a part."""
    if kind != "AFFORDABLE" or not setting.chance.happens(0.5):
        return list(deed.stakes)
    person = setting.code("N")
    setting.sheets.add(Person(person, *words.person(setting.chance)))
    shared = [each._replace(share="0.6") for each in deed.stakes]
    return [*shared, *(Stake("Person", each.spell._replace(code=person), "0.4") for each in deed.stakes)]


def _allot(setting: Setting, unit: str, kind: str, home: Home, ready: int) -> None:
    chance, terms = setting.chance, TERMS.get(kind, "RENTAL")
    if home.before and terms != "SALE":
        since = max(ready, home.before.hired + 100)
        if since < home.before.left:
            _allotment(setting, unit, home.before, terms, home.area_m2, since, home.before.left)
            ready = max(ready, home.before.left + chance.between(20, 160))
    if home.tenant:
        since = max(ready, home.tenant.hired + chance.between(100, 700), SALES_FROM if terms == "SALE" else 0)
        _allotment(setting, unit, home.tenant, terms, home.area_m2, since, OPEN)


def _allotment(setting: Setting, unit: str, member: Career, terms: str, area: float, since: int, until: int) -> None:
    chance = setting.chance
    price = f"{area * chance.between(900, 3600):.2f}" if terms == "SALE" else ""
    rent = "" if terms == "SALE" else f"{area * chance.between(4, 18):.2f}"
    document = setting.document("机管房", since)
    setting.sheets.add(AllottedTo(unit, member.code, terms, price, rent, iso(since), iso(until), document))
