"""Scalars as they are written, and nothing else that Python would read."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from schema.scalars import parse_date, parse_datetime, parse_decimal


def test_what_is_written_so_is_read() -> None:
    assert parse_date("2024-02-29") == date(2024, 2, 29)
    assert parse_datetime("2025-06-30T08:00:00+08:00") == datetime(2025, 6, 30, tzinfo=UTC)
    assert parse_datetime("2025-06-30T00:00:00Z") == datetime(2025, 6, 30, tzinfo=UTC)
    assert [parse_decimal(each) for each in ("0.51", "-3", ".5", "1e3", 7)] == [
        Decimal(each) for each in ("0.51", "-3", ".5", "1000", "7")
    ]


@pytest.mark.parametrize(
    ("parse", "value", "sentence"),
    [
        *((parse_date, each, "a Date is written as 2025-06-30") for each in ("2026-W01-1", "20260601", "2026-1-1", "２０２６-06-01", 5, None)),
        (parse_date, "2026-02-29", "there is no day 2026-02-29"),
        *((parse_datetime, each, "a DateTime is written as") for each in ("2026-W01-1T08:00+08:00", "2025-06-30T08:00:00", "2025-06-30", 5, "9999-12-31T23:00:00-08:00")),
        *((parse_decimal, each, "a Decimal is written as a string") for each in ("1_000", "１２", " 1", "1,5", "NaN", "Infinity", "", 0.5, True, "1e30")),
    ],
)  # fmt: skip
def test_anything_else_is_refused(parse: Callable[[Any], Any], value: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        parse(value)


def test_a_number_of_any_length_is_looked_at_once() -> None:
    """Digits that could be divided in two ways at each place would keep everyone waiting for hours."""
    for digits in ("1" * 400_000, "1" * 400_000 + ".", "." + "1" * 400_000):
        with pytest.raises(ValueError, match="a Decimal is written as a string"):
            parse_decimal(f"{digits}x")
