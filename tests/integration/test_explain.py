"""How an answer came about: told to whom may ask, true of the statement that ran."""

import asyncio
from collections.abc import Iterator
from random import Random
from typing import Any

import httpx
import orjson
import pytest

import schema
from graph import ddl
from graph.connection import Connection
from graph.explain import Operator, advice
from graph.explain import told as steps
from graph.session import Graph
from resolvers.limits import ROWS
from server.app import create_app
from server.settings import Settings
from tests.generation import snapshot, store
from tests.server.conftest import serving

pytestmark = pytest.mark.integration

QUERY = "{ buildings(first: 2, orderBy: [{grossFloorAreaM2: DESC}]) { nodes { name } } }"


@pytest.fixture(scope="module")
def client(neo4j_2026: Connection) -> Iterator[httpx.Client]:
    async def fill() -> None:
        async with Graph.connect(neo4j_2026) as graph:
            await ddl.complete(graph, schema.government())
            await store(graph, snapshot(schema.government(), Random(7), gaps=False))

    asyncio.run(fill())
    settings = Settings.model_validate({"explain": True})
    with serving(create_app(settings, neo4j_2026)) as url, httpx.Client(base_url=url, timeout=60) as client:
        yield client


def ask(client: httpx.Client, query: str, **headers: str) -> Any:
    return client.post("/graphql", json={"query": query}, headers=headers).json()


def test_the_answer_is_the_same_and_says_how_it_came_about(client: httpx.Client) -> None:
    plain, explained = ask(client, QUERY), ask(client, QUERY, **{"assetgraph-explain": "true"})
    assert explained["data"] == plain["data"]
    assert "extensions" not in plain
    told = explained["extensions"]["explain"]
    assert told["plan"][:2] == ["Plan", "  fields:"]
    assert told["cypher"][0].startswith("RETURN [")
    assert any("grossFloorAreaM2" in each for each in told["indexes"])
    assert 0 < told["dbHits"] <= 200
    assert told["dbHits"] == total(told["operators"])
    assert set(told["milliseconds"]) == {"parse", "plan", "run", "shape"}
    assert told["advice"] == []


def total(operators: Any) -> int:
    return sum(each["dbHits"] for each in operators)


def test_whoever_asks_is_told_the_cost(client: httpx.Client) -> None:
    told = ask(client, QUERY, **{"assetgraph-cost": "true"})["extensions"]
    assert set(told) == {"cost"}
    assert told["cost"]["limit"] == ROWS
    assert told["cost"]["rows"] >= told["cost"]["dearest"]["rows"] > 0
    assert told["cost"]["dearest"]["path"][0] == "buildings"
    assert "extensions" not in ask(client, "{ __typename }", **{"assetgraph-cost": "true"})
    both = ask(client, QUERY, **{"assetgraph-cost": "true", "assetgraph-explain": "true"})["extensions"]
    assert set(both) == {"cost", "explain"}


def test_what_reads_nothing_is_explained_too(client: httpx.Client) -> None:
    told = ask(client, "{ __typename }", **{"assetgraph-explain": "1"})["extensions"]["explain"]
    assert (told["cypher"], told["dbHits"], told["operators"]) == ([], 0, [])


def test_of_findings_both_statements_are_told(client: httpx.Client) -> None:
    query = "{ findings(rules: [BAD_IDENTIFIER], first: 5) { nodes { node { id ... on Building { name } } } } }"
    plain, explained = ask(client, query), ask(client, query, **{"assetgraph-explain": "1"})
    assert plain["data"]["findings"]["nodes"]
    assert explained["data"] == plain["data"]
    told = explained["extensions"]["explain"]
    sought, shown = "\n".join(told["cypher"]).split("\n\n")
    assert "BAD_IDENTIFIER" in sought
    assert "n0.name" in shown
    assert [each["operator"] for each in told["operators"] if each["depth"] == 1] == ["ProduceResults"] * 2
    assert told["dbHits"] == total(told["operators"])


def test_a_plan_of_hundreds_of_levels_is_told() -> None:
    root = Operator("Argument", "", 1, 0)
    for level in range(300):
        root = Operator("Apply", str(level), 1, 2, (root,))
    told = orjson.loads(orjson.dumps(steps(root)))
    assert [each["depth"] for each in told] == [*range(301)]
    assert [each["details"] for each in told[:2]] == ["299", "298"]
    assert total(told) == root.total_hits == 600


def test_an_index_is_advised_where_many_are_read_for_few() -> None:
    scan = Operator("NodeByLabelScan", "n0:Building", 40_000, 40_001)
    kept = Operator("Filter", "n0.name = $p0", 3, 80_000, (scan,))
    (sentence,) = advice(Operator("ProduceResults", "row", 1, 0, (kept,)))
    assert sentence.startswith("All 40,000 nodes of n0:Building were read and 3 kept, by n0.name = $p0")
    few = Operator("Filter", "n0.name = $p0", 3, 80, (Operator("NodeByLabelScan", "n0:Building", 40, 41),))
    assert advice(few) == ()
