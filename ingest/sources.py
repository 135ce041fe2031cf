"""The files that a mapping names → tables of DuckDB, each row with `_row`: its file and record."""

import codecs
import csv
import gzip
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import BinaryIO, cast

import duckdb

from ingest.errors import MappingError
from ingest.mapping import SourceFile
from ingest.rejects import Reject

KINDS = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".json": "json",
    ".jsonl": "json",
    ".ndjson": "json",
    ".parquet": "parquet",
}
OPTIONS: dict[str, dict[str, type]] = {
    "csv": {"delimiter": str, "quote": str, "encoding": str, "skip": int, "header": bool},
    "json": {"encoding": str, "objects": bool},
    "parquet": {},
}
PART = 1 << 20
# A row's text may begin with the line end of the row before it.
MALFORMED_ROWS = """
SELECT DISTINCT ON (line_byte_position)
    line_byte_position + length(csv_line) - length(ltrim(csv_line, chr(13) || chr(10))), error_type, csv_line
FROM reject_errors JOIN reject_scans USING (scan_id, file_id) WHERE file_path = ? ORDER BY line_byte_position"""
MALFORMED = {
    "TOO MANY COLUMNS": "it has more fields than the header",
    "MISSING COLUMNS": "it has fewer fields than the header",
    "UNQUOTED VALUE": "a quote is not closed, or stands inside a field",
    "INVALID ENCODING": "it is not text in the file's encoding: name another with (encoding = '…')",
    "LINE SIZE OVER MAXIMUM": "it is longer than 2 MB: is a quote not closed?",
}


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a CSV file is written."""

    delimiter: str
    quote: str
    skip: int
    header: bool

    def records(self, text: Iterator[str]) -> Iterator[tuple[int, int, list[str]]]:
        """Each record after the skipped lines, with the lines that it begins and ends on."""
        csv.field_size_limit(1 << 30)
        for _ in range(self.skip):
            next(text, "")
        reader = (
            csv.reader(text, delimiter=self.delimiter, quotechar=self.quote)
            if self.quote
            else csv.reader(text, delimiter=self.delimiter, quoting=csv.QUOTE_NONE)
        )
        begun = self.skip + 1
        for record in reader:
            end = self.skip + reader.line_num
            yield begun, end, record
            begun = end + 1


@dataclass(frozen=True, slots=True)
class Read:
    """A file as it was read: by DuckDB at `readable`, which differs from the original if it had to be transcoded."""

    readable: Path
    dialect: Dialect | None
    malformed: tuple[int, ...] = ()

    def lines(self, wanted: Collection[int]) -> dict[int, int]:
        """The lines on which these records begin; blank lines and malformed ones were not counted as records."""
        if self.dialect is None:
            return {each: each for each in wanted}
        found: dict[int, int] = {}
        count = 0
        with _text(self.readable) as text:
            records = self.dialect.records(text)
            for begun, end, record in islice(records, int(self.dialect.header), None):
                if len(found) == len(wanted):
                    break
                if record and bisect_left(self.malformed, begun) == bisect_right(self.malformed, end):
                    count += 1
                    if count in wanted:
                        found[count] = begun
        return found


class Reader:
    """Reads files into tables of one connection, before that is cut off from the world."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, folder: Path, scratch: Path) -> None:
        self.connection = connection
        self.folder = folder.resolve()
        self.scratch = scratch
        self.read: dict[str, Read] = {}
        self.rejects: list[Reject] = []
        self._columns: dict[str, list[str]] = {}

    def table(self, source: SourceFile) -> None:
        """Make the table of a source, of one file or of several with the same columns."""
        paths = self._paths(source)
        kind = _kind(paths[0], source)
        _check_options(source, kind)
        selects = [self._select(path, kind, source) for path in paths]
        try:
            self.connection.execute(f"CREATE TABLE {quoted(source.name)} AS {' UNION ALL BY NAME '.join(selects)}")
        except duckdb.Error as error:
            reason = " ".join(str(error).partition("\n\n")[0].split()).replace(str(self.folder) + "/", "")
            raise MappingError(f"{source.path} cannot be read as {kind.upper()}: {reason}", source.place) from None
        if kind == "csv":
            self._keep_malformed(source)
        if kind == "json" and not source.options.get("objects"):
            self._as_text(source)

    def _paths(self, source: SourceFile) -> list[Path]:
        given = Path(source.path)
        if given.is_absolute() or ".." in given.parts:
            raise MappingError(f"{source.path} leads out of the data folder: name files inside it.", source.place)
        pattern = any(each in source.path for each in "*?[")
        found = sorted(self.folder.glob(source.path)) if pattern else [self.folder / given]
        if not found or not all(each.is_file() for each in found):
            raise MappingError(
                f"There is no file {source.path} in {self.folder}: is the data folder right (--data)?", source.place
            )
        for each in found:
            if not each.resolve().is_relative_to(self.folder):
                raise MappingError(f"{each.name} is a link out of the data folder: copy it there.", source.place)
        return found

    def _select(self, path: Path, kind: str, source: SourceFile) -> str:
        name = str(path.relative_to(self.folder))
        row = f"{{'file': {literal(name)}, 'record': row_number() OVER ()}} AS _row"
        if kind == "parquet":
            self.read[name] = Read(path, None)
            return f"SELECT *, {row} FROM read_parquet({literal(str(path))})"
        readable = self._transcoded(path, source)
        if kind == "json":
            self.read[name] = Read(readable, None)
            function = "read_json_objects" if source.options.get("objects") else "read_json"
            every = "" if source.options.get("objects") else ", sample_size := -1"
            return f"SELECT *, {row} FROM {function}({literal(str(readable))}{every})"
        dialect = _dialect(path, source)
        self.read[name] = Read(readable, dialect)
        columns = _columns(readable, dialect, source)
        if columns != self._columns.setdefault(source.name, columns):
            raise MappingError(f"{name} has another header than the first file of {source.path}.", source.place)
        return f"SELECT *, {row} FROM {_read_csv(readable, dialect, columns)}"

    def _transcoded(self, path: Path, source: SourceFile) -> Path:
        """The file itself if it is UTF-8, else a copy that is; bytes that are no text stay, for the row's reject."""
        encoding = str(source.options.get("encoding", "utf-8"))
        try:
            known = codecs.lookup(encoding)
        except LookupError:
            raise MappingError(f"There is no encoding {encoding}: try utf-8, gb18030, latin-1.", source.place) from None
        if known.name in ("utf-8", "utf-8-sig"):
            return path
        copy = self.scratch / f"{len(self.read)}-{path.name.removesuffix('.gz')}"
        errors = "replace" if known.name.startswith("utf-") else "surrogateescape"
        with _text(path, encoding, errors) as text, copy.open("wb") as target:
            while part := text.read(PART):
                target.write(part.encode("utf-8", "surrogateescape"))
        return copy

    def _as_text(self, source: SourceFile) -> None:
        """Make columns text whose values are of several kinds, such as 12 and "12"."""
        table = quoted(source.name)
        for name, kind, *_ in self.connection.execute(f"DESCRIBE {table}").fetchall():
            if kind == "JSON":
                column = quoted(name)
                self.connection.execute(f"ALTER TABLE {table} ALTER {column} TYPE VARCHAR USING {column} ->> '$'")

    def _keep_malformed(self, source: SourceFile) -> None:
        if not self.connection.execute("SELECT 1 FROM reject_errors LIMIT 1").fetchall():
            self.connection.execute("DROP TABLE reject_errors; DROP TABLE reject_scans")
            return
        for name, read in self.read.items():
            found = self.connection.execute(MALFORMED_ROWS, [str(read.readable)]).fetchall()
            if not found:
                continue
            lines = _lines_at(read.readable, [position for position, _, _ in found])
            self.read[name] = Read(read.readable, read.dialect, tuple(lines))
            for line, (_, fault, text) in zip(lines, found, strict=True):
                reason = MALFORMED.get(str(fault), "it cannot be read")
                self.rejects.append(Reject(name, line, f"file {source.name}", "", text.strip(), reason))
        self.connection.execute("DROP TABLE reject_errors; DROP TABLE reject_scans")


def quoted(name: str) -> str:
    """An identifier of SQL."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A string of SQL."""
    return "'" + text.replace("'", "''") + "'"


def _kind(path: Path, source: SourceFile) -> str:
    ending = Path(path.name.lower().removesuffix(".gz")).suffix
    if ending not in KINDS:
        raise MappingError(
            f"{source.path} is not known to be CSV, JSON or Parquet: rename it to end in {', '.join(KINDS)}.",
            source.place,
        )
    return KINDS[ending]


def _check_options(source: SourceFile, kind: str) -> None:
    for name, value in source.options.items():
        if name not in OPTIONS[kind]:
            known = ", ".join(OPTIONS[kind]) or "none"
            raise MappingError(f"{kind.upper()} has no option {name}; its options: {known}.", source.place)
        if type(value) is not OPTIONS[kind][name]:
            raise MappingError(f"The option {name} cannot be {value!r}; see the guide.", source.place)


def _dialect(path: Path, source: SourceFile) -> Dialect:
    tabs = path.name.lower().removesuffix(".gz").endswith(".tsv")
    given = str(source.options.get("delimiter", "\t" if tabs else ",")).replace("\\t", "\t")
    quote = str(source.options.get("quote", '"'))
    if len(given) != 1 or len(quote) > 1:
        raise MappingError("A delimiter is one character, a quote one or none.", source.place)
    return Dialect(given, quote, int(source.options.get("skip", 0)), bool(source.options.get("header", True)))


def _columns(path: Path, dialect: Dialect, source: SourceFile) -> list[str]:
    """The names of a CSV file's columns, each once."""
    with _text(path) as text:
        _, _, first = next(dialect.records(text), (0, 0, []))
    if not first:
        raise MappingError(f"{source.path} is empty: it should begin with a header.", source.place)
    columns: list[str] = []
    for place, each in enumerate(first, 1):
        name = each.strip() if dialect.header else ""
        name, count = name or f"column{place}", 1
        while (name if count == 1 else f"{name}_{count}").lower() in (other.lower() for other in columns):
            count += 1
        columns.append(name if count == 1 else f"{name}_{count}")
    return columns


def _read_csv(path: Path, dialect: Dialect, columns: Sequence[str]) -> str:
    kinds = ", ".join(f"{literal(each)}: 'VARCHAR'" for each in columns)
    quote = literal(dialect.quote)
    return (
        f"read_csv({literal(str(path))}, auto_detect := false, columns := {{{kinds}}}, delim := {literal(dialect.delimiter)}, "
        f"quote := {quote}, escape := {quote}, skip := {dialect.skip}, header := {dialect.header}, "
        "strict_mode := true, store_rejects := true, null_padding := false)"
    )


def _bytes(path: Path) -> BinaryIO:
    return cast(BinaryIO, gzip.open(path)) if path.name.lower().endswith(".gz") else path.open("rb")


def _text(path: Path, encoding: str = "utf-8-sig", errors: str = "replace") -> TextIOWrapper:
    return TextIOWrapper(_bytes(path), encoding, errors, newline="")


def _lines_at(path: Path, positions: Sequence[int]) -> list[int]:
    """The line on which each of these bytes stands; the positions ascend."""
    lines: list[int] = []
    line, start = 1, 0
    with _bytes(path) as file:
        for position in positions:
            line += file.read(position - start).count(b"\n")
            start = position
            lines.append(line)
    return lines
