"""The rows of a section → a table of its sound rows, each value as it is stored; what is rejected goes to the ledger."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import duckdb

from graph.model import Kind, RelationshipType
from ingest.bulk.sieve import TYPES, Sieve, sieves
from ingest.bulk.tables import number
from ingest.layout import Layout
from ingest.ledger import Ledger
from ingest.repeats import Repeats
from ingest.rows import Fault, Origin, Row, Validator
from ingest.sql import quoted
from ingest.summary import Tally
from ingest.workspace import Workspace

BATCH = 2_000
# Where a row stands among those of its section, and in its file.
ORDER, FILE, RECORD = "_order", "_file", "_record"


class Section:
    """One section at work."""

    def __init__(self, workspace: Workspace, layout: Layout, number: int, ledger: Ledger) -> None:
        self.workspace, self.layout, self.number = workspace, layout, number
        self.connection: duckdb.DuckDBPyConnection = workspace.connection
        self.ledger = ledger
        self.tally: Tally = ledger.tally(layout)
        self.rows, self.sound = quoted(f"_rows_{number}"), quoted(f"_sound_{number}")

    def sift(self) -> None:
        """Make the table of sound rows."""
        self.tally.rows = self.workspace.count(self.layout, self.number)
        types = {name: kind for name, kind, *_ in self.connection.execute(f"DESCRIBE {self.rows}").fetchall()}
        columns = sieves(self.layout, types, self.connection, self.rows)
        passes = " AND ".join(["true", *(each.passes for each in columns), *self._period(columns)])
        repeated = self.workspace.repeated(self.layout, self.number)
        if repeated:
            passes = f"({passes}) AND {quoted(ORDER)} NOT IN (SELECT * FROM {self._again()})"
        values = ", ".join(f"{each.value} AS {quoted(each.name)}" for each in columns)
        numbered = f"(SELECT *, rowid AS {quoted(ORDER)} FROM {self.rows})"
        self.connection.execute(
            f"CREATE TABLE {self.sound} AS SELECT {ORDER}, {FILE}, {RECORD}, {values} FROM {numbered} WHERE {passes}"
        )
        if self.size() < self.tally.rows:
            self._look_closer(numbered, passes, columns, repeated)
        self.connection.execute(f"DROP TABLE {self.rows}")

    def size(self) -> int:
        """How many sound rows there are."""
        return number(self.connection, f"SELECT count(*) FROM {self.sound}")

    def refuse(self, found: str, fault: Callable[..., Fault]) -> None:
        """Take the rows out of the sound ones that a query finds: their order, and what tells what is wrong with each.

        A fault is made of a row's origin and that.
        """
        name = quoted(f"_refused_{self.number}")
        self.connection.execute(f"CREATE TABLE {name} AS {found}")
        origin = ", ".join([FILE, RECORD, f"[{', '.join(f's.{quoted(each)}::VARCHAR' for each in self.layout.key)}]"])
        with self.workspace.cursor() as cursor:
            cursor.execute(
                f"SELECT {origin}, f.* EXCLUDE ({ORDER}) FROM {name} f JOIN {self.sound} s USING ({ORDER}) ORDER BY {ORDER}"
            )
            # There may be as many as there are rows.
            while batch := cursor.fetchmany(BATCH):
                refused = ((Origin(file, record, tuple(key)), told) for file, record, key, *told in batch)
                self.ledger.keep(self.layout, (fault(each, *told) for each, told in refused))
                self.tally.rejected += len(batch)
                self.ledger.check_limit()
        self.connection.execute(f"DELETE FROM {self.sound} WHERE {ORDER} IN (SELECT {ORDER} FROM {name})")
        self.connection.execute(f"DROP TABLE {name}")

    def _period(self, columns: Sequence[Sieve]) -> Iterator[str]:
        values = {each.name: each.value for each in columns}
        if (
            isinstance(self.layout.owner, RelationshipType)
            and self.layout.owner.dated
            and {"validFrom", "validTo"} <= values.keys()
        ):
            start, end = values["validFrom"], values["validTo"]
            yield f"({start} IS NULL OR {end} IS NULL OR {start} < {end})"

    # -- rows whose key comes again, and those that SQL says nothing of

    def _again(self) -> str:
        """The places of rows whose keys come again."""
        keys = ", ".join(map(quoted, self.layout.key))
        name = quoted(f"_again_{self.number}")
        self.connection.execute(
            f"CREATE TABLE {name} AS SELECT {ORDER} FROM (SELECT rowid AS {ORDER}, count(*) OVER (PARTITION BY {keys}) AS "
            f"number FROM {self.rows}) WHERE number > 1"
        )
        return name

    def _look_closer(
        self, numbered: str, passes: str, columns: Sequence[Sieve], repeated: frozenset[tuple[object, ...]]
    ) -> None:
        """Validate the others row by row."""
        validator, repeats = Validator(self.layout), Repeats(repeated)
        names = ", ".join([FILE, RECORD, *(quoted(each.name) for each in columns), ORDER])
        with self.workspace.cursor() as cursor:
            cursor.execute(f"SELECT {names} FROM {numbered} WHERE NOT coalesce({passes}, false) ORDER BY {ORDER}")
            while batch := cursor.fetchmany(BATCH):
                self._admit(batch, validator.check([row[:-1] for row in batch]), columns, repeats)
                self.ledger.check_limit()

    def _admit(
        self,
        batch: Sequence[tuple[Any, ...]],
        checked: Iterable[Row | list[Fault]],
        columns: Sequence[Sieve],
        repeats: Repeats,
    ) -> None:
        sound = []
        for row, each in zip(batch, checked, strict=True):
            match repeats.admit(each) if isinstance(each, Row) else each:
                case Row() as kept:
                    sound.append([row[-1], row[0], row[1], *(as_sql(kept, one) for one in columns)])
                    if kept.doubts:
                        self.tally.accepted += 1
                        self.ledger.keep(self.layout, kept.doubts)
                case None:
                    self.tally.repeated += 1
                case faults:
                    self.tally.rejected += 1
                    self.ledger.keep(self.layout, faults)
        if sound:
            marks = ", ".join(
                f"CAST(? AS {kind})"
                for kind in ("BIGINT", "VARCHAR", "BIGINT", *(TYPES[one.declared.kind] for one in columns))
            )
            self.connection.executemany(f"INSERT INTO {self.sound} VALUES ({marks})", sound)


def as_sql(row: Row, column: Sieve) -> Any:
    """A value of a validated row as DuckDB takes it."""
    value = row.values.get(column.name)
    if value is None:
        return None
    match column.declared.kind:
        case Kind.POINT:
            return {"longitude": value.longitude, "latitude": value.latitude}
        case Kind.DATETIME:
            assert isinstance(value, datetime)
            return value.replace(tzinfo=None)
        case _:
            return value
