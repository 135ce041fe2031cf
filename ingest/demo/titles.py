"""Who owns an asset and who answers for it, from when to when."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from ingest.demo.links import Manages, Owns, Uses
from ingest.demo.periods import OPEN, Line, Spell, during, iso
from ingest.demo.setting import Setting


class Stake(NamedTuple):
    """A party's share for a spell."""

    kind: str
    spell: Spell
    share: str = "1"


def owned(line: Line, since: int, until: int = OPEN, share: str = "1") -> list[Stake]:
    """Owned by a line of agencies."""
    return [Stake("Agency", spell, share) for spell in during(line, since, until)]


def centralised(line: Line, centre: Line, since: int, change: int, until: int = OPEN) -> list[Stake]:
    """Owned by the agency itself until titles were brought together in one hand."""
    change = max(since, change)
    return owned(line, since, min(change, until)) + owned(centre, change, until)


def title(setting: Setting, kind: str, asset: str, stakes: Iterable[Stake], right: str = "OWNERSHIP") -> None:
    """Write the owners of an asset, each with a certificate if it is real estate."""
    for owner_kind, (owner, since, until), share in stakes:
        certificate = "" if kind == "Vehicle" else setting.certificate(since)
        document = setting.document("机管", since)
        setting.sheets.add(
            Owns(owner_kind, owner, kind, asset, share, right, certificate, iso(since), iso(until), document)
        )


def custody(setting: Setting, kind: str, asset: str, spells: Iterable[Spell]) -> None:
    """Write which agencies answered for an asset."""
    for agency, since, until in spells:
        document = setting.document("机管", since)
        setting.sheets.add(Manages(agency, kind, asset, iso(since), iso(until), document))


class Claim(NamedTuple):
    """An area used for a spell, and the rent a year."""

    spell: Spell
    area_m2: float = 0
    rent: float = 0


def use(setting: Setting, kind: str, used: str, claims: Iterable[Claim], basis: str = "ALLOCATED") -> None:
    """Write who uses something; claims of one agency that overlap are added up, period by period."""
    by_agency: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_agency[claim.spell.code].append(claim)
    for agency, several in by_agency.items():
        for since, until, area, rent in _added(several):
            row = Uses(
                agency,
                kind,
                used,
                basis,
                f"{area:.2f}" if area else "",
                f"{rent:.2f}" if rent else "",
                iso(since),
                iso(until),
                setting.document("机管", since),
            )
            setting.sheets.add(row)


def _added(claims: list[Claim]) -> Iterator[tuple[int, int, float, float]]:
    """Periods with the sums that hold in them.

    >>> list(_added([Claim(Spell("a", 1, 9), 10), Claim(Spell("a", 1, 5), 4)]))
    [(1, 5, 14, 0), (5, 9, 10, 0)]
    """
    bounds = sorted({bound for claim in claims for bound in claim.spell[1:]})
    for since, until in pairwise(bounds):
        held = [each for each in claims if each.spell.since <= since and until <= each.spell.until]
        if held:
            yield since, until, sum(each.area_m2 for each in held), sum(each.rent for each in held)
