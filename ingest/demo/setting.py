"""How large a demo is, and what is shared by all that is made for one territory."""

from collections import Counter
from dataclasses import dataclass, field

from ingest.demo import identifiers
from ingest.demo.chance import Chance
from ingest.demo.links import PartOf, SituatedIn
from ingest.demo.periods import Spell, day, iso, year_of
from ingest.demo.places import Level, Place
from ingest.demo.sheets import Sheets


@dataclass(frozen=True, slots=True)
class Scale:
    """A size; triples are for the province, a prefecture city, a county."""

    name: str
    nodes: int
    headcount: float
    numbered: tuple[int, int, int]
    enterprises: tuple[int, int, int]
    homes: float
    desks_a_building: int


SCALES = {
    each.name: each
    for each in (
        Scale("S", 28_000, 5.6, (2, 1, 1), (24, 5, 1), 0.18, 22),
        Scale("M", 640_000, 47, (12, 8, 4), (200, 60, 20), 0.12, 110),
        Scale("L", 10_000_000, 88, (600, 450, 340), (2_000, 700, 120), 0.1, 260),
    )
}


@dataclass(frozen=True, slots=True)
class Setting:
    """One territory in the making: its place, its own draws, its serial numbers, the files."""

    place: Place
    scale: Scale
    seed: int
    chance: Chance
    sheets: Sheets
    serials: Counter[str] = field(default_factory=Counter)

    @property
    def first_enterprise(self) -> Spell:
        """The enterprise that the territory holds its others through, from when it was founded."""
        return Spell(f"{self.place.code}-E001", max(day(2003, 6, 1), self.place.since))

    def serial(self, series: str) -> int:
        """The next number of a series, from 1."""
        self.serials[series] += 1
        return self.serials[series]

    def code(self, series: str, width: int = 4) -> str:
        """The next code of a series, such as `330106-B0012`."""
        return f"{self.place.code}-{series}{self.serial(series):0{width}d}"

    def credit_code(self, kind: str) -> str:
        """A unified social credit code that nobody else has."""
        number = identifiers.scatter(self.serial("organisation"), 10**8, self.seed)
        return identifiers.credit_code(kind, self.place.code, number)

    def parcel_code(self, county: str) -> str:
        """The unit code of the next parcel; the cadastral district tells whose register it is in."""
        district = 1 + 100 * (Level.COUNTY - self.place.level)
        if county != self.place.seat:
            district = 300 + self.place.index
        return identifiers.parcel_code(county, district, self.serial("parcel"))

    def document(self, issuer: str, on: int) -> str:
        """The number of a decision made about that day."""
        return f"{self.place.abbreviation}{issuer}〔{year_of(on)}〕{self.chance.between(1, 240)}号"

    def certificate(self, on: int) -> str:
        """The number of a certificate of title."""
        return f"浙（{year_of(on)}）{self.place.full_name}不动产权第{self.serial('certificate'):07d}号"

    def situate(self, kind: str, code: str, county: str, since: int, until: int) -> None:
        """Record in which division something lies."""
        self.sheets.add(SituatedIn(kind, code, county, iso(max(since, self.place.since)), iso(until)))

    def part(self, kind: str, part: str, whole: str, since: int) -> None:
        """Record of what something is a part."""
        self.sheets.add(PartOf(kind, part, whole, iso(since) if since else ""))
