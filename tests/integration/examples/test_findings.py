"""Findings: the rules find what was made wrong in the demo, no more and no fewer, wherever and whenever they are asked."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from schema import risks
from tests.integration.examples.conftest import DAY, Demo, held

pytestmark = pytest.mark.integration

LISTED = """{{ findings({arguments}asOf: "{day}", first: {first}) {{
    totalCount byRule {{ rule {{ code }} count }} pageInfo {{ hasNextPage endCursor }}
    nodes {{ rule {{ code }} node {{ id __typename ... on Recorded {{ code }} }} figures {{ name value }}
             mentions {{ ... on Recorded {{ code }} }} }} }} }}"""
Found = list[tuple[str, str]]


def page(demo: Demo, arguments: str = "", day: str = DAY, first: int = 100) -> Any:
    """A page, as cleared readers are given it: all rules are theirs."""
    answer = demo.ask(LISTED.format(arguments=arguments, day=day, first=first), cleared=True)
    assert "errors" not in answer, answer["errors"]
    return answer["data"]["findings"]


def named(nodes: Any) -> Found:
    return [(each["rule"]["code"], each["node"]["code"]) for each in nodes]


def everything(demo: Demo, arguments: str = "", day: str = DAY, first: int = 100) -> Any:
    """All findings, page by page."""
    nodes: list[Any] = []
    after = ""
    while True:
        found = page(demo, arguments + after, day, first)
        nodes += found["nodes"]
        if not found["pageInfo"]["hasNextPage"]:
            assert found["totalCount"] == len(nodes)
            return nodes
        after = f'after: "{found["pageInfo"]["endCursor"]}", '


def test_what_was_made_wrong_is_found(demo: Demo) -> None:
    found = everything(demo)
    assert sorted(named(found)) == sorted(demo.rows("SELECT rule, code FROM planted"))
    assert {rule for rule, _ in named(found)} == {each.code for each in risks.RULES}


def test_everyone_is_told_what_everyone_may_know(demo: Demo) -> None:
    found = demo.ask(LISTED.format(arguments="", day=DAY, first=1))["data"]["findings"]
    ours = "SELECT rule, count(*) FROM planted WHERE rule <> 'ARRANGEMENT_OUTLASTS_POST' GROUP BY 1"
    assert {each["rule"]["code"]: each["count"] for each in found["byRule"]} == dict(demo.rows(ours))


def test_pages_of_any_size_are_the_same_list(demo: Demo) -> None:
    whole = named(everything(demo))
    assert named(everything(demo, first=7)) == whole
    assert [rule for rule, _ in whole] == sorted(rule for rule, _ in whole)


def test_counts_by_rule_are_of_all_pages(demo: Demo) -> None:
    found = page(demo, first=1)
    counts = Counter(rule for (rule,) in demo.rows("SELECT rule FROM planted"))
    assert {each["rule"]["code"]: each["count"] for each in found["byRule"]} == counts
    assert found["totalCount"] == sum(counts.values())


def test_only_rules_that_are_asked_for(demo: Demo) -> None:
    found = named(everything(demo, "rules: [IDLE_ROOM, NO_OWNER], "))
    expected = demo.rows("SELECT rule, code FROM planted WHERE rule IN ('IDLE_ROOM', 'NO_OWNER')")
    assert sorted(found) == sorted(expected)
    serious = {each.code for each in risks.RULES if each.severity.value == "SERIOUS"}
    assert {rule for rule, _ in named(everything(demo, "severities: [SERIOUS], "))} == serious


def test_what_an_agency_answers_for(demo: Demo) -> None:
    """Vehicles and buildings that an agency or one below it owns, manages, uses or has."""
    top = demo.ask('{ agency(code: "330100-001") { id } }')["data"]["agency"]["id"]
    rules = ("VEHICLE_DUE", "VEHICLE_IDLE", "FUEL_ANOMALY", "IDLE_BUILDING", "ENERGY_ANOMALY", "OVERBOOKED_BUILDING")
    units = ", ".join(f"'{each}'" for each in demo.below("330100-001"))
    sql = f"""SELECT rule, code FROM planted WHERE rule IN {rules} AND code IN (
        SELECT asset FROM owns WHERE held(validFrom, validTo) AND owner IN ({units})
        UNION SELECT asset FROM manages WHERE held(validFrom, validTo) AND agency IN ({units})
        UNION SELECT used FROM uses WHERE held(validFrom, validTo) AND agency IN ({units})
        UNION SELECT vehicle FROM assigned_to WHERE held(validFrom, validTo) AND assignee IN ({units}))"""
    found = named(everything(demo, f'agency: "{top}", rules: [{", ".join(rules)}], '))
    assert sorted(found) == sorted(demo.rows(sql)) != []
    alone = named(everything(demo, f'agency: "{top}", includeSubordinates: false, '))
    assert set(alone) < set(named(everything(demo, f'agency: "{top}", ')))


def test_of_one_node_what_is_found_of_it(demo: Demo) -> None:
    expected: dict[str, set[str]] = {}
    ids: dict[str, str] = {}
    for each in everything(demo):
        expected.setdefault(each["node"]["code"], set()).add(each["rule"]["code"])
        ids[each["node"]["code"]] = each["node"]["id"]
    for code, rules in list(expected.items())[::7]:
        query = (
            f'{{ node(id: "{ids[code]}", asOf: "{DAY}") {{ findings {{ totalCount nodes {{ rule {{ code }} }} }} }} }}'
        )
        query = query.replace(f', asOf: "{DAY}") {{ findings', f') {{ findings(asOf: "{DAY}")')
        found = demo.ask(query, cleared=True)["data"]["node"]["findings"]
        assert {each["rule"]["code"] for each in found["nodes"]} == rules, code
        assert found["totalCount"] == len(rules)


def test_where_nothing_was_recorded_other_rules_go_on(demo: Demo) -> None:
    """Two years ago no vehicle's use was on record: what else is found of vehicles is found of each and of their agencies."""
    day = "2024-06-30"
    assert demo.rows(f"SELECT 1 FROM vehicle_usage WHERE month <= '{day}'") == []
    vehicles = [each for each in everything(demo, day=day) if each["node"]["__typename"] == "Vehicle"]
    assert len(vehicles) > 1
    one = vehicles[0]["node"]["id"]
    ours = [each["rule"]["code"] for each in vehicles if each["node"]["id"] == one]
    query = (
        f'{{ node(id: "{one}") {{ ... on Vehicle {{ findings(asOf: "{day}") {{ nodes {{ rule {{ code }} }} }} }} }} }}'
    )
    found = demo.ask(query)["data"]["node"]["findings"]["nodes"]
    assert [each["rule"]["code"] for each in found] == ours
    top = demo.ask('{ agency(code: "330000-001") { id } }')["data"]["agency"]["id"]
    of_agencies = everything(demo, f'agency: "{top}", ', day)
    assert any(each["node"]["__typename"] == "Vehicle" for each in of_agencies)


@pytest.mark.parametrize("day", ["2012-03-01", "2019-06-30"])
def test_on_another_day(demo: Demo, day: str) -> None:
    """Rules of agencies, assets, staff and housing, computed from the files of that day: what was there then, by its dates."""
    then = held(day, "validFrom", "validTo")
    there = {
        label: f"coalesce({begun}) <= '{day}' AND status <> 'PLANNED' AND {unless}"
        for label, begun, unless in (
            (
                "building",
                "acquiredOn, builtOn, ''",
                f"(disposedOn > '{day}' OR (disposedOn IS NULL AND status <> 'DISPOSED'))",
            ),
            (
                "land_parcel",
                "acquiredOn, ''",
                f"(disposedOn > '{day}' OR (disposedOn IS NULL AND status <> 'DISPOSED'))",
            ),
            ("vehicle", "registeredOn, ''", f"(disposedOn > '{day}' OR (disposedOn IS NULL AND status <> 'DISPOSED'))"),
            ("housing_unit", "acquiredOn, ''", "status <> 'DISPOSED'"),
        )
    }
    sql = {
        "ABOLISHED_HOLDS": f"""SELECT DISTINCT code FROM agency JOIN (
            SELECT owner AS party FROM owns WHERE {then} UNION SELECT agency FROM manages WHERE {then}
            UNION SELECT agency FROM uses WHERE {then} UNION SELECT agency FROM employs WHERE {then}
            UNION SELECT holder FROM holds_share WHERE {then}) ON party = code WHERE abolishedOn <= '{day}'""",
        "DOUBLE_ALLOTMENT": f"SELECT housingUnit FROM allotted_to WHERE {then} GROUP BY 1 HAVING count(DISTINCT staff) > 1",
        "TWO_HOUSING_UNITS": f"SELECT staff FROM allotted_to WHERE {then} GROUP BY 1 HAVING count(DISTINCT housingUnit) > 1",
        "STAFF_LEFT_HOLDS": f"""SELECT staff FROM (SELECT staff FROM allotted_to WHERE {then}
            UNION SELECT staff FROM occupies WHERE {then}
            UNION SELECT assignee FROM assigned_to WHERE assigneeKind = 'Staff' AND {then})
            WHERE staff NOT IN (SELECT staff FROM employs WHERE {then})""",
        "OVERBOOKED_BUILDING": f"""SELECT used FROM uses JOIN building b ON b.code = used WHERE {then}
            AND {there["building"]} GROUP BY used, usableAreaM2
            HAVING sum(areaM2::DOUBLE) > 1.05 * usableAreaM2::DOUBLE""",
    }
    sql["NO_OWNER"] = " UNION ".join(
        f"SELECT code FROM {label} WHERE {each} AND code NOT IN (SELECT asset FROM owns WHERE {then})"
        for label, each in there.items()
    )
    expected = sorted((rule, code) for rule, text in sql.items() for (code,) in demo.rows(text))
    assert sorted(named(everything(demo, f"rules: [{', '.join(sql)}], ", day))) == expected


@contextmanager
def smaller_offices(demo: Demo) -> Iterator[None]:
    """For the lowest rank of counties."""

    def limited(limit: float) -> None:
        statement = "MATCH (i:StandardItem {code: 'OFFICE-AREA/OFFICE_AREA_M2/COUNTY/2014'}) SET i.limit = $limit"
        demo.runner.run(demo.graph.write(statement, {"limit": limit}))

    limited(8.5)
    try:
        yield
    finally:
        limited(9)


def over_standard(demo: Demo) -> set[str]:
    return {code for _, code in named(everything(demo, "rules: [OFFICE_OVER_STANDARD], "))}


def test_another_standard_finds_otherwise(demo: Demo) -> None:
    """A smaller office for the lowest rank of counties: whoever has more is found, by the files as by the graph."""
    sql = f"""SELECT o.staff FROM occupies o JOIN staff s ON s.code = o.staff
        JOIN (SELECT DISTINCT staff, agency FROM employs WHERE held(validFrom, validTo)) e ON e.staff = o.staff
        JOIN agency a ON a.code = e.agency
        WHERE a.level = 'COUNTY' AND rank NOT IN ('正处', '副处', '正科', '副科') AND {held(DAY, "o.validFrom", "o.validTo")}
        GROUP BY o.staff HAVING sum(o.areaM2::DOUBLE) > 8.5"""
    with smaller_offices(demo):
        found = over_standard(demo)
    before = over_standard(demo)
    assert found - before == {code for (code,) in demo.rows(sql)} - before != set()


def test_of_several_posts_the_one_that_allows_most_counts(demo: Demo) -> None:
    """Staff of counties who also serve the province may have the office that the province gives them."""

    def write(statement: str) -> None:
        ((written,),) = demo.runner.run(demo.graph.write(f"{statement} RETURN count(*)", {}))
        assert written

    before = over_standard(demo)
    with smaller_offices(demo):
        write(
            "MATCH (p:Agency {level: 'PROVINCIAL'}) WITH p ORDER BY p.code LIMIT 1 "
            "MATCH (:Agency {level: 'COUNTY'})-[:EMPLOYS]->(s:Staff) "
            "WITH DISTINCT p, s CREATE (p)-[:EMPLOYS {id: 'second-' + s.id}]->(s)"
        )
        try:
            assert over_standard(demo) == before
        finally:
            write("MATCH ()-[r:EMPLOYS]->() WHERE r.id STARTS WITH 'second-' DELETE r")


def test_figures_are_those_of_the_files(demo: Demo) -> None:
    sql = """SELECT staff, sum(areaM2::DOUBLE) FROM occupies WHERE held(validFrom, validTo) GROUP BY 1"""
    occupied = dict(demo.rows(sql))
    for each in everything(demo, "rules: [OFFICE_OVER_STANDARD], "):
        figures = {one["name"]: one["value"] for one in each["figures"]}
        assert figures["occupied"] == pytest.approx(occupied[each["node"]["code"]])
        assert figures["occupied"] > figures["allowed"]


def test_an_agency_that_is_not_there_is_told(demo: Demo) -> None:
    # A building has an id, but is no agency: nothing would be found of it, and that would be believed.
    building = demo.ask("{ buildings(first: 1) { nodes { id } } }")["data"]["buildings"]["nodes"][0]["id"]
    for id_ in ("nobody", building):
        answer = demo.ask(f'{{ findings(agency: "{id_}") {{ totalCount }} }}')
        assert answer["errors"][0]["message"] == "`agency` is the id of no Agency in the graph."


def test_no_rule_named_is_refused(demo: Demo) -> None:
    answer = demo.ask("{ findings(rules: []) { totalCount } }")
    assert answer["errors"][0]["extensions"]["code"] == "BAD_ARGUMENT"
