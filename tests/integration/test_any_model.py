"""The engine serves any model: a railway, from declarations to answers, by both executions."""

import asyncio
import csv
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import orjson
import pytest
from graphql import parse, validate
from hypothesis import given, settings

import ingest
from graph import ddl
from graph.connection import Connection
from graph.session import Graph
from resolvers.execute import Executor, Request
from schema.types import sdl
from server.manual import pages
from tests.building import schema_of
from tests.documents import Documents
from tests.generation import snapshot, wipe
from tests.integration.test_differential import SETTINGS, World, seeds
from tests.markdown import blocks
from tests.railway import railway

MODEL = railway()
BUILT = schema_of(MODEL)
MAPPING = """-- file stations: stations.csv
-- file depots: depots.csv
-- file trains: trains.csv
-- file calls: calls.csv
-- node: Station
SELECT letters, gauge, staffed, opened, lon::DOUBLE AS longitude, lat::DOUBLE AS latitude, _row FROM stations;
-- node: Depot
SELECT title, roads, _row FROM depots;
-- node: Train
SELECT number, departs, "order", _row FROM trains;
-- relationship: CALLS_AT from Train to Station
SELECT train AS "from", station AS "to", platform, fare, _row FROM calls;
-- relationship: STABLED_AT from Train to Depot
SELECT number AS "from", depot AS "to", _row FROM trains WHERE depot IS NOT NULL;
-- relationship: LEADS_TO from Station to Station
SELECT letters AS "from", onward AS "to", laid AS validFrom, lifted AS validTo, km AS lengthKm, _row FROM stations
WHERE onward IS NOT NULL;
-- relationship: LEADS_TO from Station to Depot
SELECT letters AS "from", depot AS "to", 0.5 AS lengthKm, _row FROM stations WHERE depot IS NOT NULL;
"""
FILES = {
    "stations.csv": """letters,gauge,staffed,opened,lon,lat,onward,laid,lifted,km,depot
ABC,STANDARD,true,1890-05-01,7.5,51.25,DEF,1890-05-01,1950-01-01,12.5,
DEF,NARROW,false,,,,ABC,1950-01-01,,13,West
TOOLONG,STANDARD,true,,,,,,,,
GHI,BROAD,true,,,,,,,,
""",
    "depots.csv": "title,roads\nWest,4\nEast,100\n",
    "trains.csv": "number,departs,order,depot\n1,1890-05-01T06:00:00+01:00,first,West\n2,,,\n0,,,\n",
    "calls.csv": "train,station,platform,fare\n1,ABC,1,0.125\n1,ABC,2,\n2,DEF,1,7\n2,ABC,1,0.0001\n3,ABC,1,\n",
}
REJECTS = {
    ("stations.csv", "4", "letters", "it is longer than 3 characters"),
    ("stations.csv", "5", "gauge", "it is none of the codes NARROW or STANDARD"),
    ("depots.csv", "3", "roads", "it should be less than 100"),
    ("trains.csv", "4", "number", "it should be greater than 0"),
    ("calls.csv", "5", "fare", "it has more than 3 decimal places: round it in the mapping"),
    ("calls.csv", "6", "from", "there is no Train whose number is 3"),
}


async def load(folder: Path, graph: Graph | None) -> tuple[list[tuple[int, int]], set[tuple[str, ...]]]:
    """Rows and rejects of each section, and what was rejected why."""
    for name, text in {**FILES, "railway.sql": MAPPING}.items():
        (folder / name).write_text(text, encoding="utf-8")
    kept = folder / "rejects.csv"
    summary = await ingest.load(folder / "railway.sql", MODEL, graph, rehearsal=graph is None, rejects=kept)
    with kept.open(encoding="utf-8-sig", newline="") as file:
        rejects = {tuple(each[name] for name in ("file", "line", "field", "reason")) for each in csv.DictReader(file)}
    return [(each.rows, each.rejected) for each in summary.sections], rejects


def test_types_follow_from_declarations() -> None:
    text = sdl(BUILT)
    for each in (
        "union Stop = Depot | Station\n",
        "interface Sited implements Node {",
        "type Station implements Node & Sited {",
        "): OnwardConnection!",
        "type OnwardEdge {",
        "  services(",
        "    number: Int\n",
        "  lengthKm: Float\n",
    ):
        assert each in text
    calling = text.split("type Station implements")[1].split("  calling(")[1].split("): StationCallingConnection")[0]
    assert "asOf" not in calling


def test_constraints_and_indexes() -> None:
    statements = "\n".join(ddl.statements(MODEL))
    assert "CREATE CONSTRAINT Train_number IF NOT EXISTS FOR (n:Train) REQUIRE n.number IS UNIQUE" in statements
    assert "CREATE POINT INDEX Depot_site IF NOT EXISTS FOR (n:Depot) ON (n.site)" in statements
    assert "CREATE CONSTRAINT STABLED_AT_id IF NOT EXISTS FOR ()-[r:STABLED_AT]-() REQUIRE r.id IS UNIQUE" in statements


async def test_rows_are_held_to_the_declarations(tmp_path: Path) -> None:
    counts, rejects = await load(tmp_path, None)
    assert counts == [(4, 2), (2, 1), (3, 1), (5, 2), (1, 0), (2, 0), (1, 0)]
    assert rejects == REJECTS


@pytest.mark.parametrize("name", MODEL.node_types)
async def test_its_reference_is_sound(name: str, tmp_path: Path) -> None:
    page = pages(MODEL)[f"{name}.md"]
    for query in blocks(page, "graphql"):
        assert validate(BUILT._schema, parse(query)) == []
    if name == "Sleeper":
        assert "Its nodes cannot be loaded from files" in page
        return
    (mapping,) = blocks(page, "sql")
    file = MODEL.node_types[name].singular
    columns = "number,letters,title,gauge,staffed,departs,order,roads,mark,station,service,platform,validFrom"
    (tmp_path / f"{file}.csv").write_text(columns + "\n", encoding="utf-8")
    (tmp_path / "register.sql").write_text(mapping, encoding="utf-8")
    summary = await ingest.load(tmp_path / "register.sql", MODEL, None, rehearsal=True)
    assert summary.sections[0].title == name
    assert len(summary.sections) == 2


@pytest.fixture(scope="module")
def world(neo4j_2026: Connection) -> Iterator[World]:
    with asyncio.Runner() as runner:
        graph = Graph.connect(neo4j_2026)
        try:
            runner.run(ddl.complete(graph, MODEL))
            yield World(runner, graph, Executor(MODEL, BUILT, graph, 300), BUILT)
        finally:
            runner.run(graph.close())


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("CRITICAL", "strawberry")


@pytest.mark.integration
@pytest.mark.parametrize("shape", range(4))
@settings(SETTINGS, max_examples=12)
@given(seed=seeds)
def test_both_executions_agree(world: World, shape: int, seed: int) -> None:
    graph = snapshot(MODEL, Random(shape), gaps=shape % 2 == 1)
    documents = Documents(world.executor.schema, Random(f"{shape} {seed}"))
    document = documents.write()
    compiled, expected = world.compare(graph, document, documents.variables)
    assert compiled == expected, document


@pytest.mark.integration
def test_loaded_and_asked(world: World, tmp_path: Path) -> None:
    world.stored = None
    world.runner.run(wipe(world.graph))
    counts, rejects = world.runner.run(load(tmp_path, world.graph))
    assert (sum(rejected for _, rejected in counts), rejects) == (6, REJECTS)
    assert ask(
        world,
        """{
            service(number: 1) {
                order departs depot { title roads }
                calls(orderBy: [{letters: ASC}]) { totalCount edges { platform fare node { letters } } }
            }
            station(letters: "DEF", asOf: "1960-01-01") {
                gauge staffed calling { nodes { number } }
                onward { edges { validFrom lengthKm node { __typename ... on Station { letters site } ... on Depot { title } } } }
            }
            before: station(letters: "DEF", asOf: "1940-01-01") { onward { edges { node { ... on Depot { roads } } } } }
            stations(where: {gauge: {eq: STANDARD}, opened: {isNull: false}}) { totalCount nodes { opened } }
        }""",
    ) == {
        "service": {
            "order": "first",
            "departs": "1890-05-01T05:00:00Z",
            "depot": {"title": "West", "roads": 4},
            "calls": {
                "totalCount": 2,
                "edges": [
                    {"platform": 1, "fare": "0.125", "node": {"letters": "ABC"}},
                    {"platform": 2, "fare": None, "node": {"letters": "ABC"}},
                ],
            },
        },
        "station": {
            "gauge": "NARROW",
            "staffed": False,
            "calling": {"nodes": [{"number": 2}]},
            "onward": {
                "edges": [
                    {"validFrom": None, "lengthKm": 0.5, "node": {"__typename": "Depot", "title": "West"}},
                    {
                        "validFrom": "1950-01-01",
                        "lengthKm": 13.0,
                        "node": {
                            "__typename": "Station",
                            "letters": "ABC",
                            "site": {"longitude": 7.5, "latitude": 51.25},
                        },
                    },
                ]
            },
        },
        "before": {"onward": {"edges": [{"node": {"roads": 4}}]}},
        "stations": {"totalCount": 1, "nodes": [{"opened": "1890-05-01"}]},
    }


def ask(world: World, document: str) -> Any:
    answer = orjson.loads(world.runner.run(world.executor.execute(Request(document))).body)
    assert "errors" not in answer, answer
    return answer["data"]
