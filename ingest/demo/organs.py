"""Agencies: who there is in a territory, under whom, and what each continues."""

from dataclasses import dataclass, replace
from functools import cache

from ingest.demo.links import SubordinateTo, Succeeds
from ingest.demo.periods import OPEN, TODAY, Line, Spell, day, during, iso
from ingest.demo.places import AGENCY_LEVELS, Level, Place, table
from ingest.demo.rows import Agency
from ingest.demo.setting import Setting
from ingest.demo.words import numeral

REFORMS = {
    "2014": (day(2014, 3, 20), day(2014, 5, 16), day(2014, 7, 25)),
    "2018": (day(2018, 10, 25), day(2018, 12, 28), day(2019, 1, 25)),
}
"""When each reform of agencies reached province, prefecture cities, counties."""

CREDIT_KINDS = {"INSTITUTION": "12", "KINDERGARTEN": "12", "LIAISON_OFFICE": "12", "MASS_ORGANISATION": "13"}
GUIDED = {"PEOPLES_CONGRESS", "CPPCC", "COURT"}
GOVERNMENT, OFFICES, STATE_ASSETS, FINANCE = "001", "010", "014", "013"
CAPITAL = "330100"
FOUNDING, MOVES = day(1983, 1, 1), day(2009, 1, 1)


@dataclass(frozen=True, slots=True)
class Template:
    """An agency that most territories have, as the table gives it; names and posts by level."""

    number: str
    scale: str
    name: tuple[str, ...]
    name_en: tuple[str, ...]
    kind: str
    sector: str
    superior: str
    weight: float
    head: tuple[str, ...]
    clerk: str
    origins: tuple[str, ...]
    succession: str
    reform: str

    def exists(self, level: Level, scale: str) -> bool:
        """Whether a territory of that level has it in a demo of that size."""
        least = self.scale[level]
        return least in "SML" and "SML".index(least) <= "SML".index(scale)


@dataclass(frozen=True, slots=True)
class Organ:
    """An agency of today. Each of its `lines` tells under which agencies a part of it stood before."""

    code: str
    name: str
    name_en: str
    head: str
    template: Template
    lines: tuple[Line, ...]

    @property
    def line(self) -> Line:
        """The line of its first part."""
        return self.lines[0]

    @property
    def separate(self) -> bool:
        """Whether it has premises of its own, away from the administrative centre."""
        return self.template.kind in ("INSTITUTION", "KINDERGARTEN", "LIAISON_OFFICE", "COURT", "PROCURATORATE")


def at(level: Level, choices: tuple[str, ...]) -> str:
    """The choice for a level; the last one serves all lower levels."""
    return choices[min(level, len(choices) - 1)]


@cache
def templates() -> dict[str, Template]:
    """The table of agencies, by number."""
    return {
        row["number"]: Template(
            number=row["number"],
            scale=row["scale"],
            name=tuple(row["name"].split("|")),
            name_en=tuple(row["nameEn"].split("|")),
            kind=row["kind"],
            sector=row["sector"],
            superior=row["superior"],
            weight=float(row["weight"]),
            head=tuple(row["head"].split("|")),
            clerk=row["clerk"],
            origins=tuple(filter(None, row["origins"].split("+"))),
            succession=row["succession"],
            reform=row["reform"],
        )
        for row in table("agencies")
    }


def found(setting: Setting) -> list[Organ]:
    """The agencies of a territory today, those of the table first, then the numbered schools and centres."""
    place, size = setting.place, setting.scale
    organs: dict[str, Organ] = {}
    for each in templates().values():
        if each.exists(place.level, size.name) and (each.kind != "LIAISON_OFFICE" or place.code != CAPITAL):
            organs[each.number] = _organ(setting, each, organs)
    numbered = [each for each in templates().values() if each.scale == "###"]
    for index in range(size.numbered[place.level]):
        round_, which = divmod(index, len(numbered))
        number = str(1001 + index)
        organs[number] = _organ(setting, _numbered(numbered[which], number, round_ + 1), organs)
    return list(organs.values())


def _numbered(template: Template, number: str, ordinal: int) -> Template:
    name, name_en = template.name[0].replace("#", numeral(ordinal)), template.name_en[0].replace("#", str(ordinal))
    return replace(template, number=number, name=(name,), name_en=(name_en,))


def _organ(setting: Setting, template: Template, organs: dict[str, Organ]) -> Organ:
    place = setting.place
    reform = REFORMS[template.reform][place.level] if template.reform else 0
    code = f"{place.code}-{template.number}"
    if reform <= place.since:
        lines: tuple[Line, ...] = ((Spell(code, _established(setting, template)),),)
    elif template.succession != "SPLIT":
        lines = tuple(
            (Spell(f"{place.code}-{each}", _established(setting, template), reform), Spell(code, reform))
            for each in template.origins
        )
    else:
        before = tuple(each for origin in template.origins if origin in organs for each in organs[origin].line)
        lines = ((*(each._replace(until=reform) for each in before), Spell(code, reform)),)
    names = (at(place.level, each) for each in (template.name, template.name_en, template.head))
    name, name_en, head = names
    return Organ(code, name.format(place.full_name), name_en.format(place.adjective), head, template, lines)


def _established(setting: Setting, template: Template) -> int:
    if template.superior == "^":
        return setting.place.since or FOUNDING
    last = 2012 if template.kind == "INSTITUTION" else 1999
    return max(day(setting.chance.between(1984, last), 3) + setting.chance.below(300), setting.place.since)


def register(setting: Setting, organ: Organ, organs: dict[str, Organ], posts: int, county: Place) -> None:
    """Write an agency, those it continues, what they stood below, where they lie."""
    point = county.point(setting.chance)
    since = organ.line[-1].since
    _agency(setting, organ, Spell(organ.code, since), posts, point)
    setting.situate("Agency", organ.code, county.code, since, OPEN)
    _subordinate(setting, organ, organs)
    for former in (line[0] for line in organ.lines if len(line) > 1):
        kind = organ.template.succession
        setting.sheets.add(Succeeds(organ.code, former.code, kind, iso(since), setting.document("编", since)))
        if kind != "SPLIT":
            _former(setting, former, posts // len(organ.lines), county)


def _former(setting: Setting, spell: Spell, posts: int, county: Place) -> None:
    template, place = templates()[spell.code[-3:]], setting.place
    name, name_en = at(place.level, template.name), at(place.level, template.name_en)
    former = Organ(spell.code, name.format(place.full_name), name_en.format(place.adjective), "", template, ())
    _agency(setting, former, spell, posts, county.point(setting.chance))
    setting.situate("Agency", spell.code, county.code, spell.since, spell.until)
    _below(setting, spell.code, f"{place.code}-{template.superior}", "LEADS", spell)


def _agency(setting: Setting, organ: Organ, spell: Spell, posts: int, point: tuple[float, float]) -> None:
    kind = organ.template.kind
    setting.sheets.add(
        Agency(
            code=organ.code,
            name=organ.name,
            name_en=organ.name_en,
            credit_code=setting.credit_code(CREDIT_KINDS.get(kind, "11")),
            kind=kind,
            level=AGENCY_LEVELS[setting.place.level],
            sector=organ.template.sector,
            authorised_posts=posts + setting.chance.below(4),
            established_on=iso(spell.since),
            abolished_on=iso(spell.until),
            longitude=point[0],
            latitude=point[1],
        )
    )


def _subordinate(setting: Setting, organ: Organ, organs: dict[str, Organ]) -> None:
    template, place = organ.template, setting.place
    since = organ.line[-1].since
    if template.superior == "^":
        if place.parent:
            kind = "GUIDES" if template.kind in GUIDED else "LEADS"
            _below(setting, organ.code, f"{place.parent}-{template.number}", kind, Spell("", since))
        return
    line = organs.get(template.superior, organs[GOVERNMENT]).line
    if template.kind == "INSTITUTION" and setting.chance.happens(0.15):
        moved = setting.chance.between(MOVES, TODAY - 900)
        line = (*during(organs[FINANCE].line, 0, moved), *during(line, moved))
    for superior in during(line, since):
        _below(setting, organ.code, superior.code, "LEADS", superior)


def _below(setting: Setting, code: str, superior: str, kind: str, spell: Spell) -> None:
    document = setting.document("编", spell.since)
    setting.sheets.add(SubordinateTo(code, superior, kind, iso(spell.since), iso(spell.until), document))
