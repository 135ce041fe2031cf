"""Cursors: a place in one ordering, opaque to clients."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import blake2b
from json import dumps, loads

from graph.errors import BadCursor
from graph.plan import Changes, Findings, Select, SortKey


def signature(select: Select | Changes | Findings) -> str:
    """What an ordering is known by in its cursors: its keys and whether a relationship breaks its ties."""
    if isinstance(select, Changes):
        keys = ["changes"]
    elif isinstance(select, Findings):
        keys = ["findings"]
    else:
        keys = [*(_key(each) for each in select.order_by), "hop" if select.hop else "root"]
    return blake2b(",".join(keys).encode(), digest_size=6).hexdigest()


def _key(each: SortKey) -> str:
    way = [f"{step.hop.type}{step.hop.direction.value}" for step in each.steps]
    return ".".join([*way, each.side.value, f"{each.property.name}{'-' if each.descending else '+'}"])


def encode(order: str, place: list[object]) -> str:
    """A row's place in an ordering as a cursor.

    >>> decode(encode("ab12", ["Hangzhou", "x1"]), "ab12", 2)
    ['Hangzhou', 'x1']
    """
    text = dumps([order, *place], ensure_ascii=False, separators=(",", ":"))
    return urlsafe_b64encode(text.encode()).rstrip(b"=").decode()


def decode(cursor: str, order: str, size: int) -> list[object]:
    """The place that a cursor of this ordering stands for."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        given, *place = loads(urlsafe_b64decode(padded.encode()))
    except (ValueError, TypeError, RecursionError):
        raise BadCursor("The cursor is damaged.") from None
    if given != order or len(place) != size or any(isinstance(each, list | dict) for each in place):
        raise BadCursor("The cursor belongs to a list in another order.")
    return list(place)
