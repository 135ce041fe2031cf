"""How a property's value is written, how it is kept in the graph, and how it is answered."""

import re
from collections.abc import Callable, Sequence
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, ROUND_FLOOR, Context, Decimal
from math import copysign, isfinite
from typing import Any, assert_never

from graph.errors import BadArgument, UnfitValue
from graph.model import Kind, Property

INT32 = range(-(2**31), 2**31)
INT64 = range(-(2**63), 2**63)
# The digits of the greatest of them before its last one, and a number beyond them all.
DIGITS, BEYOND = 18, 1e19
# From here on floats are whole.
HALVES = 2**52
EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN, rounding=ROUND_FLOOR)
# How a number and a day are written wherever they come as text. Python reads more: underscores, weeks, digits of all scripts.
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# A moment as the database writes it: with its offset, without the name of a zone.
MOMENT = re.compile(DAY.pattern + r"T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})", re.ASCII)
# Longitude and latitude, and perhaps a height, in WGS 84.
DEGREES = frozenset((4326, 4979))


def scaled(value: Decimal, scale: int) -> int | float:
    """A decimal as it is kept, a whole number of its smallest unit; else a number that compares with those as it does.

    >>> scaled(Decimal("12.34"), 2), scaled(Decimal("0.12345"), 2), scaled(-Decimal(10) ** 18, 2)
    (1234, 12.5, -1e+19)
    """
    size = value.adjusted() + scale if value else 0
    if size < -1:
        return copysign(0.5, value)
    if size > DIGITS:
        return copysign(BEYOND, value)
    shifted = value.scaleb(scale, EXACT)
    below = int(shifted.to_integral_value(context=EXACT))
    if below not in INT64:
        return copysign(BEYOND, value)
    if shifted == below:
        return below
    if abs(below) >= HALVES:
        raise BadArgument(
            f"{value:f} has more than {scale} decimal places, which cannot be compared in a number so large."
        )
    # Whole numbers compare with all that lies between the same two of them alike.
    return below + 0.5


def unscaled(value: int, scale: int) -> str:
    """A kept decimal as it is answered: plain digits, no needless zeros.

    >>> unscaled(1234, 2), unscaled(120000, 2), unscaled(-5, 1)
    ('12.34', '1200', '-0.5')
    """
    return plain_digits(Decimal(value).scaleb(-scale))


def plain_digits(value: Decimal) -> str:
    """A decimal as it is answered: no exponent, no needless zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def leaf(property: Property) -> Callable[[Any], Any]:
    """What turns a property's value, as it was read, into its JSON."""
    match property.kind:
        case Kind.ID | Kind.STRING:
            return _checked(property, lambda value: isinstance(value, str))
        case Kind.DATE | Kind.DATETIME:
            written = DAY if property.kind is Kind.DATE else MOMENT
            return _checked(property, lambda value: type(value) is str and written.fullmatch(value) is not None)
        case Kind.BOOLEAN:
            return _checked(property, lambda value: isinstance(value, bool))
        case Kind.INTEGER:
            return _checked(property, lambda value: type(value) is int and value in INT32)
        case Kind.FLOAT:
            return _checked(property, lambda value: type(value) in (int, float) and isfinite(value))
        case Kind.ENUM:
            codes = property.enum.names if property.enum else frozenset()
            return _checked(property, codes.__contains__)
        case Kind.DECIMAL:
            whole = _checked(property, lambda value: type(value) is int)
            return lambda value: unscaled(whole(value), property.scale)
        case Kind.POINT:
            place = _checked(property, lambda value: getattr(value, "srid", None) in DEGREES)
            return lambda value: point(place(value))
        case _:
            assert_never(property.kind)


def point(value: Sequence[float]) -> dict[str, float]:
    """A place as GeoPoint's JSON."""
    return {"longitude": value[0], "latitude": value[1]}


def _checked(property: Property, fits: Callable[[Any], bool]) -> Callable[[Any], Any]:
    what = property.enum.name if property.enum else property.kind.value

    def check(value: Any) -> Any:
        if not fits(value):
            raise UnfitValue(f"The graph holds a value for {property.name} that is no {what}.")
        return value

    return check
