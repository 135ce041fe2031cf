"""The lines that rejects name, of files that are read more than once, or of which some lines are no rows."""

import tracemalloc
from random import Random

import pytest

from ingest.lines import lines_at
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


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        (
            "d.jsonl",
            '\n{"code": "1"}\n\n \r\n{"name": "b"}\n{"code": "3", "name": "c"}\n\n{"name": "d"}',
            ["2", "5", "8"],
        ),
        ("d.ndjson.gz", '{"code": "1"}\n\n{"name": "b"}\n', ["1", "3"]),
        ("d.jsonl", '\n[{"code": "1"},\n\n{"name": "b"}]\n', ["1", "2"]),
        ("d.json", '[\n\n{"code": "1"},\n{"name": "b"}\n]\n', ["1", "2"]),
    ],
)
async def test_lines_of_json_count_blank_ones(desk: Desk, name: str, content: str, told: list[str]) -> None:
    desk.write(name, content)
    await desk.rehearse(f"-- file d: {name}\n-- node: Division\nSELECT code, name, _row FROM d")
    assert [each["line"] for each in desk.rejects] == told


BROKEN = "a quote is not closed, or stands inside a field"


async def test_a_file_that_is_mended_twice_tells_all_its_lines(desk: Desk) -> None:
    desk.write("d.csv", b'Register "2024"\ncode,name\n1,A\n2,"B\n3,C\xff\n4,D\n')
    summary = await desk.rehearse("-- file d: d.csv (skip = 1)\n-- node: Division\nSELECT code, name, _row FROM d")
    assert (summary.sections[0].created, summary.malformed) == (2, 2)
    assert [(line, reason.partition(":")[0]) for line, _, reason in desk.reasons()] == [
        ("4", BROKEN),
        ("5", "it is not text in the file's encoding"),
    ]


# Lines before the header, rows that are sound, and rows of which each is told by the line on which it begins.
TITLES = (b'Register "2024"\n', b'"Open\n', b"Plain\n", b"\n")
SOUND = (b"%d,A,x\n", b'%d,"A, B",x\n', b'%d,"say ""A""","x"\n')
FAULTY = (
    b"%d,,x\n", b'%d,"A\nB",x\n', b'%d,"A,x\n', b'%d,A,"x\n', b'%d,"A"B,x\n', b"%d,A\xff,x\n", b"%d,A\n", b"%d,A,x,y\n",
)  # fmt: skip
ENDS = ((b"\n",), (b"\r\n",), (b"\r",), (b"\n", b"\r\n"), (b"\r", b"\r\n"))


@pytest.mark.parametrize("seed", range(40))
async def test_each_line_is_accounted_for_once(desk: Desk, seed: int) -> None:
    draw = Random(seed)
    titles = draw.choices(TITLES, k=draw.randrange(4))
    content, sound, told = b"".join(titles) + b"code,name,note\n", 0, []
    for number in range(draw.randrange(1, 30)):
        faulty = draw.random() < 0.3
        sound += not faulty
        told += [str(content.count(b"\n") + 1)] * faulty
        content += draw.choice(FAULTY if faulty else SOUND) % number
    name, ends = draw.choice(("d.csv", "d.csv.gz")), draw.choice(ENDS)
    desk.write(name, b"".join(each + draw.choice(ends) for each in content.split(b"\n")[:-1]))
    summary = await desk.rehearse(
        f"-- file d: {name} (skip = {len(titles)})\n-- node: Division\nSELECT code, name, _row FROM d"
    )
    assert (summary.sections[0].created, sorted(each["line"] for each in desk.rejects)) == (sound, sorted(told))
    lines = content.decode("utf-8", "replace").split("\n")
    assert all(each["value"] == lines[int(each["line"]) - 1] for each in desk.rejects if not each["field"])


@pytest.mark.parametrize("part", [2, 3, 7, 1 << 20])
@pytest.mark.parametrize("name", ["d.csv", "d.csv.gz"])
def test_a_line_is_found_in_parts_of_a_file(desk: Desk, name: str, part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.lines.PART", part)
    monkeypatch.setattr("ingest.lines.TOLD", 2)
    desk.write(name, "a\r\n\r\nb\n\nc\rd\r\re,f\n\r\n12345")
    places = [0, 5, 8, 10, 13, 15, 19, 24]
    found = lines_at(desk.folder / name, places)
    assert found == [(1, "a"), (3, "b"), (5, "c"), (6, "d"), (8, "e,"), (8, "f"), (10, "12"), (10, "")]


def test_memory_does_not_grow_with_the_distance_of_lines(desk: Desk) -> None:
    size = 64 << 20
    (desk.folder / "d.csv").write_bytes(b"\n" * size)
    tracemalloc.start()
    try:
        assert lines_at(desk.folder / "d.csv", [1, size - 1]) == [(2, ""), (size, "")]
        assert tracemalloc.get_traced_memory()[1] < size / 4
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("rows", ["1,a\r\n2,b\n3,\r\n", '1,"a"\n2,"b"\r\n3,""\n', "1,a\n2,b\r3,\n"])
@pytest.mark.parametrize("quote", ['"', ""])
async def test_lines_may_end_in_several_ways(desk: Desk, rows: str, quote: str) -> None:
    desk.write("d.csv", f"Register\r\ncode,name\n{rows.replace(chr(34), quote)}")
    summary = await desk.rehearse(
        f"-- file d: d.csv (skip = 1, quote = '{quote}')\n-- node: Division\nSELECT code, name, _row FROM d"
    )
    assert (summary.sections[0].created, summary.malformed) == (2, 0)
    assert desk.reasons() == [("5", "name", "it is missing")]


async def test_lines_end_as_the_file_has_them(desk: Desk) -> None:
    desk.write("d.csv", "code,name\r1,a\r2\r3,\r4,b,c\r")
    await desk.rehearse("-- file d: d.csv\n-- node: Division\nSELECT code, name, _row FROM d")
    assert [(each["line"], each["value"]) for each in desk.rejects] == [("3", "2"), ("5", "4,b,c"), ("4", "")]
