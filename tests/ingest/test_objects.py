"""Files of one JSON object a line: lines that are none."""

import pytest

from ingest.errors import MappingError
from tests.ingest.conftest import Desk

DIVISIONS = "-- file d: {}\n-- node: Division\nSELECT code, name, _row FROM d"

OBJECTS = [
    '{"code": "1", "name": "a"}', "", '{"code": "2", "name":', "42", '{"code": "3"} {"code": "4"}', "{'code': 5}",
    '{"code": "6", "code": "7"}', '{"code": "8", "name": "b", "area": NaN}', '{"code": "9", "name": "\\ud800"}',
    '{"code": "10", "name": "c"}',
]  # fmt: skip
OBJECT_FAULTS = [
    ("3", "it is no JSON object: unexpected end of data, at character 22"),
    ("4", "it is no JSON object"),
    ("5", "it is no JSON object: unexpected content after document, at character 15"),
    ("6", "it is no JSON object: unexpected character, expected a string key, at character 2"),
    ("7", "it has the name code twice"),
    ("9", "it is no JSON object: no low surrogate in string, at character 24"),
    ("11", "it is not text in the file's encoding: name another with (encoding = '…')"),
    ("12", "it is longer than 16 MB: does a line end lack?"),
]


@pytest.mark.parametrize("name", ["d.jsonl", "d.ndjson.gz"])
@pytest.mark.parametrize("options", ["", "(objects = true)"])
async def test_lines_that_are_no_objects_are_rejected_alone(desk: Desk, name: str, options: str) -> None:
    last = [
        '{"code": "11", "name": "z"}',
        f'{{"code": "12", "name": "{"long " * 3_500_000}"}}',
        '{"code": "13", "name": "d"}',
    ]
    lines = [each.encode() for each in [*OBJECTS, *last]]
    lines[10] = lines[10].replace(b"z", b"\xff")
    desk.write(name, b"\n".join(lines))
    columns = "json ->> 'code' AS code, json ->> 'name' AS name" if options else "code, name"
    summary = await desk.rehearse(DIVISIONS.replace("code, name", columns).format(f"{name} {options}"))
    assert (summary.sections[0].created, summary.malformed) == (4, 8)
    assert [(line, reason) for line, _, reason in desk.reasons()] == OBJECT_FAULTS


@pytest.mark.parametrize("stray", ["42", "[1]", '"x"'])
async def test_a_line_of_another_kind_costs_no_columns(desk: Desk, stray: str) -> None:
    desk.write("d.jsonl", f'{{"code": "1", "name": "a"}}\n{stray}\n\n{{"code": "", "name": "b"}}\n')
    summary = await desk.rehearse(DIVISIONS.format("d.jsonl"))
    assert (summary.sections[0].created, summary.malformed) == (1, 1)
    assert desk.reasons() == [("2", "", "it is no JSON object"), ("4", "code", "it is missing")]


async def test_a_file_without_any_object_is_told_as_one(desk: Desk) -> None:
    desk.write("d.jsonl", "{\n{\n")
    with pytest.raises(MappingError, match=r"d\.jsonl cannot be read as JSON"):
        await desk.rehearse(DIVISIONS.format("d.jsonl"))
