"""What is restricted does not exist for whoever is not cleared: every answer is what it would be without."""

import asyncio
from collections.abc import Iterator
from random import Random
from typing import Any

import orjson
import pytest

import schema
from graph import ddl
from graph.connection import Connection
from graph.session import Graph
from resolvers.execute import Executor, Request
from tests.building import schema_of
from tests.documents import Documents
from tests.generation import snapshot, store

pytestmark = pytest.mark.integration

DOCUMENTS = 5
WHOLE, OPEN = schema.government(), schema.government(cleared=False)
RESTRICTED = [each.name for each in WHOLE.node_types.values() if each.restricted]
LINKS = [each.name for each in WHOLE.relationship_types.values() if each.restricted]


class World:
    """One graph, as everyone reads it and as the cleared do."""

    def __init__(self, runner: asyncio.Runner, graph: Graph) -> None:
        self.runner, self.graph = runner, graph
        self.everyone, self.cleared = (Executor(model, schema_of(model), graph, 300) for model in (OPEN, WHOLE))

    def ask(self, executor: Executor, query: str, variables: dict[str, Any]) -> Any:
        return orjson.loads(self.runner.run(executor.execute(Request(query, variables))).body)


@pytest.fixture(scope="module")
def world(neo4j_2026: Connection) -> Iterator[World]:
    with asyncio.Runner() as runner:
        graph = Graph.connect(neo4j_2026)
        runner.run(ddl.complete(graph, WHOLE))
        yield World(runner, graph)
        runner.run(graph.close())


def test_every_answer_is_what_it_would_be_without(world: World) -> None:
    world.runner.run(store(world.graph, snapshot(WHOLE, Random(5), gaps=False)))
    asked = []
    for seed in range(DOCUMENTS):
        documents = Documents(world.everyone.schema, Random(seed))
        asked.append((documents.write(), documents.variables))
    ids = world.runner.run(world.graph.read(f"MATCH (n:{'|'.join(RESTRICTED)}) RETURN n.id", {}))
    assert ids
    for (id,) in ids:
        asked.append(("query($id: ID!) { node(id: $id) { __typename id } }", {"id": id}))
        asked.append(("query($id: ID!) { nodes(ids: [$id]) { __typename id } }", {"id": id}))
        asked.append(("query($id: ID!) { node(id: $id) { id } }", {"id": id}))
    before = [world.ask(world.everyone, *each) for each in asked]
    assert all("errors" not in each for each in before[DOCUMENTS:])
    asked += [("query($id: ID!) { neighbourhood(id: $id) { kind count } }", {"id": id}) for (id,) in ids]
    before += [world.ask(world.everyone, *each) for each in asked[len(before) :]]
    assert {each["errors"][0]["extensions"]["code"] for each in before[-len(ids) :]} == {"NO_SUCH_NODE"}
    world.runner.run(world.graph.execute([f"MATCH (n:{'|'.join(RESTRICTED)}) DETACH DELETE n"]))
    assert [world.ask(world.everyone, *each) for each in asked] == before


def test_how_an_answer_came_about_names_nothing_that_does_not_exist(world: World) -> None:
    world.runner.run(store(world.graph, snapshot(WHOLE, Random(5), gaps=False)))
    (id,), *_ = world.runner.run(world.graph.read(f"MATCH (n:{'|'.join(RESTRICTED)}) RETURN n.id", {}))
    for field in (
        "node(id: $id) { id }",
        "nodes(ids: [$id]) { id }",
        "neighbourhood(id: $id) { kind }",
        "paths(from: $id, to: $id) { truncated }",
    ):
        request = Request(f"query($id: ID!) {{ {field} }}", {"id": id}, explain=True)
        told = world.runner.run(world.everyone.execute(request)).body
        assert b'"operators":[{' in told
        assert [each for each in (*RESTRICTED, *LINKS) if each.encode() in told] == [], field


def test_the_cleared_read_it(world: World) -> None:
    world.runner.run(store(world.graph, snapshot(WHOLE, Random(5), gaps=False)))
    answer = world.ask(world.cleared, "{ serviceArrangements { totalCount nodes { id } } }", {})
    found = answer["data"]["serviceArrangements"]
    assert found["totalCount"] > 0
    one = world.ask(world.cleared, "query($id: ID!) { node(id: $id) { __typename } }", {"id": found["nodes"][0]["id"]})
    assert one["data"]["node"] == {"__typename": "ServiceArrangement"}
