"""The text of a mapping: what is understood, and where it is wrong."""

from pathlib import Path

import pytest

from ingest import MappingError
from ingest.mapping import End, Links, Nodes, parse, read_mapping

WHOLE = """-- source: A register, 2019
-- accept: vin, plate
-- file a: a.csv
-- file b: Käufe (1).csv (delimiter = ';', skip = 2, header = false, quote = '''')
-- What follows is a comment: of no meaning.

CREATE VIEW v AS SELECT 1 AS code;
CREATE OR REPLACE TEMP MACRO m(x) AS x || ';';

-- node: Vehicle
SELECT code FROM v -- ; not the end
;

-- relationship: ASSIGNED_TO from Vehicle by vin to Agency
-- source: Another register
-- accept: document
WITH x AS (SELECT 1) SELECT * FROM x
"""


def test_all_parts_are_read() -> None:
    mapping = parse(WHOLE, Path("fleet.sql"))
    vehicles, assigned = mapping.sections
    assert mapping.name == "fleet"
    assert [each.sql.strip().splitlines()[-1][:18] for each in mapping.preamble] == [
        "CREATE VIEW v AS S",
        "CREATE OR REPLACE ",
    ]
    assert (vehicles.target, vehicles.source) == (Nodes("Vehicle"), "A register, 2019")
    assert vehicles.accepted == {"vin", "plate"}
    assert assigned.target == Links("ASSIGNED_TO", End("Vehicle", "vin"), End("Agency"))
    assert (assigned.source, assigned.accepted) == ("Another register", frozenset({"vin", "plate", "document"}))
    assert (vehicles.place.line, assigned.place.line) == (10, 14)


def test_capitals_and_other_comments_are_no_matter() -> None:
    text = "-- Source: One\n-- Links: see below, from A to B: none\n-- Note: nothing\n-- NODE: A\nSELECT 1"
    (section,) = parse(text, Path("a.sql")).sections
    assert (section.target, section.source) == (Nodes("A"), "One")


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\f", "\v", "\x1c"])
def test_lines_end_as_sql_has_it(mark: str) -> None:
    (section,) = parse(f"-- a{mark}b\n-- node: A\nSELECT 'x{mark}y' AS code", Path("a.sql")).sections
    assert section.place.line == 2
    assert f"'x{mark}y'" in section.statement.sql
    with pytest.raises(MappingError, match="line 4: The section A must hold one SELECT"):
        parse(f"-- node: A\nSELECT '{mark}';\n-- {mark}\nSELECT 2", Path("a.sql"))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_any_system_has_them(tmp_path: Path, end: str) -> None:
    (tmp_path / "fleet.sql").write_text(WHOLE, newline=end)
    mapping = read_mapping(tmp_path / "fleet.sql")
    assert mapping.sections == parse(WHOLE, tmp_path / "fleet.sql").sections


def test_files_have_options() -> None:
    _, second = parse(WHOLE, Path("fleet.sql")).files
    assert (second.name, second.path) == ("b", "Käufe (1).csv")
    assert second.options == {"delimiter": ";", "skip": 2, "header": False, "quote": "'"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("-- node:\nSELECT 1", "a.sql, line 1: This line should read '-- node: TYPE'."),
        ("-- node: A\n", "a.sql, line 1: The section A has no SELECT below it."),
        ("-- node: A\nSELECT 1;\nSELECT 2", "a.sql, line 3: The section A must hold one SELECT and nothing else."),
        ("-- node: A\nDELETE FROM x", "a.sql, line 2: The section A must hold one SELECT and nothing else."),
        ("-- node: A\nCOPY (SELECT 1) TO 'x'", "a.sql, line 2: The section A must hold one SELECT"),
        ("SELECT 1 AS code", "a.sql, line 1: Before the first section only CREATE VIEW, TABLE and MACRO may stand"),
        ("\nINSTALL httpfs;\n-- node: A\nSELECT 1", "a.sql, line 2: Before the first section only CREATE"),
        ("CREATE SECRET s (TYPE s3);\n-- node: A\nSELECT 1", "a.sql, line 1: Before the first section only CREATE"),
        ("ATTACH 'x.db';\n-- node: A\nSELECT 1", "a.sql, line 1: Before the first section only CREATE"),
        ("-- node: A\n\nSELEC 1", 'a.sql, line 3: Parser Error: syntax error at or near "SELEC"'),
        (
            "-- relationship: OWNS Agency to Building\nSELECT 1",
            "line 1: This line should read '-- relationship: TYPE from",
        ),
        (
            "-- node: A\nSELECT 1\n-- relation: OWNS from A to B\nSELECT 2",
            "line 3: This line should read '-- relationship: TYPE from TYPE to TYPE'; as it stands it is a comment.",
        ),
        (
            "-- flie a: a.csv\n-- node: A\nSELECT 1",
            "a.sql, line 1: This line should read '-- file NAME: PATH (OPTION = VALUE)'; as it stands it is a comment.",
        ),
        ("-- Nodes: A\nSELECT 1", "line 1: This line should read '-- node: TYPE'; as it stands it is a comment."),
        ("-- node: A\nSELECT 1\n\nSELECT 2", 'line 4: Parser Error: syntax error at or near "SELECT". Is a ; missing'),
        ("-- file a b: x.csv", "line 1: This line should read '-- file NAME: PATH"),
        ("-- file: x.csv", "line 1: This line should read '-- file NAME: PATH"),
        ("-- file a: x.csv (skip two)", "line 1: Options read (skip = 2, delimiter = ';')"),
    ],
)
def test_faults_are_placed(text: str, message: str) -> None:
    with pytest.raises(MappingError) as raised:
        parse(text, Path("a.sql"))
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_folder_is_one_mapping(tmp_path: Path) -> None:
    (tmp_path / "1.sql").write_text("-- file a: a.csv\n-- source: one\n-- node: A\nSELECT 1")
    (tmp_path / "2.sql").write_text("-- source: two\n-- node: B\nSELECT 2")
    mapping = read_mapping(tmp_path)
    assert [(str(each.target), each.source) for each in mapping.sections] == [("A", "one"), ("B", "two")]
    (tmp_path / "3.sql").write_text("-- file A: b.csv")
    with pytest.raises(MappingError, match=r"3.sql, line 1: The name A is taken by the file of 1.sql, line 1"):
        read_mapping(tmp_path)


def test_what_is_no_mapping_is_told(tmp_path: Path) -> None:
    for path, message in ((tmp_path / "none.sql", "There is no mapping"), (tmp_path, "holds no .sql file")):
        with pytest.raises(MappingError, match=message):
            read_mapping(path)
    (tmp_path / "a.sql").write_text("-- nothing here")
    with pytest.raises(MappingError, match="loads nothing"):
        read_mapping(tmp_path / "a.sql")
    (tmp_path / "a.sql").write_bytes(b"-- node: \xff")
    with pytest.raises(MappingError, match="not UTF-8"):
        read_mapping(tmp_path / "a.sql")
