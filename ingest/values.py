"""How a value of each kind is checked and brought into the form in which the graph stores it."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from neo4j.spatial import WGS84Point
from pydantic import AfterValidator, AllowInfNan, BeforeValidator, Field, StringConstraints

from graph import values
from graph.model import Kind, Property

INDEXED_LENGTH = 1_000
LENGTH = 10_000
NO_CONTROL_CHARACTERS = r"^[^\x00-\x1f\x7f-\x9f]*$"
INT32 = Field(ge=-(2**31), le=2**31 - 1)

NO_WHOLE_NUMBER = "it is not a whole number"
NO_NUMBER = "it is not a number like 1234.5: as_number reads those with other marks"
NO_DATE = "it is not a date like 2019-03-05"
NO_TIME = "it is not a time like 2019-03-05T10:00:00+08:00"
NO_TRUTH = "it is neither true nor false: say in the mapping which it is"
# How text of a kind is written. Python and pydantic read more, such as 1_0 and full-width digits: damaged, for the most part.
WRITTEN = {
    Kind.INTEGER: (re.compile(r"[-+]?\d+(\.0*)?", re.ASCII), NO_WHOLE_NUMBER),
    Kind.FLOAT: (values.NUMBER, NO_NUMBER),
    Kind.DECIMAL: (values.NUMBER, NO_NUMBER),
    Kind.BOOLEAN: (re.compile("true|false", re.ASCII | re.IGNORECASE), NO_TRUTH),
    Kind.DATE: (values.DAY, NO_DATE),
}

# What of DuckDB's types may stand in a column for a property of each kind.
WHOLE = (
    *("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"),
    *("UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT"),
)
NUMBER = (*WHOLE, "FLOAT", "DOUBLE", "DECIMAL")
TAKEN: dict[Kind, tuple[str, ...]] = {
    Kind.ID: ("VARCHAR",),
    Kind.STRING: ("UUID", *WHOLE, "VARCHAR"),
    Kind.ENUM: ("ENUM", "VARCHAR"),
    Kind.INTEGER: ("VARCHAR", *NUMBER),
    Kind.FLOAT: ("VARCHAR", *NUMBER),
    Kind.DECIMAL: ("VARCHAR", *NUMBER),
    Kind.BOOLEAN: ("VARCHAR", "BOOLEAN"),
    Kind.DATE: ("VARCHAR", "TIMESTAMP", "DATE"),
    Kind.DATETIME: ("VARCHAR", "TIMESTAMP"),
    Kind.POINT: NUMBER,
}


def stored(given: Property, *, checked: bool = True) -> Any:
    """The annotated type that turns a value of SQL into the one stored, or refuses it."""
    constraints = given.constraints if checked else ()
    written = (BeforeValidator(_as_written(*WRITTEN[given.kind])),) if given.kind in WRITTEN else ()
    return _annotated(_python(given), (*_parts(given, constraints), *written))


def check(given: Property) -> Any:
    """The type that holds a stored value to the property's own constraints alone."""
    return _annotated(_python(given), given.constraints)


def _annotated(python: Any, parts: tuple[object, ...]) -> Any:
    annotated: Any = Annotated
    return annotated[(python, *parts)] if parts else python


def _parts(given: Property, constraints: tuple[object, ...]) -> tuple[object, ...]:
    match given.kind:
        case Kind.STRING | Kind.ID:
            length = INDEXED_LENGTH if given.indexed or given.text else LENGTH
            return (StringConstraints(max_length=length, pattern=NO_CONTROL_CHARACTERS), *constraints)
        case Kind.INTEGER:
            return (INT32, *constraints)
        case Kind.FLOAT:
            return (AllowInfNan(False), *constraints, AfterValidator(_unsigned_zero))
        case Kind.DECIMAL:
            return (AllowInfNan(False), *constraints, AfterValidator(_scaled(given.scale)))
        case Kind.DATETIME:
            return (BeforeValidator(_iso_datetime), AfterValidator(_utc), *constraints)
        case Kind.POINT:
            return (*constraints, AfterValidator(WGS84Point))
        case Kind.BOOLEAN | Kind.ENUM | Kind.DATE:
            return constraints


def _python(given: Property) -> Any:
    if given.enum:
        return Literal[tuple(value.name for value in given.enum.values)]
    return PYTHON[given.kind]


Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
PYTHON: dict[Kind, Any] = {
    Kind.ID: str,
    Kind.STRING: str,
    Kind.INTEGER: int,
    Kind.FLOAT: float,
    Kind.DECIMAL: Decimal,
    Kind.BOOLEAN: bool,
    Kind.DATE: date,
    Kind.DATETIME: datetime,
    Kind.POINT: tuple[Longitude, Latitude],
}


def _unsigned_zero(value: float) -> float:
    # The database holds -0.0 equal to 0.0 and sorts it before: pages would begin again and again.
    return value or 0.0


def _scaled(scale: int) -> Callable[[Decimal], int]:
    limit = Decimal(2**63 - 1).scaleb(-scale)

    def shift(value: Decimal) -> int:
        # Compared as it is: abs() would round it, which ends in an Overflow for 9E9999999.
        if not -limit <= value <= limit:
            raise ValueError(f"it is larger than {limit}")
        whole = int(value.scaleb(scale))
        if Decimal(whole).scaleb(-scale) != value:
            raise ValueError(f"it has more than {scale} decimal places: round it in the mapping")
        return whole

    return shift


def _as_written(form: re.Pattern[str], otherwise: str) -> Callable[[object], object]:
    def read(value: object) -> object:
        if isinstance(value, str) and not form.fullmatch(value):
            raise ValueError(otherwise)
        return value

    return read


def _iso_datetime(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        raise ValueError(NO_TIME) from None


def _utc(value: datetime) -> datetime:
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def reason(fault: Any) -> str:
    """What pydantic found, in a sentence of ours."""
    context = fault.get("ctx", {})
    match fault["type"]:
        case "value_error":
            return str(context["error"])
        case "literal_error":
            return f"it is none of the codes {context['expected'].replace(chr(39), '')}"
        case "missing":
            return "it is missing"
        case "int_parsing" | "int_from_float" | "int_type":
            return NO_WHOLE_NUMBER
        case "float_parsing" | "float_type" | "decimal_parsing" | "decimal_type":
            return NO_NUMBER
        case "bool_parsing" | "bool_type":
            return NO_TRUTH
        case "int_parsing_size":
            return "it has more digits than a whole number may have"
        case "date_from_datetime_parsing":
            return "there is no such day"
        case "date_type":
            return NO_DATE
        case "datetime_from_date_parsing" | "datetime_parsing" | "datetime_type":
            return NO_TIME
        case "string_type" | "string_unicode":
            return "it is not text: cast it to VARCHAR"
        case "tuple_type" | "too_long":
            return "it is not a longitude and a latitude"
        case "string_pattern_mismatch" if context["pattern"] == NO_CONTROL_CHARACTERS:
            return "it has a line break, tab or other control character: replace it in the mapping"
        case "date_from_datetime_inexact":
            return "it has a time of day: cast it to DATE"
        case "string_too_long":
            return f"it is longer than {context['max_length']} characters"
        case _:
            said, known = re.subn(r"^(Input|String|Decimal input|Tuple|Value) should", "it should", fault["msg"])
            return said if known else f"it cannot be taken: {said}"
