"""Single values: a property as it was read, checked and converted."""

from typing import Any

from graph.errors import MissingValue
from graph.plan import Read
from graph.shape.slots import Faults, Write
from graph.values import leaf


def read(each: Read, column: int, owner: str) -> Write:
    convert = leaf(each.property)
    if not each.property.required:
        return lambda row, _: None if (value := row[column]) is None else convert(value)

    def write(row: Any, _: Faults) -> Any:
        value = row[column]
        if value is None:
            raise MissingValue(f"The graph holds no value for {owner}.{each.property.name}, which is never null.")
        return convert(value)

    return write


def known_type(value: Any, _: Faults) -> str:
    if value is None:
        raise MissingValue("The graph holds a node of no type that the schema knows here.")
    return str(value)
