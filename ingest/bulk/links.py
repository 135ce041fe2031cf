"""Sound rows of relationship sections → one table for each relationship type and pair of node types."""

from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from graph.model import Kind, RelationshipType
from ingest.bulk import ids
from ingest.bulk.nodes import ID, NUMBER, NodeTables, table
from ingest.bulk.sections import ORDER, Section
from ingest.bulk.sieve import TYPES
from ingest.bulk.tables import change, complete, number
from ingest.layout import Foot
from ingest.rows import Fault, Origin
from ingest.sql import literal, quoted

START, END = "_start", "_end"
# Kinds of which a value has one form as text.
ONE_TEXT = (Kind.ID, Kind.STRING, Kind.ENUM, Kind.DATE)


@dataclass(frozen=True, slots=True)
class LinkTable:
    """The relationships of a type between two node types, and which properties they have."""

    name: str
    owner: RelationshipType
    columns: dict[str, None]


class LinkTables:
    """All of them, filled section by section."""

    def __init__(self, connection: DuckDBPyConnection, nodes: NodeTables) -> None:
        self.connection, self.nodes = connection, nodes
        self.tables: dict[tuple[str, str, str], LinkTable] = {}

    def add(self, section: Section, owner: RelationshipType) -> None:
        """The rows of one more section: relationships created, changed, or left as they are."""
        feet = section.layout.feet
        for foot in feet:
            self._refuse_missing(section, foot)
        if all(self._known(foot) for foot in feet):
            self._keep(section, owner, *feet)
        self.connection.execute(f"DROP TABLE {section.sound}")

    def _known(self, foot: Foot) -> bool:
        """Whether there are nodes at this end at all, with the key that they are told by."""
        return foot.key.name in self.nodes.columns.get(foot.type.name, ())

    def _keep(self, section: Section, owner: RelationshipType, start: Foot, end: Foot) -> None:
        key = (owner.name, start.type.name, end.type.name)
        found = self._found(section, owner, start, end)
        if known := self.tables.get(key):
            self._merge(section, known, found)
        else:
            name = quoted(f"_links_{'_'.join(key)}")
            self.connection.execute(f"CREATE TABLE {name} AS {found}")
            self.tables[key] = LinkTable(
                name, owner, dict.fromkeys((*section.layout.properties, *section.layout.stamp))
            )
            section.tally.created = self._size(name)
        section.tally.repeated += (
            section.size() - section.tally.created - section.tally.changed - section.tally.unchanged
        )

    def _size(self, name: str) -> int:
        return number(self.connection, f"SELECT count(*) FROM {name}")

    def _found(self, section: Section, owner: RelationshipType, start: Foot, end: Foot) -> str:
        """The relationships of a section with their numbers of nodes and their ids, each once."""
        places = [f"s.{quoted(each)}" if each in section.layout.properties else "NULL" for each in owner.identity]
        link = ids.relationship_id(owner.name, f"a.{ID}", f"b.{ID}", places)
        values = [f"s.{quoted(each)}" for each in section.layout.properties]
        values += [f"{literal(value)} AS {quoted(name)}" for name, value in section.layout.stamp.items()]
        selected = ", ".join([f"a.{NUMBER} AS {START}", f"b.{NUMBER} AS {END}", f"{link} AS {ID}", *values])
        joined = (
            f"SELECT {selected}, s.{ORDER} FROM {section.sound} s "
            f"JOIN {table(start.type)} a ON a.{quoted(start.key.name)} = s.{quoted(start.column)} "
            f"JOIN {table(end.type)} b ON b.{quoted(end.key.name)} = s.{quoted(end.column)}"
        )
        given = section.layout.properties
        told_by = [start.key, end.key, *(given[each] for each in owner.identity if each in given)]
        if all(each.kind in ONE_TEXT for each in told_by):
            return f"SELECT * EXCLUDE ({ORDER}) FROM ({joined})"
        # Keys that differ as text may be the same value, such as 1 and 1.0: the last row of a relationship counts.
        return f"SELECT * EXCLUDE ({ORDER}) FROM ({joined}) QUALIFY row_number() OVER (PARTITION BY {ID} ORDER BY {ORDER} DESC) = 1"

    def _merge(self, section: Section, known: LinkTable, found: str) -> None:
        temporary = quoted(f"_found_{section.number}")
        self.connection.execute(f"CREATE TABLE {temporary} AS {found}")
        columns, stamp = section.layout.properties, section.layout.stamp
        kinds = {each.name: TYPES[each.kind] for each in known.owner.properties}
        complete(self.connection, known.name, known.columns, {name: kinds[name] for name in (*columns, *stamp)})
        stamps = {name: literal(value) for name, value in stamp.items()}
        section.tally.changed, section.tally.unchanged = change(
            self.connection, known.name, temporary, ID, [*columns], stamps
        )
        before = self._size(known.name)
        self.connection.execute(
            f"INSERT INTO {known.name} BY NAME SELECT s.* FROM {temporary} s ANTI JOIN {known.name} t USING ({ID})"
        )
        section.tally.created = self._size(known.name) - before
        self.connection.execute(f"DROP TABLE {temporary}")

    def _refuse_missing(self, section: Section, foot: Foot) -> None:
        """Rows whose end is no node."""
        column, key = quoted(foot.column), quoted(foot.key.name)
        if self._known(foot):
            without = f"{section.sound} s ANTI JOIN {table(foot.type)} t ON t.{key} = s.{column}"
        else:
            without = f"{section.sound} s"

        def missing(origin: Origin, value: object) -> Fault:
            reason = f"there is no {foot.type.name} whose {foot.key.name} is {value}"
            return Fault(origin, foot.column, value, reason)

        section.refuse(f"SELECT s.{ORDER}, s.{column} FROM {without}", missing)
