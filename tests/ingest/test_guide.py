"""The guide to loading says what the macros do: its examples are run."""

import re
from pathlib import Path

import duckdb
import pytest

from ingest.workspace import MACROS

GUIDE = (Path(__file__).parents[2] / "docs" / "loading.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"`(as_number\('[^`]*)` → `?([\d.]+)`", GUIDE)
(CREATED,) = re.findall(r"```sql\n(-- Days counted.*?)```", GUIDE, re.DOTALL)


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    for each in (*MACROS, CREATED):
        connection.execute(each)
    return connection


@pytest.mark.parametrize(("call", "result"), EXAMPLES)
def test_examples_of_macros(connection: duckdb.DuckDBPyConnection, call: str, result: str) -> None:
    assert connection.execute(f"SELECT {call}").fetchone() == (result,)


@pytest.mark.parametrize(
    ("call", "result"),
    [
        ("day('42156')", "2015-06-01"),
        ("day('01-05-1920')", "1920-05-01"),
        ("day('31-02-1983')", "31-02-1983"),
        ("fraction('1/3')", "0.333333333333"),
        ("fraction('1/0')", "1/0"),
        ("yes('Ja')", "true"),
        ("yes('perhaps')", "perhaps"),
    ],
)
def test_the_guide_s_own_macros(connection: duckdb.DuckDBPyConnection, call: str, result: str) -> None:
    assert connection.execute(f"SELECT {call}").fetchone() == (result,)


def test_the_guide_has_examples() -> None:
    assert len(EXAMPLES) == 2
