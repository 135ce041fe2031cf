"""Lines of a CSV file whose quotes are broken, told from rows that rightly stand on several lines.

A row may go on over line breaks inside a quoted field. It is broken if a closing quote is followed by anything but a
delimiter or the line's end, if the quote is never closed (or not within what DuckDB takes as one row), if on several lines
it has another number of fields than the header, or if three lines in a row inside one field are whole rows by their
delimiters. Then its first line alone is at fault, and reading goes on with the next: no line hides others.
"""

import re
from collections import deque
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from ingest.dialect import TOLD, Dialect, opened_text

# What DuckDB takes as one row, in bytes.
LONGEST = 2_000_000
# So many lines of a field, each with a row's delimiters, are rows that a broken quote hides. Of fewer than three columns
# prose has as many, and more than 300 are beyond DuckDB's regular expressions.
HIDDEN = 3
COLUMNS_TOLD = range(3, 301)


class Quoting:
    """Finds the broken lines of files of one dialect and number of columns, if that is known."""

    def __init__(self, dialect: Dialect, columns: int = 0) -> None:
        self.quote, self.delimiter, self.columns = dialect.quote, dialect.delimiter, columns
        # Without quotes no row is looked at so closely.
        quote, delimiter = re.escape(dialect.quote or "\0"), re.escape(dialect.delimiter)
        # As DuckDB has it: one space may stand before a quoted field, any number behind it.
        before, behind = ("", "") if dialect.delimiter == " " else (" ?+", " *+")
        inside = rf"(?:[^{quote}]++|{quote}{quote})*+"
        closing = rf"{quote}{behind}(?:(?P<more>{delimiter})|[\r\n]*\Z)"
        self.opening = re.compile(before + quote)
        self.inside = re.compile(inside)
        self.closing = re.compile(closing)
        field = rf"(?:{before}{quote}{inside}{quote}{behind}|(?!{before}{quote})[^{delimiter}\r\n]*+)"
        self.whole = re.compile(rf"{field}(?:{delimiter}{field})*+[\r\n]*")

    def rows(self, text: Iterator[str]) -> Iterator[tuple[list[str], bool]]:
        r"""The lines of each row, and whether it is sound; a broken one is a single line.

        >>> quoting = Quoting(Dialect(",", '"', 0, True), 2)
        >>> [lines for lines, sound in quoting.rows(iter(['1,"a\n', 'b"\n', '2,"c\n', '3,"d"\n'])) if not sound]
        [['2,"c\n']]
        """
        ahead: deque[str] = deque()
        while line := ahead.popleft() if ahead else next(text, ""):
            if not self.quote or self.quote not in line or self.whole.fullmatch(line):
                yield [line], True
            else:
                span = self._span(line, ahead, text)
                yield [line, *(ahead.popleft() for _ in range(span or 0))], span is not None

    def _span(self, line: str, ahead: deque[str], text: Iterator[str]) -> int | None:
        """On how many further lines the row goes on; none if it is broken."""
        fields, open_, span, size, hidden = 1, False, 0, 0, 0
        while True:
            if (walked := self._walk(line, open_=open_)) is None:
                return None
            more, closed = walked
            fields += more
            hidden = hidden + 1 if self._is_row(line) and open_ and not (more or closed) else 0
            if closed:
                return span if not span or self._fits(fields, line) else None
            if span == len(ahead):
                ahead.append(next(text, ""))
            line, open_ = ahead[span], True
            span, size = span + 1, size + len(line)
            if not line or size > LONGEST or hidden == HIDDEN:
                return None

    def _fits(self, fields: int, line: str) -> bool:
        # DuckDB lets a row end with one empty field too many.
        ends = line.rstrip("\r\n").removesuffix(self.quote * 2)
        spare = fields == self.columns + 1 and ends.endswith(self.delimiter)
        return fields == self.columns or spare or not self.columns

    def _is_row(self, line: str) -> bool:
        return self.columns in COLUMNS_TOLD and line.count(self.delimiter) == self.columns - 1

    def _walk(self, line: str, *, open_: bool) -> tuple[int, bool] | None:
        """How many fields begin on a line after its first, and whether its last is closed; nothing if it is broken."""
        fields, at = 0, 0
        while True:
            if not open_ and (opening := self.opening.match(line, at)):
                open_, at = True, opening.end()
            if open_:
                inside = self.inside.match(line, at)
                at = inside.end() if inside else at
                if at == len(line):
                    return fields, False
                if not (closing := self.closing.match(line, at)):
                    return None
                at = closing.end() if closing["more"] else 0
            else:
                at = line.find(self.delimiter, at) + 1
            if not at:
                return fields, True
            fields, open_ = fields + 1, False


def hidden_rows(dialect: Dialect, columns: int) -> str | None:
    """A regular expression that finds rows hidden in a field; none where they are not told from prose."""
    if not dialect.quote or columns not in COLUMNS_TOLD:
        return None
    delimiter = re.escape(dialect.delimiter)
    rest = rf"[^{delimiter}\n]*"
    return rf"\n({rest}({delimiter}{rest}){{{columns - 1}}}\n){{{HIDDEN}}}"


def mend(path: Path, copy: Path, dialect: Dialect, columns: int) -> tuple[list[tuple[int, str]], bool]:
    """Copy a file without its skipped and its broken lines, and tell the broken ones with their numbers.

    DuckDB gives up a file whose lines end in several ways: rows of the copy end in one, and it is told whether that was so.
    """
    broken: list[tuple[int, str]] = []
    ends: set[str] = set()
    with (
        opened_text(path, errors="surrogateescape") as text,
        copy.open("w", encoding="utf-8", errors="surrogateescape", newline="") as target,
    ):
        for _ in range(dialect.skip):
            ends.add(_split(next(text, ""))[1])
        number = dialect.skip + 1
        for lines, sound in Quoting(dialect, columns).rows(text):
            last, end = _split(lines[-1])
            ends.add(end)
            if sound:
                target.writelines((*lines[:-1], last, "\n"))
            else:
                told = lines[0][:TOLD].encode("utf-8", "surrogateescape").decode("utf-8", "replace").strip()
                broken.append((number, told))
            number += len(lines)
    return broken, len(ends - {""}) > 1


def _split(line: str) -> tuple[str, str]:
    """A line and how it ends."""
    text = line.rstrip("\r\n")
    return text, line[len(text) :]


def hampers_skipping(path: Path, dialect: Dialect) -> bool:
    """Whether DuckDB would skip other lines: to it a quote opens a field even in those, and all lines end in one way."""
    if not dialect.skip:
        return False
    with opened_text(path) as text:
        *skipped, header = islice(text, dialect.skip + 1)
    quoted = bool(dialect.quote) and any(dialect.quote in each for each in skipped)
    return quoted or len({_split(each)[1] for each in (*skipped, header)} - {""}) > 1
