"""A new kind of asset is one class in one file: everything else follows from it.

The file is the one that CONTRIBUTING.md shows.
"""

import asyncio
import csv
import sys
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import orjson
import pytest

import ingest
from graph import ddl
from graph.connection import Connection
from graph.model import GraphModel
from graph.session import Graph
from resolvers.execute import Executor, Request
from schema import assets, government, interfaces, relationships
from schema.link import link
from schema.refusals import DeclarationError
from schema.types import sdl
from server.manual import pages
from tests.building import schema_of
from tests.generation import wipe
from tests.markdown import blocks

NAME = "vessels"
# Whoever follows the recipe to the letter has it among the subjects already.
OTHERS = [each for each in assets.SUBJECTS if each.__name__ != f"{assets.__name__}.{NAME}"]


@pytest.fixture(scope="module")
def recipe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    text, *_ = blocks((Path(__file__).parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8"), "python")
    file = tmp_path_factory.mktemp("recipe") / f"{NAME}.py"
    file.write_text(text, encoding="utf-8")
    spec = spec_from_file_location(f"recipe_{NAME}", file)
    assert spec
    assert spec.loader
    module = sys.modules[spec.name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


@pytest.fixture(scope="module")
def model(recipe: ModuleType) -> GraphModel:
    return link(interfaces, relationships, *OTHERS, recipe)


@pytest.fixture(scope="module")
def text(model: GraphModel) -> str:
    return sdl(schema_of(model))


def definition(text: str, head: str) -> str:
    assert f"{head} {{" in text
    return text.split(f"{head} {{")[1].split("\n}", maxsplit=1)[0]


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        (
            "type Vessel implements Asset & Located & Node & Recorded & Registered",
            ["imoNumber: String", "draughtM: Float"],
        ),
        ("type VesselConnection", ["nodes: [Vessel!]!", "edges: [VesselEdge!]!", "totalCount: Int!"]),
        ("type VesselEdge", ["node: Vessel!", "cursor: String!"]),
        ("type VesselUsersConnection", ["nodes: [Agency!]!", "edges: [VesselUsersEdge!]!"]),
        ("type VesselUsersEdge", ["areaM2: Float", "basis: UseBasis", "rent: Decimal", "validFrom: Date"]),
        ("input VesselFilter", ["imoNumber: StringFilter", "draughtM: FloatFilter", "status: AssetStatusFilter"]),
        ("input VesselOrder", ["imoNumber: Direction", "draughtM: Direction"]),
        ("type Query", ["vessels(", "vessel(", "where: VesselFilter", "orderBy: [VesselOrder!]", "imoNumber: String"]),
    ],
)
def test_graphql(text: str, head: str, fields: list[str]) -> None:
    found = definition(text, head)
    assert [each for each in fields if each not in found] == []


def test_it_joins_the_union_it_inherits_from(text: str, model: GraphModel) -> None:
    others = government().members("Usable")
    assert f"union Usable = {' | '.join(sorted({*others, 'Vessel'}))}\n" in text
    assert model.members("Usable") == (*others, "Vessel")


def test_constraint_and_index(model: GraphModel) -> None:
    statements = ddl.statements(model)
    assert "CREATE CONSTRAINT Vessel_imoNumber IF NOT EXISTS FOR (n:Vessel) REQUIRE n.imoNumber IS UNIQUE" in statements
    assert "CREATE INDEX Vessel_draughtM IF NOT EXISTS FOR (n:Vessel) ON (n.draughtM, n.id)" in statements


def test_relationships_may_join_it(model: GraphModel) -> None:
    assert ("Agency", "Vessel") in model.relationship_types["USES"].endpoints
    assert ("Enterprise", "Vessel") in model.relationship_types["OWNS"].endpoints


def test_reference(model: GraphModel) -> None:
    made = pages(model)
    page = made["Vessel.md"]
    assert page.startswith("# Vessel\n\nA ship or boat.  \n船舶\n")
    for part in (
        "| `draughtM` | `Float` | Draught, in m.<br>吃水 | m | indexed; at least 0 |",
        "| `imoNumber` | `String` | IMO ship identification number.<br>船舶识别号 |  | unique; searched |",
        "    Agency_ -- USES --> Vessel_\n",
        "[Agency](Agency.md).`uses`",
        "  vessel(code: $code) {",
        "  vessels(",
        "-- node: Vessel\nSELECT code, name, status, imoNumber, draughtM, _row FROM vessel;",
        "CREATE CONSTRAINT Vessel_imoNumber",
    ):
        assert part in page
    assert "[Vessel](Vessel.md)" in made["index.md"]
    assert "[Vessel](Vessel.md)" in made["interfaces-and-unions.md"]
    assert "Vessel" in made["relationship-types.md"].split("## USES")[1].split("\n## ")[0]


def test_other_models_do_not_know_it() -> None:
    assert "Vessel" not in link(interfaces, relationships, *OTHERS).node_types


def test_a_class_that_is_not_linked_is_named(recipe: ModuleType) -> None:
    with pytest.raises(DeclarationError, match="link it too"):
        link(interfaces, relationships, recipe)


# -- rows

MAPPING = """-- source: Harbour register
-- file agencies: agencies.csv
-- file vessels: vessels.csv

-- node: Agency
SELECT code, name, _row FROM agencies;

-- node: Vessel
SELECT code, name, status, imo AS imoNumber, draught AS draughtM, longitude::DOUBLE AS longitude,
       latitude::DOUBLE AS latitude, _row
FROM vessels;

-- relationship: USES from Agency to Vessel
SELECT "user" AS "from", code AS "to", since AS validFrom, until AS validTo, basis, rent, _row FROM vessels
"""
AGENCIES = "code,name\nA1,浙江省海事局\nA2,浙江省水利厅\n"
VESSELS = """code,name,status,imo,draught,longitude,latitude,user,since,until,basis,rent
V1,海巡01,IN_USE,9074729,5.5,122.1,30.0,A1,2015-01-01,2020-01-01,LEASED,1200.50
V2,海巡02,IN_USE,9074731,3.25,,,A1,2018-06-01,,ALLOCATED,
V3,浙水01,IDLE,,,,,A2,2019-01-01,,LENT,
"""
FAULTS = """code,name,status,imo,draught,longitude,latitude,user,since,until,basis,rent
V4,Below zero,IN_USE,,-1,,,A1,,,,
V5,Twice,IN_USE,9074729,,,,A1,,,,
V6,No such code,SUNK,,,,,A1,,,,
V7,No such user,IN_USE,,,,,A9,,,,
"""


async def load(folder: Path, model: GraphModel, graph: Graph | None, vessels: str) -> ingest.Summary:
    for name, text in (("register.sql", MAPPING), ("agencies.csv", AGENCIES), ("vessels.csv", vessels)):
        (folder / name).write_text(text, encoding="utf-8")
    return await ingest.load(
        folder / "register.sql", model, graph, rehearsal=graph is None, rejects=folder / "rejects.csv"
    )


def rejects(folder: Path) -> list[tuple[str, str, str, str]]:
    with (folder / "rejects.csv").open(encoding="utf-8-sig", newline="") as file:
        return [(each["section"], each["line"], each["field"], each["reason"]) for each in csv.DictReader(file)]


async def test_a_rehearsal_takes_its_rows(model: GraphModel, tmp_path: Path) -> None:
    summary = await load(tmp_path, model, None, VESSELS)
    assert [(each.title, each.rows, each.rejected) for each in summary.sections] == [
        ("Agency", 2, 0),
        ("Vessel", 3, 0),
        ("Agency USES Vessel", 3, 0),
    ]


async def test_a_bad_value_is_rejected_by_name(model: GraphModel, tmp_path: Path) -> None:
    await load(tmp_path, model, None, VESSELS.rstrip("\n") + FAULTS.removeprefix(FAULTS.splitlines()[0]))
    codes = ", ".join(each.name for each in model.enums["AssetStatus"].values)
    assert rejects(tmp_path) == [
        ("Vessel", "5", "draughtM", "it should be greater than or equal to 0"),
        (
            "Vessel",
            "7",
            "status",
            f"it is none of the codes {codes.rpartition(', ')[0]} or {codes.rpartition(', ')[2]}",
        ),
        ("Vessel", "6", "imoNumber", "it is that of Vessel V1 already, and must be unique"),
        ("Agency USES Vessel", "5", "to", "there is no Vessel whose code is V4"),
        ("Agency USES Vessel", "6", "to", "there is no Vessel whose code is V5"),
        ("Agency USES Vessel", "7", "to", "there is no Vessel whose code is V6"),
        ("Agency USES Vessel", "8", "from", "there is no Agency whose code is A9"),
    ]


# -- questions


class Harbour:
    """The register in a graph, and who answers over it."""

    def __init__(self, runner: asyncio.Runner, graph: Graph, model: GraphModel) -> None:
        self.runner, self.graph, self.model = runner, graph, model
        self.executor = Executor(model, schema_of(model), graph, 300)

    async def fill(self, folder: Path) -> ingest.Summary:
        await wipe(self.graph)
        return await load(folder, self.model, self.graph, VESSELS)

    def ask(self, query: str, **variables: Any) -> Any:
        answer = orjson.loads(self.runner.run(self.executor.execute(Request(query, variables))).body)
        assert "errors" not in answer, answer
        return answer["data"]


@pytest.fixture(scope="module")
def harbour(model: GraphModel, neo4j_2026: Connection, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Harbour]:
    with asyncio.Runner() as runner:
        graph = Graph.connect(neo4j_2026)
        try:
            found = Harbour(runner, graph, model)
            summary = runner.run(found.fill(tmp_path_factory.mktemp("harbour")))
            assert [(each.created, each.rejected) for each in summary.sections] == [(2, 0), (3, 0), (3, 0)]
            yield found
        finally:
            runner.run(graph.close())


@pytest.mark.integration
class TestAsked:
    """The type is asked for as any other is."""

    def test_by_each_key(self, harbour: Harbour) -> None:
        fields = "id code name status imoNumber draughtM location source"
        by_code = harbour.ask(f'{{ vessel(code: "V1") {{ {fields} }} }}')["vessel"]
        assert by_code | {"id": ""} == {
            "id": "",
            "code": "V1",
            "name": "海巡01",
            "status": "IN_USE",
            "imoNumber": "9074729",
            "draughtM": 5.5,
            "location": {"longitude": 122.1, "latitude": 30.0},
            "source": "Harbour register",
        }
        assert harbour.ask(f'{{ vessel(imoNumber: "9074729") {{ {fields} }} }}')["vessel"] == by_code
        query = (
            f"query ($id: ID!) {{ vessel(id: $id) {{ {fields} }} node(id: $id) {{ ... on Vessel {{ {fields} }} }} }}"
        )
        assert harbour.ask(query, id=by_code["id"]) == {"vessel": by_code, "node": by_code}

    @pytest.mark.parametrize(
        ("arguments", "codes"),
        [
            ("orderBy: [{draughtM: ASC}]", ["V2", "V1", "V3"]),
            ("orderBy: [{draughtM: DESC}]", ["V3", "V1", "V2"]),
            ("where: {draughtM: {isNull: true}}", ["V3"]),
            ("where: {draughtM: {in: [5.5, 3.25]}, status: {eq: IN_USE}}, orderBy: [{code: DESC}]", ["V2", "V1"]),
            ('where: {imoNumber: {eq: "9074731"}}', ["V2"]),
            ("orderBy: [{code: ASC}], first: 2", ["V1", "V2"]),
        ],
    )
    def test_listed(self, harbour: Harbour, arguments: str, codes: list[str]) -> None:
        found = harbour.ask(f"{{ vessels({arguments}) {{ nodes {{ code }} }} }}")
        assert [each["code"] for each in found["vessels"]["nodes"]] == codes

    def test_from_its_own_side(self, harbour: Harbour) -> None:
        query = """query ($day: Date!) { vessel(code: "V1", asOf: $day) {
            users { totalCount edges { basis rent validFrom validTo node { code } } } } }"""
        assert harbour.ask(query, day="2019-12-31")["vessel"]["users"] == {
            "totalCount": 1,
            "edges": [
                {
                    "basis": "LEASED",
                    "rent": "1200.5",
                    "validFrom": "2015-01-01",
                    "validTo": "2020-01-01",
                    "node": {"code": "A1"},
                }
            ],
        }
        assert harbour.ask(query, day="2020-01-01")["vessel"]["users"] == {"totalCount": 0, "edges": []}

    def test_from_the_agencys_side(self, harbour: Harbour) -> None:
        query = """query ($day: Date!) { agency(code: "A1", asOf: $day) {
            uses { edges { basis rent node { __typename ... on Vessel { code draughtM } } } } } }"""
        edges = harbour.ask(query, day="2019-01-01")["agency"]["uses"]["edges"]
        assert sorted(edges, key=lambda each: each["node"]["code"]) == [
            {"basis": "LEASED", "rent": "1200.5", "node": {"__typename": "Vessel", "code": "V1", "draughtM": 5.5}},
            {"basis": "ALLOCATED", "rent": None, "node": {"__typename": "Vessel", "code": "V2", "draughtM": 3.25}},
        ]

    def test_the_queries_of_its_page(self, harbour: Harbour) -> None:
        by_key, listed, *_ = blocks(pages(harbour.model)["Vessel.md"], "graphql")
        found = harbour.ask(by_key, code="V2")["vessel"]
        assert (found["imoNumber"], found["users"]["totalCount"]) == ("9074731", 1)
        assert "vessels" in harbour.ask(listed)

    def test_what_the_database_guards(self, harbour: Harbour) -> None:
        rows = harbour.runner.run(
            harbour.graph.read("SHOW INDEXES YIELD name, owningConstraint RETURN name, owningConstraint", {})
        )
        found = dict(rows)
        assert found["Vessel_imoNumber"] == "Vessel_imoNumber"
        assert found["Vessel_draughtM"] is None
