"""How much the database does for an answer, in dbHits, where it must not grow with the graph."""

import asyncio
from collections.abc import Iterator

import orjson
import pytest

import schema
from graph import ddl
from graph.connection import Connection
from graph.counts import question
from resolvers.execute import Executor, Request
from tests.building import schema_of
from tests.generation import wipe
from tests.profiling import Service

pytestmark = pytest.mark.integration

NODES = 30_000
# Ten values, so that many nodes share each; one node in ten has none.
FILL = """UNWIND range(0, $last) AS i CALL (i) {
  CREATE (n:Building:Node {id: toString(100000000 + (i * 7919) % ($last + 1)), code: 'B' + i, name: 'Building ' + i, namePinyin: 'b',
    status: 'IN_USE', grossFloorAreaM2: CASE WHEN i % 10 <> 3 THEN toFloat(i % 10) END})
  SET n.absent_grossFloorAreaM2 = CASE WHEN n.grossFloorAreaM2 IS NULL THEN true END
} IN TRANSACTIONS OF 10000 ROWS"""
PAGE_HITS = 200
ROOMS = 300
FURNISH = f"""MATCH (b:Building {{code: 'B78'}}) UNWIND range(1, {ROOMS}) AS i
  CREATE (b)<-[:PART_OF {{id: 'p' + i}}]-(:Room:Node {{id: 'r' + i, code: 'r' + i, name: 'Room', namePinyin: 'r', status: 'IN_USE',
    usableAreaM2: toFloat(i % 10)}})"""


@pytest.fixture(scope="module")
def service(neo4j_2026: Connection) -> Iterator[Service]:
    with asyncio.Runner() as runner:
        service = Service(runner, neo4j_2026)
        graph = service.graph
        runner.run(wipe(graph))
        runner.run(ddl.complete(graph, schema.government()))
        runner.run(graph.execute([FILL.replace("$last", str(NODES - 1)), FURNISH, "CALL db.awaitIndexes(300)"]))
        yield service
        runner.run(graph.close())


def test_the_first_page_and_the_count(service: Service) -> None:
    assert service.hits("{ buildings(first: 20, orderBy: [{grossFloorAreaM2: ASC}]) { nodes { id } } }") <= PAGE_HITS
    assert service.hits("{ buildings(first: 20) { nodes { id } } }") <= PAGE_HITS
    assert service.hits("{ buildings { totalCount } }") <= 2
    assert service.ask("{ buildings { totalCount } }") == {"buildings": {"totalCount": NODES}}


def test_findings_cost_their_page_or_their_node(service: Service) -> None:
    """Every building breaks these rules: no more of them are looked at than fill the page."""
    page = "{ findings(rules: [NO_OWNER, BUILDING_WITHOUT_PARCEL], first: 20) { nodes { node { id } } } }"
    assert service.hits(page) <= 2 * PAGE_HITS
    assert service.hits('{ building(code: "B77") { findings { nodes { rule { code } } } } }') <= PAGE_HITS


def test_a_lookup_costs_a_lookup(service: Service) -> None:
    assert service.hits('{ building(code: "B77") { id name division { code } } }') <= 12


MEASURES = "{ sum avg min max }"


@pytest.mark.parametrize(
    ("query", "counted"),
    [
        ("{ buildingsAggregate(where: {structure: {isNull: true}}) { %s } }", NODES),
        ("{ buildingsGroupBy(by: [STATUS]) { keys { status } aggregate { %s } } }", NODES),
        ('{ building(code: "B78") { rooms: roomsAggregate { %s } } }', ROOMS),
    ],
)
def test_all_aggregates_of_a_list_are_one_pass(service: Service, query: str, counted: int) -> None:
    """More measures of a property read nothing more; another property is one more read of each node, no other pass."""
    area = "usableAreaM2" if counted == ROOMS else "grossFloorAreaM2"
    one = service.hits(query % f"{area} {{ sum }}")
    assert one >= counted
    assert service.hits(query % f"count {area} {MEASURES}") <= one
    assert one < service.hits(query % f"count {area} {MEASURES} originalCost {MEASURES}") <= one + counted


def test_a_page_of_relatives_costs_what_its_node_has(service: Service) -> None:
    """Whatever else the graph holds: among 30,000 others, a page reads its node's links a few times each."""
    query = """query($at: String) { building(code: "B78") { rooms(orderBy: [{usableAreaM2: DESC}], first: 5, after: $at) {
      nodes { code } pageInfo { endCursor } } } }"""
    page = service.ask(query, at=None)["building"]["rooms"]
    assert len(page["nodes"]) == 5
    assert ROOMS <= service.hits(query, at=None) <= 10 * ROOMS
    assert ROOMS <= service.hits(query, at=page["pageInfo"]["endCursor"]) <= 10 * ROOMS


def test_counting_looks_at_no_node(service: Service) -> None:
    records, profile = service.runner.run(service.graph.profile(question(service.executor.model), {}))
    numbers = records[0][0]
    assert profile.total_hits <= 2 * len(numbers)
    assert max(numbers) == NODES


@pytest.mark.parametrize(
    "query",
    [
        '{ building(code: "B77") { name } }',
        "{ buildings(first: 100, orderBy: [{grossFloorAreaM2: ASC}]) { nodes { name } } }",
        '{ buildings(first: 100, where: {structure: {contains: "x"}}) { totalCount nodes { name } } }',
        "{ buildingsAggregate { grossFloorAreaM2 { sum } } }",
        "{ buildingsGroupBy(by: [STATUS]) { keys { status } aggregate { count } } }",
        "{ buildings(first: 50) { nodes { rooms { nodes { number } } owners { totalCount } } } }",
        '{ buildings(first: 20, where: {rooms: {none: {number: {eq: "1"}}}}, orderBy: [{structure: ASC}]) { nodes { id } } }',
    ],
)  # fmt: skip
def test_an_estimate_is_of_the_order_of_the_work(service: Service, query: str) -> None:
    answer = orjson.loads(service.runner.run(service.executor.execute(Request(query, cost=True))).body)
    rows = answer["extensions"]["cost"]["rows"]
    assert rows / 10 <= service.hits(query) / 3 <= rows * 10


def test_what_costs_too_much_is_refused_by_name(service: Service) -> None:
    built = schema_of(service.executor.model)
    frugal = Executor(service.executor.model, built, service.graph, 300, row_limit=10_000)
    query = '{ few: buildings(first: 100) { nodes { id } } many: buildings(where: {structure: {eq: "x"}}) { nodes { id } } }'
    response = service.runner.run(frugal.execute(Request(query)))
    (error,) = orjson.loads(response.body)["errors"]
    assert response.status == 400
    assert (error["extensions"]["code"], error["path"]) == ("TOO_EXPENSIVE", ["many"])
    assert "about 30,101 rows and may read 10,000: 30,000 of them for `many`" in error["message"]
    assert error["locations"] == [{"line": 1, "column": 47}]


@pytest.mark.parametrize(
    ("query", "most"),
    [
        ('{ buildings(first: 20, where: {rooms: {some: {code: {eq: "r7"}}}}) { totalCount nodes { id } } }', 40),
        ('{ buildings(where: {rooms: {some: {code: {in: ["r7", "r8"]}}}}, orderBy: [{name: ASC}]) { nodes { id } } }', 80),
        ('{ roomsAggregate(where: {building: {some: {code: {eq: "B78"}}}}) { count usableAreaM2 { sum } } }', 8 * ROOMS),
        ('{ rooms(where: {or: [{code: {eq: "r7"}}, {building: {some: {code: {eq: "B7"}}}}]}) { nodes { id } } }', 40),
        ('{ roomsGroupBy(by: [USE], where: {building: {some: {rooms: {some: {code: {eq: "r7"}}}}}}) { aggregate { count } } }', 8 * ROOMS),
    ],
)  # fmt: skip
def test_a_filter_by_a_relatives_key_costs_what_the_relative_leads_to(service: Service, query: str, most: int) -> None:
    """Not what there is of the type: 30,000 buildings."""
    assert service.hits(query) <= most


@pytest.mark.parametrize(
    "query",
    [
        "query($code: String!) { building(code: $code) { name rooms(first: 3) { nodes { code } } } }",
        "query($code: String!) { buildings(first: 5, where: {rooms: {some: {code: {eq: $code}}}}) { nodes { id } } }",
        "query($code: String!) { buildings(first: 5, orderBy: [{grossFloorAreaM2: ASC}], where: {code: {ne: $code}}) { nodes { id } } }",
    ],
)  # fmt: skip
def test_together_costs_what_each_costs_alone(service: Service, query: str) -> None:
    """Sent as one, reads are planned as they are alone: each begins at its own node."""
    codes = [f"B{number}" for number in range(60, 92)]
    alone = sum(service.hits(query, code=each) for each in codes)
    assert service.hits_together(query, [{"code": each} for each in codes]) <= 1.2 * alone + 50


def test_other_values_need_no_other_plan(service: Service) -> None:
    """The database keeps a plan by text and by types of parameters: neither changes with values, however many they are."""
    query = """query($codes: [String!], $least: Float, $first: Int, $after: String) {
      buildings(first: $first, after: $after, where: {code: {in: $codes}, grossFloorAreaM2: {gte: $least}},
        orderBy: [{grossFloorAreaM2: ASC}]) { nodes { name } pageInfo { endCursor } } }"""
    beginning = service.ask(
        query.replace("after: $after,", "").replace(", $after: String", ""), codes=["B1"], least=0, first=1
    )
    after = beginning["buildings"]["pageInfo"]["endCursor"]
    service.runner.run(service.graph.write("CALL db.clearQueryCaches()", {}))
    for count in (1, 2, 11, 101, 1001):
        for least in (0, 2.5):
            codes = [f"B{number}" for number in range(count)]
            service.ask(query, codes=codes, least=least, first=count % 100, after=after)
            service.ask("query($code: String!) { building(code: $code) { name } }", code=codes[-1])
    ((told,),) = service.runner.run(service.graph.write("CALL db.clearQueryCaches()", {}))
    assert told == "Query caches successfully cleared of 2 queries."


def test_batches_of_any_size_need_one_plan(service: Service) -> None:
    query = "query($code: String!) { building(code: $code) { name } }"
    service.runner.run(service.graph.write("CALL db.clearQueryCaches()", {}))
    for size in (2, 3, 11, 32, 101):
        service.hits_together(query, [{"code": f"B{number}"} for number in range(size)], profiled=False)
    ((told,),) = service.runner.run(service.graph.write("CALL db.clearQueryCaches()", {}))
    assert told == "Query caches successfully cleared of 1 queries."
