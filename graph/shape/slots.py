"""Slots: response keys, and how each is written from the row of its object; where faults rise and where they end."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeAlias

from graph.errors import ValueFault

Answer: TypeAlias = dict[str, Any]
Faults: TypeAlias = list[ValueFault]
# A row, or one of its columns → its part of the answer. Raises a ValueFault where null must rise further.
Write: TypeAlias = Callable[[Any, Faults], Any]


class Slot(NamedTuple):
    """One response key, how it is written from the row of its object, and whether it is non-null."""

    key: str
    write: Write
    required: bool


def written(given: Iterable[Slot]) -> Write:
    """An object of slots: a fault rises through a slot that is non-null and ends in one that is not."""
    slots = tuple(given)

    def write(row: Any, faults: Faults) -> Answer:
        answer: Answer = {}
        for key, write_slot, required in slots:
            below = len(faults)
            try:
                answer[key] = write_slot(row, faults)
            except ValueFault as fault:
                if required:
                    fault.path.insert(0, key)
                    raise
                faults.append(fault)
                answer[key] = None
            finally:
                led(faults, below, key)
        return answer

    return write


def led(faults: Faults, below: int, step: str | int) -> None:
    """Faults that ended below are a step further from the root."""
    for each in faults[below:]:
        each.path.insert(0, step)


def at(column: int, write: Write) -> Write:
    return lambda row, faults: write(row[column], faults)


def constant(value: str) -> Write:
    return lambda _row, _faults: value


def first(write: Write) -> Write:
    """The first of a list of at most one, or null."""
    return lambda rows, faults: write(rows[0], faults) if rows and rows[0] is not None else None


def sparse(write: Write) -> Write:
    """A list whose members may be null."""

    def write_all(rows: Any, faults: Faults) -> list[Any]:
        answer = []
        for index, row in enumerate(rows):
            below = len(faults)
            try:
                answer.append(write(row, faults))
            except ValueFault as fault:
                faults.append(fault)
                answer.append(None)
            led(faults, below, index)
        return answer

    return write_all


def every(write: Write) -> Write:
    """A list whose members may not be null."""

    def write_all(rows: Any, faults: Faults) -> list[Any]:
        answer: list[Any] = []
        for index, row in enumerate(rows):
            below = len(faults)
            try:
                answer.append(write(row, faults))
            except ValueFault as fault:
                fault.path.insert(0, index)
                raise
            finally:
                led(faults, below, index)
        return answer

    return write_all
