"""Sound rows of node sections → one table for each node type, as they are imported."""

from datetime import datetime

from duckdb import DuckDBPyConnection

from graph.model import NodeType
from ingest.bulk import ids
from ingest.bulk.sections import ORDER, Section
from ingest.bulk.sieve import TYPES
from ingest.bulk.tables import change, complete, number
from ingest.layout import RECORDED_AT, Layout, node_key
from ingest.rows import Fault, Origin
from ingest.sql import literal, quoted

# A node's number in the import, and its global id.
NUMBER, ID = "_number", "id"


def table(node_type: NodeType) -> str:
    """The table of a type's nodes."""
    return quoted(f"_nodes_{node_type.name}")


def stamps(layout: Layout, node_type: NodeType, now: datetime) -> dict[str, str]:
    """What the load itself sets, as SQL."""
    told = {RECORDED_AT: f"TIMESTAMP '{now:%Y-%m-%d %H:%M:%S.%f}'"} if RECORDED_AT in node_type.properties else {}
    return told | {name: literal(value) for name, value in layout.stamp.items()}


class NodeTables:
    """The tables of all node types, filled section by section."""

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self.connection = connection
        self.columns: dict[str, dict[str, None]] = {}
        self.types: dict[str, NodeType] = {}
        self._last = 0

    def add(self, section: Section, node_type: NodeType, now: datetime) -> None:
        """The rows of one more section: nodes created, changed, or left as they are."""
        key = node_key(node_type)
        for each in section.layout.properties.values():
            if each.unique and each is not key:
                self._refuse_taken(section, node_type, key.name, each.name)
        given = stamps(section.layout, node_type, now)
        known = node_type.name in self.columns
        if known:
            columns = section.layout.properties
            kinds = {name: TYPES[node_type.properties[name].kind] for name in (*columns, *given)}
            complete(self.connection, table(node_type), self.columns[node_type.name], kinds)
            others = [each for each in columns if each != key.name]
            section.tally.changed, section.tally.unchanged = change(
                self.connection, table(node_type), section.sound, key.name, others, given
            )
        self._create(section, node_type, key.name, given, known=known)

    def _create(self, section: Section, node_type: NodeType, key: str, given: dict[str, str], *, known: bool) -> None:
        columns = {each: f"s.{quoted(each)}" for each in section.layout.properties} | given
        selected = ", ".join(f"{value} AS {quoted(name)}" for name, value in columns.items())
        head = f"{self._last} + row_number() OVER () AS {NUMBER}, {ids.node_id(node_type.name, f's.{quoted(key)}')} AS {ID}"
        rest = f" ANTI JOIN {table(node_type)} t ON s.{quoted(key)} = t.{quoted(key)}" if known else ""
        select = f"SELECT {head}, {selected} FROM {section.sound} s{rest}"
        if known:
            self.connection.execute(f"INSERT INTO {table(node_type)} BY NAME {select}")
        else:
            self.connection.execute(f"CREATE TABLE {table(node_type)} AS {select}")
            self.types[node_type.name], self.columns[node_type.name] = node_type, dict.fromkeys(columns)
        last = number(self.connection, f"SELECT coalesce(max({NUMBER}), 0) FROM {table(node_type)}")
        section.tally.created = max(last - self._last, 0)
        self._last = max(last, self._last)
        self.connection.execute(f"DROP TABLE {section.sound}")

    def _refuse_taken(self, section: Section, node_type: NodeType, key: str, unique: str) -> None:
        """Of rows with the same value of a unique property the first keeps it, unless an earlier section's node has it."""
        column, by = quoted(unique), quoted(key)
        rows = f"SELECT {column}, {by}, {ORDER} FROM {section.sound} WHERE {column} IS NOT NULL"
        before = f"SELECT {column}, {by}, -1 AS {ORDER} FROM {table(node_type)} WHERE {column} IS NOT NULL"
        known = node_type.name in self.columns and unique in self.columns[node_type.name]
        every = f"{before} UNION ALL {rows}" if known else rows
        owners = f"SELECT *, first_value({by}) OVER (PARTITION BY {column} ORDER BY {ORDER}) AS _owner FROM ({every})"

        def taken(origin: Origin, value: object, owner: object) -> Fault:
            reason = f"it is that of {node_type.name} {owner} already, and must be unique"
            return Fault(origin, unique, value, reason)

        section.refuse(f"SELECT {ORDER}, {column}, _owner FROM ({owners}) WHERE {by} <> _owner", taken)
