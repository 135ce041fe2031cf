"""What is worth finding in the demo: a query over its files for each rule finds the nodes recorded, and no other."""

from collections.abc import Callable
from typing import Any

import duckdb
import networkx as nx  # type: ignore[import-untyped]  # it has no types of its own
import pytest

from ingest.demo import SCALES, write
from ingest.demo.sheets import FILES

DAY = "2026-06-30"
HELD = f"coalesce(validFrom, '') <= '{DAY}' AND (validTo IS NULL OR validTo > '{DAY}')"
EMPLOYED = f"SELECT staff FROM employs WHERE {HELD}"
HOLDERS = f"""SELECT owner AS party FROM owns WHERE {HELD} UNION ALL SELECT agency FROM manages WHERE {HELD}
    UNION ALL SELECT agency FROM uses WHERE {HELD} UNION ALL SELECT agency FROM employs WHERE {HELD}"""
TENURE = f"SELECT asset, assetKind, owner FROM owns WHERE {HELD}"
FOUND = {
    "ABOLISHED_HOLDS": f"SELECT DISTINCT code FROM agency JOIN ({HOLDERS}) ON party = code WHERE abolishedOn <= '{DAY}'",
    "DOUBLE_ALLOTMENT": f"SELECT housingUnit FROM allotted_to WHERE {HELD} GROUP BY 1 HAVING count(DISTINCT staff) > 1",
    "IDLE_BUILDING": f"""SELECT whole FROM part_of JOIN building b ON b.code = whole WHERE kind = 'Room' AND b.status <> 'DISPOSED'
        GROUP BY 1 HAVING count(*) FILTER (part IN (SELECT room FROM occupies WHERE {HELD})) < 0.4 * count(*) FILTER (
            part IN (SELECT code FROM room WHERE use = 'OFFICE'))""",
    "IDLE_ROOM": """SELECT code FROM room WHERE use = 'OFFICE' AND status = 'IN_USE'
        AND code NOT IN (SELECT room FROM occupies WHERE validTo IS NULL OR validTo > '2026-01-01')""",
    "OFFICE_OVER_STANDARD": f"""SELECT staff FROM occupies JOIN staff s ON s.code = staff WHERE {HELD} GROUP BY s.code, staff, rank
        HAVING sum(areaM2::DOUBLE) > CASE
            WHEN staff[:6] = '330000' THEN CASE rank WHEN '正厅' THEN 30 WHEN '副厅' THEN 24 WHEN '正处' THEN 18 WHEN '副处' THEN 12 ELSE 9 END
            WHEN staff[5:6] = '00' THEN CASE rank WHEN '正处' THEN 24 WHEN '副处' THEN 18 ELSE 9 END
            ELSE CASE rank WHEN '正科' THEN 18 WHEN '副科' THEN 12 ELSE 9 END END""",
    "OWNER_LAND_DIFFERS": f"""SELECT DISTINCT building FROM stands_on s JOIN ({TENURE}) b ON b.asset = s.building
        WHERE NOT EXISTS (FROM ({TENURE}) l WHERE l.asset = s.parcel AND l.owner = b.owner)""",
    "RIGHT_EXPIRED": f"""SELECT DISTINCT p.code FROM land_parcel p JOIN stands_on s ON s.parcel = p.code
        JOIN uses u ON u.used = s.building WHERE p.rightExpiresOn <= '{DAY}' AND u.validTo IS NULL""",
    "STAFF_LEFT_HOLDS": f"""SELECT staff FROM (SELECT staff FROM allotted_to WHERE {HELD} UNION SELECT staff FROM occupies WHERE {HELD}
        UNION SELECT assignee FROM assigned_to WHERE assigneeKind = 'Staff' AND {HELD}) WHERE staff NOT IN ({EMPLOYED})""",
    "TWO_HOUSING_UNITS": f"SELECT staff FROM allotted_to WHERE {HELD} GROUP BY 1 HAVING count(DISTINCT housingUnit) > 1",
    "TWO_OFFICES": f"""SELECT staff FROM occupies o JOIN part_of p ON p.part = o.room WHERE o.validFrom <= '{DAY}'
        AND (o.validTo IS NULL OR o.validTo > '{DAY}') GROUP BY 1 HAVING count(DISTINCT whole) > 1""",
    "VEHICLE_DUE": "SELECT code FROM vehicle WHERE status <> 'DISPOSED' AND registeredOn <= '2018-06-30'",
    "VEHICLE_OVER_DISPLACEMENT": """SELECT code FROM vehicle WHERE status <> 'DISPOSED' AND displacementL::DOUBLE >
        CASE kind WHEN 'EMERGENCY' THEN 1.8 WHEN 'OTHER' THEN 1.8 WHEN 'CONFIDENTIAL_COMMUNICATION' THEN 1.6 END""",
    "VEHICLE_OVER_PRICE": """SELECT code FROM vehicle WHERE status <> 'DISPOSED' AND purchasePrice::DOUBLE >
        CASE kind WHEN 'EMERGENCY' THEN 180000 WHEN 'OTHER' THEN 180000 WHEN 'CONFIDENTIAL_COMMUNICATION' THEN 120000 END""",
}

Ask = Callable[[str], list[tuple[Any, ...]]]


@pytest.fixture(scope="module", params=(33, 5))
def ask(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Ask:
    folder = tmp_path_factory.mktemp("demo")
    write(folder, SCALES["S"], request.param)
    connection = duckdb.connect()
    for name in FILES.values():
        connection.execute(f"CREATE TABLE {name} AS FROM read_csv('{folder}/{name}.csv', all_varchar = true)")
    return lambda sql: connection.execute(sql).fetchall()


def planted(ask: Ask, rule: str) -> list[tuple[Any, ...]]:
    return ask(f"SELECT code FROM planted WHERE rule = '{rule}' ORDER BY 1")


@pytest.mark.parametrize("rule", FOUND)
def test_what_was_made_wrong_is_what_is_found(ask: Ask, rule: str) -> None:
    assert sorted(ask(FOUND[rule])) == planted(ask, rule) != []


def test_circles_are_those_recorded(ask: Ask) -> None:
    graph: nx.DiGraph[str] = nx.DiGraph(ask(f"SELECT holder, enterprise FROM holds_share WHERE {HELD}"))
    circles = [circle for circle in nx.strongly_connected_components(graph) if len(circle) > 1]
    recorded = {code for (code,) in planted(ask, "CIRCULAR_HOLDING")}
    assert [len(circle & recorded) for circle in circles] == [1] * len(recorded)


def test_no_rule_is_recorded_that_is_not_looked_for(ask: Ask) -> None:
    assert {rule for (rule,) in ask("SELECT rule FROM planted")} == {*FOUND, "CIRCULAR_HOLDING"}
