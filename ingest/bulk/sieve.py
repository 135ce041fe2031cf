"""What SQL can tell of rows, millions at a time: which are surely sound, and how their values are stored.

A row that passes would pass `rows` too, and be stored the same. Of one that does not pass, nothing is said: it is left to
`rows`, which finds what is wrong with it, or that it was sound after all.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import annotated_types
import duckdb
from pydantic import TypeAdapter, ValidationError

from graph.model import Kind, Property
from ingest.layout import Layout
from ingest.sql import literal, quoted
from ingest.values import INDEXED_LENGTH, LENGTH, stored

DAY = r"[1-9]\d{3}-\d{2}-\d{2}"
FIGURE = r"-?\d{1,15}(\.\d{1,15})?"
# SQL's name of each kind, as it is stored.
TYPES = {
    Kind.ID: "VARCHAR",
    Kind.STRING: "VARCHAR",
    Kind.ENUM: "VARCHAR",
    Kind.INTEGER: "INTEGER",
    Kind.FLOAT: "DOUBLE",
    Kind.DECIMAL: "BIGINT",
    Kind.BOOLEAN: "BOOLEAN",
    Kind.DATE: "DATE",
    Kind.DATETIME: "TIMESTAMP",
    Kind.POINT: "STRUCT(longitude DOUBLE, latitude DOUBLE)",
}
COMPARED: dict[type, tuple[str, str]] = {
    annotated_types.Ge: (">=", "ge"),
    annotated_types.Gt: (">", "gt"),
    annotated_types.Le: ("<=", "le"),
    annotated_types.Lt: ("<", "lt"),
}


@dataclass(frozen=True, slots=True)
class Sieve:
    """A column: the value to store, as SQL, and a condition under which it surely is what the property allows."""

    name: str
    declared: Property
    value: str
    sound: str
    required: bool

    @property
    def passes(self) -> str:
        """The condition, with what absence means."""
        column = quoted(self.name)
        return f"({column} IS NOT NULL AND {self.sound})" if self.required else f"({column} IS NULL OR ({self.sound}))"


def sieves(layout: Layout, types: dict[str, str], connection: duckdb.DuckDBPyConnection, table: str) -> list[Sieve]:
    """A sieve for each column of a section's rows, which are in a table; `types` are SQL's."""

    def sieve(name: str, property: Property, *, required: bool, checked: bool) -> Sieve:
        constraints = property.constraints if checked else ()
        value, sound = basic(name, property, types[name])
        said = [condition(each, property, name) for each in constraints]
        if None in said:
            sound = f"{sound} AND {_asked(name, property, connection, table)}"
        sound = " AND ".join([sound, *(each for each in said if each)])
        return Sieve(name, property, value, sound, required)

    feet = [sieve(each.column, each.key, required=True, checked=False) for each in layout.feet]
    given = [sieve(name, each, required=each.required, checked=True) for name, each in layout.properties.items()]
    return [*feet, *given]


def basic(name: str, property: Property, kind: str) -> tuple[str, str]:
    """What is stored and what is sound of a value of the property's kind, its own constraints left out."""
    column = quoted(name)
    text = column if kind == "VARCHAR" else f"CAST({column} AS VARCHAR)"
    cast = f"TRY_CAST({text} AS {TYPES[property.kind]})"
    match property.kind:
        case Kind.STRING | Kind.ID:
            length = INDEXED_LENGTH if property.indexed or property.text else LENGTH
            return text, f"length({text}) <= {length} AND NOT regexp_matches({text}, '[\\x00-\\x1f\\x7f-\\x{{9f}}]')"
        case Kind.ENUM:
            names = sorted(property.enum.names if property.enum else ())
            return text, f"{text} IN ({', '.join(map(literal, names))})"
        case Kind.INTEGER:
            return cast, matches(text, r"-?\d{1,9}")
        case Kind.FLOAT:
            # No sign of zero, as in `values`.
            return f"CASE WHEN {cast} = 0 THEN 0.0::DOUBLE ELSE {cast} END", matches(text, FIGURE)
        case Kind.DECIMAL:
            scale = property.scale
            whole = f"TRY_CAST(TRY_CAST({text} AS DECIMAL(38, {scale})) * {10**scale} AS BIGINT)"
            return whole, matches(
                text, rf"-?\d{{1,{max(17 - scale, 1)}}}(\.\d{{1,{scale}}})?" if scale else r"-?\d{1,17}"
            )
        case Kind.BOOLEAN:
            return cast, f"lower({text}) IN ('true', 'false')"
        case Kind.DATE:
            return cast, f"{matches(text, DAY)} AND {cast} IS NOT NULL"
        case Kind.DATETIME:
            # Zones have many forms.
            return cast, "false"
        case Kind.POINT:
            x, y = (f"TRY_CAST({column}[{place}] AS DOUBLE)" for place in (1, 2))
            figures = " AND ".join(matches(f"CAST({column}[{place}] AS VARCHAR)", FIGURE) for place in (1, 2))
            value = f"CASE WHEN {column} IS NOT NULL THEN {{longitude: {x}, latitude: {y}}} END"
            return value, f"len({column}) = 2 AND {figures} AND abs({x}) <= 180 AND abs({y}) <= 90"


def matches(text: str, pattern: str) -> str:
    """The whole of a text is so."""
    return f"regexp_full_match({text}, {literal(pattern)})"


def condition(constraint: object, property: Property, name: str) -> str | None:
    """A constraint as SQL, if it has the words for it."""
    match constraint:
        case annotated_types.MinLen(min_length) if property.kind in (Kind.STRING, Kind.ID):
            return f"length(CAST({quoted(name)} AS VARCHAR)) >= {min_length}"
        case annotated_types.MaxLen(max_length) if property.kind in (Kind.STRING, Kind.ID):
            return f"length(CAST({quoted(name)} AS VARCHAR)) <= {max_length}"
        case _:
            pass
    if type(constraint) not in COMPARED or property.kind not in (Kind.INTEGER, Kind.FLOAT, Kind.DECIMAL):
        return None
    sign, attribute = COMPARED[type(constraint)]
    number = "DECIMAL(38, 18)" if property.kind is Kind.DECIMAL else "DOUBLE"
    return f"TRY_CAST({quoted(name)} AS {number}) {sign} {getattr(constraint, attribute)}"


def _asked(name: str, property: Property, connection: duckdb.DuckDBPyConnection, table: str) -> str:
    """The property's own validator asked about each value once; those that it changes are not passed either."""
    check = TypeAdapter[Any](stored(property)).validate_python
    column = quoted(name)
    values = connection.execute(f"SELECT DISTINCT CAST({column} AS VARCHAR) FROM {table} WHERE {column} IS NOT NULL")
    unsound = [[each] for each in _failing(values.fetchall(), check)]
    if not unsound:
        return "true"
    bad = quoted(f"_unsound_{table.strip(chr(34))}_{name}")
    connection.execute(f"CREATE TABLE {bad} (value VARCHAR)")
    connection.executemany(f"INSERT INTO {bad} VALUES (?)", unsound)
    return f"CAST({column} AS VARCHAR) NOT IN (SELECT value FROM {bad})"


def _failing(values: list[tuple[str]], check: Callable[[Any], Any]) -> Iterator[str]:
    for (value,) in values:
        try:
            kept = check(value)
            if kept != value and not isinstance(kept, int | float):
                yield value
        except ValidationError:
            yield value
