"""Scalars that GraphQL does not have: how each is written and read."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

from graph.values import DAY, NUMBER

DateValue = NewType("DateValue", date)
DateTimeValue = NewType("DateTimeValue", datetime)
DecimalValue = NewType("DecimalValue", Decimal)
GeoPointValue = NewType("GeoPointValue", dict)  # type: ignore[type-arg]  # JSON, checked by the parser below


def _text(value: Any) -> Any:
    return value if isinstance(value, str) else value.isoformat()


def parse_date(value: Any) -> date:
    """A calendar date, `2025-06-30`."""
    if not (isinstance(value, str) and DAY.fullmatch(value)):
        raise ValueError("a Date is written as 2025-06-30")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"there is no day {value}") from None


def parse_datetime(value: Any) -> datetime:
    """A moment with its offset, `2025-06-30T08:00:00+08:00`."""
    try:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is not None and DAY.match(value):
            return moment.astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        pass
    raise ValueError("a DateTime is written as 2025-06-30T08:00:00+08:00")


def parse_decimal(value: Any) -> Decimal:
    """A decimal as a string, `"0.51"`; a whole number may do without quotes."""
    try:
        if (isinstance(value, str) and NUMBER.fullmatch(value)) or type(value) is int:
            number = Decimal(value)
            if number.is_finite() and number.adjusted() <= 18:
                return number
    except InvalidOperation:
        pass
    raise ValueError('a Decimal is written as a string such as "0.51"')


def parse_point(value: Any) -> dict[str, float]:
    """A place, as longitude and latitude."""
    if isinstance(value, Mapping) and set(value) == {"longitude", "latitude"}:
        longitude, latitude = value["longitude"], value["latitude"]
        numbers = all(type(each) in (int, float) for each in (longitude, latitude))
        if numbers and abs(longitude) <= 180 and abs(latitude) <= 90:
            return {"longitude": float(longitude), "latitude": float(latitude)}
    raise ValueError("a GeoPoint is written as {longitude: 120.15, latitude: 30.28}")


def _scalar(name: str, description: str, parse: Any, serialize: Any) -> ScalarDefinition:
    return strawberry.scalar(name=name, description=description, parse_value=parse, serialize=serialize)


SCALARS: dict[object, ScalarDefinition] = {
    DateValue: _scalar("Date", "A calendar date, ISO 8601, such as 2025-06-30.\n日期", parse_date, _text),
    DateTimeValue: _scalar("DateTime", "A moment, ISO 8601 with offset, in UTC.\n时间", parse_datetime, _text),
    DecimalValue: _scalar("Decimal", 'An exact decimal, as a string such as "0.51".\n小数', parse_decimal, str),
    GeoPointValue: _scalar(
        "GeoPoint",
        "A place in degrees, WGS 84: an object of `longitude` and `latitude`.\n坐标",
        parse_point,
        lambda value: value,
    ),
}
