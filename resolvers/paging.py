"""first, after, last and before → Page: how many, from which end, between which places."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from math import isfinite
from typing import Any

from graph import cursor
from graph.errors import BadArgument, BadCursor, PageTooLarge, Path
from graph.model import Kind, Property
from graph.plan import Argument, Changes, Findings, Page, Select
from resolvers.arguments import Given, Holes, Leaf
from schema.relay import PAGE_DEFAULT, PAGE_LIMIT
from schema.scalars import parse_date


def page(given: Mapping[str, Given], select: Select | Changes | Findings, path: Path, holes: Holes) -> Page:
    """Which page of a list: its first nodes, or its last."""
    first, last = given.get("first"), given.get("last")
    if isinstance(first, Leaf) and isinstance(last, Leaf):
        raise BadArgument("`first` and `last` cannot be given together.", path=path)
    backward = isinstance(last, Leaf)
    kinds = keys(select) if isinstance(select, Select) else select.KEYS
    after, before = (_place(given.get(name), name, select, kinds, path, holes) for name in ("after", "before"))
    return Page(_size("last" if backward else "first", last or first, path, holes), backward, after, before)


def keys(select: Select) -> tuple[Property | None, ...]:
    """What the values of a place in a list are of; None for an identifier."""
    return (*(each.property for each in select.order_by), *((None, None) if select.hop else (None,)))


def _size(name: str, given: Given, path: Path, holes: Holes) -> Argument:
    if not isinstance(given, Leaf):
        return holes.hole(PAGE_DEFAULT, lambda _: PAGE_DEFAULT)
    return holes.leaf(given, (name, path), lambda value: page_size(value, name, path))


def page_size(value: int, name: str, path: Path) -> int:
    """A page's size, refused where it is out of bounds."""
    if value < 0:
        raise BadArgument(f"`{name}` is {value} and cannot be negative.", path=path)
    if value > PAGE_LIMIT:
        raise PageTooLarge(f"`{name}` is {value} and can be {PAGE_LIMIT} at most.", path=path)
    return value


def _place(
    given: Given,
    name: str,
    select: Select | Changes | Findings,
    kinds: tuple[Property | None, ...],
    path: Path,
    holes: Holes,
) -> tuple[Argument, ...]:
    if not isinstance(given, Leaf):
        return ()
    order = cursor.signature(select)

    def part(index: int) -> Argument:
        return holes.ranked(given, (name, order, index), lambda value: place(value, order, kinds, path)[index])

    return tuple(part(index) for index in range(len(kinds)))


# One that was just read for the first of its values is read for the others next. Crafted, it may be as long as a body.
@lru_cache(maxsize=16)
def place(value: str, order: str, keys: tuple[Property | None, ...], path: Path) -> tuple[Any, ...]:
    """The values that a cursor stands for, as the database compares them."""
    try:
        given = cursor.decode(value, order, len(keys))
        return tuple(_cursor_value(each, key) for each, key in zip(given, keys, strict=True))
    except (BadCursor, ValueError, TypeError, OverflowError):
        raise BadCursor("The cursor is damaged, or belongs to a list in another order.", path=path) from None


def _cursor_value(value: Any, property: Property | None) -> Any:
    """A value as the database compares it; anything that no cursor of ours holds is an error."""
    if value is None:
        # Properties may be absent, identifiers may not.
        if property is None:
            raise ValueError
        return None
    if property is None or property.kind in (Kind.STRING, Kind.ENUM, Kind.ID):
        if not isinstance(value, str):
            raise ValueError
        # Half of a surrogate pair is text to JSON, and to nobody else.
        value.encode()
        return value
    match property.kind:
        case Kind.DATE:
            return parse_date(value)
        case Kind.DATETIME:
            return datetime.fromisoformat(value)
        case Kind.FLOAT if type(value) in (int, float) and isfinite(value):
            return float(value)
        case Kind.INTEGER | Kind.DECIMAL if type(value) is int and abs(value) < 1 << 63:
            return value
        case Kind.BOOLEAN if type(value) is bool:
            return value
    raise ValueError
