"""What lists come to: aggregates and groups."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import count
from math import isfinite
from typing import Any, TypeAlias, assert_never

from graph.errors import UnfitValue
from graph.model import Kind
from graph.plan import (
    Aggregate,
    Constant,
    Function,
    Grouped,
    KeyRead,
    Keys,
    Measure,
    Measured,
    Measurement,
    Measures,
    Record,
)
from graph.shape.slots import Slot, Write, at, constant, every, written
from graph.values import leaf, plain_digits

WriteRecord: TypeAlias = Callable[[Record], Write]
# Of a mean of decimals, beyond the places that are kept.
MEAN_PLACES = 4


def aggregate(each: Aggregate) -> Write:
    """The one row of all measures."""
    write = measured(each.measured, count())
    return lambda rows, faults: write(rows[0], faults)


def grouped(each: Grouped, record: WriteRecord) -> Write:
    """A row a group: its keys' columns and its measures'."""
    keys, measures = count(), count()
    slots: list[Slot] = []
    for part in each.parts:
        match part:
            case Keys():
                fields = (key_slot(field, keys, record) for field in part.fields)
                slots.append(Slot(part.key, at(0, written(fields)), required=True))
            case Measurement():
                slots.append(Slot(part.key, at(1, measured(part.measured, measures)), required=True))
            case Constant():
                slots.append(Slot(part.key, constant(part.value), required=True))
            case _:
                assert_never(part)
    return every(written(slots))


def key_slot(each: KeyRead | Constant, columns: Iterator[int], record: WriteRecord) -> Slot:
    if isinstance(each, Constant):
        return Slot(each.key, constant(each.value), required=True)
    if each.index is None:
        return Slot(each.key, lambda _row, _faults: None, required=False)
    if each.record:
        return Slot(each.key, at(next(columns), present(record(each.record))), required=False)
    if each.property:
        return Slot(each.key, at(next(columns), present(converted(leaf(each.property)))), required=False)
    return Slot(each.key, at(next(columns), lambda value, _: value), required=False)


def present(write: Write) -> Write:
    return lambda value, faults: None if value is None else write(value, faults)


def converted(convert: Callable[[Any], Any]) -> Write:
    return lambda value, _: convert(value)


def measured(given: tuple[Measured, ...], columns: Iterator[int]) -> Write:
    """An object of measures, each from a column of the row of all of them."""
    slots: list[Slot] = []
    for each in given:
        match each:
            case Measures():
                slots.append(Slot(each.key, measured(each.measures, columns), required=True))
            case Measure():
                required = each.function in (Function.COUNT, Function.SUM)
                slots.append(Slot(each.key, at(next(columns), value(each)), required=required))
            case Constant():
                slots.append(Slot(each.key, constant(each.value), required=True))
            case _:
                assert_never(each)
    return written(slots)


def value(each: Measure) -> Write:
    """What a measure's column says."""
    property = each.property
    if property is None or each.function is Function.COUNT:
        return lambda column, _: column
    if each.function in (Function.LEAST, Function.GREATEST):
        return present(converted(leaf(property)))
    scale = property.scale if property.kind is Kind.DECIMAL else None
    if each.function is Function.SUM:
        return lambda column, _: total(column, scale)
    return lambda column, _: mean(column[0], column[1], scale)


def total(value: float, scale: int | None) -> float | str:
    """A sum: a number, or a decimal's digits."""
    if not isfinite(value):
        raise UnfitValue("The values add up to no finite number.")
    return value if scale is None else plain_digits(Decimal(value).scaleb(-scale))


def mean(value: float, number: int, scale: int | None) -> float | str | None:
    """A mean, null of none; of decimals to some places more than they have."""
    if not number:
        return None
    if not isfinite(value):
        raise UnfitValue("The values add up to no finite number.")
    if scale is None:
        return value / number
    return plain_digits((Decimal(value) / number).scaleb(-scale).quantize(Decimal(1).scaleb(-scale - MEAN_PLACES)))
