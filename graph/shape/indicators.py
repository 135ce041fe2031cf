"""Indicators: one object, or several."""

from itertools import count
from typing import Any

from graph.plan import Constant, Gauged
from graph.shape.slots import Faults, Slot, Write, constant, every, written
from graph.shape.values import read


def gauged(each: Gauged) -> Write:
    """Rows of values; of an indicator that is one object, the first."""
    columns = count()
    write = written(
        Slot(one.key, constant(one.value), required=True)
        if isinstance(one, Constant)
        else Slot(one.key, read(one, next(columns), each.indicator.answers), one.property.required)
        for one in each.fields
    )
    if each.indicator.many:
        return every(write)

    def first(rows: Any, faults: Faults) -> Any:
        return write(rows[0], faults) if rows else None

    return first
