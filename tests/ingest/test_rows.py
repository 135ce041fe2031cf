"""Values: what each kind takes, how it is stored, and what is said of the rest."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import duckdb
import pytest
from annotated_types import Ge, Le
from hypothesis import example, given
from hypothesis import strategies as st
from neo4j.spatial import WGS84Point
from pydantic import TypeAdapter, ValidationError

from graph.model import EnumType, EnumValue, Kind, Property
from ingest.values import NO_NUMBER, NO_TRUTH, reason, stored
from ingest.workspace import MACROS
from tests.ingest.conftest import Desk


def take(value: object, kind: Kind, **more: Any) -> Any:
    """What is stored of a value, or what is wrong with it."""
    kept, reasons = looked_at(value, kind, **more)
    return "; ".join(reasons) or kept


def looked_at(value: object, kind: Kind, **more: Any) -> tuple[Any, list[str]]:
    """What is stored of a value, and what is wrong with it."""
    property = Property("p", kind, "A property.", **more)
    try:
        return TypeAdapter(stored(property)).validate_python(value), []
    except ValidationError as error:
        return None, [reason(each) for each in error.errors()]


LEVEL = EnumType("Level", "A level.", (EnumValue("HIGH", "High."), EnumValue("LOW", "Low.")))


@pytest.mark.parametrize(
    ("kind", "value", "kept"),
    [
        (Kind.STRING, "浙江", "浙江"),
        (Kind.INTEGER, "12", 12),
        (Kind.INTEGER, 12.0, 12),
        (Kind.INTEGER, Decimal("12.00"), 12),
        (Kind.INTEGER, "+012.0", 12),
        (Kind.FLOAT, "12.5", 12.5),
        (Kind.FLOAT, "-1.25E+3", -1250.0),
        (Kind.FLOAT, ".5", 0.5),
        (Kind.DECIMAL, "5.", 5),
        (Kind.DECIMAL, 1e3, 1000),
        (Kind.FLOAT, 3, 3.0),
        *((Kind.FLOAT, each, 0.0) for each in ("-0", "-0.0", "-1e-400", -0.0, Decimal("-0.0"), Fraction(-1, 10**400))),
        (Kind.BOOLEAN, "false", False),
        (Kind.BOOLEAN, "TRUE", True),
        (Kind.DATE, "2019-03-05", date(2019, 3, 5)),
        (Kind.DATE, datetime(2019, 3, 5), date(2019, 3, 5)),
        (Kind.DATETIME, "2019-03-05T10:00:00+08:00", datetime(2019, 3, 5, 2, tzinfo=UTC)),
        (Kind.DATETIME, datetime(2019, 3, 5, 2), datetime(2019, 3, 5, 2, tzinfo=UTC)),
        (Kind.POINT, [120, Decimal("30.5")], WGS84Point((120.0, 30.5))),
    ],
)
def test_taken(kind: Kind, value: object, kept: object) -> None:
    found = take(value, kind)
    assert kind is not Kind.FLOAT or str(found) == str(kept)
    assert found == kept
    assert type(found) is type(kept)


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        (Kind.STRING, "a\x00b", "it has a line break, tab or other control character: replace it in the mapping"),
        (Kind.STRING, "a\nb", "it has a line break, tab or other control character: replace it in the mapping"),
        (Kind.STRING, "x" * 10_001, "it is longer than 10000 characters"),
        (Kind.INTEGER, "12.5", "it is not a whole number"),
        (Kind.INTEGER, 12.5, "it is not a whole number"),
        (Kind.INTEGER, "2147483648", "it should be less than or equal to 2147483647"),
        (Kind.INTEGER, "9" * 5000, "it has more digits than a whole number may have"),
        (Kind.FLOAT, "1,5", "it is not a number like 1234.5: as_number reads those with other marks"),
        *((Kind.INTEGER, each, "it is not a whole number") for each in ("1_0", "１２", "12.", "1e3", "")),
        *((Kind.FLOAT, each, NO_NUMBER) for each in ("1_000.5", "１.5", "nan", "inf", "0x1", "1 000", ".", "e3")),
        *((Kind.DECIMAL, each, NO_NUMBER) for each in ("1_0", "１２", "٣", "NaN", "Infinity", "1.2.3")),
        *((Kind.BOOLEAN, each, NO_TRUTH) for each in ("yes", "0", "1", "n", "OFF", "t", "falſe")),
        (Kind.DATE, "２０１９-03-05", "it is not a date like 2019-03-05"),
        (Kind.FLOAT, float("nan"), "it should be a finite number"),
        (Kind.DECIMAL, float("inf"), "it should be a finite number"),
        (Kind.FLOAT, "1e999", "it should be a finite number"),
        (Kind.BOOLEAN, "perhaps", "it is neither true nor false: say in the mapping which it is"),
        (Kind.DATE, "05.03.2019", "it is not a date like 2019-03-05"),
        (Kind.DATE, "20190305", "it is not a date like 2019-03-05"),
        (Kind.DATE, "1551744000", "it is not a date like 2019-03-05"),
        (Kind.DATE, "2019-02-30", "there is no such day"),
        (Kind.DATE, datetime(2019, 3, 5, 1), "it has a time of day: cast it to DATE"),
        (Kind.DATETIME, "yesterday", "it is not a time like 2019-03-05T10:00:00+08:00"),
        (Kind.POINT, [181.0, 0.0], "it should be less than or equal to 180"),
        (Kind.POINT, [0.0, float("nan")], "it should be a finite number"),
        (Kind.POINT, [1.0, None], "it is not a number like 1234.5: as_number reads those with other marks"),
        (Kind.POINT, [1.0], "it is missing"),
        *((Kind.POINT, each, "it is not a longitude and a latitude") for each in ([1.0, 2.0, 3.0], "120.1 30.2", None)),
        *((Kind.STRING, each, "it is not text: cast it to VARCHAR") for each in (5, None, b"\xff")),
        *((Kind.DATE, each, "it is not a date like 2019-03-05") for each in (None, True)),
        *((Kind.DATETIME, each, "it is not a time like") for each in (None, float("nan"), 1e15)),
    ],
)
def test_refused(kind: Kind, value: object, said: str) -> None:
    assert str(take(value, kind)).startswith(said)


def test_codes_and_lengths() -> None:
    assert take("HIGH", Kind.ENUM, enum=LEVEL) == "HIGH"
    assert take("high", Kind.ENUM, enum=LEVEL) == "it is none of the codes HIGH or LOW"
    assert take("x" * 1001, Kind.STRING, indexed=True) == "it is longer than 1000 characters"


@pytest.mark.parametrize(
    "value",
    [
        "1e999999",
        "9E9999999",
        "-9E9999999",
        "1e999999999999999999",
        "-1e40",
        "92233720368547758.08",
        "NaN",
        "Infinity",
        "1e-999999999",
        "0.001",
    ],
)
def test_decimals_that_cannot_be_kept(value: str) -> None:
    assert str(take(value, Kind.DECIMAL, scale=2)).startswith("it ")


@given(st.integers(-(2**63) + 1, 2**63 - 1), st.integers(0, 12))
def test_decimals_are_kept_exactly(whole: int, scale: int) -> None:
    assert take(str(Decimal(whole).scaleb(-scale)), Kind.DECIMAL, scale=scale) == whole


@given(st.decimals(allow_nan=False, allow_infinity=False))
@example(Decimal("9E9999999"))
@example(Decimal("0E9999999"))
@example(Decimal("9.99E-9999999"))
def test_no_decimal_loses_a_digit(value: Decimal) -> None:
    kept = take(value, Kind.DECIMAL, scale=2)
    assert isinstance(kept, str) or Decimal(kept).scaleb(-2) == value


def test_constraints_hold_before_scaling() -> None:
    share = {"scale": 12, "constraints": (Ge(0), Le(1))}
    assert take("0.333333333333", Kind.DECIMAL, **share) == 333333333333
    assert take("1.1", Kind.DECIMAL, **share) == "it should be less than or equal to 1"


@given(
    st.one_of(
        *(st.none(), st.booleans(), st.integers(), st.floats(), st.decimals(), st.dates(), st.datetimes()),
        *(st.text(), st.binary(), st.lists(st.floats() | st.none()), st.text(st.sampled_from("0123456789.-e"))),
    )
)
def test_whatever_comes_is_taken_or_refused_in_a_sentence(value: object) -> None:
    for kind in Kind:
        kept, reasons = looked_at(value, kind, enum=LEVEL if kind is Kind.ENUM else None, scale=2)
        assert bool(reasons) is (kept is None)
        for each in reasons:
            # It goes on a sentence that names the value, and has neither pydantic's words nor Python's.
            assert re.fullmatch(r"(it (is|has|should be)|there is) [^\n\r]*\w", each), each
            assert not re.search(
                r"\b(tuple|string|unicode|datetime|unix|input|items|validation|pydantic|None|NaN)\b|Error|<", each
            ), each


async def test_empty_text_is_no_value(desk: Desk) -> None:
    summary = await desk.rehearse(
        "-- node: Division\nSELECT '\u3000 33\u00a0' AS code, '  ' AS name, '' AS nameEn\n"
        "UNION ALL SELECT '34', ' 安徽 ', ' '"
    )
    assert summary.sections[0].created == 1
    assert desk.reasons() == [("", "name", "it is missing")]


async def test_macros_keep_what_they_cannot_read(desk: Desk) -> None:
    desk.write(
        "v.csv", 'vin,day,price\n1M8GDM9AXKP042788,07/14/2003,"$1,234.50"\nLSVAA49J132047371,14/07/2003,12 apples\n'
    )
    summary = await desk.rehearse(
        "-- file v: v.csv\n-- node: Vehicle\nSELECT vin AS code, vin, vin AS name, 'IN_USE' AS status,\n"
        "as_date(day, '%m/%d/%Y') AS registeredOn, as_number(price, '.') AS purchasePrice, _row FROM v"
    )
    assert summary.sections[0].created == 1
    assert [(each["field"], each["value"]) for each in desk.rejects] == [
        ("registeredOn", "14/07/2003"),
        ("purchasePrice", "12 apples"),
    ]


async def test_dates_of_several_forms(desk: Desk) -> None:
    desk.write("v.csv", "code,day\nA,14-07-2003\nB,2003\nC,july\n")
    await desk.rehearse(
        "-- file v: v.csv\n-- node: Building\nSELECT code, code AS name, 'IN_USE' AS status, "
        "as_date(day, ['%d-%m-%Y', '%Y']) AS builtOn, _row FROM v"
    )
    assert [(each["line"], each["value"]) for each in desk.rejects] == [("4", "july")]


async def test_german_numbers(desk: Desk) -> None:
    desk.write("e.csv", "code;capital\nA;1.234.567,89\nB;25 000 €\nC;-\nD;100.000500.001\nE;7597.000.000\nF;95.10\n")
    summary = await desk.rehearse(
        "-- file e: e.csv (delimiter = ';')\n-- node: Enterprise\n"
        "SELECT code, code AS name, as_number(capital, ',') AS registeredCapital, _row FROM e"
    )
    assert summary.sections[0].created == 2
    assert [(each["line"], each["value"]) for each in desk.rejects] == [
        ("4", "'-"),
        ("5", "100.000500.001"),
        ("6", "7597.000.000"),
        ("7", "95.10 (the decimal mark is ,)"),
    ]


@pytest.mark.parametrize(
    ("text", "mark", "factor", "read"),
    [
        ("1.234.567,89", ",", "1", "1234567.89"),
        ("1,00,000", ".", "1", "100000"),
        ("-3969000", ",", "1", "-3969000"),
        ("66,67 ", ",", "0.01", "0.6667"),
        ("26.1992", ".", "1000", "26199.2"),
        ("4.35", ".", "100", "435"),
        ("95.10", ",", "0.01", "95.10 (the decimal mark is ,)"),
        ("376.310311", ",", "1", "376.310311 (the decimal mark is ,)"),
        ("154.988.501 160.000.000", ",", "1", "154.988.501 160.000.000"),
        ("1'234’567.5", ".", "1", "1234567.5"),
        ("1\u202f234,5", ",", "1", "1234.5"),
        ("1e5", ",", "2", "200000"),
        ("twelve", ",", "2", "twelve"),
        ("3125", ".", "0.09290304", "290.322"),
        ("", ",", "1000", ""),
        ("52.00053.600", ",", "0.01", "52.00053.600"),
        ("1000 2000", ",", "1", "1000 2000"),
        ("$€", ",", "1", "$€"),
        (".", ".", "1", "."),
    ],
)
def test_numbers_as_they_are_written(text: str, mark: str, factor: str, read: str) -> None:
    with duckdb.connect() as connection:
        connection.execute(MACROS[1])
        assert connection.execute(f"SELECT as_number(?, ?, factor := {factor})", [text, mark]).fetchone() == (read,)


def test_numbers_of_any_column_and_of_lists() -> None:
    with duckdb.connect() as connection:
        connection.execute(MACROS[1])
        one = "SELECT as_number(even, ',') FROM (SELECT '1.500 m' AS even)"
        assert connection.execute(one).fetchone() == ("1.500 m",)
        several = "SELECT list_transform(['1,5', '1.000'], lambda each: as_number(each, ','))"
        assert connection.execute(several).fetchone() == (["1.5", "1000"],)


async def test_places_in_one_column_or_two(desk: Desk) -> None:
    asset = "'n' AS name, 'IN_USE' AS status"
    summary = await desk.rehearse(
        f"-- node: Building\nSELECT 'a' AS code, {asset}, 120.1 AS longitude, 30.2 AS latitude\n"
        f"UNION ALL SELECT 'b', {asset}, NULL, NULL\nUNION ALL SELECT 'c', {asset}, 120.1, NULL\n"
        f"UNION ALL SELECT 'd', {asset}, 30.2, 120.1;\n"
        f"-- node: LandParcel\nSELECT 'p' AS code, {asset}, [120.1, 30.2] AS location;\n"
    )
    assert [each.created for each in summary.sections] == [2, 1]
    assert [(each["field"], each["value"]) for each in desk.rejects] == [
        ("location", "[120.1, None]"),
        ("location", "[30.2, 120.1]"),
    ]
