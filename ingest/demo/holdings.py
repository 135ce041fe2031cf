"""Enterprises, held through one another up to agencies; some by persons, and a few in circles."""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.demo import words
from ingest.demo.links import HoldsShare
from ingest.demo.organs import CAPITAL, FINANCE, STATE_ASSETS
from ingest.demo.periods import OPEN, TODAY, Spell, iso
from ingest.demo.places import Level, Place, places
from ingest.demo.rows import Enterprise, Person, Planted
from ingest.demo.setting import Setting
from ingest.demo.titles import Stake

DEPTH = 5
FORMER_HOLDER = "015"
"""The education authority, whose enterprises went over to others."""
CIRCLES = {"330000": (5, 3), "330200": (3, 2)}
"""Where an enterprise (by its number) also holds a share in one above it, which is how a circle comes about."""

SPLITS = (("1",), ("0.7", "0.3"), ("0.51", "0.49"), ("0.6", "0.25", "0.15"), ("0.333333333333",) * 3)
FOREIGN = "330000-E007"
"""The one enterprise that is registered abroad."""


@dataclass(frozen=True, slots=True)
class Company:
    """An enterprise to be."""

    code: str
    founded: int
    capital: int
    abroad: bool


def holdings(setting: Setting) -> None:
    """Write the enterprises of a territory."""
    founded: list[int] = []
    for number in range(1, setting.scale.enterprises[setting.place.level] + 1):
        founded.append(_founding(setting, number, founded))
    for number, since in enumerate(founded, 1):
        code = f"{setting.place.code}-E{number:03d}"
        company = Company(code, since, setting.chance.between(2, 900) * 1_000_000, code == FOREIGN)
        _register(setting, company)
        for stake in _stakes(setting, number, founded):
            _hold(setting, company, stake)


def _above(number: int) -> int:
    """The number of the enterprise that mainly holds it; 0 for the first, which agencies hold."""
    return 0 if number == 1 else 1 if (number - 1) % DEPTH == 0 else number - 1


def _founding(setting: Setting, number: int, founded: list[int]) -> int:
    if number == 1:
        return setting.first_enterprise.since
    earliest = founded[_above(number) - 1] + 90
    return setting.chance.between(earliest, max(earliest, min(earliest + 1500, TODAY - 1200)))


def _stakes(setting: Setting, number: int, founded: list[int]) -> Iterator[Stake]:
    place, since = setting.place, founded[number - 1]
    if number == 1:
        yield from _top(place, since)
        return
    main = Spell(f"{place.code}-E{_above(number):03d}", since)
    source, target = CIRCLES.get(place.code, (0, 0))
    if number == target and source <= len(founded):
        closed = founded[source - 1] + 400
        yield Stake("Enterprise", main._replace(until=closed), "1")
        yield Stake("Enterprise", main._replace(since=closed), "0.9")
        yield Stake("Enterprise", Spell(f"{place.code}-E{source:03d}", closed), "0.1")
        for member in range(target, source + 1):
            setting.sheets.add(Planted("CIRCULAR_HOLDING", "Enterprise", f"{place.code}-E{member:03d}"))
        return
    split = setting.chance.pick(SPLITS)
    yield Stake("Enterprise", main, split[0])
    others = _others(setting, number, since)
    for minor, share in enumerate(split[1:]):
        stake = next(others)._replace(share=share)
        yield from (stake,) if minor else _changing(setting, stake)


def _top(place: Place, since: int) -> Iterator[Stake]:
    if place.level is Level.COUNTY:
        yield Stake("Agency", Spell(f"{place.code}-{STATE_ASSETS}", since), "0.8")
        yield Stake("Enterprise", Spell(f"{place.parent}-E001", since), "0.2")
    else:
        yield Stake("Agency", Spell(f"{place.code}-{STATE_ASSETS}", since), "0.9")
        yield Stake("Agency", Spell(f"{place.code}-{FINANCE}", since), "0.1")


def _others(setting: Setting, number: int, since: int) -> Iterator[Stake]:
    """Minor holders, each another one."""
    place, chance = setting.place, setting.chance
    if chance.happens(0.25):
        person = setting.code("N")
        setting.sheets.add(Person(person, *words.person(chance)))
        yield Stake("Person", Spell(person, since))
    if place.parent and chance.happens(0.5):
        yield Stake("Enterprise", Spell(f"{place.parent}-E001", since))
    if _above(number) != 1:
        yield Stake("Enterprise", Spell(f"{place.code}-E001", since))
    yield Stake("Agency", Spell(f"{place.code}-{STATE_ASSETS}", since))
    yield Stake("Agency", Spell(f"{place.code}-{FINANCE}", since))


def _changing(setting: Setting, stake: Stake) -> Iterator[Stake]:
    """A minor share, in three of ten cases taken over from an agency that held it first."""
    since = stake.spell.since
    if stake.kind != "Agency" and setting.chance.happens(0.3):
        change = setting.chance.between(since + 300, TODAY - 200)
        yield Stake("Agency", Spell(f"{setting.place.code}-{FORMER_HOLDER}", since, change), stake.share)
        yield stake._replace(spell=stake.spell._replace(since=change))
    else:
        yield stake


def _register(setting: Setting, company: Company) -> None:
    name, name_en, purpose = words.enterprise(setting.place, setting.chance)
    county = _home(setting)
    longitude, latitude = county.point(setting.chance)
    row = Enterprise(
        code=company.code,
        name=name.replace("有限公司", "（香港）有限公司") if company.abroad else name,
        name_en=name_en.replace(" Co., Ltd.", " (Hong Kong) Limited") if company.abroad else name_en,
        credit_code="" if company.abroad else setting.credit_code("91"),
        scheme="HK-CR" if company.abroad else "",
        registered_capital=str(company.capital),
        currency="HKD" if company.abroad else "CNY",
        jurisdiction="HK" if company.abroad else "CN",
        purpose=purpose,
        established_on=iso(company.founded),
        longitude="" if company.abroad else longitude,
        latitude="" if company.abroad else latitude,
    )
    setting.sheets.add(row)
    if not company.abroad:
        setting.situate("Enterprise", company.code, county.code, company.founded, OPEN)


def _home(setting: Setting) -> Place:
    """A county of the territory; of the capital for the province's."""
    place = setting.place
    within = CAPITAL if place.level is Level.PROVINCE else place.code
    counties = [each for each in places().values() if each.parent == within and not each.since]
    return setting.chance.pick(counties) if counties else place


def _hold(setting: Setting, company: Company, stake: Stake) -> None:
    holder, since, until = stake.spell
    row = HoldsShare(
        holder_kind=stake.kind,
        holder=holder,
        enterprise=company.code,
        share=stake.share,
        kind="CAPITAL",
        amount=f"{company.capital * float(stake.share):.2f}",
        currency="HKD" if company.abroad else "CNY",
        valid_from=iso(since),
        valid_to=iso(until),
        document=setting.document("国资", since),
    )
    setting.sheets.add(row)
