"""Tables of what is there already, brought up to date by the rows of one more section."""

from collections.abc import Mapping, Sequence

from duckdb import DuckDBPyConnection

from ingest.sql import quoted


def number(connection: DuckDBPyConnection, sql: str) -> int:
    """The one number that a statement gives."""
    (value,) = connection.execute(sql).fetchone() or (0,)
    return int(value)


def complete(connection: DuckDBPyConnection, table: str, columns: dict[str, None], kinds: Mapping[str, str]) -> None:
    """Columns that earlier sections had no use for, by their names and types in SQL."""
    for name, kind in kinds.items():
        if name not in columns:
            connection.execute(f"ALTER TABLE {table} ADD COLUMN {quoted(name)} {kind}")
            columns[name] = None


def change(
    connection: DuckDBPyConnection, table: str, rows: str, key: str, columns: Sequence[str], stamps: Mapping[str, str]
) -> tuple[int, int]:
    """Where the key of a row is there, its columns are taken where they differ, and with them the stamps, which are SQL.

    How many were changed, how many left as they were.
    """
    same = f"t.{quoted(key)} = s.{quoted(key)}"
    met = number(connection, f"SELECT count(*) FROM {table} t JOIN {rows} s ON {same}")
    differs = " OR ".join(f"t.{quoted(each)} IS DISTINCT FROM s.{quoted(each)}" for each in columns)
    if not differs:
        return 0, met
    sets = [f"{quoted(each)} = s.{quoted(each)}" for each in columns]
    sets += [f"{quoted(name)} = {value}" for name, value in stamps.items()]
    text = f"UPDATE {table} AS t SET {', '.join(sets)} FROM {rows} s WHERE {same} AND ({differs})"
    changed = number(connection, text)
    return changed, met - changed
