"""Loading in bulk finds of every row what loading one by one finds of it."""

import asyncio
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

import ingest
import schema
from graph.identity import node_id, relationship_id
from graph.model import Kind, Property
from ingest import bulk
from ingest.bulk import ids
from ingest.bulk.sieve import basic, condition
from ingest.sql import literal
from ingest.values import stored

MODEL = schema.government()
COUNTS = ("rows", "created", "repeated", "rejected", "accepted")

MAPPING = """-- source: A register
-- file a: a.csv
-- file b: b.csv
-- file more: more.csv
-- node: Agency
SELECT code, name, creditCode, _row FROM a;
-- node: Building
-- accept: grossFloorAreaM2
SELECT code, name, 'IN_USE' AS status, cost AS originalCost, built AS builtOn, area AS grossFloorAreaM2, lon AS longitude,
       lat AS latitude, unit AS realEstateUnitCode, _row
FROM b;
-- node: Building
SELECT code, name, status, unit AS realEstateUnitCode, _row FROM more;
-- relationship: OWNS from Agency to Building
SELECT owner AS "from", code AS "to", since AS validFrom, until AS validTo, share, 'OWNERSHIP' AS "right", _row FROM b
"""
AGENCIES = """code,name,creditCode
A1,First,91350100M000100Y43
A2,Second,
A4,Fourth,91350100M000100Y44
A3,Third,91350100M000100Y43
A1,First,91350100M000100Y43
A1,Another,91350100M000100Y43
,Nameless,
"""
BUILDINGS = """code,name,cost,built,area,lon,lat,unit,owner,since,until,share
B1,一号楼,12.50,2001-02-03,1000.5,120.1,30.2,330106001001GB00001F00010001,A1,2002-01-01,,0.5
B2,Second,,,,,,,A1,2002-01-01,2001-01-01,1
B3,Third,1,2001-02-30,7,120,30,,A9,,,
B4,Fourth,1.234567,2001-02-03,7,120,95,,A1,,,1.5
B5,Fifth,1e3,2001-02-03,-7,,,330106001001GB00001F00010001,A2,2003-01-01,2004-01-01,0.25
B6,Sixth,7,2001-02-03,7,120,,,A1,,,
B7,"Seventh	tab",7,,,,,,A1,,,
B8,Eighth,7,,nan,,,,A1,2005-01-01,,1
B11,Eleventh,7,,2,120.1,30.2,,A2,2005-01-01,,1
B12,Twelfth,9E9999999,,9E9999999,,,,A2,2006-01-01,,9E9999999
"""
MORE = """code,name,status,unit
B1,一号楼,IN_USE,330106001001GB00001F00010001
B2,Second,DISPOSED,
B8,Eighth,RUINOUS,
B9,Ninth,IDLE,330106001001GB00001F00010001
B11,Changed,IDLE,
B10,Tenth,IDLE,330106001001GB00001F00010002
"""


@pytest.mark.parametrize("row", [", _row", ""])
def test_each_row_fares_as_it_does_one_by_one(tmp_path: Path, row: str) -> None:
    mapping = MAPPING.replace(", _row", row)
    for name, text in (("a.csv", AGENCIES), ("b.csv", BUILDINGS), ("more.csv", MORE), ("register.sql", mapping)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    alone, whole = fared(tmp_path / "register.sql", tmp_path, tmp_path)
    assert whole == alone
    counts, rejects = whole
    # Title, met again, rows, created, repeated, rejected, accepted.
    assert counts == [
        ("Agency", 0, 7, 2, 1, 4, 0),
        ("Agency OWNS Building", 0, 10, 2, 0, 8, 0),
        ("Building", 0, 10, 3, 0, 7, 1),
        ("Building", 3, 6, 1, 0, 2, 0),
    ]
    assert len(rejects) > 10


def test_text_is_read_as_little_one_way_as_the_other(tmp_path: Path) -> None:
    texts = [
        "1",
        "+1",
        "1.0",
        "1.",
        ".5",
        "1e0",
        "1_0",
        "1_0.5",
        "１",
        "0x1",
        "nan",
        "true",
        "TRUE",
        "yes",
        "n",
        "t",
        "OFF",
    ]
    (tmp_path / "b.csv").write_text("value\n" + "\n".join(texts), encoding="utf-8")
    sections = (
        f"-- node: Building\nSELECT '{name}-' || value AS code, 'n' AS name, 'IDLE' AS status, value AS {name}, _row FROM b"
        for name in ("floorsAboveGround", "grossFloorAreaM2", "originalCost", "heritage")
    )
    (tmp_path / "register.sql").write_text("-- file b: b.csv\n" + ";\n".join(sections), encoding="utf-8")
    alone, whole = fared(tmp_path / "register.sql", tmp_path, tmp_path)
    assert whole == alone
    assert sorted(created for _, _, _, created, *_ in whole[0]) == [2, 3, 6, 6]


def test_links_to_what_no_section_has_are_rejected(tmp_path: Path) -> None:
    (tmp_path / "register.sql").write_text(
        "-- node: Vehicle\nSELECT 'V' AS code, 'v' AS name, 'IDLE' AS status;\n"
        "-- relationship: ASSIGNED_TO from Vehicle to Agency\nSELECT 'V' AS \"from\", 'A' AS \"to\"",
        encoding="utf-8",
    )
    (tmp_path / "target").mkdir()
    rejects = tmp_path / "rejects.csv"
    written = bulk.write(tmp_path / "register.sql", MODEL, tmp_path / "target", rejects=rejects)
    assert [(each.created, each.rejected) for each in written.summary.sections] == [(1, 0), (0, 1)]
    assert "there is no Agency whose code is A" in rejects.read_text(encoding="utf-8-sig")


def test_lines_that_are_no_rows_count_to_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("code,name\nA\nB,b,b\nC,c\n", encoding="utf-8")
    (tmp_path / "register.sql").write_text(
        "-- file a: a.csv\n-- node: Agency\nSELECT code, name, _row FROM a", encoding="utf-8"
    )
    (tmp_path / "target").mkdir()
    with pytest.raises(ingest.TooManyRejects, match="more than 1 rows were rejected"):
        limited(tmp_path, 1)
    assert limited(tmp_path, 2).summary.malformed == 2


def limited(folder: Path, limit: int) -> bulk.Written:
    rejects = folder / "rejects.csv"
    return bulk.write(folder / "register.sql", MODEL, folder / "target", rejects=rejects, reject_limit=limit)


def fared(mapping: Path, folder: Path, scratch: Path) -> tuple[Any, Any]:
    """What each way counts and rejects."""
    one, other = scratch / "one.csv", scratch / "other.csv"
    rehearsed = asyncio.run(ingest.load(mapping, MODEL, None, folder=folder, rehearsal=True, rejects=one))
    target = scratch / "target"
    target.mkdir()
    written = bulk.write(mapping, MODEL, target, folder=folder, rejects=other)
    return (told(rehearsed), lines(one)), (told(written.summary), lines(other))


def told(summary: ingest.Summary) -> list[Any]:
    """Counts by section. Without a graph, what is there already counts as changed."""
    return sorted(
        (each.title, each.changed + each.unchanged, *(getattr(each, name) for name in COUNTS))
        for each in summary.sections
    )


def lines(path: Path) -> list[str]:
    return sorted(path.read_text(encoding="utf-8-sig").splitlines()) if path.exists() else []


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8), min_size=2, max_size=4
    )
)
def test_ids_are_the_same_in_sql(parts: list[str]) -> None:
    name, *rest = parts
    with duckdb.connect() as connection:
        marks = [f"${number}" for number in range(1, len(rest) + 1)]
        made = f"SELECT {ids.node_id(name, '$1')}, {ids.digest([literal(name), *marks])}"
        assert connection.execute(made, rest).fetchone() == (node_id(name, rest[0]), node_id_of(name, rest))


def node_id_of(name: str, rest: list[str]) -> str:
    return relationship_id(name, *rest) if len(rest) > 1 else node_id(name, rest[0])


def properties() -> list[Property]:
    """One of each kind and manner that the model declares."""
    found: dict[Any, Property] = {}
    for owner in MODEL.node_types.values():
        for each in owner.properties.values():
            manner = (each.kind, each.scale, each.indexed, tuple(map(repr, each.constraints)))
            found.setdefault(manner, each)
    return [each for each in found.values() if each.kind not in (Kind.POINT, Kind.DATETIME)]


TEXTS = st.one_of(
    st.text(max_size=12),
    st.from_regex(r"[-+]?\d{1,12}(\.\d{0,14})?([eE]\d)?", fullmatch=True),
    st.from_regex(r"\d{4}-\d{2}-\d{2}", fullmatch=True),
    st.sampled_from(
        [
            "true",
            "FALSE",
            "t",
            "yes",
            "0",
            "1",
            "nan",
            "inf",
            "1_000",
            "１２",
            "0001-01-01",
            "x\x7f",
            "x\x9f",
            "x" * 1001,
        ]
    ),
    st.sampled_from(sorted({name for each in properties() if each.enum for name in each.enum.names})),
)


@pytest.mark.parametrize("declared", properties(), ids=lambda each: f"{each.name}-{each.kind.value}")
def test_what_passes_is_sound_and_stored_the_same(declared: Property) -> None:
    check = TypeAdapter[Any](stored(declared)).validate_python
    value, sound = basic("given", declared, "VARCHAR")
    known = [condition(each, declared, "given") for each in declared.constraints]
    if None in known:
        # Such values are asked of the validator itself.
        return
    passes = " AND ".join([sound, *(each for each in known if each)])
    with duckdb.connect() as connection:

        @given(TEXTS)
        @example("12.5")
        @example("-0")
        @example("-0.0")
        @example("99999999999999999")
        def see(text: str) -> None:
            found = connection.execute(
                f"SELECT {passes}, {value} FROM (SELECT $1::VARCHAR AS given)", [text]
            ).fetchone()
            assert found
            if found[0]:
                try:
                    assert check(text) == found[1]
                    assert declared.kind is not Kind.FLOAT or str(check(text)) == str(found[1])
                except ValidationError as error:
                    raise AssertionError(text) from error

        see()


def test_something_passes_of_every_kind() -> None:
    """A sieve that lets nothing through would be right, and slow."""
    usual = {
        Kind.STRING: "杭州", Kind.ID: "x", Kind.INTEGER: "12", Kind.FLOAT: "12.5", Kind.DECIMAL: "12", Kind.BOOLEAN: "true",
        Kind.DATE: "2019-03-05",
    }  # fmt: skip
    with duckdb.connect() as connection:
        for declared in properties():
            if text := usual.get(declared.kind):
                _, sound = basic("given", declared, "VARCHAR")
                row = connection.execute(f"SELECT {sound} FROM (SELECT $1::VARCHAR AS given)", [text]).fetchone()
                assert row == (True,), declared
