"""Loading into a real Neo4j: what is written, what is left alone, and what an interruption costs."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import ingest
import schema
from graph.connection import Connection
from graph.identity import node_id, relationship_id
from graph.session import Graph
from server.managed import ManagedNeo4j
from tests.generation import wipe

pytestmark = pytest.mark.integration
MODEL = schema.government()

PREMISES = """-- source: A register
-- file b: b.csv
-- file a: a.csv
-- node: Agency
SELECT code, name, _row FROM a;
-- node: Building
SELECT code, name, 'IN_USE' AS status, cost AS originalCost, built AS builtOn, area AS grossFloorAreaM2,
       lon::DOUBLE AS longitude, lat::DOUBLE AS latitude, unit AS realEstateUnitCode, _row
FROM b;
-- relationship: OWNS from Agency to Building
SELECT owner AS "from", code AS "to", since AS validFrom, share, 'OWNERSHIP' AS "right", _row FROM b
"""
BUILDINGS = """code,name,cost,built,area,lon,lat,unit,owner,since,share
B1,一号楼,12.50,2001-02-03,1000.5,120.1,30.2,330106001001GB00001F00010001,A1,2002-01-01,0.5
B2,Second,,,,,,,A1,,1
B3,Third,1,2001-02-03,7,120,30,,A9,,
"""


class Office:
    """A folder of registers, and the graph they are loaded into."""

    def __init__(self, folder: Path, graph: Graph) -> None:
        self.folder, self.graph = folder, graph

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text)

    async def load(self, mapping: str = PREMISES, **settings: Any) -> list[tuple[int, int, int, int]]:
        """Created, changed, unchanged, rejected, a section each."""
        self.write("m.sql", mapping)
        summary = await ingest.load(
            self.folder / "m.sql", MODEL, self.graph, rejects=self.folder / "rejects.csv", **settings
        )
        return [(each.created, each.changed, each.unchanged, each.rejected) for each in summary.sections]

    async def read(self, text: str) -> Any:
        return await self.graph.read(text, {})

    def rejects(self) -> str:
        return (self.folder / "rejects.csv").read_text("utf-8-sig")


@pytest.fixture
async def office(connection: Connection, tmp_path: Path) -> AsyncIterator[Office]:
    async with Graph.connect(connection) as graph:
        await wipe(graph)
        office = Office(tmp_path, graph)
        office.write("a.csv", "code,name\nA1,机关事务管理局\nA2,Other\n")
        office.write("b.csv", BUILDINGS)
        yield office


async def test_values_are_stored_as_the_model_says(office: Office) -> None:
    assert await office.load() == [(2, 0, 0, 0), (3, 0, 0, 0), (2, 0, 0, 1)]
    ((labels, node),) = await office.read("MATCH (n {code: 'B1'}) RETURN labels(n), properties(n)")
    assert set(labels) == {"Building", "Node"}
    place, recorded = node.pop("location"), node.pop("recordedAt")
    assert ((place.longitude, place.latitude), place.srid) == ((120.1, 30.2), 4326)
    assert recorded.tzinfo is not None
    assert node.pop("builtOn").to_native() == date(2001, 2, 3)
    absent = {name for name in node if name.startswith("absent_")}
    assert absent >= {"absent_use", "absent_usableAreaM2"}
    assert {name: value for name, value in node.items() if name not in absent} == {
        "id": node_id("Building", "B1"),
        "code": "B1",
        "name": "一号楼",
        "namePinyin": "yi hao lou",
        "sounds_namePinyin": "yihaolou yhl haolou hl lou",
        "status": "IN_USE",
        "originalCost": 1250,
        "grossFloorAreaM2": 1000.5,
        "realEstateUnitCode": "330106001001GB00001F00010001",
        "source": "A register",
    }
    owned = await office.read("MATCH (:Agency {code: 'A1'})-[r:OWNS]->(n {code: 'B1'}) RETURN r.id, r.share, r.source")
    ids = (node_id("Agency", "A1"), node_id("Building", "B1"))
    assert owned == [[relationship_id("OWNS", *ids, "2002-01-01", "OWNERSHIP", None), 500_000_000_000, "A register"]]
    assert "b.csv,4,Agency OWNS Building,from,A9,there is no Agency whose code is A9" in office.rejects()


async def test_loading_again_changes_nothing(office: Office) -> None:
    await office.load()
    everything = "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN properties(n), properties(r) ORDER BY n.id, r.id"
    before = await office.read(everything)
    assert await office.load() == [(0, 0, 2, 0), (0, 0, 3, 0), (0, 0, 2, 1)]
    assert await office.read(everything) == before


async def test_only_what_differs_is_written(office: Office) -> None:
    await office.load()
    times = "MATCH (n:Building) RETURN n.recordedAt ORDER BY n.code"
    before = await office.read(times)
    office.write("b.csv", BUILDINGS.replace("Third,1,2001-02-03", "Drittes,,2001-02-03").replace(",0.5\n", ",0.25\n"))
    assert await office.load() == [(0, 0, 2, 0), (0, 1, 2, 0), (0, 1, 1, 1)]
    after = await office.read(times)
    assert [one == other for one, other in zip(before, after, strict=True)] == [True, True, False]
    ((name, pinyin, cost),) = await office.read("MATCH (n {code: 'B3'}) RETURN n.name, n.namePinyin, n.originalCost")
    assert (name, pinyin, cost) == ("Drittes", "drittes", None)
    assert await office.read("MATCH ()-[r:OWNS {share: 250000000000}]->() RETURN count(*)") == [[1]]


async def test_mappings_each_bring_their_part(office: Office) -> None:
    await office.load()
    part = "-- node: Building\nSELECT 'B1' AS code, '一号楼' AS name, 'IN_USE' AS status, 'Hangzhou' AS address"
    assert await office.load(part) == [(0, 1, 0, 0)]
    assert await office.load(part) == [(0, 0, 1, 0)]
    assert await office.load() == [(0, 0, 2, 0), (0, 0, 3, 0), (0, 0, 2, 1)]
    assert await office.read("MATCH (n {code: 'B1'}) RETURN n.address, n.originalCost") == [["Hangzhou", 1250]]


@pytest.mark.parametrize(
    ("name", "value"), [("namePinyin", "yi hao lou"), ("sounds_namePinyin", "yihaolou yhl haolou hl lou")]
)
async def test_a_missing_derived_value_is_made(office: Office, name: str, value: str) -> None:
    await office.load()
    await office.graph.write(f"MATCH (n:Building {{code: 'B1'}}) REMOVE n.{name}", {})
    assert (await office.load())[1] == (0, 1, 2, 0)
    assert await office.read(f"MATCH (n {{code: 'B1'}}) RETURN n.{name}") == [[value]]


async def test_a_unique_value_of_another_node_rejects_the_row(office: Office) -> None:
    await office.load()
    office.write("b.csv", BUILDINGS.replace("B1,", "B7,"))
    assert (await office.load())[1] == (0, 0, 2, 1)
    assert "it is that of Building B1 already, and must be unique" in office.rejects()


@pytest.mark.parametrize("there", [False, True], ids=["into an empty graph", "into one that has some"])
async def test_the_first_of_several_batches_has_a_unique_value(office: Office, there: bool) -> None:
    """Batches are written at a time; which row keeps the value does not hang on which of them is written first."""
    codes = [f"V{number:05d}" for number in range(7000)]
    plates = {each: f"P{number % 3500}" for number, each in enumerate(codes)}
    office.write("v.csv", "code,vin\n" + "".join(f"{each},{plates[each]}\n" for each in codes))
    mapping = (
        "-- file v: v.csv\n-- node: Vehicle\n-- accept: vin\n"
        "SELECT code, code AS name, 'IDLE' AS status, vin, _row FROM v{where}"
    )
    if there:
        assert await office.load(mapping.format(where=" WHERE code = 'V06999'")) == [(1, 0, 0, 0)]
    loaded = await office.load(mapping.format(where=""))
    # The one that was there keeps its value.
    assert loaded == ([(3499, 0, 1, 3500)] if there else [(3500, 0, 0, 3500)])
    kept = {code for (code,) in await office.read("MATCH (v:Vehicle) RETURN v.code")}
    assert kept == ({*codes[:3499], "V06999"} if there else {*codes[:3500]})


async def test_ends_are_found_by_any_unique_property(office: Office) -> None:
    fleet = (
        "-- node: Agency\nSELECT 'A1' AS code, 'one' AS name, '113300000024820075' AS creditCode;\n"
        "-- node: Vehicle\nSELECT 'V' AS code, 'v' AS name, 'IDLE' AS status, '1M8GDM9AXKP042788' AS vin;\n"
        "-- relationship: ASSIGNED_TO from Vehicle by vin to Agency by creditCode\n"
        "SELECT '1M8GDM9AXKP042788' AS from, '113300000024820075' AS to"
    )
    assert await office.load(fleet) == [(1, 0, 0, 0), (1, 0, 0, 0), (1, 0, 0, 0)]
    assert await office.read("MATCH (:Vehicle {code: 'V'})-[r:ASSIGNED_TO]->({code: 'A1'}) RETURN count(r)") == [[1]]


async def test_a_rehearsal_foretells_and_writes_nothing(office: Office) -> None:
    foretold = await office.load(rehearsal=True)
    assert await office.read("MATCH (n) RETURN count(n)") == [[0]]
    assert await office.load() == foretold
    assert await office.load(rehearsal=True) == await office.load()


TWICE = """-- node: Agency
SELECT 'A' || i AS code, 'Agency ' || i AS name FROM range(3) r(i);
-- node: Agency
SELECT 'A' || i AS code, 'Agency ' || i AS name, CASE i WHEN 0 THEN 'CENTRAL' WHEN 1 THEN 'central' ELSE 'COUNTY' END AS level
FROM range(3) r(i);
-- relationship: SUBORDINATE_TO from Agency to Agency
SELECT 'A' || i AS from, 'A0' AS to, 'LEADS' AS kind FROM range(1, 3) r(i);
-- relationship: SUBORDINATE_TO from Agency to Agency
SELECT 'A' || i AS from, 'A0' AS to, 'LEADS' AS kind, if(i = 1, 'soon', '2001-01-01') AS validTo FROM range(1, 3) r(i)
"""


async def test_a_bad_column_in_a_section_of_its_own_costs_no_row(office: Office) -> None:
    foretold = await office.load(TWICE, rehearsal=True)
    loaded = await office.load(TWICE)
    assert foretold == loaded == [(3, 0, 0, 0), (0, 2, 0, 1), (2, 0, 0, 0), (0, 1, 0, 1)]
    assert await office.load(TWICE) == [(0, 0, 3, 0), (0, 0, 2, 1), (0, 0, 2, 0), (0, 0, 1, 1)]
    levels = await office.read("MATCH (n:Agency) RETURN n.code, n.level ORDER BY n.code")
    assert levels == [["A0", "CENTRAL"], ["A1", None], ["A2", "COUNTY"]]
    ends = await office.read("MATCH (n)-[r:SUBORDINATE_TO]->() RETURN n.code, r.validTo ORDER BY n.code")
    assert [code for code, _ in ends] == ["A1", "A2"]
    assert (ends[0][1], str(ends[1][1])) == (None, "2001-01-01")


MANY = 12_000
REGISTER = (
    f"-- node: Agency\nSELECT 'A' || i AS code, 'Agency ' || i AS name FROM range({MANY}) r(i);\n"
    "-- relationship: SUBORDINATE_TO from Agency to Agency\n"
    f"SELECT 'A' || i AS from, 'A' || (i // 10) AS to FROM range(1, {MANY}) r(i)"
)


async def counted(graph: Graph) -> list[int]:
    ((nodes,),) = await graph.read("MATCH (n:Agency) RETURN count(n)", {})
    ((links,),) = await graph.read("MATCH (:Agency)-[r:SUBORDINATE_TO]->(:Agency) RETURN count(r)", {})
    return [nodes, links]


async def begun(graph: Graph) -> None:
    """Wait until something is written."""
    while not (await counted(graph))[0]:  # noqa: ASYNC110  # the database tells nobody when it is written to
        await asyncio.sleep(0.02)


async def test_an_interrupted_load_is_carried_on(office: Office) -> None:
    office.write("m.sql", REGISTER)
    loading = asyncio.create_task(office.load(REGISTER))
    await begun(office.graph)
    loading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await loading
    done, _ = await counted(office.graph)
    assert 0 < done < MANY
    (nodes, links) = await office.load(REGISTER)
    assert (sum(nodes), nodes[2] >= done) == (MANY, True)
    assert links == (MANY - 1, 0, 0, 0)
    assert await counted(office.graph) == [MANY, MANY - 1]


async def test_two_loads_at_once_make_each_thing_once(office: Office) -> None:
    office.write("m.sql", REGISTER)
    path = office.folder / "m.sql"
    one, other = await asyncio.gather(
        *(ingest.load(path, MODEL, office.graph, rejects=office.folder / name) for name in ("r1.csv", "r2.csv"))
    )
    assert (one.rejected, other.rejected) == (0, 0)
    assert await counted(office.graph) == [MANY, MANY - 1]


@pytest.mark.usefixtures("short_lived")
async def test_a_database_killed_meanwhile_is_waited_for(mortal: ManagedNeo4j, tmp_path: Path) -> None:
    async with Graph.connect(mortal.connection()) as graph:
        await wipe(graph)
        office = Office(tmp_path, graph)
        loading = asyncio.create_task(office.load(REGISTER))
        await begun(graph)
        process = mortal.process()
        assert process is not None
        process.kill()
        await asyncio.to_thread(process.wait)
        await asyncio.to_thread(mortal.start)
        (nodes, links) = await loading
        assert (sum(nodes), sum(links)) == (MANY, MANY - 1)
        assert await counted(graph) == [MANY, MANY - 1]
        assert await office.load(REGISTER) == [(0, 0, MANY, 0), (0, 0, MANY - 1, 0)]
