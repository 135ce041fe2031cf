"""A section and the columns of its SELECT → Layout: what each column means to the model, or why it means nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from graph.model import GraphModel, Kind, NodeType, Property, RelationshipType
from ingest.errors import MappingError
from ingest.mapping import End, Links, Nodes, Section
from ingest.sql import quoted
from ingest.values import TAKEN

ROW, FROM, TO = "_row", "from", "to"
LONGITUDE, LATITUDE = "longitude", "latitude"
# What the load itself sets; `source` may be given too.
RECORDED_AT, SOURCE = "recordedAt", "source"
BLANK = "chr(9) || chr(10) || chr(13) || ' ' || chr(160) || chr(8203) || chr(12288) || chr(65279)"


@dataclass(frozen=True, slots=True)
class Foot:
    """An end of a relationship: a node type and the unique property by which its nodes are found."""

    column: str
    type: NodeType
    key: Property


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a section. `properties` are those given; `key` tells two rows of the section apart."""

    section: Section
    owner: NodeType | RelationshipType
    properties: Mapping[str, Property]
    key: tuple[str, ...]
    feet: tuple[Foot, ...]
    point: Property | None
    projection: str

    @property
    def title(self) -> str:
        """How the section is called where people read."""
        return str(self.section.target)

    @property
    def stamp(self) -> dict[str, str]:
        """The source that the load itself writes down; nothing where rows bring theirs, or where there is no place for it."""
        source = self.section.source
        known = SOURCE not in self.properties and any(each.name == SOURCE for each in _declared(self.owner))
        return {SOURCE: source} if source and known else {}

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns of `projection` after the row's file and record."""
        return (*(each.column for each in self.feet), *self.properties)


def lay_out(section: Section, described: Sequence[tuple[str, str]], model: GraphModel) -> Layout:
    """Match the columns of a SELECT, each a name and a type of DuckDB, with what the section's type has."""
    found = dict(described)
    owner, feet = _owner(section, model)
    known = {each.name: each for each in _declared(owner)}
    point = split_point(known, found)
    allowed = [each for each in known if each not in made(known)] + [each.column for each in feet]
    _refuse_unknown(section, found, known, allowed + ([LONGITUDE, LATITUDE] if point else []))
    _refuse_missing(section, found, known, feet, point)
    given = {name: known[name] for name in found if name in known} | ({point.name: point} if point else {})
    for name, each in (*given.items(), *((each.column, each.key) for each in feet)):
        if not (point and name == point.name):
            _refuse_type(section, name, found[name], each)
    if wrong := section.accepted - section.inherited - known.keys():
        raise MappingError(f"{owner.name} has no {_listed(wrong)} to accept; see '-- accept:'.", section.place)
    key = (
        (node_key(owner).name,)
        if isinstance(owner, NodeType)
        else (FROM, TO, *(e for e in owner.identity if e in given))
    )
    return Layout(section, owner, given, key, feet, point, _projection(found, feet, given, point))


def refuse_idle(layouts: Iterable[Layout]) -> None:
    """Refuse what a file accepts for all its sections if none of their types has it."""
    layouts = list(layouts)
    for each in layouts:
        file = [other for other in layouts if other.section.place.file == each.section.place.file]
        known = {property.name for other in file for property in _declared(other.owner)}
        if wrong := each.section.inherited - known:
            raise MappingError(f"No section has {_listed(wrong)} to accept; see '-- accept:'.", each.section.place)


def node_key(node_type: NodeType) -> Property:
    """The property by which nodes of a type are told apart at load: `code`, else the first that could be."""
    able = [each for each in node_type.keys if each.required and each.kind is not Kind.ID]
    return next((each for each in able if each.name == "code"), able[0])


def _owner(section: Section, model: GraphModel) -> tuple[NodeType | RelationshipType, tuple[Foot, ...]]:
    match section.target:
        case Nodes(name):
            return _node_type(name, section, model), ()
        case Links(name, start, end):
            owner = model.relationship_types.get(name)
            if owner is None:
                raise MappingError(_unknown("relationship type", name, model.relationship_types), section.place)
            feet = (_foot(FROM, start, section, model), _foot(TO, end, section, model))
            if (start.type, end.type) not in owner.endpoints:
                pairs = ", ".join(f"{one} to {other}" for one, other in sorted(owner.endpoints))
                raise MappingError(f"{name} cannot lead from {start.type} to {end.type}, only: {pairs}.", section.place)
            return owner, feet


def _node_type(name: str, section: Section, model: GraphModel) -> NodeType:
    if name not in model.node_types:
        raise MappingError(_unknown("node type", name, model.node_types), section.place)
    if not any(each.required and each.kind is not Kind.ID for each in model.node_types[name].keys):
        raise MappingError(f"{name} has no required unique property by which to load it.", section.place)
    return model.node_types[name]


def _foot(column: str, end: End, section: Section, model: GraphModel) -> Foot:
    node_type = _node_type(end.type, section, model)
    by = node_type.properties.get(end.by or node_key(node_type).name)
    if by is None or not by.unique:
        able = {each.name: each for each in node_type.keys if each.kind is not Kind.ID}
        raise MappingError(_unknown(f"unique property of {end.type}", end.by, able), section.place)
    return Foot(column, node_type, by)


def _declared(owner: NodeType | RelationshipType) -> Sequence[Property]:
    return tuple(owner.properties.values()) if isinstance(owner, NodeType) else owner.properties


def made(known: Mapping[str, Property]) -> frozenset[str]:
    """The properties that a load makes itself."""
    return frozenset(e.name for e in known.values() if e.derivation or e.kind is Kind.ID or e.name == RECORDED_AT)


def split_point(known: Mapping[str, Property], found: Mapping[str, str]) -> Property | None:
    """The place that is given as longitude and latitude in columns of their own."""
    points = [each for each in known.values() if each.kind is Kind.POINT]
    split = LONGITUDE in found and LATITUDE in found and LONGITUDE not in known
    return points[0] if split and len(points) == 1 and points[0].name not in found else None


def _refuse_unknown(
    section: Section, found: Mapping[str, str], known: Mapping[str, Property], allowed: Sequence[str]
) -> None:
    for name in found:
        if name == ROW or name in allowed:
            continue
        if name in known:
            raise MappingError(
                f"{section.target} is given its {name} by the load: leave the column out.", section.place
            )
        if name in (LONGITUDE, LATITUDE):
            raise MappingError(f"{section.target} takes {LONGITUDE} and {LATITUDE} together.", section.place)
        alias = "" if name.isidentifier() else " Name the column with AS."
        raise MappingError(f"{section.target} has no property {name}; {_hint(name, allowed)}{alias}", section.place)


def _refuse_missing(
    section: Section,
    found: Mapping[str, str],
    known: Mapping[str, Property],
    feet: Sequence[Foot],
    point: Property | None,
) -> None:
    required = {each.column for each in feet}
    required |= {each.name for each in known.values() if each.required and each.name not in made(known)}
    if missing := required - found.keys() - ({point.name} if point else set()):
        needed = (
            f"columns {_listed(missing)}: select them."
            if len(missing) > 1
            else f"column {_listed(missing)}: select it."
        )
        raise MappingError(f"{section.target} needs the {needed}", section.place)


def _refuse_type(section: Section, name: str, kind: str, given: Property) -> None:
    bare = kind.partition("(")[0].removesuffix("[]").removesuffix(" WITH TIME ZONE").strip('"')
    listed = kind.endswith("]") == (given.kind is Kind.POINT)
    if bare != "NULL" and not (bare in TAKEN[given.kind] and listed):
        remedy = "give [longitude, latitude]" if given.kind is Kind.POINT else f"cast it to {TAKEN[given.kind][-1]}"
        raise MappingError(
            f"The column {name} of {section.target} is of type {kind}, which {given.kind.value} does not take: {remedy}.",
            section.place,
        )


def _projection(
    found: Mapping[str, str], feet: Sequence[Foot], given: Mapping[str, Property], point: Property | None
) -> str:
    row = quoted(ROW)
    parts = (
        [f"{row}.file AS _file", f"{row}.record AS _record"] if ROW in found else ["NULL AS _file", "NULL AS _record"]
    )
    for name, each in [*((each.column, each.key) for each in feet), *given.items()]:
        if point and name == point.name:
            x, y = (_widened(each, found[each]) for each in (LONGITUDE, LATITUDE))
            pair = f"CASE WHEN {LONGITUDE} IS NOT NULL OR {LATITUDE} IS NOT NULL THEN [{x}, {y}] END"
            parts.append(f"{pair} AS {quoted(name)}")
        else:
            parts.append(f"{_cleaned(quoted(name), found[name], each)} AS {quoted(name)}")
    return ", ".join(parts)


def _cleaned(column: str, kind: str, given: Property) -> str:
    if kind == "TIMESTAMP WITH TIME ZONE":
        return f"timezone('UTC', {column})"
    if kind == "VARCHAR" or given.kind in (Kind.STRING, Kind.ENUM):
        return f"nullif(trim({column}::VARCHAR, {BLANK}), '')"
    return _widened(column, kind)


def _widened(column: str, kind: str) -> str:
    """A figure of 32 bits as the one of 64 bits that is written the same: 0.1, not 0.10000000149011612."""
    match kind:
        case "FLOAT":
            return f"{column}::VARCHAR::DOUBLE"
        case "FLOAT[]":
            return f"{column}::VARCHAR[]::DOUBLE[]"
        case _:
            return column


def _unknown(what: str, name: str, known: Mapping[str, object] | Sequence[str]) -> str:
    return f"There is no {what} {name}; {_hint(name, known)}"


def _hint(name: str, known: Mapping[str, object] | Sequence[str]) -> str:
    by_case = {each.lower(): each for each in known}
    near = get_close_matches(name.lower(), by_case, 1)
    return f"did you mean {by_case[near[0]]}?" if near else f"there are: {', '.join(sorted(known))}."


def _listed(names: frozenset[str] | set[str]) -> str:
    return " and ".join(sorted(names))
