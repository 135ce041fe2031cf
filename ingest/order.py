"""In which order a section's rows are taken: as its SELECT gives them if that keeps an order, else as they stand in their files."""

import json
from collections.abc import Collection, Iterable
from typing import Any

import duckdb

from ingest.layout import Layout
from ingest.sql import quoted

# What hands rows on as they come, and what puts them in an order itself. All else may mix them.
KEEPING = {
    "PROJECTION",
    "FILTER",
    "UNION",
    "UNNEST",
    "STREAMING_LIMIT",
    "LIMIT",
    "STREAMING_WINDOW",
    "DUMMY_SCAN",
    "COLUMN_DATA_SCAN",
    "EXPRESSION_SCAN",
    "EMPTY_RESULT",
    "RANGE",
}
ORDERING = {"ORDER_BY", "TOP_N"}
PLACES = "temp._places"
NOTE_PLACES = "CREATE TEMP TABLE _places AS SELECT unnest(?::VARCHAR[]) AS name, unnest(range(?)) AS place"
TABLES = "SELECT table_name, table_oid FROM duckdb_tables()"


class Order:
    """Knows the tables of a mapping's files, whose rows stand as in these, and which file comes before which."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, files: Collection[str]) -> None:
        self.connection = connection
        self.tables = frozenset(connection.execute(TABLES).fetchall())
        connection.execute(NOTE_PLACES, [list(files), len(files)])

    def rows(self, layout: Layout, view: str) -> str:
        """The SELECT of a section's rows, in order; columns that tell two rows of one line apart make it repeatable."""
        rows = f"SELECT {layout.projection} FROM {view}"
        if self._keeps(rows):
            return rows
        columns = ", ".join(f"r.{quoted(each)}" for each in layout.columns)
        return (
            f"SELECT r.* FROM ({rows}) r LEFT JOIN {PLACES} p ON p.name = r._file"
            f" ORDER BY p.place, r._record, {columns}"
        )

    def _keeps(self, rows: str) -> bool:
        # A mapping may have put a table of its own in the place of a file's.
        there = self.tables.intersection(self.connection.execute(TABLES).fetchall())
        known = {f"memory.main.{called}" for name, _ in there for called in (name, quoted(name))}
        ((_, plan),) = self.connection.execute(f"EXPLAIN (FORMAT json) {rows}").fetchall()
        return _kept(json.loads(plan), known)


def _kept(plan: Iterable[Any], known: Collection[str]) -> bool:
    for step in plan:
        match step["name"]:
            case name if name in ORDERING:
                pass
            case "SEQ_SCAN" if step["extra_info"].get("Table") in known:
                pass
            case name if name in KEEPING and _kept(step["children"], known):
                pass
            case _:
                return False
    return True
