"""Hierarchies of any depth: against networkx on random ones with circles, and in work that grows with links, not trails."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

import networkx as nx  # type: ignore[import-untyped]  # it has no types of its own
import pytest

import schema
from graph import ddl
from graph.connection import Connection
from resolvers.reference import execute
from tests.building import schema_of
from tests.generation import Snapshot, store, wipe
from tests.profiling import Service

pytestmark = pytest.mark.integration

MODEL = schema.government()
DAY = date(2015, 6, 30)
BELOW = """query($top: String!) {
  all: agencies(where: { parent: { reaches: { code: { eq: $top } } } }, asOf: "2015-06-30", first: 100) { nodes { code } }
  led: agencies(
    where: { parent: { edge: { kind: { eq: LEADS } }, reaches: { code: { eq: $top } } } }, asOf: "2015-06-30", first: 100
  ) { nodes { code } }
  above: agencies(where: { subordinates: { reaches: { code: { eq: $top } } } }, asOf: "2015-06-30", first: 100) { nodes { code } }
}"""
SUPERIORS = """{
  agencies(asOf: "2015-06-30", first: 100) { nodes { code superiors(first: 100) { edges { kind node { code } } } } }
}"""
PARENTS = """{
  agencies(asOf: "2015-06-30", first: 100, orderBy: [{ parent: { code: ASC } }]) { nodes { code parent { code } } }
  agenciesGroupBy(by: [PARENT], asOf: "2015-06-30", first: 100) { keys { parent { code } } aggregate { count } }
}"""
PERIODS = ((None, None), (date(2000, 1, 1), DAY), (DAY, None), (date(2016, 1, 1), None), (None, date(2020, 1, 1)))


@pytest.fixture(scope="module")
def service(neo4j_2026: Connection) -> Iterator[Service]:
    with asyncio.Runner() as runner:
        service = Service(runner, neo4j_2026)
        runner.run(wipe(service.graph))
        runner.run(ddl.complete(service.graph, MODEL))
        yield service
        runner.run(service.graph.close())


def hierarchy(random: Random, size: int = 20) -> Snapshot:
    """Agencies below one another, sometimes in circles, in several ways or below themselves."""
    nodes = [
        ("Agency", {"id": f"a{number:02}", "code": f"{number:02}", "name": f"Agency {number}"})
        for number in range(size)
    ]
    links: list[Any] = []
    for number in range(size + size // 3):
        one, other = random.randrange(size), random.randrange(size)
        begins, ends = random.choice(PERIODS)
        properties = {
            "id": f"l{number}",
            "kind": random.choice(("LEADS", "GUIDES")),
            "validFrom": begins,
            "validTo": ends,
        }
        links.append(("SUBORDINATE_TO", f"a{one:02}", f"a{other:02}", properties))
    return Snapshot(tuple(nodes), tuple(links))


def holding(given: Snapshot, kinds: tuple[str, ...]) -> "nx.DiGraph[str]":
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(properties["id"] for _, properties in given.nodes)
    for _, start, end, properties in given.links:
        if holds(properties) and properties["kind"] in kinds:
            graph.add_edge(start, end)
    return graph


def holds(link: dict[str, Any]) -> bool:
    begins, ends = link["validFrom"], link["validTo"]
    return (begins is None or begins <= DAY) and (ends is None or ends > DAY)


def reaching(graph: "nx.DiGraph[str]", end: str) -> list[str]:
    """What leads to a node by one link or more: the node itself where it is on a circle."""
    found = set(nx.ancestors(graph, end)) | ({end} if on_a_circle(graph, end) else set())
    return sorted(each[1:] for each in found)


def on_a_circle(graph: "nx.DiGraph[str]", node: str) -> bool:
    return any(node == each or nx.has_path(graph, each, node) for each in graph.successors(node))


@pytest.mark.parametrize("seed", range(8))
def test_what_is_below_and_above(service: Service, seed: int) -> None:
    given = hierarchy(Random(seed))
    service.runner.run(store(service.graph, given))
    everyone, led = holding(given, ("LEADS", "GUIDES")), holding(given, ("LEADS",))
    built = schema_of(MODEL)
    for number in range(0, 20, 3):
        top = f"{number:02}"
        found = service.ask(BELOW, top=top)
        codes = {key: [each["code"] for each in page["nodes"]] for key, page in found.items()}
        assert codes == {
            "all": reaching(everyone, f"a{top}"),
            "led": reaching(led, f"a{top}"),
            "above": reaching(everyone.reverse(), f"a{top}"),
        }
        expected = service.runner.run(execute(built, MODEL, service.graph, BELOW, {"top": top}))
        assert (found, None) == (expected.data, expected.errors)


def test_all_superiors_are_told_with_how_they_stand_above(service: Service) -> None:
    given = hierarchy(Random(8))
    service.runner.run(store(service.graph, given))
    found = service.ask(SUPERIORS)
    pairs = sorted(
        (each["code"], edge["node"]["code"], edge["kind"])
        for each in found["agencies"]["nodes"]
        for edge in each["superiors"]["edges"]
    )
    assert pairs == sorted(
        (start[1:], end[1:], properties["kind"]) for _, start, end, properties in given.links if holds(properties)
    )
    assert {kind for _, _, kind in pairs} == {"LEADS", "GUIDES"}
    assert len(pairs) > len({code for code, _, _ in pairs})


def test_the_parent_is_one_that_leads_the_latest_of_those(service: Service) -> None:
    """In records, in filters of order, in groups: everywhere that one is taken of several."""
    given = hierarchy(Random(8))
    service.runner.run(store(service.graph, given))
    found = service.ask(PARENTS)
    expected = service.runner.run(execute(schema_of(MODEL), MODEL, service.graph, PARENTS, {}))
    assert (found, None) == (expected.data, expected.errors)
    parents = {each["code"]: (each["parent"] or {}).get("code") for each in found["agencies"]["nodes"]}
    assert parents == parents_of(given)
    keys = [(parents[code] is None, parents[code] or "", code) for code in parents]
    assert keys == sorted(keys)
    groups = {
        (each["keys"]["parent"] or {}).get("code"): each["aggregate"]["count"] for each in found["agenciesGroupBy"]
    }
    assert groups == Counter(parents.values())


def parents_of(given: Snapshot) -> dict[str, str | None]:
    above: dict[str, list[tuple[bool, int, str, str]]] = {each["code"]: [] for _, each in given.nodes}
    for _, start, end, link in given.links:
        if holds(link):
            began = (link["validFrom"] or date.max).toordinal()
            above[start[1:]].append((link["kind"] != "LEADS", -began, end, link["id"]))
    assert any(len({guides for guides, *_ in each}) == 2 for each in above.values())
    return {code: min(each)[2][1:] if each else None for code, each in above.items()}


def test_many_trails_are_one_walk(service: Service) -> None:
    """Twenty storeys of two agencies, each below both of the next: a million trails, eighty links."""
    nodes = [("Agency", {"id": f"a{number:02}", "code": f"{number:02}", "name": "A"}) for number in range(42)]
    links = [
        ("SUBORDINATE_TO", f"a{number:02}", f"a{2 * (number // 2 + 1) + side:02}", {"id": f"l{number}-{side}"})
        for number in range(40)
        for side in (0, 1)
    ]
    service.runner.run(store(service.graph, Snapshot(tuple(nodes), tuple(links))))
    query = '{ agencies(where: { code: { eq: "00" }, parent: { reaches: { code: { eq: "41" } } } }) { totalCount } }'
    assert service.ask(query) == {"agencies": {"totalCount": 1}}
    assert service.hits(query) < 2_000
