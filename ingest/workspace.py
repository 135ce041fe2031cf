"""A mapping at work: its files read, its statements run, in a DuckDB that reaches nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from graph.model import GraphModel
from ingest.errors import MappingError
from ingest.interrupts import interruptible
from ingest.layout import Layout, lay_out, refuse_idle
from ingest.lines import Read
from ingest.mapping import Mapping, Section, Statement, sql_error
from ingest.order import Order
from ingest.rejects import Reject
from ingest.sources import Reader
from ingest.sql import literal, quoted

MEMORY = "2GB"
CUT_OFF = (
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET allow_community_extensions = false",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)
# Digits, alone or in groups that one mark sets off (a point is written _ by then), and a fraction.
NUMBER = (
    r"[-+]?(\d*|\d{1,3}(_\d{2,3})*_\d{3}|\d{1,3}(,\d{2,3})*,\d{3}|\d{1,3}( \d{3})+|\d{1,3}(''\d{3})+)"
    r"(\.\d*)?([eE][-+]?\d+)?"
)
# A number without currency signs and spaces around, its marks made one of a kind.
EVEN = (
    "translate(trim(translate(text, '$€£¥￥', ''), ' ' || chr(160)), mark || '.’' || chr(160) || chr(8239), '._''  ')"
)
# What registers do to dates and numbers. Text that cannot be read is given back, for the row's reject; where it could be
# taken for a number of another mark, it says so. Numbers run together, such as 100.000500.001, are not read.
# Each is without a subquery: of that DuckDB makes a join, in which rows lose their order, and names in it hide columns.
MACROS = (
    "CREATE MACRO as_date(text, format) AS coalesce(strftime(try_strptime(text, format), '%Y-%m-%d'), text)",
    r"""CREATE MACRO as_number(text, mark, factor := 1) AS CASE
        WHEN NOT regexp_full_match(EVEN, 'NUMBER')
            OR NOT regexp_matches(text, '\d')
        THEN text || CASE WHEN try_cast(text AS DOUBLE) IS NULL THEN '' ELSE ' (the decimal mark is ' || mark || ')' END
        WHEN factor = 1 THEN translate(EVEN, '_, ''', '')
        ELSE format('{:.15g}', try_cast(translate(EVEN, '_, ''', '') AS DOUBLE) * factor) END""".replace(
        "EVEN", EVEN
    ).replace("NUMBER", NUMBER),
)


class Workspace:
    """The tables of one load, over a connection and the cursors that are open."""

    def __init__(
        self, connections: list[duckdb.DuckDBPyConnection], read: dict[str, Read], rejects: list[Reject]
    ) -> None:
        self.connections = connections
        self.connection, *_ = connections
        self.read = read
        self.rejects = rejects
        self.order = Order(self.connection, read)

    def run(self, statement: Statement) -> None:
        """Run one statement of the mapping."""
        try:
            self.connection.execute(statement.sql)
        except duckdb.Error as error:
            raise sql_error(error, statement) from None

    def lay_out(self, section: Section, number: int, model: GraphModel) -> Layout:
        """Define the section's SELECT and match its columns with the model; no row is read yet."""
        view = quoted(f"_section_{number}")
        self.run(Statement(f"CREATE TEMP VIEW {view} AS {section.statement.sql}", section.statement.place))
        described = self.connection.execute(f"DESCRIBE {view}").fetchall()
        return lay_out(section, [(name, kind) for name, kind, *_ in described], model)

    def count(self, layout: Layout, number: int) -> int:
        """Run the section's SELECT, keep its rows in order, and count them."""
        table = quoted(f"_rows_{number}")
        try:
            rows = self.order.rows(layout, quoted(f"_section_{number}"))
            self.connection.execute(f"CREATE TABLE {table} AS {rows}")
        except duckdb.Error as error:
            raise sql_error(error, layout.section.statement, inside=True) from None
        (count,) = self.connection.execute(f"SELECT count(*) FROM {table}").fetchone() or (0,)
        return int(count)

    def repeated(self, layout: Layout, number: int) -> frozenset[tuple[object, ...]]:
        """The keys that more than one row of the section has."""
        keys = ", ".join(map(quoted, layout.key))
        sql = f"SELECT {keys} FROM {quoted(f'_rows_{number}')} GROUP BY ALL HAVING count(*) > 1"
        return frozenset(self.connection.execute(sql).fetchall())

    def batches(self, number: int, size: int) -> Iterator[list[tuple[Any, ...]]]:
        """The section's rows in order."""
        with self.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {quoted(f'_rows_{number}')}")
            while rows := cursor.fetchmany(size):
                yield rows

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """For rows that are fetched while the connection is used otherwise."""
        with self.connection.cursor() as cursor:
            self.connections.append(cursor)
            try:
                yield cursor
            finally:
                self.connections.remove(cursor)

    def drop(self, number: int) -> None:
        """Forget the section's rows."""
        self.connection.execute(f"DROP TABLE {quoted(f'_rows_{number}')}")


def laid_out(workspace: Workspace, mapping: Mapping, model: GraphModel) -> list[tuple[int, Layout]]:
    """The sections with their numbers, in the order of a load: nodes before the relationships between them, else as written."""
    layouts = [workspace.lay_out(each, number, model) for number, each in enumerate(mapping.sections)]
    refuse_idle(layouts)
    return sorted(enumerate(layouts), key=lambda each: bool(each[1].feet))


def demand_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise MappingError(f"There is no folder {folder}: give the folder of the files with --data.")


@contextmanager
def opened(mapping: Mapping, folder: Path, target: Path | None = None) -> Iterator[Workspace]:
    """Read the mapping's files from the folder, cut DuckDB off from all but a target, and run the preamble."""
    demand_folder(folder)
    with (
        TemporaryDirectory(prefix="assetgraph-load-") as scratch,
        duckdb.connect(":memory:") as connection,
        interruptible(connections := [connection]),
    ):
        connection.execute(f"SET temp_directory = {literal(scratch)}; SET memory_limit = {literal(MEMORY)}")
        connection.execute("SET TimeZone = 'UTC'; SET enable_progress_bar = false")
        reader = Reader(connection, folder, Path(scratch))
        for each in mapping.files:
            reader.table(each)
        if target:
            connection.execute(f"SET allowed_directories = [{literal(str(target.resolve()) + '/')}]")
        for sql in (*CUT_OFF, *MACROS):
            connection.execute(sql)
        workspace = Workspace(connections, reader.read, reader.rejects)
        for statement in mapping.preamble:
            workspace.run(statement)
        yield workspace
