"""What held in a period, and what overlapped: against every single day of random histories."""

import asyncio
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import orjson
import pytest

import schema
from graph import ddl
from graph.connection import Connection
from resolvers.execute import Request
from tests.generation import Snapshot, store, wipe
from tests.profiling import Service

pytestmark = pytest.mark.integration

START, DAYS, UNITS, STAFF = date(2010, 1, 1), 40, 12, 6
QUERY = """query($during: Period!) {
  empty: housingUnits(where: { allottedTo: { during: $during, count: { eq: 0 } } }, first: 100) { nodes { id } }
  lived: housingUnits(where: { allottedTo: { during: $during } }, first: 100) { nodes { id } }
  double: housingUnits(where: { allottedTo: { overlap: true } }, first: 100) { nodes { id } }
  then: housingUnits(where: { allottedTo: { during: $during, overlap: true } }, first: 100) { nodes { id } }
  single: housingUnits(where: { allottedTo: { overlap: false } }, first: 100) { nodes { id } }
  sold: housingUnits(where: { allottedTo: { overlap: true, edge: { kind: { eq: SALE } } } }, first: 100) { nodes { id } }
}"""


@pytest.fixture(scope="module")
def service(neo4j_2026: Connection) -> Iterator[Service]:
    with asyncio.Runner() as runner:
        service = Service(runner, neo4j_2026)
        runner.run(wipe(service.graph))
        runner.run(ddl.complete(service.graph, schema.government()))
        yield service
        runner.run(service.graph.close())


def history(random: Random) -> Snapshot:
    nodes: list[Any] = [
        (label, {"id": f"{label}{n:02}", "code": f"{label}{n}", "name": "N"})
        for label, count in (("HousingUnit", UNITS), ("Staff", STAFF))
        for n in range(count)
    ]
    links: list[Any] = []
    for number in range(22):
        begins = random.randrange(DAYS)
        ends = begins + random.randint(1, 12)
        period = {
            "validFrom": None if random.random() < 0.1 else START + timedelta(days=begins),
            "validTo": None if random.random() < 0.1 else START + timedelta(days=ends),
        }
        properties = {"id": f"l{number}", "kind": random.choice(("SALE", "RENTAL")), **period}
        ends_at = f"HousingUnit{random.randrange(UNITS):02}", f"Staff{random.randrange(STAFF):02}"
        links.append(("ALLOTTED_TO", *ends_at, properties))
    return Snapshot(tuple(nodes), tuple(links))


def tenants(given: Snapshot, unit: str, day: date, kinds: tuple[str, ...] = ("SALE", "RENTAL")) -> set[str]:
    return {
        staff
        for _, start, staff, one in given.links
        if start == unit
        and one["kind"] in kinds
        and (one["validFrom"] or date.min) <= day < (one["validTo"] or date.max)
    }


@pytest.mark.parametrize("seed", range(5))
def test_day_by_day(service: Service, seed: int) -> None:
    random = Random(seed)
    given = history(random)
    service.runner.run(store(service.graph, given))
    first = START + timedelta(days=random.randrange(DAYS))
    last = first + timedelta(days=random.randint(1, 8))
    period = [first + timedelta(days=each) for each in range((last - first).days)]
    # All days on which anything can be so: a week before the first and after the last.
    ever = [START + timedelta(days=each) for each in range(-7, DAYS + 20)]
    answer = service.ask(QUERY, during={"from": str(first), "to": str(last)})
    found = {key: [each["id"] for each in page["nodes"]] for key, page in answer.items()}
    units = [f"HousingUnit{n:02}" for n in range(UNITS)]
    lived = [each for each in units if any(tenants(given, each, day) for day in period)]
    double = [each for each in units if any(len(tenants(given, each, day)) > 1 for day in ever)]
    assert found == {
        "empty": [each for each in units if each not in lived],
        "lived": lived,
        "double": double,
        "then": [each for each in units if any(len(tenants(given, each, day)) > 1 for day in period)],
        "single": [each for each in units if each not in double],
        "sold": [each for each in units if any(len(tenants(given, each, day, ("SALE",))) > 1 for day in ever)],
    }


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ('{ rooms(where: {occupants: {during: {from: "2020-01-02", to: "2020-01-01"}}}) { totalCount } }', "must be after"),
        ("{ vehicles(where: {assignedTo: {types: [Room]}}) { totalCount } }", "none of the types that this leads to: Agency, Staff"),
        ("{ vehicles { nodes { assignedTo(types: []) { totalCount } } } }", "none of the types"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(service: Service, query: str, word: str) -> None:
    (error,) = orjson.loads(service.runner.run(service.executor.execute(Request(query))).body)["errors"]
    assert error["extensions"]["code"] == "BAD_ARGUMENT"
    assert word in error["message"]
