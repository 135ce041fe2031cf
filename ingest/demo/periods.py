"""Days and half-open periods. A day is its ordinal, so that periods are compared and cut as whole numbers."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

OPEN = date.max.toordinal()
"""The end of a period that has not ended."""


class Spell(NamedTuple):
    """What or who, by its code, held from a day up to and without another."""

    code: str
    since: int
    until: int = OPEN


Line = tuple[Spell, ...]
"""Spells that follow one another, each taking over where the last one ends."""


def day(year: int, month: int = 1, of_month: int = 1) -> int:
    """A day's ordinal."""
    return date(year, month, of_month).toordinal()


@cache
def iso(ordinal: int) -> str:
    """A day as files have it; nothing for the open end.

    >>> iso(day(2018, 10, 25)), iso(OPEN)
    ('2018-10-25', '')
    """
    return "" if ordinal == OPEN else date.fromordinal(ordinal).isoformat()


@cache
def year_of(ordinal: int) -> int:
    """The year a day lies in."""
    return date.fromordinal(ordinal).year


def during(line: Iterable[Spell], since: int, until: int = OPEN) -> Iterator[Spell]:
    """The parts of a line that lie within a period.

    >>> [each.code for each in during((Spell("old", 0, 10), Spell("new", 10, 20)), 5, 10)]
    ['old']
    """
    for code, starts, ends in line:
        first, end = max(starts, since), min(ends, until)
        if first < end:
            yield Spell(code, first, end)


HISTORY = day(2006, 7, 1)
TODAY = day(2026, 7, 1)
"""The demo's own present: nothing recorded begins or ends later."""
