"""The files that a mapping names → tables of DuckDB, each row with `_row`: its file and record."""

import codecs
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

import duckdb

from ingest import objects
from ingest.archives import damage, unpacked
from ingest.dialect import NO_TEXT, PART, Dialect, dialect_of, marked, opened_text
from ingest.errors import MappingError
from ingest.header import columns_of
from ingest.kinds import check_options, kind_of
from ingest.lines import Read, again, file_of, lines_at
from ingest.mapping import SourceFile
from ingest.quotes import hampers_skipping, hidden_rows, mend
from ingest.rejects import Reject
from ingest.sql import GLOB, literal, only, quoted

ENCODINGS = "try utf-8, gb18030, latin-1"
ARCHIVE = re.compile(r"GZIP stream: (.+\.gz)", re.IGNORECASE)
# A row's text may begin with the line end of the row before it.
MALFORMED_ROWS = """
SELECT DISTINCT ON (line_byte_position)
    line_byte_position - 1 + length(csv_line) - length(ltrim(csv_line, chr(13) || chr(10))), error_type
FROM reject_errors JOIN reject_scans USING (scan_id, file_id) WHERE file_path = ? ORDER BY line_byte_position"""
# Where a line may hide others. The text of a row is cut at 10,000, and line breaks beside a broken byte are lost in it.
SUSPECTS = """
SELECT DISTINCT file_path FROM reject_errors JOIN reject_scans USING (scan_id, file_id)
WHERE error_type NOT IN ('TOO MANY COLUMNS', 'MISSING COLUMNS') OR length(csv_line) >= 10000
    OR regexp_matches(trim(csv_line, chr(13) || chr(10)), '[\r\n]')"""
FORGET_REJECTS = "DROP TABLE IF EXISTS reject_errors; DROP TABLE IF EXISTS reject_scans"
MALFORMED = {
    "TOO MANY COLUMNS": "it has more fields than the header",
    "MISSING COLUMNS": "it has fewer fields than the header",
    "UNQUOTED VALUE": "a quote is not closed, or stands inside a field",
    "INVALID ENCODING": NO_TEXT,
    "LINE SIZE OVER MAXIMUM": "it is longer than 2 MB: is a quote not closed?",
}


class Reader:
    """Reads files into tables of one connection, before that is cut off from the world."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, folder: Path, scratch: Path) -> None:
        self.connection = connection
        self.folder = folder.resolve()
        self.scratch = scratch
        self.read: dict[str, Read] = {}
        self.rejects: list[Reject] = []
        self._columns: dict[str, tuple[str, ...]] = {}
        self._broken: dict[str, list[tuple[int, str]]] = {}
        self._copies = count(1)

    def table(self, source: SourceFile) -> None:
        """Make the table of a source, of one file or of several with the same columns."""
        paths = self._paths(source)
        kind = kind_of(paths[0], source)
        check_options(source, kind)
        names = [self._called(each, source) for each in paths]
        for name, path in zip(names, paths, strict=True):
            with unpacked(path, source.place):
                self._prepare(name, path, kind, source)
        if kind == "csv":
            self._create_mended(source, names)
            self._keep_malformed(source, names)
        elif kind == "json":
            self._create_objects(source, names)
        else:
            self._create(source, kind, names)

    def _called(self, path: Path, source: SourceFile) -> str:
        """What a file is called in the rows of a source: other sources may have read it otherwise."""
        name = str(path.relative_to(self.folder))
        return again(name, source.name) if name in self.read else name

    def _create(self, source: SourceFile, kind: str, names: Sequence[str]) -> None:
        selects = [f"SELECT *, {_row(each)} FROM {self._function(each, kind, source)}" for each in names]
        sql = f"CREATE OR REPLACE TABLE {quoted(source.name)} AS {' UNION ALL BY NAME '.join(selects)}"
        try:
            self.connection.execute(sql)
        except duckdb.Error as error:
            # The fixes that DuckDB may name are options that a mapping does not have.
            told = str(error).partition("\n\n")[0].partition("\nPossible fixes:")[0]
            if archive := ARCHIVE.search(told):
                raise MappingError(damage(Path(archive[1])), source.place) from None
            reason = " ".join(told.split()).replace(str(self.folder) + "/", "")
            raise MappingError(f"{source.path} cannot be read as {kind.upper()}: {reason}", source.place) from None

    def _create_mended(self, source: SourceFile, names: Sequence[str]) -> None:
        """Make the table; if lines may hide others, look for them, and read again without those that do."""
        failure = None
        try:
            self._create(source, "csv", names)
        except MappingError as error:
            failure, suspects = error, names
        else:
            suspects = self._suspects(source, names)
        if [each for each in suspects if self._mend(each, source)]:
            self.connection.execute(FORGET_REJECTS)
            self._create(source, "csv", names)
        elif failure:
            raise failure

    def _suspects(self, source: SourceFile, names: Sequence[str]) -> list[str]:
        """The files in which a broken quote may have taken lines for a part of its own."""
        paths = {path for (path,) in self.connection.execute(SUSPECTS).fetchall()}
        columns = self._columns[source.name]
        dialect = self.read[names[0]].dialect
        if dialect and (rows := hidden_rows(dialect, len(columns))):
            breaks = [f"contains({quoted(each)}, chr(10))" for each in columns]
            hiding = [
                f"{a} AND regexp_matches({quoted(b)}, {literal(rows)})" for a, b in zip(breaks, columns, strict=True)
            ]
            sql = f"SELECT DISTINCT _row.file FROM {quoted(source.name)} WHERE {' OR '.join(hiding)}"
            paths |= {str(self.read[name].readable) for (name,) in self.connection.execute(sql).fetchall()}
        return [each for each in names if str(self.read[each].readable) in paths]

    def _mend(self, name: str, source: SourceFile) -> bool:
        """Have a file read from a copy that DuckDB reads whole, if it needs one; lines that this lacks are kept to be told."""
        read = self.read[name]
        if not read.dialect:
            return False
        copy = self.scratch / f"mended-{next(self._copies)}.csv"
        with unpacked(read.readable, source.place):
            broken, mixed = mend(read.readable, copy, read.dialect, len(read.columns))
        if not broken and not mixed and not hampers_skipping(read.readable, read.dialect):
            copy.unlink()
            return False
        numbers = read.original(line for line, _ in broken)
        # A copy may be mended again: what the first lacks is told as well.
        told = self._broken.setdefault(name, [])
        told += zip(numbers, (text for _, text in broken), strict=True)
        self.read[name] = read.without(numbers, copy)
        return True

    def _paths(self, source: SourceFile) -> list[Path]:
        given = Path(source.path)
        if given.is_absolute() or ".." in given.parts:
            raise MappingError(f"{source.path} leads out of the data folder: name files inside it.", source.place)
        pattern = GLOB.search(source.path) and not (self.folder / given).is_file()
        found = sorted(self.folder.glob(source.path)) if pattern else [self.folder / given]
        if not found or not all(each.is_file() for each in found):
            raise MappingError(
                f"There is no file {source.path} in {self.folder}: is the data folder right (--data)?", source.place
            )
        for each in found:
            if not each.resolve().is_relative_to(self.folder):
                raise MappingError(f"{each.name} is a link out of the data folder: copy it there.", source.place)
        return found

    def _prepare(self, name: str, path: Path, kind: str, source: SourceFile) -> None:
        """Learn how a file is read."""
        readable = path if kind == "parquet" else self._transcoded(path, source)
        self.read[name] = Read(readable, None)
        if kind == "csv":
            dialect = dialect_of(path, source)
            columns = columns_of(readable, dialect, source)
            if columns != self._columns.setdefault(source.name, columns):
                raise MappingError(
                    f"{file_of(name)} has another header than the first file of {source.path}.", source.place
                )
            self.read[name] = Read(readable, dialect, columns)
            if hampers_skipping(readable, dialect):
                self._mend(name, source)

    def _function(self, name: str, kind: str, source: SourceFile) -> str:
        """The call of DuckDB's function that reads a file."""
        read = self.read[name]
        if read.dialect:
            return _read_csv(read.readable, read.dialect, read.columns)
        file = only(read.readable)
        if kind == "parquet":
            return f"read_parquet({file})"
        return (
            f"read_json_objects({file})" if source.options.get("objects") else f"read_json({file}, sample_size := -1)"
        )

    def _transcoded(self, path: Path, source: SourceFile) -> Path:
        """The file itself if it is UTF-8, else a copy that is; bytes that are no text stay, for the row's reject."""
        encoding = str(source.options.get("encoding", "utf-8"))
        try:
            known = codecs.lookup(encoding)
            # Of those that are not of text, such as hex, this tells.
            "".encode(encoding)
            if known.name in ("utf-8", "utf-8-sig"):
                if mark := marked(path):
                    raise MappingError(f"{path.name} is {mark.upper()}: say (encoding = '{mark}').", source.place)
                return path
            copy = self.scratch / f"{next(self._copies)}-{path.name.removesuffix('.gz')}"
            errors = "replace" if known.name.startswith("utf-") else "surrogateescape"
            with opened_text(path, encoding, errors) as text, copy.open("wb") as target:
                while part := text.read(PART):
                    target.write(part.encode("utf-8", "surrogateescape"))
        except LookupError:
            raise MappingError(f"There is no encoding {encoding}: {ENCODINGS}.", source.place) from None
        except ValueError:
            raise MappingError(f"{path.name} is no text in {encoding}: {ENCODINGS}.", source.place) from None
        return copy

    def _create_objects(self, source: SourceFile, names: Sequence[str]) -> None:
        """Make the table; if lines may be no objects, look for them, and read again without those."""
        failure, table = None, not source.options.get("objects")
        try:
            self._create(source, "json", names)
        except MappingError as error:
            failure = error
        if (failure or (table and self._is_shapeless(source))) and self._without_malformed(source, names):
            self._create(source, "json", names)
        elif failure:
            raise failure
        if table:
            self._refuse_empty(source)
            self._as_text(source)

    def _without_malformed(self, source: SourceFile, names: Sequence[str]) -> bool:
        """Have files read from copies without the lines that are no objects, which are told; whether there are any."""
        before = len(self.rejects)
        for name in (each for each in names if objects.is_one_a_line(self.read[each].readable)):
            copy = self.scratch / f"mended-{next(self._copies)}.jsonl"
            with unpacked(self.read[name].readable, source.place):
                faults = objects.mend(self.read[name].readable, copy, self._is_json)
            if faults:
                self.read[name] = Read(copy, None)
            else:
                copy.unlink()
            self._tell(name, source, faults)
        return len(self.rejects) > before

    def _tell(self, name: str, source: SourceFile, faults: Iterable[tuple[int, str, str]]) -> None:
        """Reject lines of a file: the number of each, how it begins, and what is wrong with it."""
        section = f"file {source.name}"
        self.rejects += [Reject(file_of(name), line, section, "", text, reason) for line, text, reason in faults]

    def _is_json(self, text: str) -> bool:
        return bool(self.connection.execute("SELECT json_valid(?)", [text]).fetchall()[0][0])

    def _is_shapeless(self, source: SourceFile) -> bool:
        """Whether there is but DuckDB's one column for values that are no objects."""
        described = self.connection.execute(f"DESCRIBE {quoted(source.name)}").fetchall()
        return [name for name, *_ in described] == ["json", "_row"]

    def _refuse_empty(self, source: SourceFile) -> None:
        """Refuse JSON without an object: a mapping would be told that its columns do not exist."""
        table = quoted(source.name)
        if self._is_shapeless(source) and not self.connection.execute(f"FROM {table} LIMIT 1").fetchall():
            raise MappingError(
                f"{source.path} is empty: its columns are those of its objects, and it has none; leave it out, or read it "
                "with (objects = true).",
                source.place,
            )

    def _as_text(self, source: SourceFile) -> None:
        """Make columns text whose values are of several kinds, such as 12 and "12"."""
        table = quoted(source.name)
        for name, kind, *_ in self.connection.execute(f"DESCRIBE {table}").fetchall():
            if kind == "JSON":
                column = quoted(name)
                self.connection.execute(f"ALTER TABLE {table} ALTER {column} TYPE VARCHAR USING {column} ->> '$'")

    def _keep_malformed(self, source: SourceFile, names: Sequence[str]) -> None:
        for name in names:
            read = self.read[name]
            found = sorted(self.connection.execute(MALFORMED_ROWS, [str(read.readable)]).fetchall())
            with unpacked(read.readable, source.place):
                lines = lines_at(read.readable, [position for position, _ in found]) if found else []
            self.read[name] = replace(read, malformed=tuple(line for line, _ in lines))
            faults = [MALFORMED.get(str(fault), "it cannot be read") for _, fault in found]
            told = list(zip(read.original(line for line, _ in lines), [text for _, text in lines], faults, strict=True))
            told += [(line, text, MALFORMED["UNQUOTED VALUE"]) for line, text in self._broken.pop(name, ())]
            self._tell(name, source, sorted(told))
        self.connection.execute(FORGET_REJECTS)


def _row(name: str) -> str:
    return f"{{'file': {literal(name)}, 'record': row_number() OVER ()}} AS _row"


def _read_csv(path: Path, dialect: Dialect, columns: Sequence[str]) -> str:
    kinds = ", ".join(f"{literal(each)}: 'VARCHAR'" for each in columns)
    quote = literal(dialect.quote)
    return (
        f"read_csv({only(path)}, auto_detect := false, columns := {{{kinds}}}, delim := {literal(dialect.delimiter)}, "
        f"quote := {quote}, escape := {quote}, skip := {dialect.skip}, header := {dialect.header}, "
        "strict_mode := true, store_rejects := true, null_padding := false)"
    )
