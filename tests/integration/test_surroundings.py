"""Paths and neighbourhoods: against networkx on random graphs; beside hubs; refusals."""

import asyncio
import itertools
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

import networkx as nx  # type: ignore[import-untyped]  # it has no types of its own
import pytest

import schema
from graph import ddl
from graph.connection import Connection
from resolvers import reference
from resolvers.execute import Request
from tests.building import schema_of
from tests.generation import Snapshot, snapshot, store, wipe
from tests.profiling import Service

pytestmark = pytest.mark.integration

MODEL = schema.government()
DAY = date(2015, 6, 30)
PATHS = """query($from: ID!, $to: ID!, $longest: Int!, $kinds: [RelationshipKind!]) {
  paths(from: $from, to: $to, maxLength: $longest, kinds: $kinds, asOf: "2015-06-30", first: 10) {
    truncated paths { length nodes { id } links { kind direction document } }
  }
}"""


@pytest.fixture(scope="module")
def service(neo4j_2026: Connection) -> Iterator[Service]:
    with asyncio.Runner() as runner:
        service = Service(runner, neo4j_2026)
        runner.run(wipe(service.graph))
        runner.run(ddl.complete(service.graph, MODEL))
        yield service
        runner.run(service.graph.close())


def holds(properties: dict[str, Any]) -> bool:
    begins, ends = properties.get("validFrom"), properties.get("validTo")
    return (begins is None or begins <= DAY) and (ends is None or ends > DAY)


def drawn(given: Snapshot, kinds: list[str] | None) -> "nx.MultiGraph[str]":
    """The links of some kinds that hold on the day, without direction."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.add_nodes_from(properties["id"] for _, properties in given.nodes)
    for kind, start, end, properties in given.links:
        if holds(properties) and (kinds is None or kind in kinds):
            graph.add_edge(start, end, key=properties["id"], kind=kind, start=start)
    return graph


@pytest.mark.parametrize("seed", range(6))
def test_paths_are_the_shortest(service: Service, seed: int) -> None:
    random = Random(seed)
    given = snapshot(MODEL, random, gaps=False, least=3)
    service.runner.run(store(service.graph, given))
    ids = sorted({end for _, *ends, _ in given.links for end in ends})
    met = 0
    for _ in range(30):
        start, end = random.sample(ids, 2)
        kinds = random.choice((None, ["OWNS", "HOLDS_SHARE", "USES", "SITUATED_IN"]))
        longest = random.randint(1, 6)
        found = service.ask(PATHS, **{"from": start, "to": end, "longest": longest, "kinds": kinds})["paths"]
        graph = drawn(given, kinds)
        expected = nx.shortest_path_length(graph, start, end) if nx.has_path(graph, start, end) else None
        if expected is None or expected > longest:
            assert found == {"paths": [], "truncated": False}
            continue
        met += 1
        number = sum(multiplicity(graph, path) for path in nx.all_shortest_paths(graph, start, end))
        assert len(found["paths"]) == min(number, 10)
        assert found["truncated"] is (number > 10)
        for path in found["paths"]:
            hold_together(graph, path, start, end, int(expected))
    assert met


def multiplicity(graph: "nx.MultiGraph[str]", nodes: list[str]) -> int:
    """How many ways lead along these nodes, where some are joined by several links."""
    product = 1
    for one, other in itertools.pairwise(nodes):
        product *= graph.number_of_edges(one, other)
    return product


def hold_together(graph: "nx.MultiGraph[str]", path: Any, start: str, end: str, length: int) -> None:
    nodes = [each["id"] for each in path["nodes"]]
    assert (nodes[0], nodes[-1], path["length"], len(path["links"])) == (start, end, length, length)
    for one, other, link in zip(nodes, nodes[1:], path["links"], strict=False):
        between = graph.get_edge_data(one, other).values()
        assert (link["kind"], link["direction"]) in {
            (each["kind"], "OUT" if each["start"] == one else "IN") for each in between
        }


def test_both_executions_agree(service: Service) -> None:
    given = snapshot(MODEL, Random(3), gaps=False, least=3)
    service.runner.run(store(service.graph, given))
    built = schema_of(MODEL)
    ids = [properties["id"] for _, properties in given.nodes]
    for start, end in zip(ids[::3], ids[1::3], strict=False):
        # Named twice, each list of routes has its own columns.
        lists = "paths { length nodes { id } links { kind direction validFrom } } others: paths { links { kind } nodes { __typename } }"
        query = f'{{ paths(from: "{start}", to: "{end}", maxLength: 3, first: 10) {{ truncated {lists} }} }}'
        expected = service.runner.run(reference.execute(built, MODEL, service.graph, query, {})).data
        if not expected["paths"]["truncated"]:
            assert service.ask(query) == expected


def test_what_is_around_a_node_is_what_is_opened(service: Service) -> None:
    given = snapshot(MODEL, Random(5), gaps=False, least=3)
    service.runner.run(store(service.graph, given))
    for node in [properties["id"] for _, properties in given.nodes]:
        counts = service.ask(f'{{ neighbourhood(id: "{node}", asOf: "2015-06-30") {{ kind direction count }} }}')
        links = [(kind, start, end) for kind, start, end, properties in given.links if holds(properties)]
        expected = {(kind, "OUT") for kind, start, _ in links if start == node}
        expected |= {(kind, "IN") for kind, _, end in links if end == node}
        assert {(each["kind"], each["direction"]) for each in counts["neighbourhood"]} == expected
        for each in counts["neighbourhood"]:
            page = f'neighbours(id: "{node}", kind: {each["kind"]}, direction: {each["direction"]}, asOf: "2015-06-30")'
            opened = service.ask(f"{{ {page} {{ totalCount nodes {{ id }} }} }}")["neighbours"]
            assert opened["totalCount"] == len(opened["nodes"]) == each["count"]


@pytest.mark.parametrize(
    ("field", "argument"),
    [
        ('neighbourhood(id: "x") { count }', "id"),
        ('neighbours(id: "x", kind: OWNS, direction: IN) { totalCount }', "id"),
        ('paths(from: "x", to: "Agency0") { truncated }', "from"),
        ('paths(from: "Agency0", to: "x") { truncated }', "to"),
    ],
)
def test_a_node_that_is_not_there_is_told(service: Service, field: str, argument: str) -> None:
    service.runner.run(store(service.graph, snapshot(MODEL, Random(3), gaps=False)))
    answer = service.told(Request(f'{{ agency(code: "c0") {{ id }} {field} }}'))
    (error,) = answer["errors"]
    assert error["message"] == f"`{argument}` is the id of no node in the graph."
    assert (error["extensions"]["code"], error["path"]) == ("NO_SUCH_NODE", [field.split("(", maxsplit=1)[0]])
    assert answer["data"] is None


# Two hubs that own the same 30,000 vehicles, and one vehicle on its way to a third agency.
HUBS = (
    "UNWIND ['h1', 'h2', 'far', 'lone'] AS i CREATE (:Agency:Node {id: i, code: i, name: i, namePinyin: i, kind: 'GOVERNMENT'})",
    (
        "UNWIND range(1, 30000) AS i CALL (i) { MATCH (a:Agency {id: 'h1'}), (b:Agency {id: 'h2'}) "
        "CREATE (v:Vehicle:Node {id: 'v' + i, code: 'v' + i, name: 'v', namePinyin: 'v', status: 'IN_USE'}) "
        "CREATE (a)-[:OWNS {id: 'a' + i}]->(v), (b)-[:OWNS {id: 'b' + i}]->(v) } IN TRANSACTIONS OF 10000 ROWS"
    ),
    "MATCH (v:Vehicle {id: 'v7'}), (f:Agency {id: 'far'}) CREATE (v)-[:ASSIGNED_TO {id: 'c'}]->(f)",
)


def test_hubs_are_passed(service: Service) -> None:
    service.runner.run(wipe(service.graph))
    service.runner.run(service.graph.execute(HUBS))
    query = '{ paths(from: "%s", to: "%s") { truncated paths { nodes { id } } } }'

    def found(start: str, end: str) -> tuple[bool, list[list[str]]]:
        answer = service.ask(query % (start, end))["paths"]
        return answer["truncated"], [[each["id"] for each in path["nodes"]] for path in answer["paths"]]

    assert found("v1", "v2") == (False, [["v1", "h1", "v2"], ["v1", "h2", "v2"]])
    assert found("v1", "far") == (False, [["v1", "h1", "v7", "far"], ["v1", "h2", "v7", "far"]])
    truncated, between = found("h1", "h2")
    assert (truncated, len(between), {len(each) for each in between}) == (True, 3, {3})
    assert found("h1", "lone") == (False, [])
    # Each link beside the way is looked at a few times at most: its type, its period, its ends.
    assert service.hits(query % ("v1", "far")) <= 15 * 60_000
    counts = service.ask('{ neighbourhood(id: "h1") { kind direction count } }')["neighbourhood"]
    assert counts == [{"kind": "OWNS", "direction": "OUT", "count": 30_000}]


@pytest.mark.parametrize(
    ("argument", "code"),
    [
        ("maxLength: 0", "BAD_ARGUMENT"),
        ("maxLength: 11", "BAD_ARGUMENT"),
        ("first: 0", "BAD_ARGUMENT"),
        ("first: 11", "PAGE_TOO_LARGE"),
        ("kinds: []", "BAD_ARGUMENT"),
    ],
)
def test_what_is_out_of_bounds_is_refused(service: Service, argument: str, code: str) -> None:
    request = Request(f'{{ paths(from: "a", to: "b", {argument}) {{ truncated }} }}')
    answer = service.told(request)
    assert [each["extensions"]["code"] for each in answer["errors"]] == [code]
