"""Rows of a section → rows that are sound: the form in which the graph stores them, or what is wrong with them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NotRequired

from pydantic import TypeAdapter, ValidationError
from typing_extensions import TypedDict

from graph.model import RelationshipType
from ingest.layout import Layout
from ingest.values import check, reason, stored


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a row stands: a file and the number of its record there, if the mapping carried them along; and its key."""

    file: str | None
    record: int | None
    key: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one value of a row; with what other row it clashes, if it does."""

    origin: Origin
    field: str
    value: object
    reason: str
    other: Origin | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A sound row: its values by column, absent ones left out, as stored and as given, and what was accepted though doubtful."""

    origin: Origin
    values: dict[str, Any]
    given: Mapping[str, Any]
    doubts: tuple[Fault, ...] = ()


class Validator:
    """Holds the rows of one section to its layout."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.columns = layout.columns
        self.key = tuple(self.columns.index(each) + 2 for each in layout.key)
        accepted = layout.section.accepted
        fields = {each.column: stored(each.key, checked=False) for each in layout.feet}
        for each in layout.properties.values():
            kind = stored(each, checked=each.name not in accepted)
            fields[each.name] = kind if each.required else NotRequired[kind]
        typed: Any = TypedDict
        self.adapter: TypeAdapter[dict[str, Any]] = TypeAdapter(typed("Row", fields))
        self.doubted = {
            name: TypeAdapter[Any](check(each))
            for name, each in layout.properties.items()
            if name in accepted and each.constraints
        }
        self.dated = isinstance(layout.owner, RelationshipType) and layout.owner.dated

    def check(self, rows: Sequence[tuple[Any, ...]]) -> Iterator[Row | list[Fault]]:
        """Each row of a batch, sound or with its faults; rows are as the layout's projection gives them."""
        validate, columns = self.adapter.validate_python, self.columns
        for row in rows:
            given = {name: value for name, value in zip(columns, row[2:], strict=True) if value is not None}
            try:
                values = validate(given)
            except ValidationError as error:
                yield list(self._faults(row, error))
                continue
            if self.dated and (fault := self._period(row, values)):
                yield [fault]
            else:
                doubts = tuple(self._doubts(row, given)) if self.doubted else ()
                yield Row(self._origin(row), values, given, doubts)

    def _origin(self, row: Sequence[Any]) -> Origin:
        return Origin(row[0], row[1], tuple(row[each] for each in self.key))

    def _faults(self, row: Sequence[Any], error: ValidationError) -> Iterator[Fault]:
        for each in error.errors(include_url=False):
            field = str(each["loc"][0])
            value = row[2 + self.columns.index(field)]
            yield Fault(self._origin(row), field, value, reason(each))

    def _period(self, row: Sequence[Any], values: Mapping[str, Any]) -> Fault | None:
        start, end = values.get("validFrom"), values.get("validTo")
        if start is None or end is None or start < end:
            return None
        return Fault(self._origin(row), "validTo", end, f"it is not after validFrom, {start}")

    def _doubts(self, row: Sequence[Any], given: Mapping[str, Any]) -> Iterator[Fault]:
        for name, adapter in self.doubted.items():
            try:
                if name in given:
                    adapter.validate_python(given[name])
            except ValidationError as error:
                for each in error.errors(include_url=False):
                    yield Fault(self._origin(row), name, given[name], f"accepted, although {reason(each)}")
