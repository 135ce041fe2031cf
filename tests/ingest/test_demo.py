"""The demo province: the same on every machine, valid by every check, as large as it says, loaded without a reject."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import pytest
import typer
from typer.testing import CliRunner

import ingest
import schema
from ingest.demo import SCALES, places, write
from ingest.demo.rows import Division
from ingest.demo.sheets import FILES
from schema.identifiers import credit_code_fault, parcel_code_fault, plate_fault, unit_code_fault, vin_fault
from server.cli.demo import demo

SMALL = SCALES["S"]
MODEL = schema.government()
SHARED = Path(os.environ.get("ASSETGRAPH_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data"))
NODES = [row for row in FILES if row.__name__ in MODEL.node_types]

Ask = Callable[[str], list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    write(folder, SMALL, 33)
    return folder


@pytest.fixture(scope="module")
def ask(folder: Path) -> Ask:
    connection = duckdb.connect()
    for name in FILES.values():
        connection.execute(f"CREATE TABLE {name} AS FROM read_csv('{folder}/{name}.csv', all_varchar = true)")
    return lambda sql: connection.execute(sql).fetchall()


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def digests(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_same_seed_same_bytes_in_another_process(folder: Path, tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from ingest.demo import *; write(Path(sys.argv[1]), SCALES['S'], 33)"
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai", "LC_ALL": "C"}
    subprocess.run([sys.executable, "-c", code, tmp_path], check=True, env=environment, cwd=Path(__file__).parents[2])
    assert digests(tmp_path) == digests(folder)


def test_another_seed_is_another_province_with_the_same_codes(folder: Path, tmp_path: Path) -> None:
    write(tmp_path, SMALL, 34)
    same = {name for name, digest in digests(folder).items() if digests(tmp_path)[name] == digest}
    standards = {"standards.sql", "policies.csv", "standards.csv", "standard_items.csv"}
    assert same == {"division.csv", "operates.csv", "demo.sql", *standards}
    codes = [{line.split(",")[0] for line in lines(each / "agency.csv")} for each in (folder, tmp_path)]
    assert codes[0] == codes[1]


async def test_it_loads_by_the_ordinary_way_without_a_reject(folder: Path, tmp_path: Path) -> None:
    summary = await ingest.load(folder, MODEL, None, rehearsal=True, rejects=tmp_path / "rejects.csv")
    assert {each.title for each in summary.sections if each.rejected or each.repeated} == set()
    assert summary.malformed == 0
    rows = {each.title: each.rows for each in summary.sections}
    for row in NODES:
        assert rows[row.__name__] == len(lines(folder / f"{FILES[row]}.csv")) - 1
    for type_ in ("OWNS", "USES", "EMPLOYS", "OCCUPIES", "MANAGES"):
        loaded = sum(count for title, count in rows.items() if f" {type_} " in title)
        assert loaded == len(lines(folder / f"{type_.lower()}.csv")) - 1


def test_each_type_is_there_and_the_size_is_as_said(ask: Ask) -> None:
    counts = {row.__name__: ask(f"SELECT count(*) FROM {FILES[row]}")[0][0] for row in NODES}
    assert {*counts, "Policy", "Standard", "StandardItem"} == set(MODEL.node_types)
    assert min(counts.values()) > 20
    assert sum(counts.values()) == pytest.approx(SMALL.nodes, rel=0.02)


async def test_each_relationship_is_there(folder: Path, tmp_path: Path) -> None:
    summary = await ingest.load(folder, MODEL, None, rehearsal=True, rejects=tmp_path / "rejects.csv")
    titles = {each.title for each in summary.sections if each.rows}
    assert {type_ for type_ in MODEL.relationship_types if not any(f" {type_} " in each for each in titles)} == set()


@pytest.mark.parametrize(
    ("table", "column", "fault"),
    [
        ("agency", "creditCode", credit_code_fault),
        ("enterprise", "creditCode", credit_code_fault),
        ("vehicle", "vin", vin_fault),
        ("vehicle", "plate", plate_fault),
        ("land_parcel", "realEstateUnitCode", parcel_code_fault),
        ("building", "realEstateUnitCode", unit_code_fault),
        ("housing_unit", "realEstateUnitCode", unit_code_fault),
    ],
)
def test_identifiers_are_right_and_unique(
    ask: Ask, table: str, column: str, fault: Callable[[str], str | None]
) -> None:
    planted = "SELECT code FROM planted WHERE rule IN ('BAD_IDENTIFIER', 'DUPLICATE_IDENTIFIER')"
    sql = f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL AND code NOT IN ({planted})"
    values = [value for (value,) in ask(sql)]
    assert {value: fault(value) for value in values if fault(value)} == {}
    assert len(values) == len(set(values))


def test_credit_codes_are_unique_among_all(ask: Ask) -> None:
    parties = "SELECT creditCode AS c FROM agency UNION ALL SELECT creditCode FROM enterprise"
    assert ask(f"SELECT c FROM ({parties}) WHERE c IS NOT NULL GROUP BY c HAVING count(*) > 1") == []


def test_codes_are_keys(ask: Ask) -> None:
    for row in NODES:
        assert ask(f"SELECT code FROM {FILES[row]} GROUP BY code HAVING count(*) > 1 OR code IS NULL") == []


def test_unit_codes_begin_with_the_parcels(ask: Ask) -> None:
    wrong = """SELECT b.code FROM building b LEFT JOIN stands_on s ON s.building = b.code
        LEFT JOIN land_parcel p ON p.code = s.parcel
        WHERE (p.code IS NULL OR NOT starts_with(b.realEstateUnitCode, p.realEstateUnitCode))
        AND b.code NOT IN (SELECT code FROM planted WHERE rule IN ('BUILDING_WITHOUT_PARCEL', 'PARCEL_MISMATCH'))"""
    assert ask(wrong) == []
    units = """SELECT h.code FROM housing_unit h JOIN part_of o ON o.part = h.code AND o.kind = 'HousingUnit'
        JOIN building b ON b.code = o.whole WHERE h.realEstateUnitCode[:24] <> b.realEstateUnitCode[:24]"""
    assert ask(units) == []


def test_parcels_are_coded_by_the_county_they_lie_in(ask: Ask) -> None:
    assert ask("SELECT located FROM situated_in WHERE kind = 'LandParcel' AND located[:6] <> division") == []


def test_names_that_would_be_executed_are_met(ask: Ask) -> None:
    names = {name for (name,) in ask("SELECT name FROM building")}
    assert "<img src=x onerror=alert(1)>" in names
    assert any(name.startswith("=cmd") for name in names)


def test_everything_has_a_name_in_both_languages(ask: Ask) -> None:
    for row in NODES:
        if "name_en" in row._fields:
            assert ask(f"SELECT code FROM {FILES[row]} WHERE name IS NULL OR nameEn IS NULL") == []


def test_places_are_in_zhejiang(ask: Ask) -> None:
    for row in NODES:
        if "longitude" in row._fields:
            outside = f"""SELECT code FROM {FILES[row]} WHERE longitude IS NOT NULL
                AND NOT (longitude::DOUBLE BETWEEN 118.0 AND 122.9 AND latitude::DOUBLE BETWEEN 27.1 AND 31.2)"""
            assert ask(outside) == []


def test_divisions_are_those_of_the_statistics_bureau(ask: Ask) -> None:
    source = SHARED / "china-divisions"
    if not source.is_dir():
        pytest.skip(f"the published divisions are not at {source}; set ASSETGRAPH_SHARED_DATA to their folder")
    published = ask(f"""SELECT rpad(code::VARCHAR, 6, '0'), name FROM '{source}/provinces.csv' WHERE code = 33
        UNION ALL SELECT rpad(code::VARCHAR, 6, '0'), name FROM '{source}/cities.csv' WHERE provinceCode = 33
        UNION ALL SELECT code::VARCHAR, name FROM '{source}/areas.csv' WHERE provinceCode = 33""")
    assert set(published) == set(ask("SELECT code, name FROM division"))


def test_each_division_is_part_of_the_one_above() -> None:
    assert len(places()) == 1 + 11 + 90
    for code, place in places().items():
        if place.parent:
            assert code.startswith(place.parent.rstrip("0"))
            assert places()[place.parent].level == place.level - 1


def test_the_command_writes_files_and_tells_what(tmp_path: Path) -> None:
    app = typer.Typer()
    app.command()(demo)
    result = CliRunner().invoke(app, ["--no-load", "--out", str(tmp_path / "new"), "--scale", "s", "--seed", "5"])
    assert result.exit_code == 0
    assert re.search(r"Division\W+102", result.stdout)
    assert (tmp_path / "new" / "demo.sql").exists()
    assert (tmp_path / "new" / f"{FILES[Division]}.csv").read_text().startswith("code,name,nameEn,level\n")
