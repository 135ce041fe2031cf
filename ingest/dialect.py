"""How a CSV file is written, as its name and the mapping tell; its text and lines."""

import codecs
import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import BinaryIO, cast

from ingest.errors import MappingError
from ingest.mapping import SourceFile

# More of a line than this is not kept to be told.
TOLD = 1_000
# So much of a file is looked at together.
PART = 1 << 20
NO_TEXT = "it is not text in the file's encoding: name another with (encoding = '…')"
# UTF-32 first: what is little-endian begins as UTF-16 does.
MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a CSV file is written."""

    delimiter: str
    quote: str
    skip: int
    header: bool

    def first(self, text: Iterator[str]) -> list[str] | None:
        """The fields of the first line after the skipped ones, none of a blank one; nothing if there is no line."""
        csv.field_size_limit(1 << 30)
        lines = islice(text, self.skip, None)
        reader = (
            csv.reader(lines, delimiter=self.delimiter, quotechar=self.quote)
            if self.quote
            else csv.reader(lines, delimiter=self.delimiter, quoting=csv.QUOTE_NONE)
        )
        return next(reader, None)


def dialect_of(path: Path, source: SourceFile) -> Dialect:
    tabs = path.name.lower().removesuffix(".gz").endswith(".tsv")
    given = str(source.options.get("delimiter", "\t" if tabs else ",")).replace("\\t", "\t")
    quote = str(source.options.get("quote", '"'))
    if len(given) != 1 or len(quote) > 1:
        raise MappingError("A delimiter is one character, a quote one or none.", source.place)
    return Dialect(given, quote, int(source.options.get("skip", 0)), bool(source.options.get("header", True)))


def marked(path: Path) -> str | None:
    """The encoding that a file's first bytes tell, if it is not UTF-8."""
    with opened_bytes(path) as file:
        begun = file.read(4)
    return next((name for mark, name in MARKS.items() if begun.startswith(mark)), None)


def opened_bytes(path: Path) -> BinaryIO:
    return cast(BinaryIO, gzip.open(path)) if path.name.lower().endswith(".gz") else path.open("rb")


def opened_text(path: Path, encoding: str = "utf-8-sig", errors: str = "replace") -> TextIOWrapper:
    return TextIOWrapper(opened_bytes(path), encoding, errors, newline="")
