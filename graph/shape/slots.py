"""Slots: response keys, and how each is written from the row of its object; where faults rise and where they end."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeAlias

from graph.errors import ValueFault

Answer: TypeAlias = dict[str, Any]
# Whether anybody still waits for the answer.
Wanted: TypeAlias = Callable[[], bool]


class Unwanted(Exception):  # it tells of no error: nobody is told
    """Nobody waits for the answer any more."""


def always() -> bool:
    return True


class Faults(list[ValueFault]):
    """Those met so far in an answer, which is made as long as it is wanted."""

    def __init__(self, wanted: Wanted = always) -> None:
        super().__init__()
        self._wanted = wanted

    def demand(self) -> None:
        """Go on if the answer is wanted: asked before what may take a second."""
        if not self._wanted():
            raise Unwanted


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
            try:
                answer[key] = stepped(write_slot, row, faults, key)
            except ValueFault as fault:
                if required:
                    raise
                faults.append(fault)
                answer[key] = None
        return answer

    return write


def stepped(write: Write, row: Any, faults: Faults, step: str | int) -> Any:
    """What is written a step further in: whatever fault rises from there, or ended there, has the step in its path."""
    before = len(faults)
    try:
        return write(row, faults)
    except ValueFault as fault:
        fault.path.insert(0, step)
        raise
    finally:
        for each in faults[before:]:
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
            try:
                answer.append(stepped(write, row, faults, index))
            except ValueFault as fault:
                faults.append(fault)
                answer.append(None)
        return answer

    return write_all


def every(write: Write) -> Write:
    """A list whose members may not be null."""

    def write_all(rows: Any, faults: Faults) -> list[Any]:
        return [stepped(write, row, faults, index) for index, row in enumerate(rows)]

    return write_all
