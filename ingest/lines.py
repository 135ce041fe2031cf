"""On which lines of a file its rows stand."""

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Self

from ingest.dialect import PART, TOLD, Dialect, opened_bytes, opened_text
from ingest.objects import is_one_a_line
from ingest.quotes import Quoting

# What no path within a folder holds.
BETWEEN = "//"
LINE_END = re.compile(rb"[\r\n]")


def again(file: str, table: str) -> str:
    """What a file is called in the rows of a further table that is read from it, maybe in another way."""
    return f"{file}{BETWEEN}{table}"


def file_of(called: str) -> str:
    """The file that is called so in rows.

    >>> file_of("a.csv"), file_of(again("p/a.csv", "heading"))
    ('a.csv', 'p/a.csv')
    """
    return called.partition(BETWEEN)[0]


@dataclass(frozen=True, slots=True)
class Read:
    """A file as it was read: by DuckDB at `readable`, which is a copy if it had to be transcoded or mended.

    `removed` are lines of the original that the copy is without, `malformed` lines of the copy that are no rows.
    """

    readable: Path
    dialect: Dialect | None
    columns: tuple[str, ...] = ()
    malformed: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()

    def lines(self, wanted: Collection[int]) -> dict[int, int]:
        """The lines on which these records begin; blank lines and malformed ones were not counted as records."""
        if self.dialect is None:
            return self._objects(wanted)
        found: dict[int, int] = {}
        number, line = 0, self.dialect.skip + 1
        with opened_text(self.readable) as text:
            rows = Quoting(self.dialect, len(self.columns)).rows(islice(text, self.dialect.skip, None))
            for place, (lines, _) in enumerate(rows):
                begun, line = line, line + len(lines)
                if (place or not self.dialect.header) and self._counts(lines, begun):
                    number += 1
                    if number in wanted:
                        found[number] = begun
                if len(found) == len(wanted):
                    break
        return dict(zip(found, self.original(found.values()), strict=True))

    def _objects(self, wanted: Collection[int]) -> dict[int, int]:
        """The lines of objects that have one each; in JSON of any other form the number of the object."""
        found = {each: each for each in wanted}
        if is_one_a_line(self.readable):
            with opened_bytes(self.readable) as file:
                filled = ((line, text) for line, text in enumerate(file, 1) if text.strip())
                for record, (line, text) in enumerate(filled, 1):
                    if record == 1 and text.lstrip().startswith(b"["):
                        break
                    if record in found:
                        found[record] = line
        return found

    def _counts(self, lines: Sequence[str], begun: int) -> bool:
        """Whether these lines are a row; a blank line is one only of a single column, without a value."""
        row = len(self.columns) == 1 or lines[0].strip("\r\n")
        end = begun + len(lines) - 1
        return bool(row) and bisect_left(self.malformed, begun) == bisect_right(self.malformed, end)

    def without(self, lines: Iterable[int], copy: Path) -> Self:
        """The same file read from a copy that lacks these lines of the original too, and those to skip."""
        assert self.dialect
        skipped = self.original(range(1, self.dialect.skip + 1))
        removed = tuple(sorted((*self.removed, *skipped, *lines)))
        return replace(self, readable=copy, dialect=replace(self.dialect, skip=0), removed=removed)

    def original(self, lines: Iterable[int]) -> list[int]:
        """Lines of the copy as lines of the original."""
        before = [line - place for place, line in enumerate(self.removed)]
        return [each + bisect_right(before, each) for each in lines]


def lines_at(path: Path, positions: Iterable[int]) -> list[tuple[int, str]]:
    """The line on which each of these bytes stands, and its text; the positions ascend."""
    lines: list[tuple[int, str]] = []
    wanted, line, begun = deque(positions), 1, 0
    with opened_bytes(path) as file:
        part = file.read(PART)
        while wanted:
            ahead = file.read(PART)
            seen, at = part + ahead[:TOLD], 0
            while wanted and (wanted[0] < begun + len(part) or not ahead):
                place = wanted.popleft() - begun
                line, at = line + _ends(seen, at, place), place
                text = LINE_END.split(seen[place : place + TOLD], 1)[0]
                lines.append((line, text.decode("utf-8", "replace").strip()))
            line += _ends(seen, at, len(part))
            part, begun = ahead, begun + len(part)
    return lines


def _ends(text: bytes, start: int, end: int) -> int:
    r"""How many lines end between two places; CR and LF together end one, at the LF.

    >>> _ends(b"a\n\r\nb\rc", 0, 6), _ends(b"\r\n", 0, 1), _ends(b"\r\n", 1, 2)
    (3, 0, 1)
    """
    return text.count(b"\n", start, end) + text.count(b"\r", start, end) - text.count(b"\r\n", start, end + 1)
