"""The lines that rejects name, of files that are read more than once."""

import pytest

from tests.ingest.conftest import Desk

OTHERWISE = ("-- file d: d.csv (skip = 1)\n", "-- file heading: d.csv (header = false, delimiter = ';')\n")


@pytest.mark.parametrize("files", [OTHERWISE, OTHERWISE[::-1]])
async def test_lines_are_right_of_a_file_that_is_read_in_two_ways(desk: Desk, files: tuple[str, ...]) -> None:
    desk.write("d.csv", "As of 2020\ncode,name\n1,a\n2,\n1,b\n3\n")
    await desk.rehearse(
        f"{''.join(files)}-- node: Division\nSELECT code, name, _row FROM d;\n"
        "-- node: Division\nSELECT NULL AS code, column1 AS name, _row FROM heading WHERE column1 LIKE 'As%'"
    )
    assert {each["file"] for each in desk.rejects} == {"d.csv"}
    assert sorted(desk.reasons()) == [
        ("1", "code", "it is missing"),
        ("4", "name", "it is missing"),
        ("5", "name", "an earlier row for 1 has another name (d.csv line 3)"),
        ("6", "", "it has fewer fields than the header"),
    ]


async def test_each_reading_has_a_copy_of_its_own(desk: Desk) -> None:
    desk.write("p/d.csv", "code,name\n\n\n浙,江\n".encode("gb18030"))
    desk.write("q/d.csv", "code,name\n省,\n".encode("gb18030"))
    files = "".join(
        f"-- file {name}: {path}/d.csv (encoding = 'gb18030')\n" for name, path in (("a", "p"), ("b", "p"), ("c", "q"))
    )
    await desk.rehearse(
        f"{files}-- node: Division\nSELECT code, NULL AS name, _row FROM b;\n"
        "-- node: Division\nSELECT code, name, _row FROM c"
    )
    assert [(each["file"], each["line"]) for each in desk.rejects] == [("p/d.csv", "4"), ("q/d.csv", "2")]
