"""What is worth finding in the demo: a query over its files for each rule finds the nodes recorded, and no other."""

from collections.abc import Callable
from typing import Any

import duckdb
import networkx as nx  # type: ignore[import-untyped]  # it has no types of its own
import pytest

from ingest.demo import SCALES, write
from ingest.demo.sheets import FILES
from schema import risks
from schema.identifiers import credit_code_fault, parcel_code_fault, plate_fault, unit_code_fault, vin_fault

DAY = "2026-06-30"
HELD = f"coalesce(validFrom, '') <= '{DAY}' AND (validTo IS NULL OR validTo > '{DAY}')"
EMPLOYED = f"SELECT staff FROM employs WHERE {HELD}"
HOLDERS = f"""SELECT owner AS party FROM owns WHERE {HELD} UNION ALL SELECT agency FROM manages WHERE {HELD}
    UNION ALL SELECT agency FROM uses WHERE {HELD} UNION ALL SELECT agency FROM employs WHERE {HELD}"""
YEAR = f"month > '2025-06-30' AND month <= '{DAY}'"
OWNED = ("land_parcel", "building", "housing_unit", "vehicle")
LIVE = " UNION ALL ".join(f"SELECT code FROM {table} WHERE status NOT IN ('PLANNED', 'DISPOSED')" for table in OWNED)
SHARES = f"""SELECT asset AS of, "right" AS kind, sum(share::DECIMAL(18, 12)) AS total, count(*) = count(share) AS known
        FROM owns WHERE {HELD} GROUP BY ALL
    UNION ALL SELECT enterprise, kind, sum(share::DECIMAL(18, 12)), count(*) = count(share)
        FROM holds_share WHERE {HELD} GROUP BY ALL"""
LIMITS = f"SELECT * FROM standard_items WHERE {HELD}"
LITRES = f"""SELECT v.code, model, 100 * sum(fuelL::DOUBLE) / sum(distanceKm::DOUBLE) AS litres FROM vehicle_usage u
    JOIN vehicle v ON v.code = u.vehicle WHERE {YEAR} AND v.status <> 'DISPOSED' GROUP BY ALL HAVING sum(fuelL::DOUBLE) > 0"""
COAL = """electricityKwh::DOUBLE * (SELECT "limit"::DOUBLE FROM standard_items WHERE measure = 'KGCE_PER_KWH')
    + naturalGasM3::DOUBLE * (SELECT "limit"::DOUBLE FROM standard_items WHERE measure = 'KGCE_PER_M3_GAS')"""
SECTORS = f"""SELECT used, arg_max(sector, (area, sector)) AS sector FROM (SELECT used, sector, sum(areaM2::DOUBLE) AS area
    FROM uses u JOIN agency a ON a.code = u.agency WHERE {HELD} GROUP BY ALL) GROUP BY used"""
ENERGY = f"""SELECT e.building, sector, sum({COAL}) / any_value(grossFloorAreaM2::DOUBLE) AS intensity, count(*) AS months
    FROM energy_reading e JOIN building b ON b.code = e.building LEFT JOIN ({SECTORS}) s ON s.used = e.building
    WHERE {YEAR} GROUP BY ALL"""
HAD = f"""SELECT assignee AS agency, vehicle FROM assigned_to WHERE assigneeKind = 'Agency' AND {HELD} UNION
    SELECT agency, vehicle FROM assigned_to t JOIN employs e ON e.staff = t.assignee
    WHERE assigneeKind = 'Staff' AND coalesce(t.validFrom, '') <= '{DAY}' AND (t.validTo IS NULL OR t.validTo > '{DAY}')
    AND coalesce(e.validFrom, '') <= '{DAY}' AND (e.validTo IS NULL OR e.validTo > '{DAY}')"""
TENURE = f"SELECT asset, assetKind, owner FROM owns WHERE {HELD}"
FOUND = {
    "ABOLISHED_HOLDS": f"SELECT DISTINCT code FROM agency JOIN ({HOLDERS}) ON party = code WHERE abolishedOn <= '{DAY}'",
    "ARRANGEMENT_OUTLASTS_POST": f"""SELECT code FROM service_arrangement WHERE startsOn <= '{DAY}'
        AND (endsOn IS NULL OR endsOn > '{DAY}') AND recipient NOT IN ({EMPLOYED})""",
    "BUILDING_WITHOUT_PARCEL": f"""SELECT code FROM building WHERE status <> 'DISPOSED'
        AND code NOT IN (SELECT building FROM stands_on WHERE coalesce(validFrom, '') <= '{DAY}')""",
    "DISPOSED_IN_USE": f"""SELECT DISTINCT code FROM (SELECT code, disposedOn FROM vehicle UNION ALL SELECT code, disposedOn FROM building
        UNION ALL SELECT code, disposedOn FROM room UNION ALL SELECT code, disposedOn FROM land_parcel) JOIN (
            SELECT vehicle AS used FROM assigned_to WHERE {HELD} UNION SELECT room FROM occupies WHERE {HELD}
            UNION SELECT used FROM uses WHERE {HELD}) ON used = code WHERE disposedOn <= '{DAY}'""",
    "DUPLICATE_IDENTIFIER": f"""SELECT v.code FROM vehicle v JOIN vehicle w USING (plate)
        WHERE v.code <> w.code AND v.status <> 'DISPOSED' AND w.status <> 'DISPOSED'
        UNION SELECT asset FROM owns WHERE {HELD} AND certificateNo IN (
            SELECT certificateNo FROM owns WHERE {HELD} GROUP BY 1 HAVING count(DISTINCT asset) > 1)""",
    "ENERGY_ANOMALY": f"""WITH e AS ({ENERGY}), m AS (SELECT sector, median(intensity) AS middle FROM e GROUP BY 1)
        SELECT building FROM e JOIN m USING (sector) WHERE intensity > 3 * middle OR months < 12""",
    "FUEL_ANOMALY": f"""WITH l AS ({LITRES}), m AS (SELECT model, median(litres) AS middle FROM l GROUP BY 1)
        SELECT code FROM l JOIN m USING (model) WHERE litres > 2 * middle""",
    "HOUSING_OVER_STANDARD": f"""SELECT staff FROM (SELECT DISTINCT staff, housingUnit FROM allotted_to WHERE {HELD})
        JOIN housing_unit h ON h.code = housingUnit JOIN staff s ON s.code = staff GROUP BY staff, rank
        HAVING sum(floorAreaM2::DOUBLE) > coalesce(
            (SELECT max("limit"::DOUBLE) FROM standard_items i WHERE measure = 'HOUSING_AREA_M2' AND i.rank = s.rank),
            (SELECT max("limit"::DOUBLE) FROM standard_items i WHERE measure = 'HOUSING_AREA_M2' AND i.rank IS NULL))""",
    "NO_OWNER": f"SELECT code FROM ({LIVE}) WHERE code NOT IN (SELECT asset FROM owns WHERE {HELD})",
    "OVERBOOKED_BUILDING": f"""SELECT used FROM uses JOIN building b ON b.code = used WHERE {HELD} AND status <> 'DISPOSED'
        GROUP BY used, usableAreaM2 HAVING sum(areaM2::DOUBLE) > 1.05 * usableAreaM2::DOUBLE""",
    "OVERLAPPING_PERIODS": f"""SELECT asset FROM manages WHERE {HELD} GROUP BY 1 HAVING count(DISTINCT agency) > 1
        UNION SELECT agency FROM subordinate_to WHERE kind = 'LEADS' AND {HELD} GROUP BY 1 HAVING count(DISTINCT superior) > 1""",
    "PARCEL_MISMATCH": """SELECT building FROM stands_on JOIN building b ON b.code = building JOIN land_parcel p ON p.code = parcel
        WHERE b.status <> 'DISPOSED' GROUP BY 1
        HAVING NOT bool_or(starts_with(b.realEstateUnitCode, p.realEstateUnitCode))""",
    "SHARES_NOT_ONE": f"""SELECT DISTINCT of FROM ({SHARES}) WHERE total > 1.000001 OR (known AND total < 0.999999)""",
    "VEHICLE_IDLE": f"""SELECT vehicle FROM vehicle_usage WHERE {YEAR} GROUP BY 1 HAVING avg(distanceKm::DOUBLE) < 500""",
    "VEHICLE_OVER_QUOTA": f"""WITH had AS ({HAD}) SELECT DISTINCT p.agency FROM vehicle_plan p JOIN had ON had.agency = p.agency
        JOIN vehicle v ON v.code = had.vehicle AND v.kind = p.kind AND v.status <> 'DISPOSED'
        GROUP BY p.agency, p.kind, p.quota HAVING count(DISTINCT v.code) > p.quota::INT""",
    "DOUBLE_ALLOTMENT": f"SELECT housingUnit FROM allotted_to WHERE {HELD} GROUP BY 1 HAVING count(DISTINCT staff) > 1",
    "IDLE_BUILDING": f"""SELECT whole FROM part_of JOIN building b ON b.code = whole WHERE kind = 'Room' AND b.status <> 'DISPOSED'
        GROUP BY 1 HAVING count(*) FILTER (part IN (SELECT room FROM occupies WHERE {HELD})) < 0.4 * count(*) FILTER (
            part IN (SELECT code FROM room WHERE use = 'OFFICE'))""",
    "IDLE_ROOM": """SELECT code FROM room WHERE use = 'OFFICE' AND status = 'IN_USE'
        AND code NOT IN (SELECT room FROM occupies WHERE validTo IS NULL OR validTo > '2026-01-01')""",
    "OFFICE_OVER_STANDARD": f"""WITH limits AS ({LIMITS}), had AS (
            SELECT staff, sum(areaM2::DOUBLE) AS area FROM occupies WHERE {HELD} GROUP BY 1)
        SELECT DISTINCT had.staff FROM had JOIN staff s ON s.code = had.staff JOIN employs e ON e.staff = had.staff AND {HELD}
        JOIN agency a ON a.code = e.agency WHERE area > 0.005 + coalesce(
            (SELECT max("limit"::DOUBLE) FROM limits i WHERE i.measure = 'OFFICE_AREA_M2' AND i.level = a.level AND i.rank = s.rank),
            (SELECT max("limit"::DOUBLE) FROM limits i WHERE i.measure = 'OFFICE_AREA_M2' AND i.level = a.level AND i.rank IS NULL))""",
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
    for name in (*FILES.values(), "standard_items"):
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
    assert sorted(code for circle in circles for code in circle) == [
        code for (code,) in planted(ask, "CIRCULAR_HOLDING")
    ]


def test_bad_identifiers_are_those_recorded(ask: Ask) -> None:
    checks = (("vehicle", "vin", vin_fault), ("vehicle", "plate", plate_fault), ("agency", "creditCode", credit_code_fault),
              ("enterprise", "creditCode", credit_code_fault), ("land_parcel", "realEstateUnitCode", parcel_code_fault),
              ("building", "realEstateUnitCode", unit_code_fault), ("housing_unit", "realEstateUnitCode", unit_code_fault))  # fmt: skip
    rows = [(code, fault(value)) for table, column, fault in checks
            for code, value in ask(f"SELECT code, {column} FROM {table} WHERE {column} IS NOT NULL")]  # fmt: skip
    assert sorted((code,) for code, wrong in rows if wrong) == planted(ask, "BAD_IDENTIFIER") != []


def test_each_rule_has_cases(ask: Ask) -> None:
    known = {each.code for each in risks.RULES}
    assert {rule for (rule,) in ask("SELECT rule FROM planted")} == known
    assert {*FOUND, "CIRCULAR_HOLDING", "BAD_IDENTIFIER"} == known
