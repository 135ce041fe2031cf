"""What began and ended in a period: against plain counting over random histories; in work that a page bounds; refusals."""

import asyncio
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import networkx as nx  # type: ignore[import-untyped]  # it has no types of its own
import pytest

import schema
from graph import ddl
from graph.connection import Connection
from resolvers.execute import Request
from tests.generation import Snapshot, store, wipe
from tests.profiling import Service

pytestmark = pytest.mark.integration

MODEL = schema.government()
START = date(2010, 1, 1)
PAGE = """query($from: Date!, $to: Date!, $agency: ID, $after: String) {
  changes(from: $from, to: $to, agency: $agency, first: 7, after: $after) {
    totalCount
    nodes { on event kind startNode { id } endNode { id } }
    pageInfo { hasNextPage endCursor }
  }
}"""
Seen = tuple[str, str, str, str, str]


@pytest.fixture(scope="module")
def service(neo4j_2026: Connection) -> Iterator[Service]:
    with asyncio.Runner() as runner:
        service = Service(runner, neo4j_2026)
        runner.run(wipe(service.graph))
        runner.run(ddl.complete(service.graph, MODEL))
        yield service
        runner.run(service.graph.close())


def day(random: Random) -> date:
    return START + timedelta(days=random.randrange(60))


def period(random: Random) -> dict[str, date | None]:
    begins, ends = sorted((day(random), day(random)))
    return {
        "validFrom": None if random.random() < 0.2 else begins,
        "validTo": None if random.random() < 0.4 else ends,
    }


def history(random: Random) -> Snapshot:
    """Twelve agencies below one another, staff who come and go, buildings that change hands."""
    nodes: list[Any] = []
    for label, count in (("Agency", 12), ("Staff", 10), ("Building", 10)):
        nodes += [(label, {"id": f"{label}{n}", "code": f"{label}{n}", "name": label}) for n in range(count)]
    links: list[Any] = []
    for number in range(120):
        kind, other, count = random.choice(
            (("EMPLOYS", "Staff", 10), ("OWNS", "Building", 10), ("USES", "Building", 10))
        )
        ends = f"Agency{random.randrange(12)}", f"{other}{random.randrange(count)}"
        links.append((kind, *ends, {"id": f"l{number}", **period(random)}))
    for number in range(14):
        ends = f"Agency{random.randrange(12)}", f"Agency{random.randrange(12)}"
        links.append(("SUBORDINATE_TO", *ends, {"id": f"s{number}", **period(random)}))
    return Snapshot(tuple(nodes), tuple(links))


def below(given: Snapshot, agency: str, since: date, until: date) -> set[str]:
    """An agency and all below it at some time of the period."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_node(agency)
    for kind, start, end, properties in given.links:
        begins, ends = properties["validFrom"], properties["validTo"]
        if kind == "SUBORDINATE_TO" and (begins or date.min) < until and (ends or date.max) >= since:
            graph.add_edge(start, end)
    return {agency, *nx.ancestors(graph, agency)}


def counted(given: Snapshot, since: date, until: date, inside: set[str] | None) -> list[Seen]:
    found = [
        ((on, properties["id"], event), (str(on), event, kind, start, end))
        for kind, start, end, properties in given.links
        for event, on in (("BEGAN", properties["validFrom"]), ("ENDED", properties["validTo"]))
        if on and since <= on < until and (inside is None or {start, end} & inside)
    ]
    return [seen for _, seen in sorted(found)]


def walked(service: Service, since: date, until: date, agency: str | None) -> list[Seen]:
    """All pages, one after another."""
    seen: list[Seen] = []
    after = None
    while True:
        page = service.ask(PAGE, **{"from": str(since), "to": str(until), "agency": agency, "after": after})["changes"]
        seen += [
            (each["on"], each["event"], each["kind"], each["startNode"]["id"], each["endNode"]["id"])
            for each in page["nodes"]
        ]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            assert page["totalCount"] == len(seen)
            return seen


@pytest.mark.parametrize("seed", range(4))
def test_each_change_is_met_once(service: Service, seed: int) -> None:
    random = Random(seed)
    given = history(random)
    service.runner.run(store(service.graph, given))
    for _ in range(4):
        since = day(random)
        until = since + timedelta(days=random.randint(1, 40))
        agency = random.choice((None, "Agency0", "Agency5"))
        inside = below(given, agency, since, until) if agency else None
        assert walked(service, since, until, agency) == counted(given, since, until, inside)


def test_a_page_costs_a_page(service: Service) -> None:
    """20,000 that began on one day and 20,000 that began later: a page in their midst is sought."""
    fill = [
        "UNWIND range(1, 2) AS i CREATE (:Agency:Node {id: 'a' + i, code: 'a' + i, name: 'A'})",
        """MATCH (a:Agency {id: 'a1'}), (b:Agency {id: 'a2'}) UNWIND range(0, 39999) AS i CALL (a, b, i) {
          CREATE (a)-[:SUCCEEDS {id: 'l' + toString(100000 + i), validFrom: date('2015-06-01') + duration({days: CASE WHEN i < 20000 THEN 0 ELSE i % 500 END})}]->(b)
        } IN TRANSACTIONS OF 10000 ROWS""",
        "CALL db.awaitIndexes(300)",
        # Else plans made while the graph was small serve until the database samples its indexes anew.
        "CALL db.prepareForReplanning(60)",
    ]
    service.runner.run(wipe(service.graph))
    service.runner.run(service.graph.execute(fill))
    kinds = ", ".join(each.name for each in MODEL.relationship_types.values() if each.name != "HOLDS_SHARE")
    page = f'changes(from: "2015-01-01", to: "2030-01-01", first: 20, after: $c, kinds: [{kinds}]) {{ nodes {{ on }} pageInfo {{ endCursor }} }}'
    query = f"query($c: String) {{ {page} }}"
    first = service.ask(query, c=None)["changes"]
    cursor = first["pageInfo"]["endCursor"]
    for _ in range(3):
        cursor = service.ask(query.replace("first: 20", "first: 100"), c=cursor)["changes"]["pageInfo"]["endCursor"]
    assert service.hits(query, c=None) <= 250
    assert service.hits(query, c=cursor) <= 250


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        ('from: "2020-01-01", to: "2020-01-01"', "BAD_ARGUMENT", "the day after the last"),
        ('from: "2020-01-02", to: "2020-01-01"', "BAD_ARGUMENT", "must be after"),
        ('from: "2020-01-01", to: "2021-01-01", kinds: []', "BAD_ARGUMENT", "`kinds`"),
        ('from: "2020-01-01", to: "2021-01-01", first: 101', "PAGE_TOO_LARGE", "100"),
        ('from: "2020-01-01", to: "2021-01-01", after: "x"', "BAD_CURSOR", "cursor"),
        ('from: "2020-01-01", to: "2021-01-01", agency: "x"', "NO_SUCH_NODE", "`agency` is the id of no Agency"),
    ],
)
def test_what_is_wrong_is_said(service: Service, arguments: str, code: str, word: str) -> None:
    (error,) = service.told(Request(f"{{ changes({arguments}) {{ nodes {{ on }} }} }}", {}))["errors"]
    assert error["extensions"]["code"] == code
    assert word in error["message"]
