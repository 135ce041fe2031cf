"""What a mapping gives of a node type: its columns, the relationships it may load, and a mapping to begin with."""

from collections.abc import Iterator

import duckdb

from graph.model import GraphModel, Kind, NodeType, RelationshipType
from ingest.layout import FROM, LATITUDE, LONGITUDE, ROW, SOURCE, TO, made, node_key, split_point
from server.manual.links import by_name
from server.manual.markdown import block, code, codes, table

EXAMPLE_COLUMNS = 4


def loadable(node_type: NodeType) -> bool:
    """Whether nodes of the type can be told apart by a value that a register gives."""
    return any(each.required and each.kind is not Kind.ID for each in node_type.keys)


def columns(node_type: NodeType) -> str:
    """Which columns a row has, as a list."""
    known = node_type.properties
    given = [each for each in known.values() if each.name not in made(known)]
    lines = [
        f"- Key: {code(node_key(node_type).name)}.",
        f"- Required: {codes(each.name for each in given if each.required)}.",
    ]
    if optional := [each.name for each in given if not each.required]:
        lines.append(f"- May be given: {codes(optional)}.")
    lines.append(f"- Made by the load: {codes(name for name in known if name in made(known))}.")
    if point := split_point(known, {LONGITUDE: "DOUBLE", LATITUDE: "DOUBLE"}):
        lines.append(f"- {code(point.name)} may be given as two columns, {codes((LONGITUDE, LATITUDE))}.")
    return "\n".join(lines)


def relationships(model: GraphModel, node_type: NodeType) -> str:
    """Which relationships may be loaded to and from nodes of the type, as a table."""
    return table(["relationship", "from", "to", "columns"], _relationships(model, node_type))


def _relationships(model: GraphModel, node_type: NodeType) -> Iterator[tuple[str, str, str, str]]:
    for each in by_name(model.relationship_types):
        # From the type to itself: told with its ends.
        starts = sorted(start for start, end in each.endpoints if end == node_type.name != start)
        ends = sorted(end for start, end in each.endpoints if start == node_type.name)
        link = f"[{code(each.name)}](relationship-types.md#{each.name.lower()})"
        named = codes((FROM, TO, *(one.name for one in each.properties)))
        if ends:
            yield link, code(node_type.name), codes(ends), named
        if starts:
            yield link, codes(starts), code(node_type.name), named


def mapping(model: GraphModel, node_type: NodeType) -> str:
    """A mapping to begin with: the type's nodes, and one of its relationships out of the same file."""
    file = node_type.singular.lower()
    lines = [
        "-- source: What the register is called",
        f"-- file {file}: {file}.csv",
        "",
        f"-- node: {node_type.name}",
        f"SELECT {', '.join(map(written, _chosen(model, node_type)))}, {ROW} FROM {written(file)};",
    ]
    if pair := next(_pairs(model, node_type), None):
        type_, start, end = pair
        names = (_column(start, node_type), _column(end, node_type))
        extra = [one.name for one in type_.properties if one.name not in (SOURCE, *names)][:1]
        given = [f'{written(names[0])} AS "{FROM}"', f'{written(names[1])} AS "{TO}"', *map(written, extra), ROW]
        lines += ["", f"-- relationship: {type_.name} from {start.name} to {end.name}"]
        lines += [f"SELECT {', '.join(given)} FROM {written(file)};"]
    return block("sql", "\n".join(lines))


def _chosen(model: GraphModel, node_type: NodeType) -> list[str]:
    """The columns that a type requires, and a few of its own."""
    given = [each for each in node_type.properties.values() if each.name not in made(node_type.properties)]
    inherited = {name for each in node_type.interfaces for name in model.interfaces[each].properties}
    own = (each for each in given if not each.required and each.name not in inherited and each.kind is not Kind.POINT)
    return [each.name for each in given if each.required] + [each.name for each in own][:EXAMPLE_COLUMNS]


def _pairs(model: GraphModel, node_type: NodeType) -> Iterator[tuple[RelationshipType, NodeType, NodeType]]:
    """The relationships to nodes of other types, those that few may read last."""
    for each in sorted(by_name(model.relationship_types), key=lambda each: each.restricted):
        for pair in sorted(each.endpoints):
            start, end = (model.node_types[name] for name in pair)
            if node_type in (start, end) and start is not end and loadable(start) and loadable(end):
                yield each, start, end


def _column(end: NodeType, node_type: NodeType) -> str:
    """The column that names an end of a relationship: the row's own key, or a column called after the other type."""
    return node_key(end).name if end is node_type else end.singular


def written(name: str) -> str:
    """A name as SQL takes it: quoted where it is a word of SQL's own.

    >>> written("areaM2"), written("right")
    ('areaM2', '"right"')
    """
    try:
        duckdb.extract_statements(f"SELECT {name} FROM {name}")
    except duckdb.Error:
        return f'"{name}"'
    return name
