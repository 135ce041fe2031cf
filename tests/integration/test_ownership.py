"""Chains of ownership: both executions agree on random graphs full of circles; hubs and ladders cost what they hold."""

import asyncio
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

import orjson
import pytest

import schema
from graph import ddl
from graph.connection import Connection
from graph.session import Graph
from resolvers import reference
from resolvers.execute import Executor, Request
from tests.building import schema_of
from tests.generation import Snapshot, store, wipe
from tests.profiling import Service

pytestmark = pytest.mark.integration

STAKE = "share kind depth exact"
LINK = "owner { __typename id name } owned { id ... on Enterprise { code } } share kind validFrom document"
CHAIN = f"""ownershipChain(asOf: $day, maxDepth: $depth) {{
  paths {{ share end links {{ {LINK} }} }} ultimateOwners {{ party {{ id }} {STAKE} }}
  circles {{ members {{ name }} share kind fate }} unknown {{ {LINK} }} circular truncated
}}"""
HOLDINGS = f"""holdings(asOf: $day, minShare: $least) {{ node {{ id }} {STAKE} }}
holdingChain(asOf: $day, minShare: $least, maxDepth: $depth) {{
  holdings {{ {STAKE} node {{ id ... on Building {{ owners {{ totalCount }} }} }} }}
  circles {{ members {{ id }} share fate }} unknown {{ owned {{ id }} document }} circular truncated
}}"""
EVERYTHING = f"""query($day: Date, $depth: Int!, $least: Decimal!) {{
  enterprises {{ nodes {{ id {CHAIN} {HOLDINGS} }} }}
  buildings {{ nodes {{ id {CHAIN} }} }}
  agencies {{ nodes {{ id {HOLDINGS} }} }}
}}"""
DAYS = (None, "2001-05-06", "2015-06-30", "2098-01-01")
SHARES = (None, 0, 10**11, 333_333_333_333, 5 * 10**11, 10**12)


def ownerships(random: Random) -> Snapshot:
    """Some enterprises that hold one another at random, agencies above them, buildings below."""
    names = [f"e{number}" for number in range(random.randint(1, 6))]
    nodes = [("Enterprise", {"id": each, "code": each, "name": each, "namePinyin": each}) for each in names]
    agencies, buildings = [f"a{number}" for number in range(3)], [f"b{number}" for number in range(3)]
    nodes += [
        ("Agency", {"id": each, "code": each, "name": each, "namePinyin": each, "kind": "GOVERNMENT"})
        for each in agencies
    ]
    nodes += [
        ("Building", {"id": each, "code": each, "name": each, "namePinyin": each, "status": "IN_USE"})
        for each in buildings
    ]
    pairs = [
        ("HOLDS_SHARE", random.choice(agencies + 2 * names), random.choice(names)) for _ in range(random.randint(0, 12))
    ]
    pairs += [("OWNS", random.choice(agencies + names), random.choice(buildings)) for _ in range(random.randint(1, 6))]
    links = [(type_, owner, owned, link(type_, number, random)) for number, (type_, owner, owned) in enumerate(pairs)]
    return Snapshot(tuple(nodes), tuple(links))


def link(type_: str, number: int, random: Random) -> dict[str, Any]:
    kinds = (None, "CAPITAL", "VOTING") if type_ == "HOLDS_SHARE" else (None, "OWNERSHIP", "LAND_USE_RIGHT")
    properties = {
        "id": f"l{number}",
        "share": random.choice(SHARES),
        "kind" if type_ == "HOLDS_SHARE" else "right": random.choice(kinds),
        "validFrom": random.choice((None, date(2001, 5, 6), date(2015, 6, 30))),
        "validTo": random.choice((None, None, date(2015, 6, 30), date(2099, 12, 31))),
        "document": f"d{number}",
    }
    return {name: value for name, value in properties.items() if value is not None}


class World:
    """Both executions over one graph."""

    def __init__(self, runner: asyncio.Runner, graph: Graph) -> None:
        model = schema.government()
        self.runner, self.graph = runner, graph
        self.built = schema_of(model)
        self.executor = Executor(model, self.built, graph, 300)

    def both(self, given: Snapshot, variables: dict[str, Any]) -> tuple[Any, Any]:
        return self.runner.run(self._both(given, variables))

    async def _both(self, given: Snapshot, variables: dict[str, Any]) -> tuple[Any, Any]:
        await store(self.graph, given)
        response = await self.executor.execute(Request(EVERYTHING, variables))
        expected = await reference.execute(self.built, self.executor.model, self.graph, EVERYTHING, variables)
        assert not expected.errors, expected.errors
        return orjson.loads(response.body), {"data": expected.data}


@pytest.fixture(scope="module")
def world(neo4j_2026: Connection) -> Iterator[World]:
    with asyncio.Runner() as runner:
        graph = Graph.connect(neo4j_2026)
        runner.run(wipe(graph))
        runner.run(ddl.complete(graph, schema.government()))
        yield World(runner, graph)
        runner.run(graph.close())


@pytest.mark.parametrize("seed", range(40))
def test_both_executions_agree(world: World, seed: int) -> None:
    random = Random(seed)
    variables = {"day": random.choice(DAYS), "depth": random.randint(1, 6), "least": random.choice(("0", "0.25", "1"))}
    compiled, expected = world.both(ownerships(random), variables)
    assert compiled == expected


def test_there_is_enough_to_agree_on(world: World) -> None:
    """The random graphs hold circles of each fate, unknown shares, paths cut and paths of several links."""
    fates, ends, longest, unknown = set(), set(), 0, 0
    for seed in range(40):
        random = Random(seed)
        variables = {"day": random.choice(DAYS), "depth": random.randint(1, 6), "least": "0"}
        answer, _ = world.both(ownerships(random), variables)
        for each in (*answer["data"]["enterprises"]["nodes"], *answer["data"]["buildings"]["nodes"]):
            chain = each["ownershipChain"]
            fates |= {circle["fate"] for circle in chain["circles"]}
            ends |= {path["end"] for path in chain["paths"]}
            longest = max([longest, *(len(path["links"]) for path in chain["paths"])])
            unknown += len(chain["unknown"])
    assert fates == {"SOLVED", "CLOSED", "OVERFULL"}
    assert ends == {"OWNER", "CIRCLE", "DEPTH"}
    assert longest >= 4
    assert unknown > 20


# -- work

HUB = 30_000
# A ladder of twenty levels, two enterprises on each, each half held by either above: 2²⁰ paths, 76 links.
LADDER = (
    "UNWIND range(0, 19) AS l UNWIND ['x', 'y'] AS s CREATE (:Enterprise:Node {id: s + l, code: s + l, name: s, namePinyin: s})",
    (
        "UNWIND range(0, 18) AS l UNWIND ['x', 'y'] AS s UNWIND ['x', 'y'] AS t "
        "MATCH (a:Enterprise {id: s + (l + 1)}), (b:Enterprise {id: t + l}) "
        "CREATE (a)-[:HOLDS_SHARE {id: s + t + l, share: 500000000000, kind: 'CAPITAL'}]->(b)"
    ),
    "CREATE (:Agency:Node {id: 'hub', code: 'hub', name: 'hub', namePinyin: 'hub', kind: 'GOVERNMENT'})",
    (
        "UNWIND range(1, 30000) AS i CALL (i) { MATCH (h:Agency {id: 'hub'}) "
        "CREATE (h)-[:HOLDS_SHARE {id: 'h' + i, share: i * 1000000, kind: 'CAPITAL'}]->"
        "(:Enterprise:Node {id: 'h' + i, code: 'h' + i, name: 'h', namePinyin: 'h'}) } IN TRANSACTIONS OF 10000 ROWS"
    ),
)


@pytest.fixture(scope="module")
def service(neo4j_2026: Connection) -> Iterator[Service]:
    with asyncio.Runner() as runner:
        service = Service(runner, neo4j_2026)
        runner.run(wipe(service.graph))
        runner.run(ddl.complete(service.graph, schema.government()))
        runner.run(service.graph.execute(LADDER))
        yield service
        runner.run(service.graph.close())


def test_a_ladder_costs_its_links_and_not_its_paths(service: Service) -> None:
    query = (
        '{ enterprise(code: "x0") { ownershipChain { circular truncated ultimateOwners { party { code } share } } } }'
    )
    chain = service.ask(query)["enterprise"]["ownershipChain"]
    assert chain["ultimateOwners"] == [{"party": {"code": each}, "share": "0.5"} for each in ("x19", "y19")]
    assert (chain["circular"], chain["truncated"]) == (False, True)
    assert service.hits(query) <= 3_000


def test_a_hub_gives_its_largest_holdings_and_says_that_there_are_more(service: Service) -> None:
    query = '{ agency(code: "hub") { holdingChain(minShare: "0.02") { truncated holdings { node { ... on Enterprise { code } } share depth } } } }'
    chain = service.ask(query)["agency"]["holdingChain"]
    assert chain["truncated"]
    assert len(chain["holdings"]) == 1_000
    largest = [f"h{number}" for number in range(HUB, HUB - 1_000, -1)]
    assert [each["node"]["code"] for each in chain["holdings"]] == largest
    assert chain["holdings"][0] == {"node": {"code": "h30000"}, "share": "0.03", "depth": 1}


@pytest.mark.parametrize(
    ("field", "argument"),
    [("enterprise", "ownershipChain(maxDepth: 0) { circular }"), ("agency", 'holdings(minShare: "1.5") { share }')],
)
def test_what_is_out_of_bounds_is_refused(service: Service, field: str, argument: str) -> None:
    request = Request(f'{{ {field}(code: "hub") {{ {argument} }} }}')
    answer = orjson.loads(service.runner.run(service.executor.execute(request)).body)
    assert [each["extensions"]["code"] for each in answer["errors"]] == ["BAD_ARGUMENT"]
