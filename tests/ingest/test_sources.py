"""Files: dialects, encodings, lines, malformed rows, and no way out of the folder."""

import csv
import gzip
import io
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest import MappingError
from ingest.errors import Malformed
from tests.ingest.conftest import Desk

DIVISIONS = "-- file d: {}\n-- node: Division\nSELECT code, name, _row FROM d"


@pytest.mark.parametrize(
    ("name", "options", "content"),
    [
        ("d.csv", "", "code,name\n33,浙江\n".encode()),
        ("d.csv", "", "\ufeffcode , name\r\n33,浙江\r\n".encode()),
        ("d.csv.gz", "", "code,name\n33,浙江\n".encode()),
        ("d.tsv", "", "code\tname\n33\t浙江\n".encode()),
        ("d.txt", "(delimiter = '\\t')", "code\tname\n33\t浙江\n".encode()),
        ("d.csv", "(delimiter = ';', quote = '''')", "code;name\n'33';'浙江'\n".encode()),
        ("d.csv", "(encoding = 'gb18030')", "code,name\n33,浙江\n".encode("gb18030")),
        ("d.csv.gz", "(encoding = 'gb18030')", "code,name\n33,浙江\n".encode("gb18030")),
        ("d.csv", "(encoding = 'utf-16')", "code,name\n33,浙江\n".encode("utf-16")),
        ("d.csv", "(skip = 2)", "A register\n\ncode,name\n33,浙江\n".encode()),
        ("d.json", "", '[{"code": "33", "name": "浙江"}]'.encode()),
        ("d.ndjson.gz", "", '{"code": 33, "name": "浙江"}\n'.encode()),
    ],
)
async def test_dialects(desk: Desk, name: str, options: str, content: bytes) -> None:
    desk.write(name, content)
    summary = await desk.rehearse(
        DIVISIONS.format(f"{name} {options}") + " WHERE name = '浙江' AND code::VARCHAR = '33'"
    )
    assert (summary.sections[0].created, summary.rejected) == (1, 0)


async def test_parquet_and_columns_without_header(desk: Desk) -> None:
    duckdb.sql("SELECT '33' AS code, '浙江' AS name").write_parquet(str(desk.folder / "d.parquet"))  # type: ignore[union-attr]  # a SELECT always has a result
    desk.write("n.csv", "34,安徽\n")
    summary = await desk.rehearse(
        "-- file p: d.parquet\n-- file n: n.csv (header = false)\n-- node: Division\n"
        "SELECT code, name, _row FROM p UNION ALL SELECT column1, column2, _row FROM n"
    )
    assert summary.sections[0].created == 2


async def test_values_of_several_kinds_come_as_text(desk: Desk) -> None:
    desk.write("v.jsonl", '{"code": "a", "name": 7, "area": 12.5}\n{"code": "b", "name": "n", "area": "1,234.5"}\n')
    summary = await desk.rehearse(
        "-- file v: v.jsonl\n-- node: LandParcel\n"
        "SELECT code, name, 'IN_USE' AS status, as_number(area, '.') AS areaM2, _row FROM v"
    )
    assert (summary.sections[0].created, desk.rejects) == (2, [])


async def test_an_empty_array_read_as_objects_has_no_rows(desk: Desk) -> None:
    desk.write("s.json", "[]")
    summary = await desk.rehearse(
        "-- file s: s.json (objects = true)\n-- node: Division\nSELECT json->>'code' AS code, 'n' AS name, _row FROM s"
    )
    assert (summary.sections[0].rows, summary.rejected) == (0, 0)


async def test_unlike_objects_come_as_json(desk: Desk) -> None:
    desk.write("s.json", '[{"code": "a", "x": 1}, {"x": [2], "code": "b"}]')
    summary = await desk.rehearse(
        "-- file s: s.json (objects = true)\n-- node: Division\nSELECT json->>'code' AS code, 'n' AS name, _row FROM s"
    )
    assert summary.sections[0].created == 2


async def test_a_pattern_is_one_table(desk: Desk) -> None:
    desk.write("p/1.csv", "code,name\n1,a\n")
    desk.write("p/2.csv", "code,name\n2,\n")
    await desk.rehearse(DIVISIONS.format("p/*.csv"))
    assert [(each["file"], each["line"]) for each in desk.rejects] == [("p/2.csv", "2")]
    desk.write("p/3.csv", "name,code\nc,3\n")
    with pytest.raises(MappingError, match=r"p/3\.csv has another header"):
        await desk.rehearse(DIVISIONS.format("p/*.csv"))


@pytest.mark.parametrize(
    "name", ["a[1].csv", "a?.csv", "*.csv.gz", "[!x].json", "x[1]/a.csv", "code=5/a.csv", "a[1].parquet"]
)
async def test_a_name_is_no_pattern_of_other_files(desk: Desk, name: str) -> None:
    """Nor is it a value: DuckDB takes that of a column from a folder such as code=5."""
    shop = Desk(desk.folder / "x[1]")
    for folder in (desk.folder / "x1", shop.folder):
        for each in ("a1.csv", "ab.csv", "a.csv.gz", "b.json", "x1/a.csv"):
            Desk(folder).write(each, '[{"code": 2}]' if each.endswith("json") else "code\n2\n3\n")
    if name.endswith("parquet"):
        for code, file in ((1, name), (2, "a1.parquet")):
            duckdb.execute(f"COPY (SELECT {code} AS code) TO '{shop.folder / file}' (FORMAT parquet)")
    else:
        shop.write(name, '[{"code": 1}]' if name.endswith("json") else "code\n1\n")
    await shop.rehearse(
        f"-- file d: {name}\n-- node: Division\nSELECT code || chr(1) AS code, 'n' AS name, _row FROM d"
    )
    assert [(each["file"], each["value"]) for each in shop.rejects] == [(name, "1\\x01")]


async def test_malformed_lines_are_rejected_alone(desk: Desk) -> None:
    desk.write(
        "d.csv",
        b'code,name\r\n1,"a\r\nb"\r\n\r\n2,x,y\r\n3\r\n4,"q"x"\r\n5,\xff\xfe\r\n6,ok\r\n7,\r\n8,"open\r\n9,z\r\n',
    )
    summary = await desk.rehearse(DIVISIONS.format("d.csv"))
    assert summary.malformed == 5
    assert desk.reasons() == [
        ("5", "", "it has more fields than the header"),
        ("6", "", "it has fewer fields than the header"),
        ("7", "", "a quote is not closed, or stands inside a field"),
        ("8", "", "it is not text in the file's encoding: name another with (encoding = '…')"),
        ("11", "", "a quote is not closed, or stands inside a field"),
        ("2", "name", "it has a line break, tab or other control character: replace it in the mapping"),
        ("10", "name", "it is missing"),
    ]


HEADER = "code,name,status,floor\n"
BUILDINGS = "-- file b: {}\n-- node: Building\nSELECT code, name, status, _row FROM b"
BROKEN = "a quote is not closed, or stands inside a field"
LONG = 20_000


def building(number: int, *, broken: bool = False) -> str:
    return f"Q{number},{chr(34) * broken}Building {number},IN_USE,{number}\n"


@pytest.mark.parametrize("name", ["b.csv", "b.csv.gz"])
@pytest.mark.parametrize("stray", [(2,), (2, 10_000), (2, 3, 4, LONG), (5, 6, 15_000, 15_001)])
async def test_a_stray_quote_costs_its_own_line(desk: Desk, name: str, stray: tuple[int, ...]) -> None:
    desk.write(name, HEADER + "".join(building(each, broken=each in stray) for each in range(1, LONG + 1)))
    summary = await desk.rehearse(BUILDINGS.format(name))
    assert (summary.sections[0].created, summary.malformed) == (LONG - len(stray), len(stray))
    assert desk.reasons() == [(str(each + 1), "", BROKEN) for each in stray]
    with pytest.raises(Malformed):
        await desk.rehearse(BUILDINGS.format(name), reject_limit=len(stray) - 1)


@pytest.mark.parametrize(
    ("options", "content", "told"),
    [
        # A quote opened in line 2 and closed in line 7, as RFC 4180 has it: whole rows in between give it away.
        ("", HEADER + 'Q1,"a,IN_USE,1\n' + "".join(map(building, range(2, 6))) + 'Q6,b",IN_USE,6\nQ7,,IN_USE,1\n', ["2", "8"]),
        ("", HEADER + 'Q1,"a,IN_USE,1\nQ2,b",IN_USE,2,3\nQ3,,IN_USE,3\n', ["2", "3", "4"]),
        ("", HEADER + 'Q1,"a"" ""b\nQ2,"",IN_USE,1\nQ3,,IN_USE,3\n', ["2", "3", "4"]),
        ("(delimiter = ';', quote = '''')", "code;name;status\nQ1;'a;IN_USE\nQ2;'b';IN_USE\nQ3;;IN_USE\n", ["2", "4"]),
        ("(quote = '')", 'code,name,status\nQ1,"a,IN_USE\nQ3,,IN_USE\n', ["3"]),
        ("(skip = 2)", '"The best\nof all\n' + HEADER + 'Q1,"a,IN_USE,1\nQ2,b,IN_USE,2\nQ3,,IN_USE,3\n', ["4", "6"]),
        ("(encoding = 'gb18030')", (HEADER + 'Q1,"浙,IN_USE,1\nQ2,江,IN_USE,2\nQ3,,IN_USE,3\n').encode("gb18030"), ["2", "4"]),
    ],
)  # fmt: skip
async def test_no_line_hides_others(desk: Desk, options: str, content: str | bytes, told: list[str]) -> None:
    desk.write("b.csv", content)
    await desk.rehearse(BUILDINGS.format(f"b.csv {options}"))
    assert sorted(line for line, _, _ in desk.reasons()) == told


async def test_rows_on_several_lines_stay_whole_beside_broken_ones(desk: Desk) -> None:
    rows = ['Q1,"a ""b"""', 'Q2,"one\ntwo, three\n\n""four"""', 'Q3,"open', 'Q4, "x\ny" ,', "Q5"]
    desk.write("d.csv", "code,name\n" + "\n".join(rows) + "\n")
    summary = await desk.rehearse(
        DIVISIONS.replace("name, _row", "replace(name, chr(10), '|') AS name, _row").format("d.csv")
    )
    assert (summary.sections[0].created, summary.malformed) == (3, 2)
    assert [(line, reason) for line, _, reason in desk.reasons()] == [
        ("7", BROKEN),
        ("10", "it has fewer fields than the header"),
    ]


async def test_a_header_with_a_broken_quote_is_told(desk: Desk) -> None:
    desk.write("d.csv", 'code,"name\n1,a\n')
    with pytest.raises(MappingError, match=r"d\.csv begins with a line in which a quote is not closed"):
        await desk.rehearse(DIVISIONS.format("d.csv"))


async def test_a_broken_byte_is_shown_with_what_follows(desk: Desk) -> None:
    desk.write("d.csv", b"code,name\n1,caf\xe9,x\n")
    await desk.rehearse(DIVISIONS.format("d.csv"))
    assert {each["value"] for each in desk.rejects} == {"1,caf�,x"}


async def test_lines_of_a_single_column_count_blank_ones(desk: Desk) -> None:
    desk.write("d.csv", 'code\n1\n\n"2\n3\n')
    await desk.rehearse("-- file d: d.csv\n-- node: Division\nSELECT code, NULL AS name, _row FROM d")
    assert sorted({each["line"] for each in desk.rejects}) == ["2", "3", "4", "5"]


DAMAGED = gzip.compress("".join(f"{each},x\n" for each in range(9999)).encode(), mtime=0)


@pytest.mark.parametrize("name", ["d.csv.gz", "d.jsonl.gz"])
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (DAMAGED[: len(DAMAGED) // 2], "is cut off or damaged: fetch it again"),
        (DAMAGED[:20], "is cut off or damaged: fetch it again"),
        (b"code,name\n1,a\n", "is no gzip file, though its name says so: take .gz from its name"),
    ],
)
async def test_archives_that_cannot_be_unpacked(desk: Desk, name: str, content: bytes, message: str) -> None:
    (desk.folder / name).write_bytes(content)
    with pytest.raises(MappingError, match=f"register.sql, line 1: {name} {message}"):
        await desk.rehearse(DIVISIONS.format(name))


FIELD = st.text(st.characters(codec="utf-8", exclude_characters="\r\0", exclude_categories=["Cs"]), max_size=6)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(FIELD, FIELD), min_size=1, max_size=8))
async def test_lines_are_those_of_the_text(desk: Desk, rows: list[tuple[str, str]]) -> None:
    """Every row is rejected, since its code is; the lines told are those on which the rows begin."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(("a", "b"))
    begins = []
    for row in rows:
        begins.append(str(text.getvalue().count("\n") + 1))
        writer.writerow(row)
    desk.write("d.csv", text.getvalue())
    await desk.rehearse("-- file d: d.csv\n-- node: Division\nSELECT NULL AS code, 'n' AS name, _row FROM d")
    assert [each["line"] for each in desk.rejects] == begins


@pytest.mark.parametrize(
    ("directive", "message"),
    [
        ("/etc/passwd.csv", "leads out of the data folder"),
        ("../d.csv", "leads out of the data folder"),
        ("sub/../../d.csv", "leads out of the data folder"),
        ("link.csv", "is a link out of the data folder"),
        ("none.csv", "There is no file none.csv in"),
        ("*.parquet", "There is no file"),
        ("d.xlsx", "is not known to be CSV, JSON or Parquet"),
        ("empty.csv", "is empty"),
        ("blank.csv", "blank.csv begins with a blank line: leave it out with (skip = 1)."),
        ("blank.csv (skip = 1)", "is empty"),
        ("wide.csv", "wide.csv is UTF-16: say (encoding = 'utf-16')."),
        ("wide.csv.gz (encoding = 'utf-8')", "wide.csv.gz is UTF-16: say (encoding = 'utf-16')."),
        ("wide.json", "wide.json is UTF-32: say (encoding = 'utf-32')."),
        (
            "none.json",
            "none.json is empty: its columns are those of its objects, and it has none; leave it out, or read",
        ),
        ("bad.json", "bad.json cannot be read as JSON"),
        ("d.csv (objects = true)", "CSV has no option objects; its options: delimiter"),
        ("d.csv (skip = true)", "The option skip cannot be True"),
        ("d.csv (delimiter = 'ab')", "A delimiter is one character"),
        ("d.csv (encoding = 'klingon')", "There is no encoding klingon"),
        ("d.csv (encoding = 'hex')", "There is no encoding hex: try utf-8, gb18030, latin-1."),
        ("d.csv (encoding = 'idna')", "d.csv is no text in idna: try utf-8, gb18030, latin-1."),
        ("escape.csv (encoding = 'iso2022-jp')", "escape.csv is no text in iso2022-jp"),
        ("d.csv (encoding = 'a\0b')", "d.csv is no text in a\0b"),
        ("d.csv (skip = 99999999999999999999)", "Options read (skip = 2, delimiter = ';'); this is something else"),
        ("d.csv (skip = 999999999999999999)", "is empty"),
    ],
)
async def test_faults(desk: Desk, tmp_path_factory: pytest.TempPathFactory, directive: str, message: str) -> None:
    for name, content in (
        ("d.csv", "code,name\n"),
        ("d.xlsx", "x"),
        ("empty.csv", ""),
        ("blank.csv", "\r\n"),
        ("wide.csv", "code,name\n".encode("utf-16")),
        ("wide.csv.gz", "code,name\n".encode("utf-16")),
        ("wide.json", '[{"code": "33"}]'.encode("utf-32")),
        ("none.json", "[]"),
        ("bad.json", "[{"),
        ("escape.csv", "\x1b$Zx"),
    ):
        desk.write(name, content)
    outside = tmp_path_factory.mktemp("outside") / "x.csv"
    outside.write_text("code,name\n")
    (desk.folder / "link.csv").symlink_to(outside)
    with pytest.raises(MappingError) as raised:
        await desk.rehearse(DIVISIONS.format(directive))
    assert message in str(raised.value)
    assert str(raised.value).startswith("register.sql, line 1: ")


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT content AS code, 'x' AS name FROM read_text('/etc/hostname')",
        "SELECT 'x' AS code, 'x' AS name FROM 'd.csv'",
        "SELECT code, name FROM read_csv('{folder}/d.csv')",
        "SELECT file AS code, 'x' AS name FROM glob('/etc/*')",
        "SELECT 'x' AS code, 'x' AS name FROM 'http://127.0.0.1:1/x.csv'",
        "SELECT 'x' AS code, 'x' AS name FROM query('COPY (SELECT 1) TO ''{folder}/out.csv''')",
    ],
)
async def test_a_mapping_reaches_no_file_that_it_does_not_name(desk: Desk, sql: str) -> None:
    desk.write("d.csv", "code,name\n1,a\n")
    before = {*desk.folder.iterdir(), desk.folder / "register.sql"}
    with pytest.raises(MappingError):
        await desk.rehearse(f"-- node: Division\n{sql.format(folder=desk.folder)}")
    assert {*desk.folder.iterdir()} == before


async def test_no_folder(desk: Desk) -> None:
    with pytest.raises(MappingError, match="give the folder of the files with --data"):
        await desk.rehearse("-- node: Division\nSELECT 1 AS code", folder=Path("/nowhere"))
