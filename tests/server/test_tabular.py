"""Rows as files: nothing in them is executed, numbers stay numbers, and each form is well-formed."""

import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import duckdb
import pytest

from ingest.formulas import harmless
from ingest.rejects import cell
from resolvers.execute import Request
from resolvers.exporting import Column, Listing
from server.exports import as_graphml, as_parquet
from server.tabular import csv_line

LISTING = Listing(Request(""), ("buildings",), "buildings", "nodes", (Column(("name",), "String"),))


@pytest.mark.parametrize("text", ["=1+1", "+x", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠1"])
def test_nothing_of_a_file_is_executed(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert not cell(text).startswith(text[0])


@pytest.mark.parametrize("number", ["-5000.00", "+1", "-1e3", "-.5", -1, None, "-1.5E-07"])
def test_a_number_stays_a_number(number: object) -> None:
    assert harmless(number) == number
    assert number is None or cell(number) == str(number)


def test_a_line_of_csv() -> None:
    assert (
        csv_line(['=HYPERLINK("http://x","y")', -1, "-5000.00", None, 'a"b'])
        == '"\'=HYPERLINK(""http://x"",""y"")",-1,-5000.00,,"a""b"\r\n'
    )


async def pages(*rows: dict[str, Any]) -> AsyncIterator[list[Any]]:
    yield [*rows]


async def test_graphml_has_only_what_xml_may_hold() -> None:
    name = "楼\ufffe\uffff\ud800\x00\x0b\U0001f3e0<&"
    text = b"".join([each async for each in as_graphml(LISTING, pages({"name": name}))])
    found = [each.text for each in ET.fromstring(text).iter() if each.tag.endswith("data")]
    assert found == ["楼\U0001f3e0<&"]


async def test_parquet_is_written_whatever_the_folder_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "the owner's"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    file = tmp_path / "buildings.parquet"
    file.write_bytes(b"".join([each async for each in as_parquet(LISTING, pages({"name": "楼"}))]))
    assert duckdb.connect().execute(f"SELECT name FROM '{file}'").fetchall() == [("楼",)]
