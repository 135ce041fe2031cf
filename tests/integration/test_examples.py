"""The questions of docs/examples.md and of the README, asked of the demo province they speak of.

Their answers are what the service answers (`--bless` writes them anew: read the diff); that these are right is computed
from the demo's files by DuckDB.
"""

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import orjson
import pytest

import ingest
import schema
from graph.session import Connection, Graph
from ingest.demo import MAPPING, SCALES, write
from resolvers.execute import Executor, Request
from resolvers.reference import Reference
from schema.types import build
from tests.blessing import rounded
from tests.generation import wipe
from tests.markdown import blocks

pytestmark = pytest.mark.integration

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs" / "examples.md"
QUESTIONS = [*blocks(EXAMPLES.read_text(encoding="utf-8"), "graphql")]
SEED = 33
DAY = "2026-06-30"
HELD = f"coalesce(validFrom, '') <= '{DAY}' AND (validTo IS NULL OR validTo > '{DAY}')"


class Demo:
    """The demo in the graph, and its files as DuckDB sees them."""

    def __init__(self, runner: asyncio.Runner, connection: Connection, folder: Path) -> None:
        self.runner, self.folder = runner, folder
        self.model = schema.government()
        self.graph = Graph.connect(connection)
        self.executor = Executor(self.model, build(self.model, Reference(self.model)), self.graph, 60)
        self.files = duckdb.connect()
        write(folder, SCALES["S"], SEED)
        for path in folder.glob("*.csv"):
            self.files.execute(f"CREATE TABLE {path.stem} AS FROM read_csv('{path}', all_varchar = true)")

    async def load(self) -> None:
        await wipe(self.graph)
        summary = await ingest.load(self.folder / MAPPING, self.model, self.graph, rejects=self.folder / "rejects.csv")
        assert summary.rejected == 0

    def ask(self, query: str) -> Any:
        return orjson.loads(self.runner.run(self.executor.execute(Request(query))).body)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self.files.execute(sql).fetchall()

    def one(self, sql: str) -> Any:
        return self.rows(sql)[0][0]


@pytest.fixture(scope="module")
def demo(neo4j_2026: Connection, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with asyncio.Runner() as runner:
        found = Demo(runner, neo4j_2026, tmp_path_factory.mktemp("demo"))
        runner.run(found.load())
        yield found
        runner.run(found.graph.close())


def shown(answer: Any) -> str:
    return orjson.dumps(answer, option=orjson.OPT_INDENT_2).decode() + "\n"


@pytest.mark.parametrize("number", range(len(QUESTIONS)))
def test_each_answer_is_the_one_shown(demo: Demo, number: int, bless: bool) -> None:
    answer = demo.ask(QUESTIONS[number])
    assert "errors" not in answer, answer
    text = EXAMPLES.read_text(encoding="utf-8")
    if bless:
        place = [*re.finditer(r"^```json\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)][number]
        EXAMPLES.write_text(text[: place.start(1)] + shown(answer) + text[place.end(1) :], encoding="utf-8")
    else:
        assert rounded(answer) == rounded(orjson.loads([*blocks(text, "json")][number]))


def test_the_first_question_of_all(demo: Demo) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (answer,) = blocks(text, "json")
    assert demo.ask(next(blocks(text, "graphql"))) == orjson.loads(answer)


def data(demo: Demo, number: int) -> Any:
    return demo.ask(QUESTIONS[number - 1])["data"]


def test_users_of_a_building(demo: Demo) -> None:
    found = data(demo, 1)["building"]
    used = "SELECT areaM2::DOUBLE, name FROM uses JOIN agency a ON a.code = agency WHERE used = '330000-B0001' AND usedKind = 'Building' "
    used += "AND validFrom <= '2010-01-01' AND (validTo IS NULL OR validTo > '2010-01-01') ORDER BY 1 DESC"
    assert [(each["areaM2"], each["node"]["name"]) for each in found["users"]["edges"]] == demo.rows(used)


def test_what_the_administration_owns(demo: Demo) -> None:
    found = data(demo, 2)["agency"]
    owned = f"SELECT asset FROM owns WHERE owner = '330000-010' AND {HELD}"
    assert found["ownsAggregate"]["count"] == demo.one(f"SELECT count(*) FROM ({owned})")
    assert sum(each["aggregate"]["count"] for each in found["ownsGroupBy"]) == found["ownsAggregate"]["count"]
    tables = " UNION ALL ".join(
        f"SELECT code, {cost} AS cost FROM {table}"
        for table, cost in (
            ("building", "originalCost"),
            ("housing_unit", "originalCost"),
            ("land_parcel", "originalCost"),
            ("vehicle", "purchasePrice"),
        )
    )
    cost = demo.one(f"SELECT sum(cost::DECIMAL(18, 2)) FROM ({tables}) WHERE code IN ({owned})")
    assert float(found["ownsAggregate"]["originalCost"]["sum"]) == pytest.approx(float(cost))


def test_the_largest_buildings(demo: Demo) -> None:
    found = data(demo, 3)["buildings"]
    in_use = "FROM building WHERE status = 'IN_USE'"
    assert found["totalCount"] == demo.one(f"SELECT count(*) {in_use}")
    largest = demo.rows(f"SELECT grossFloorAreaM2::DOUBLE {in_use} ORDER BY 1 DESC LIMIT 3")
    assert [(each["grossFloorAreaM2"],) for each in found["nodes"]] == largest


def test_floor_area_by_use(demo: Demo) -> None:
    sql = "SELECT use, count(*), sum(grossFloorAreaM2::DOUBLE) FROM building WHERE status <> 'DISPOSED' GROUP BY use"
    expected = {use: (count, pytest.approx(area)) for use, count, area in demo.rows(sql)}
    found = {
        each["keys"]["use"]: (each["aggregate"]["count"], each["aggregate"]["grossFloorAreaM2"]["sum"])
        for each in data(demo, 4)["buildingsGroupBy"]
    }
    assert found == expected


def test_costly_vehicles(demo: Demo) -> None:
    sql = "SELECT count(*) FROM vehicle WHERE purchasePrice::DOUBLE > 180000 AND status <> 'DISPOSED'"
    assert data(demo, 5)["vehicles"]["totalCount"] == demo.one(sql)


def test_subordinates(demo: Demo) -> None:
    found = data(demo, 6)["agency"]["subordinates"]
    sql = f"SELECT count(*) FROM subordinate_to WHERE superior = '330000-001' AND {HELD}"
    assert found["totalCount"] == demo.one(sql)
    for each in found["nodes"]:
        employed = f"SELECT count(*) FROM employs WHERE agency = '{each['code']}' AND {HELD}"
        assert each["staffAggregate"]["count"] == demo.one(employed)


def test_a_member_of_staff(demo: Demo) -> None:
    found = data(demo, 7)["staffMember"]
    rooms = f"SELECT room FROM occupies WHERE staff = '330000-001-0001' AND {HELD}"
    assert {(each["code"],) for each in found["rooms"]["nodes"]} == {*demo.rows(rooms)}
    homes = f"SELECT housingUnit FROM allotted_to WHERE staff = '330000-001-0001' AND {HELD}"
    assert {(each["node"]["code"],) for each in found["housingUnits"]["edges"]} == {*demo.rows(homes)}


def test_empty_offices(demo: Demo) -> None:
    sql = f"""SELECT count(*) FROM room r JOIN part_of p ON p.part = r.code AND p.kind = 'Room' JOIN building b ON b.code = p.whole
        WHERE r.use = 'OFFICE' AND b.status = 'IN_USE' AND p.validFrom <= '{DAY}'
        AND r.code NOT IN (SELECT room FROM occupies WHERE {HELD})"""
    assert data(demo, 8)["rooms"]["totalCount"] == demo.one(sql)


def test_holdings(demo: Demo) -> None:
    found = data(demo, 9)["enterprise"]
    held = f"SELECT count(*) FROM holds_share WHERE holderKind = 'Enterprise' AND holder = '330000-E001' AND {HELD}"
    assert found["holdsShares"]["totalCount"] == demo.one(held)
    holders = f"SELECT share::DOUBLE FROM holds_share WHERE enterprise = '330000-E001' AND {HELD}"
    assert sorted(float(each["share"]) for each in found["holders"]["edges"]) == sorted(
        share for (share,) in demo.rows(holders)
    )


def test_buildings_near_a_place(demo: Demo) -> None:
    sql = """SELECT count(*) FROM building WHERE 2 * 6378140 * asin(sqrt(pow(sin(radians(latitude::DOUBLE - 30.27) / 2), 2)
        + cos(radians(30.27)) * cos(radians(latitude::DOUBLE)) * pow(sin(radians(longitude::DOUBLE - 120.15) / 2), 2))) <= 2000"""
    assert data(demo, 10)["near"]["totalCount"] == demo.one(sql)


def test_mergers(demo: Demo) -> None:
    sql = f"SELECT count(DISTINCT agency) FROM succeeds WHERE kind = 'MERGED' AND validFrom <= '{DAY}'"
    assert data(demo, 11)["agencies"]["totalCount"] == demo.one(sql)


def test_vehicles_by_year(demo: Demo) -> None:
    sql = """SELECT year(registeredOn::DATE), count(*), avg(purchasePrice::DOUBLE) FROM vehicle GROUP BY 1
        ORDER BY 2 DESC, 1 LIMIT 3"""
    found: list[Any] = [
        (each["keys"]["registeredOnYear"], each["aggregate"]["count"], float(each["aggregate"]["purchasePrice"]["avg"]))
        for each in data(demo, 12)["vehiclesGroupBy"]
    ]
    assert found == [(year, count, pytest.approx(mean)) for year, count, mean in demo.rows(sql)]


def test_initials(demo: Demo) -> None:
    (hit,) = data(demo, 13)["search"]
    assert [(hit["node"]["name"],)] == demo.rows("SELECT name FROM agency WHERE code = '330100-010'")
    used = f"SELECT used FROM uses WHERE agency = '330100-010' AND {HELD}"
    assert {(each["code"],) for each in hit["node"]["uses"]["nodes"]} <= {*demo.rows(used)}
