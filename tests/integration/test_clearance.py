"""What is restricted does not exist for whoever is not cleared: every answer is what it would be without."""

import asyncio
from collections.abc import Iterator
from itertools import product
from random import Random
from typing import Any

import orjson
import pytest
from graphql import GraphQLInterfaceType, GraphQLObjectType

import schema
from graph import ddl
from graph.connection import Connection
from graph.session import Graph
from resolvers.execute import Executor, Request
from tests.building import schema_of
from tests.documents import Documents
from tests.generation import snapshot, store
from tests.questions import by_id, of_id

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

    def hidden(self) -> list[str]:
        """The ids of what is restricted."""
        return self.ids(f"MATCH (n:{'|'.join(RESTRICTED)}) RETURN n.id ORDER BY n.id")

    def near(self) -> list[str]:
        """The ids of a few nodes that everyone knows and that are linked to what is restricted, one of each type."""
        kinds = f"MATCH (:{'|'.join(RESTRICTED)})-[:{'|'.join(LINKS)}]-(n)"
        return self.ids(f"{kinds} WITH labels(n) AS labels, min(n.id) AS id RETURN id ORDER BY id")

    def ids(self, cypher: str) -> list[str]:
        return [id for (id,) in self.runner.run(self.graph.read(cypher, {}))]

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
    hidden, near = world.hidden(), world.near()
    assert hidden
    assert near
    for question in by_id(world.everyone.schema):
        asked += [
            (question.text, dict(zip(question.variables, ids, strict=True)))
            for ids in product([*hidden, *near], repeat=len(question.variables))
        ]
    for bare in ("node(id: $id) { id }", "node(id: $id) { __typename }", "nodes(ids: [$id]) { id }"):
        asked += [(f"query($id: ID!) {{ {bare} }}", {"id": id}) for id in hidden]
    before = [world.ask(world.everyone, *each) for each in asked]
    for (query, variables), answer in list(zip(asked, before, strict=True))[DOCUMENTS:]:
        if {*hidden} & {*variables.values()}:
            assert unknown(answer), (query, variables)
    world.runner.run(world.graph.execute([f"MATCH (n:{'|'.join(RESTRICTED)}) DETACH DELETE n"]))
    for each, answer in zip(asked, before, strict=True):
        assert world.ask(world.everyone, *each) == answer, each


def unknown(answer: dict[str, Any]) -> bool:
    """Whether an answer is that there is no such node."""
    if "errors" in answer:
        return {each["extensions"]["code"] for each in answer["errors"]} == {"NO_SUCH_NODE"}
    return all(each in (None, [None]) for each in answer["data"].values())


def test_all_that_is_asked_by_an_id_is_asked(world: World) -> None:
    """Fields below the root take none; of those at the root these take one of any node, or of the hierarchy."""
    types = [
        each
        for each in world.everyone.schema.type_map.values()
        if isinstance(each, GraphQLObjectType | GraphQLInterfaceType)
    ]
    taking = {
        f"{each.name}.{name}"
        for each in types
        for name, field in each.fields.items()
        if any(map(of_id, field.args.values()))
    }
    asked = [each.field for each in by_id(world.everyone.schema)]
    assert taking == {f"Query.{each}" for each in asked}
    assert {"node", "nodes", "neighbourhood", "neighbours", "paths", "changes", "findings", "agency"} <= {*asked}


def test_how_an_answer_came_about_names_nothing_that_does_not_exist(world: World) -> None:
    world.runner.run(store(world.graph, snapshot(WHOLE, Random(5), gaps=False)))
    id, *_ = world.hidden()
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
