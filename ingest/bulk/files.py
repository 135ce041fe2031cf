"""The tables of nodes and relationships → the files that Neo4j's importer reads, each under a header of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from duckdb import DuckDBPyConnection

from graph.model import NODE, Kind, NodeType, Property, absence, absences
from ingest.bulk.links import END, START, LinkTable, LinkTables
from ingest.bulk.made import Maker, made_table
from ingest.bulk.nodes import ID, NUMBER, NodeTables, table
from ingest.sql import literal, quoted

# The importer's name of each kind, as it is stored.
IMPORTED = {
    Kind.ID: "string",
    Kind.STRING: "string",
    Kind.ENUM: "string",
    Kind.INTEGER: "long",
    Kind.FLOAT: "double",
    Kind.DECIMAL: "long",
    Kind.BOOLEAN: "boolean",
    Kind.DATE: "date",
    Kind.DATETIME: "datetime",
    Kind.POINT: "point{crs:WGS-84}",
}


@dataclass(frozen=True, slots=True)
class Imported:
    """Files of one kind of nodes or relationships: what they are called, and the files in order."""

    name: str
    header: Path
    rows: tuple[Path, ...]

    def argument(self, option: str) -> str:
        """As the importer is told of them."""
        return f"--{option}={self.name}={','.join(map(str, (self.header, *self.rows)))}"


def write_nodes(connection: DuckDBPyConnection, nodes: NodeTables, folder: Path) -> Iterator[Imported]:
    """The files of all nodes."""
    with Maker(connection, folder) as maker:
        for node_type in nodes.types.values():
            made = maker.make(node_type, nodes.columns[node_type.name])
            yield _of_nodes(connection, nodes, node_type, made, folder)


def _of_nodes(
    connection: DuckDBPyConnection, nodes: NodeTables, node_type: NodeType, made: dict[str, str], folder: Path
) -> Imported:
    columns = nodes.columns[node_type.name]
    told = [(":ID", f"n.{NUMBER}"), ("id:string", f"n.{ID}")]
    told += [column(node_type.properties[name], f"n.{quoted(name)}") for name in columns]
    told += [(f"{name}:string", f"{made_table(node_type, source)}.{quoted(name)}") for name, source in made.items()]
    told += [*_absences(node_type, columns, made)]
    joins = "".join(
        f" LEFT JOIN {made_table(node_type, source)} ON n.{quoted(source)} = {made_table(node_type, source)}.value"
        for source in dict.fromkeys(made.values())
    )
    return _written(
        connection, f"{node_type.name}:{NODE}", told, f"{table(node_type)} n{joins}", folder / node_type.name
    )


def write_links(connection: DuckDBPyConnection, links: LinkTables, folder: Path) -> Iterator[Imported]:
    """The files of all relationships."""
    for (name, start, end), each in links.tables.items():
        yield _written(connection, name, _of_link(each), f"{each.name} r", folder / f"{name}-{start}-{end}")


def _of_link(each: LinkTable) -> list[tuple[str, str]]:
    known = {one.name: one for one in each.owner.properties}
    told = [(":START_ID", f"r.{START}"), (":END_ID", f"r.{END}"), ("id:string", f"r.{ID}")]
    return told + [column(known[name], f"r.{quoted(name)}") for name in each.columns]


def _absences(
    node_type: NodeType, columns: Sequence[str] | dict[str, None], made: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """Marks of properties that a node has not, so that an index finds them in order."""
    for each in absences(node_type):
        value = "true"
        if each.name in columns:
            value = f"CASE WHEN n.{quoted(each.name)} IS NULL THEN true END"
        elif each.name in made:
            value = f"CASE WHEN n.{quoted(made[each.name])} IS NULL THEN true END"
        yield f"{absence(each)}:boolean", value


def column(property: Property, value: str) -> tuple[str, str]:
    """A property's header, and its value as the importer reads it."""
    head = f"{property.name}:{IMPORTED[property.kind]}"
    match property.kind:
        case Kind.DATETIME:
            return head, f"strftime({value}, '%Y-%m-%dT%H:%M:%S.%fZ')"
        case Kind.POINT:
            return (
                head,
                f"CASE WHEN {value} IS NOT NULL THEN '{{longitude: ' || {value}.longitude || ', latitude: ' || {value}.latitude || '}}' END",
            )
        case _:
            return head, value


def _written(
    connection: DuckDBPyConnection, name: str, told: Sequence[tuple[str, str]], source: str, path: Path
) -> Imported:
    header, rows = path.with_suffix(".csv"), path.with_suffix("")
    header.write_text(",".join(head for head, _ in told) + "\n", encoding="utf-8")
    columns = ", ".join(f"{value} AS c{place}" for place, (_, value) in enumerate(told))
    connection.execute(
        f"COPY (SELECT {columns} FROM {source}) TO {literal(str(rows))} (FORMAT csv, PER_THREAD_OUTPUT, HEADER false, QUOTE '\"', ESCAPE '\"')"
    )
    return Imported(name, header, tuple(sorted(rows.glob("*.csv"))))
