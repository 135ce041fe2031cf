"""Careers: who was hired when, promoted, moved between agencies, retired; and in which room they worked."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.demo import words
from ingest.demo.links import Employs, Occupies
from ingest.demo.periods import OPEN, TODAY, Line, day, during, iso
from ingest.demo.rows import Staff
from ingest.demo.setting import Setting
from ingest.demo.staffing import Post

FIRST_HIRED, LAST_HIRED = day(1992, 8, 1), day(2024, 8, 1)
CHANGES = day(2008, 1, 1)
TURNOVER = 0.35
SETTLED = 700
"""No post changes hands twice within so many days."""


@dataclass(frozen=True, slots=True)
class Member:
    """Someone on the staff: since when, and in their present post since when."""

    code: str
    name: str
    name_en: str
    hired: int
    since: int

    def moved(self, on: int) -> "Member":
        """The same, in another post."""
        return Member(self.code, self.name, self.name_en, self.hired, on)


@dataclass(frozen=True, slots=True)
class Career:
    """A member of staff as housing and vehicles see them."""

    code: str
    rank: str
    agency: str
    hired: int
    left: int


class Careers:
    """Follows the posts of a territory through the years."""

    def __init__(self, setting: Setting, posts: Sequence[Post], seats: Sequence[Line]) -> None:
        self.setting = setting
        self.posts = posts
        self.seats = seats
        self.numbers: Counter[str] = Counter()
        self.finished: list[Career] = []
        self.holders = [self._hire(index, self._first_day(post)) for index, post in enumerate(posts)]

    def run(self) -> list[Career]:
        """Let the years pass; all careers, those that are over first."""
        chance, size = self.setting.chance, len(self.posts)
        for on in sorted(chance.between(CHANGES, TODAY - 30) for _ in range(round(size * TURNOVER))):
            index = chance.below(size)
            if self._settled(index, on):
                self._retire(index, on)
                self._fill(index, on)
        for index, member in enumerate(self.holders):
            self._spend(index, member, OPEN)
            self._finish(index, member, OPEN)
        return self.finished

    def _first_day(self, post: Post) -> int:
        earliest = max(FIRST_HIRED, post.line[0].since)
        return self.setting.chance.between(earliest, max(earliest, LAST_HIRED))

    def _settled(self, index: int, on: int) -> bool:
        return self.holders[index].since < on - SETTLED

    def _hire(self, index: int, on: int) -> Member:
        agency = next(during(self.posts[index].line, on)).code
        self.numbers[agency] += 1
        name, name_en = words.person(self.setting.chance)
        return Member(f"{agency}-{self.numbers[agency]:04d}", name, name_en, on, on)

    def _retire(self, index: int, on: int) -> None:
        self._spend(index, self.holders[index], on)
        self._finish(index, self.holders[index], on)

    def _fill(self, index: int, on: int) -> None:
        """By promotion from just below, by transfer from another agency, or by hiring."""
        source = self._source(index)
        if source == index or not self._settled(source, on):
            self.holders[index] = self._hire(index, on)
            return
        promoted = self.holders[source]
        self._spend(source, promoted, on)
        self.holders[index] = promoted.moved(on)
        self.holders[source] = self._hire(source, on)

    def _source(self, index: int) -> int:
        chance, post = self.setting.chance, self.posts[index]
        if chance.happens(0.5):
            below = min(index + 1 + chance.below(6), len(self.posts) - 1)
            return below if self.posts[below].organ == post.organ else index
        if chance.happens(0.4):
            other = chance.below(len(self.posts))
            return other if self.posts[other].area_m2 <= post.area_m2 else index
        return index

    def _spend(self, index: int, member: Member, until: int) -> None:
        """Write a member's time in a post, cut where the agency was reorganised or moved house."""
        post, sheets = self.posts[index], self.setting.sheets
        for agency, since, to in during(post.line, member.since, until):
            kind = "CONTRACT" if post.rank == "科员" and self.setting.chance.happens(0.12) else "ESTABLISHED"
            document = self.setting.document("组", since)
            sheets.add(Employs(agency, member.code, post.title, post.rank, kind, iso(since), iso(to), document))
        for room, since, to in during(self.seats[index], member.since, until):
            sheets.add(Occupies(member.code, room, post.area_m2, iso(since), iso(to)))

    def _finish(self, index: int, member: Member, left: int) -> None:
        post, number = self.posts[index], member.code.rsplit("-", 1)[1]
        row = Staff(member.code, member.name, member.name_en, number, post.rank, post.title)
        self.setting.sheets.add(row)
        self.finished.append(Career(member.code, post.rank, post.line[-1].code, member.hired, left))
