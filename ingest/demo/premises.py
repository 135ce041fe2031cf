"""Where the agencies of a territory are: its administrative centre, separate premises, and what they left behind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.demo import words
from ingest.demo.blocks import Block, Plan, blocks, former, modern
from ingest.demo.buildings import Deed, Site, building, furnish, parcel
from ingest.demo.organs import CAPITAL, OFFICES, Organ
from ingest.demo.periods import OPEN, TODAY, Line, Spell, day, during, iso
from ingest.demo.places import Level, Place, places
from ingest.demo.rows import Compound
from ingest.demo.setting import Setting
from ingest.demo.staffing import Post
from ingest.demo.titles import Claim, Stake, centralised, custody, owned, use

USES = {"EDUCATION": ("EDUCATION", "教学楼", "Teaching Building"), "HEALTH": ("MEDICAL", "门诊楼", "Clinic")}
OFFICE = ("OFFICE", "办公楼", "Office Building")
BUILDINGS_A_PARCEL = 4


@dataclass(frozen=True, slots=True)
class Premises:
    """Where every post's desk has been, and in which division every agency lies."""

    seats: list[Line]
    counties: dict[str, Place] = field(default_factory=dict)


class Settler:
    """Builds for the agencies of one territory."""

    def __init__(self, setting: Setting, organs: Sequence[Organ], posts: Sequence[Post]) -> None:
        self.setting = setting
        self.blocks = list(blocks(setting, organs, posts))
        self.offices = next(organ.line for organ in organs if organ.template.number == OFFICES)
        self.centralised_on = setting.chance.between(day(2018, 6), day(2021, 6))
        self.premises = Premises([()] * len(posts))

    def settle(self) -> Premises:
        """House everybody."""
        self._centre([block for block in self.blocks if not block.organs[0].separate])
        for block in self.blocks:
            if block.organs[0].separate:
                self._separate(block)
        return self.premises

    def _centre(self, central: Sequence[Block]) -> None:
        setting, place = self.setting, self.setting.place
        county = places()[place.seat]
        move = self._move(central, 0.5)
        built = move - setting.chance.between(60, 240) if move else day(setting.chance.between(1988, 2004), 5)
        deed = Deed("OFFICE", built, OPEN, tuple(owned(self.offices, built)), tuple(during(self.offices, built)))
        since = move or built + 90
        plans = [modern(setting, block, self.offices) for block in central]
        compound = self._compound(county, built, [organ for block in central for organ in block.organs], since)
        kind, kind_en = _centre_name(place)
        sites = list(self._sites(county, deed, plans))
        for index, (block, plan) in enumerate(zip(central, plans, strict=True)):
            if move:
                self._left(block, move)
            name = f"{kind}{index + 1}号楼", f"{kind_en}, Building {index + 1}"
            code, _ = building(setting, sites[index // BUILDINGS_A_PARCEL], deed, plan, name)
            setting.part("Building", code, compound, built)
            self._seat(plan, furnish(setting, code, deed, plan, (since, OPEN)), (since, OPEN))  # pyright: ignore[reportPossiblyUnboundVariable]
            self.premises.counties.update((organ.code, county) for organ in block.organs)

    def _sites(self, county: Place, deed: Deed, plans: Sequence[Plan]) -> Iterator[Site]:
        for start in range(0, len(plans), BUILDINGS_A_PARCEL):
            beside = plans[start : start + BUILDINGS_A_PARCEL]
            yield parcel(self.setting, county, deed, sum(each.footprint_m2 for each in beside))

    def _compound(self, county: Place, built: int, organs: Sequence[Organ], since: int) -> str:
        setting, code = self.setting, self.setting.code("C", 2)
        name, name_en = _centre_name(setting.place)
        kind = "OFFICE_AREA" if setting.place.level is Level.COUNTY else "ADMINISTRATIVE_CENTRE"
        address = county.full_name + words.address(setting.chance)[0]
        point = county.point(setting.chance)
        setting.sheets.add(Compound(code, name, name_en, kind, address, "IN_USE", iso(built), *point))
        setting.situate("Compound", code, county.code, built, OPEN)
        custody(setting, "Compound", code, during(self.offices, built))
        lines = (line for organ in organs for line in organ.lines)
        use(setting, "Compound", code, [Claim(spell) for line in lines for spell in during(line, since)])
        return code

    def _separate(self, block: Block) -> None:
        setting, organ = self.setting, block.organs[0]
        county = places()[self._county(organ)]
        move = self._move([block], 0.25)
        built = (
            move - setting.chance.between(60, 240)
            if move
            else max(day(setting.chance.between(1986, 2005), 9), _first([block]) - 200)
        )
        keeper = organ.line if organ.template.kind == "INSTITUTION" else self.offices
        plan = modern(setting, block, keeper)
        deed = self._deed(organ, built, bool(move))
        since = move or max(built + 90, deed.stakes[0].spell.since if deed.leased else 0)
        if move:
            self._left(block, move)
        site = parcel(setting, county, deed, plan.footprint_m2)
        _, purpose, purpose_en = _purpose(organ)
        code, _ = building(setting, site, deed, plan, (organ.name + purpose, f"{organ.name_en}, {purpose_en}"))
        self._seat(plan, furnish(setting, code, deed, plan, (since, OPEN)), (since, OPEN))
        self.premises.counties[organ.code] = county

    def _deed(self, organ: Organ, built: int, moved: bool) -> Deed:
        setting, line, kind = self.setting, organ.line, _purpose(organ)[0]
        if organ.template.kind != "INSTITUTION":
            keepers = (
                *during(line, built, self.centralised_on),
                *during(self.offices, max(built, self.centralised_on)),
            )
            stakes = centralised(line, self.offices, built, self.centralised_on)
            return Deed(kind, built, OPEN, tuple(stakes), keepers)
        if not moved and setting.chance.happens(0.08):
            return Deed(kind, built, OPEN, (self._enterprise(built),), tuple(during(line, built)))
        if setting.chance.happens(0.06):
            since = max(built, line[0].since, self.offices[0].since)
            joint = owned(line, since, share="0.6") + owned(self.offices, since, share="0.4")
            return Deed(kind, built, OPEN, tuple(joint), tuple(during(line, built)))
        change = setting.chance.between(day(2010), TODAY - 900) if setting.chance.happens(0.2) else built
        keepers = (*during(self.offices, built, change), *during(line, max(built, change)))
        return Deed(kind, built, OPEN, tuple(owned(line, built)), keepers)

    def _left(self, block: Block, move: int) -> None:
        """Write the premises that a block left: sold to the territory's enterprise, or demolished."""
        setting, line = self.setting, block.organs[0].line
        built = day(setting.chance.between(1972, 1994), 10)
        disposed = move + setting.chance.between(120, 700)
        stakes = owned(line, built, disposed)
        if setting.chance.happens(0.6):
            stakes.append(self._enterprise(disposed))
        plan = former(setting, block)
        deed = Deed(_purpose(block.organs[0])[0], built, disposed, tuple(stakes), tuple(during(line, built, disposed)))
        site = parcel(setting, places()[setting.place.seat], deed, plan.footprint_m2)
        organ = block.organs[0]
        code, _ = building(setting, site, deed, plan, (organ.name + "旧址", f"{organ.name_en}, former premises"))
        self._seat(plan, furnish(setting, code, deed, plan, (built, move)), (built, move))

    def _seat(self, plan: Plan, rooms: Sequence[str], period: tuple[int, int]) -> None:
        for chamber, room in zip(plan.chambers, rooms, strict=True):
            for desk in chamber.desks:
                self.premises.seats[desk] = (*self.premises.seats[desk], Spell(room, *period))

    def _move(self, moving: Sequence[Block], probability: float) -> int:
        """The day on which they move into what is built for them; 0 if they are there from the beginning."""
        on = self.setting.chance.between(day(2009), day(2023, 12, 31))
        return on if self.setting.chance.happens(probability) and on > _first(moving) + 400 else 0

    def _enterprise(self, since: int) -> Stake:
        first = self.setting.first_enterprise
        return Stake("Enterprise", first._replace(since=max(first.since, since)))

    def _county(self, organ: Organ) -> str:
        if organ.template.kind != "LIAISON_OFFICE":
            return self.setting.place.seat
        return self.setting.chance.pick(
            [each.code for each in places().values() if each.parent == CAPITAL and not each.since]
        )


def _first(among: Sequence[Block]) -> int:
    """From when all of them have been there."""
    return max(line[0].since for block in among for organ in block.organs for line in organ.lines)


def _purpose(organ: Organ) -> tuple[str, str, str]:
    return USES.get(organ.template.sector, OFFICE)


def _centre_name(place: Place) -> tuple[str, str]:
    if place.level is Level.COUNTY:
        return f"{place.full_name}机关大院", f"{place.adjective} Government Offices Compound"
    return f"{place.full_name}行政中心", f"{place.adjective} Administrative Centre"
