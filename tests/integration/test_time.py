"""Any day of random histories: lists, filters, counts, aggregates, chains and neighbourhoods against rows counted by hand."""

import asyncio
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

import schema
from graph import ddl
from graph.connection import Connection
from tests.generation import Snapshot, store, wipe
from tests.profiling import Service

pytestmark = pytest.mark.integration

FIRST, DAYS, DATES, AT_ONCE = date(1990, 1, 1), 12_000, 1_000, 10
AGENCIES, BUILDINGS = [f"a{number}" for number in range(5)], [f"b{number}" for number in range(8)]
ON_A_DAY = """
  owned{n}: buildings(asOf: "{day}", where: {{owners: {{some: {{code: {{eq: "a0"}}}}}}}}) {{ totalCount }}
  vacant{n}: buildings(asOf: "{day}", where: {{users: {{none: {{}}}}}}) {{ totalCount }}
  agency{n}: agency(code: "a1", asOf: "{day}") {{
    owns(first: 100) {{ totalCount nodes {{ code }} }} usesEdgeAggregate {{ count areaM2 {{ sum }} }} holdings {{ node {{ id }} share }}
  }}
  around{n}: neighbourhood(id: "b0", asOf: "{day}") {{ kind direction count }}
"""


def history(random: Random) -> Snapshot:
    """Links that begin and end on random days, some on the day on which another begins, some open, some never in force."""
    marks = [FIRST + timedelta(random.randrange(DAYS)) for _ in range(80)]
    nodes = [
        *(
            ("Agency", {"id": each, "code": each, "name": each, "namePinyin": each, "kind": "GOVERNMENT"})
            for each in AGENCIES
        ),
        *(
            ("Building", {"id": each, "code": each, "name": each, "namePinyin": each, "status": "IN_USE"})
            for each in BUILDINGS
        ),
    ]
    links = []
    for number in range(160):
        period = {
            "validFrom": random.choice((None, *marks)),
            "validTo": random.choice((None, *marks)),
        }
        type_ = random.choice(("OWNS", "USES"))
        extra = {"areaM2": float(random.randint(1, 9))} if type_ == "USES" else {"share": 10**12 // 4}
        kept = {name: value for name, value in period.items() if value}
        links.append(
            (type_, random.choice(AGENCIES), random.choice(BUILDINGS), {"id": f"l{number}", **kept, **extra})
        )  # fmt: skip
    return Snapshot(tuple(nodes), tuple(links))


class Oracle:
    """The links that hold on a day, one and all."""

    def __init__(self, given: Snapshot, day: date) -> None:
        open_ = (date.min, date.max)
        self.links = [
            (type_, start, end, properties)
            for type_, start, end, properties in given.links
            if properties.get("validFrom", open_[0]) <= day < properties.get("validTo", open_[1])
        ]

    def ends(self, type_: str, start: str) -> list[str]:
        return sorted(end for kind, owner, end, _ in self.links if (kind, owner) == (type_, start))

    def around(self, node: str) -> list[dict[str, Any]]:
        kinds = [kind for kind, _, end, _ in self.links if end == node]
        return [
            {"kind": kind, "direction": "IN", "count": kinds.count(kind)} for kind in ("OWNS", "USES") if kind in kinds
        ]

    def answer(self) -> dict[str, Any]:
        owned, used = self.ends("OWNS", "a1"), [each for each in self.links if each[:2] == ("USES", "a1")]
        return {
            "owned": {"totalCount": len(set(self.ends("OWNS", "a0")))},
            "vacant": {"totalCount": len(set(BUILDINGS) - {end for kind, _, end, _ in self.links if kind == "USES"})},
            "agency": {
                "owns": {"totalCount": len(owned), "nodes": [{"code": each} for each in owned]},
                "usesEdgeAggregate": {"count": len(used), "areaM2": {"sum": sum(each[3]["areaM2"] for each in used)}},
                "holdings": {each: owned.count(each) / 4 for each in set(owned)},
            },
            "around": self.around("b0"),
        }


@pytest.fixture(scope="module")
def service(neo4j_2026: Connection) -> Iterator[Service]:
    with asyncio.Runner() as runner:
        service = Service(runner, neo4j_2026)
        runner.run(wipe(service.graph))
        runner.run(ddl.complete(service.graph, schema.government()))
        yield service
        runner.run(service.graph.close())


def test_every_day_is_as_the_rows_say(service: Service) -> None:
    random = Random(20_260_630)
    given = history(random)
    service.runner.run(store(service.graph, given))
    edges = sorted({each for *_, row in given.links for each in (row.get("validFrom"), row.get("validTo")) if each})
    # The days on which something begins or ends, those before them, and others.
    days = [*edges, *(each - timedelta(1) for each in edges)]
    days += [FIRST + timedelta(random.randrange(DAYS)) for _ in range(DATES - len(days))]
    assert len(days) == DATES
    seen = set()
    for start in range(0, DATES, AT_ONCE):
        asked = days[start : start + AT_ONCE]
        answer = service.ask("{" + "".join(ON_A_DAY.format(n=n, day=day) for n, day in enumerate(asked)) + "}")
        for number, day in enumerate(asked):
            found = {name: answer[f"{name}{number}"] for name in ("owned", "vacant", "agency", "around")}
            held = {each["node"]["id"]: float(each["share"]) for each in found["agency"]["holdings"]}
            found["agency"]["holdings"] = held
            assert found == Oracle(given, day).answer(), day
            seen.add(str(found))
    assert len(seen) > 30
