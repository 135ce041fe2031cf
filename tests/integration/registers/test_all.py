"""Real registers, loaded by their mappings, against answers that DuckDB computes from the source files."""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import orjson
import pytest

import schema
from graph import ddl
from graph.session import Connection, Graph
from ingest.load import load
from ingest.summary import Summary
from resolvers.execute import Executor, Request
from resolvers.reference import Reference
from schema.types import build

pytestmark = pytest.mark.integration

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("ASSETGRAPH_SHARED_DATA", ROOT.parent / "shared" / "data"))
SETS = ("chicago-land", "chicago-staff", "chicago-housing", "us-federal-buildings", "china-divisions")
LAND = f"read_csv('{DATA}/chicago-land/land_inventory.csv.gz', all_varchar = true)"
STAFF = f"read_csv('{DATA}/chicago-staff/employees.csv.gz', all_varchar = true)"
HOUSING = f"read_csv('{DATA}/chicago-housing/affordable_housing.csv', all_varchar = true)"
FEDERAL = f"read_csv('{DATA}/us-federal-buildings/iolp_buildings.csv.gz', all_varchar = true)"
AREAS = f"read_csv('{DATA}/china-divisions/areas.csv', all_varchar = true)"
STREETS = f"read_csv('{DATA}/china-divisions/streets.csv.gz', all_varchar = true)"


@pytest.fixture(scope="module")
def loaded(neo4j_2026: Connection, tmp_path_factory: pytest.TempPathFactory) -> Iterator["Loaded"]:
    if not DATA.is_dir():
        pytest.skip(f"the real data sets are not at {DATA}; set ASSETGRAPH_SHARED_DATA to their folder")
    with asyncio.Runner() as runner:
        found = Loaded(runner, neo4j_2026, tmp_path_factory.mktemp("rejects"))
        runner.run(found.fill())
        yield found
        runner.run(found.graph.close())


class Loaded:
    """Every set in one graph."""

    def __init__(self, runner: asyncio.Runner, connection: Connection, folder: Path) -> None:
        self.runner, self.folder = runner, folder
        self.model = schema.government()
        self.graph = Graph.connect(connection)
        self.executor = Executor(self.model, build(self.model, Reference(self.model)), self.graph, 60)
        self.summaries: dict[str, Summary] = {}

    async def fill(self) -> None:
        await self.graph.execute(["MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS"])
        await self.graph.execute(ddl.statements(self.model))
        for name in SETS:
            self.summaries[name] = await self.load(name)

    async def load(self, name: str) -> Summary:
        rejects = self.folder / f"{name}.csv"
        return await load(
            ROOT / "mappings" / f"{name}.sql", self.model, self.graph, folder=DATA / name, rejects=rejects
        )

    def ask(self, query: str) -> Any:
        response = self.runner.run(self.executor.execute(Request(query)))
        answer = orjson.loads(response.body)
        assert "errors" not in answer, answer
        return answer["data"]


def computed(sql: str) -> Any:
    row = duckdb.connect().execute(sql).fetchone()
    assert row
    return row[0]


COUNTS = {
    "landParcels": f"SELECT count(DISTINCT ID) FROM {LAND}",
    "staffMembers": f"SELECT count(*) FROM {STAFF}",
    "buildings": f'SELECT count(DISTINCT "Location Code") FROM {FEDERAL}',
    "enterprises": f'SELECT count(DISTINCT trim("Management Company")) FROM {HOUSING} WHERE trim("Management Company") <> \'\'',
    "housingUnits": f'SELECT count(*) FROM (SELECT DISTINCT "Property Name", Address, "Property Type", Units FROM {HOUSING})',
    "divisions(where: {level: {eq: TOWNSHIP}})": f"SELECT count(*) FROM {STREETS}",
    'landParcels(where: {landUse: {eq: "RT-4"}})': f"SELECT count(*) FROM {LAND} WHERE \"Zoning Classification\" = 'RT-4'",
    'staffMembers(where: {post: {eq: "POLICE OFFICER"}})': f"SELECT count(*) FROM {STAFF} WHERE trim(\"Job Titles\") = 'POLICE OFFICER'",
    "landParcels(where: {areaM2: {isNull: true}})": f"SELECT count(*) FROM {LAND} WHERE coalesce(TRY_CAST(replace(\"Sq. Ft.\", ',', '') AS DOUBLE), 0) = 0",
}


@pytest.mark.parametrize("field", COUNTS)
def test_counts(loaded: Loaded, field: str) -> None:
    answer = loaded.ask(f"{{ {field} {{ totalCount }} }}")
    (connection,) = answer.values()
    assert connection["totalCount"] == computed(COUNTS[field])


LINKED = {
    ("agency", "US-IL-CHI:POLICE", "staff"): f"SELECT count(*) FROM {STAFF} WHERE trim(Department) = 'POLICE'",
    ("agency", "US-GSA", "uses"): f"SELECT count(*) FROM {FEDERAL} WHERE \"Owned or Leased\" = 'L'",
    ("agency", "US-GSA", "owns"): f"SELECT count(*) FROM {FEDERAL} WHERE \"Owned or Leased\" = 'F'",
    ("division", "US-CA", "situated"): f"SELECT count(*) FROM {FEDERAL} WHERE State = 'CA'",
    ("division", "US-IL-CHI:A27", "situated"): (
        f"SELECT (SELECT count(*) FROM {LAND} WHERE \"Community Area Number\" = '27') + (SELECT count(*) FROM "
        f'(SELECT DISTINCT "Property Name", Address, "Property Type", Units FROM {HOUSING} WHERE "Community Area Number" = \'27\'))'
    ),
    ("division", "3301", "children"): f"SELECT count(*) FROM {AREAS} WHERE cityCode = '3301'",
    ("division", "330106", "children"): f"SELECT count(*) FROM {STREETS} WHERE areaCode = '330106'",
}


@pytest.mark.parametrize("link", LINKED, ids="-".join)
def test_links(loaded: Loaded, link: tuple[str, str, str]) -> None:
    root, code, field = link
    answer = loaded.ask(f'{{ {root}(code: "{code}") {{ {field} {{ totalCount }} }} }}')
    assert answer[root][field]["totalCount"] == computed(LINKED[link])


def test_owned_on_a_day(loaded: Loaded) -> None:
    day = "2000-01-01"
    answer = loaded.ask(f'{{ agency(code: "US-IL-CHI:CITY", asOf: "{day}") {{ owns {{ totalCount }} }} }}')
    held = f"""SELECT count(*) FROM (
        SELECT *, TRY_STRPTIME("Date of Acquisition", '%m/%d/%Y') AS a, TRY_STRPTIME("Date of Disposition", '%m/%d/%Y') AS d FROM {LAND}
    ) WHERE ("Property Status" ILIKE 'owned by city' OR "Property Status" ILIKE 'sold%' OR d IS NOT NULL)
        AND (a IS NULL OR a <= DATE '{day}') AND (d IS NULL OR d > DATE '{day}')"""
    assert answer["agency"]["owns"]["totalCount"] == computed(held)


def test_area_summed_over_pages(loaded: Loaded) -> None:
    total, cursor = 0.0, ""
    while True:
        after = f', after: "{cursor}"' if cursor else ""
        page = loaded.ask(
            f'{{ landParcels(first: 100, where: {{landUse: {{eq: "RS-3"}}}}{after}) '
            "{ nodes { areaM2 } pageInfo { hasNextPage endCursor } } }"
        )["landParcels"]
        total += sum(each["areaM2"] or 0 for each in page["nodes"])
        if not page["pageInfo"]["hasNextPage"]:
            break
        cursor = page["pageInfo"]["endCursor"]
    feet = computed(
        f"SELECT sum(round(TRY_CAST(replace(\"Sq. Ft.\", ',', '') AS DOUBLE) * 0.09290304, 2)) FROM {LAND} "
        "WHERE \"Zoning Classification\" = 'RS-3'"
    )
    assert total == pytest.approx(feet)


def test_the_largest_building(loaded: Loaded) -> None:
    (top,) = loaded.ask(
        "{ buildings(first: 1, where: {usableAreaM2: {isNull: false}}, orderBy: [{usableAreaM2: DESC}]) { nodes { usableAreaM2 } } }"
    )["buildings"]["nodes"]
    largest = computed(
        f'SELECT round(max(TRY_CAST("Building Rentable Square Feet" AS DOUBLE)) * 0.09290304, 2) FROM {FEDERAL}'
    )
    assert top["usableAreaM2"] == largest


def test_loading_again_changes_nothing(loaded: Loaded) -> None:
    again = loaded.runner.run(loaded.load("us-federal-buildings"))
    assert [(each.created, each.changed) for each in again.sections] == [(0, 0)] * len(again.sections)


def test_rejects_name_their_line(loaded: Loaded) -> None:
    assert loaded.summaries["chicago-land"].rejected == 5
    text = (loaded.folder / "chicago-land.csv").read_text(encoding="utf-8-sig")
    assert "land_inventory.csv.gz,5535,Division,name,,it is missing" in text
