"""Rows of one section with the same key: the first counts, the same again is nothing new, anything else is a fault."""

from ingest.rows import Fault, Row


class Repeats:
    """Remembers the rows whose keys are known to come again, and no others."""

    def __init__(self, keys: frozenset[tuple[object, ...]]) -> None:
        self.keys = keys
        self._first: dict[tuple[object, ...], Row] = {}

    def admit(self, row: Row) -> Row | list[Fault] | None:
        """The row if it is to be written, none if it says nothing new, or how it contradicts the first of its key."""
        if row.origin.key not in self.keys:
            return row
        first = self._first.setdefault(row.origin.key, row)
        if first is row:
            return row
        names = first.values.keys() | row.values.keys()
        differing = sorted(each for each in names if first.values.get(each) != row.values.get(each))
        if not differing:
            return None
        key = ", ".join("(none)" if each is None else str(each) for each in row.origin.key)
        reason = f"an earlier row for {key} has another {' and '.join(differing)}"
        return [Fault(row.origin, differing[0], row.given.get(differing[0]), reason, first.origin)]
