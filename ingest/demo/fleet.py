"""Official vehicles: bought, assigned, handed on, replaced before they are eight years old."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.demo import identifiers
from ingest.demo.careers import Career
from ingest.demo.links import AssignedTo
from ingest.demo.organs import Organ
from ingest.demo.periods import HISTORY, OPEN, TODAY, Line, Spell, day, during, iso, year_of
from ingest.demo.places import table
from ingest.demo.rows import Vehicle
from ingest.demo.setting import Setting
from ingest.demo.titles import custody, owned, title

RENEWED_FROM = day(2019, 7, 1)
POOLED_FROM = day(2016, 4, 1)
"""Since the reform of official vehicles those of the centre are kept in one pool."""
ENFORCERS = {"005", "006", "017", "022", "033"}
KINDS = ("EMERGENCY", "EMERGENCY", "EMERGENCY", "CONFIDENTIAL_COMMUNICATION", "CONFIDENTIAL_COMMUNICATION", "OTHER")
SERIALS_A_PLACE = 9_800


@dataclass(frozen=True, slots=True)
class Model:
    """A model on sale for some years, within the limits of price and displacement of its kinds."""

    make: str
    model: str
    name_en: str
    wmi: str
    series: str
    energy: str
    displacement: str
    seats: int
    prices: tuple[int, int]
    kinds: frozenset[str]
    years: range


@dataclass(frozen=True, slots=True)
class Service:
    """A vehicle's time in service, and under whom."""

    kind: str
    since: int
    until: int
    line: Line
    driver: str = ""


@cache
def models(kind: str, year: int) -> tuple[Model, ...]:
    """What could be bought for a purpose in a year."""
    return tuple(each for each in _models() if kind in each.kinds and year in each.years)


@cache
def _models() -> tuple[Model, ...]:
    return tuple(
        Model(
            make=row["make"],
            model=row["model"],
            name_en=row["nameEn"],
            wmi=row["wmi"],
            series=row["series"],
            energy=row["energy"],
            displacement=row["displacementL"],
            seats=int(row["seats"]),
            prices=(int(row["priceFrom"]), int(row["priceTo"])),
            kinds=frozenset(row["kinds"].split("+")),
            years=range(int(row["since"]), int(row["until"])),
        )
        for row in table("vehicles")
    )


def fleet(setting: Setting, organs: Sequence[Organ], careers: Sequence[Career], pool: Line) -> None:
    """Write the vehicles of a territory's agencies."""
    staff = {career.agency: career for career in careers if career.left == OPEN and career.hired < RENEWED_FROM}
    sizes: dict[str, int] = {}
    for career in careers:
        sizes[career.agency] = sizes.get(career.agency, 0) + 1
    for organ in organs:
        for which in range(1 + sizes[organ.code] // 36):
            line = organ.lines[which % len(organ.lines)]
            for service in _services(setting, organ, line, organs, staff.get(organ.code)):
                keepers = during(line, service.since, service.until) if organ.separate else _pooled(service, pool)
                _vehicle(setting, service, tuple(keepers))


def _pooled(service: Service, pool: Line) -> Iterator[Spell]:
    change = max(service.since, POOLED_FROM)
    yield from during(service.line, service.since, min(change, service.until))
    yield from during(pool, change, service.until)


def _services(
    setting: Setting, organ: Organ, line: Line, organs: Sequence[Organ], driver: Career | None
) -> Iterator[Service]:
    chance = setting.chance
    kind = "LAW_ENFORCEMENT" if organ.template.number in ENFORCERS else chance.pick(KINDS)
    if organ.template.sector in ("HEALTH", "EDUCATION") and chance.happens(0.5):
        kind = "SPECIAL_TECHNICAL"
    since = max(chance.between(RENEWED_FROM, TODAY - 120), line[0].since)
    if driver and chance.happens(0.06):
        yield Service(kind, since, OPEN, line, driver.code)
    elif chance.happens(0.08) and since < TODAY - 400:
        change, other = chance.between(since + 180, TODAY - 60), chance.pick(organs).line
        yield Service(kind, since, OPEN, (*during(line, since, change), *during(other, max(change, other[0].since))))
    else:
        yield Service(kind, since, OPEN, line)
    while chance.happens(0.45):
        until, since = since + chance.between(0, 60), since - chance.between(2200, 2860)
        if since < max(HISTORY, line[0].since):
            return
        yield Service(kind, since, min(until, TODAY), line)


def _vehicle(setting: Setting, service: Service, keepers: Sequence[Spell]) -> None:
    chance, place = setting.chance, setting.place
    year, code, serial = year_of(service.since), setting.code("V", 5), setting.serials["V"]
    model = chance.pick(models(service.kind, year))
    number = identifiers.scatter(place.index * SERIALS_A_PLACE + serial, 10**6, setting.seed)
    plate = identifiers.plate(
        place.plate, place.slot, identifiers.scatter(serial, 10**4, setting.seed + place.index), model.energy
    )
    price = chance.between(*model.prices) // 100 * 100
    age = (min(service.until, TODAY) - service.since) / 365.25
    row = Vehicle(
        code=code,
        name=f"{model.make}{model.model} {plate}",
        name_en=f"{model.name_en} {plate}",
        vin=identifiers.vin(model.wmi, model.series, year, number),
        plate=plate,
        kind=service.kind,
        make=model.make,
        model=model.model,
        energy=model.energy,
        displacement_l=model.displacement,
        seats=model.seats,
        purchase_price=price,
        registered_on=iso(service.since),
        odometer_km=round(age * chance.between(8_500, 21_000)),
        status="IN_USE" if service.until == OPEN else "DISPOSED",
        net_book_value=round(price * max(0.05, 1 - age / 8)),
        disposed_on=iso(service.until),
    )
    setting.sheets.add(row)
    title(setting, "Vehicle", code, owned(service.line, service.since, service.until))
    custody(setting, "Vehicle", code, keepers)
    _assign(setting, code, service)


def _assign(setting: Setting, code: str, service: Service) -> None:
    kind = "Staff" if service.driver else "Agency"
    spells = (
        [Spell(service.driver, service.since, service.until)]
        if service.driver
        else [*during(service.line, service.since, service.until)]
    )
    for assignee, since, until in spells:
        document = setting.document("机管车", since)
        setting.sheets.add(AssignedTo(code, kind, assignee, iso(since), iso(until), document))
