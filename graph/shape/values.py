"""Single values: a property as it was read, checked and converted."""

from collections.abc import Sequence
from typing import Any

from graph.errors import MissingValue
from graph.plan import Read
from graph.shape.slots import Faults, Write
from graph.values import leaf

# Types that one message names.
NAMED = 3


def read(each: Read, column: int, owner: str, known: Sequence[int] = ()) -> Write:
    """A property. Of what may be deleted while it is read the columns of all its values are known: one that is gone has none."""
    convert = leaf(each.property)
    if not each.property.required:
        return lambda row, _: None if (value := row[column]) is None else convert(value)

    def write(row: Any, _: Faults) -> Any:
        value = row[column]
        if value is None:
            gone = bool(known) and all(row[number] is None for number in known)
            message = f"The graph holds no value for {owner}.{each.property.name}, which is never null."
            raise MissingValue(message, gone=gone)
        return convert(value)

    return write


def called(labels: Sequence[str]) -> str:
    """The types of a row, as messages name them.

    >>> called(["Agency", "Enterprise"]), called(["Agency", "Building", "Room", "Vehicle"])
    ('Agency/Enterprise', 'Agency/Building/Room/…')
    """
    return "/".join(labels[:NAMED]) + ("/…" if len(labels) > NAMED else "")


def known_type(value: Any, _: Faults) -> str:
    if value is None:
        raise MissingValue("The graph holds a node of no type that the schema knows here.", gone=True)
    return str(value)
