"""Cursors that no list has made: each is refused, whatever it holds."""

import tracemalloc
from base64 import urlsafe_b64encode
from datetime import date
from typing import Any

import pytest

import schema
from graph import cursor
from graph.errors import BadCursor
from graph.model import Property
from resolvers.paging import place

BUILDING = schema.government().node_types["Building"].properties
NAMES = ("grossFloorAreaM2", "builtOn", "floorsAboveGround", "name")
KEYS: tuple[Property | None, ...] = (*(BUILDING[each] for each in NAMES), None)
SOUND: list[Any] = [120.5, "2014-06-15", 4, "1号楼", "x1"]


def read(values: list[Any]) -> tuple[Any, ...]:
    return place(cursor.encode("ab12", values), "ab12", KEYS, ())


def test_what_a_list_has_made_is_read() -> None:
    assert read(SOUND) == (120.5, date(2014, 6, 15), 4, "1号楼", "x1")
    assert read([None, None, None, None, "x1"]) == (None, None, None, None, "x1")
    assert read([120, *SOUND[1:]])[0] == 120.0


def test_long_cursors_are_not_kept() -> None:
    kept: list[int] = []
    place.cache_clear()
    tracemalloc.start()
    for number in range(40):
        read([*SOUND[:3], f"{number}{'x' * 100_000}", "x1"])
        kept.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    place.cache_clear()
    # Each has 135,000 characters, and as a name 100,000 more.
    assert kept[-1] - kept[0] < 20 * 250_000


@pytest.mark.parametrize(
    ("index", "value"),
    [
        *((0, each) for each in (float("nan"), float("inf"), True, "1.5")),
        *((1, each) for each in ("2014-W01", "2014-02-30", "20140615", 20140615, "٢٠١٤-٠٦-١٥")),
        *((2, each) for each in (True, 1 << 63, 1.5, "4")),
        *((3, each) for each in (4, False)),
        *((4, each) for each in (None, 4)),
    ],
)
def test_what_no_list_has_made_is_not(index: int, value: Any) -> None:
    with pytest.raises(BadCursor):
        read([*SOUND[:index], value, *SOUND[index + 1 :]])


@pytest.mark.parametrize("text", ['["ab12",1.5,"2014-06-15",4,"\\ud800","x1"]', '["ab12",1.5,"2014-06-15",4,"a","\\ud800"]', '["ab12",1e999,"2014-06-15",4,"a","x1"]', "[" * 50_000, "{}", "1", ""])  # fmt: skip
def test_nor_other_texts(text: str) -> None:
    with pytest.raises(BadCursor):
        place(urlsafe_b64encode(text.encode()).rstrip(b"=").decode(), "ab12", KEYS, ())
