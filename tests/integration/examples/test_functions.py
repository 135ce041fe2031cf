"""Standards, energy, works and money, services, risks: each answer of these parts of the page, from the files."""

from collections import Counter
from typing import Any

import pytest

from tests.integration.examples.conftest import DAY, Demo, held

pytestmark = pytest.mark.integration


def test_standards(demo: Demo) -> None:
    found = demo.answer("What may be had by rank")["standardItems"]["nodes"]
    sql = """SELECT rank, "limit"::DOUBLE, i.instrument, s.name, p.instrument FROM standard_items i JOIN standards s ON s.code = i.standard
        JOIN policies p ON p.code = s.policy WHERE measure = 'OFFICE_AREA_M2' AND level = 'PROVINCIAL' ORDER BY 2 DESC"""
    seen = [
        (
            each["rank"],
            each["limit"],
            each["instrument"],
            each["standard"]["name"],
            each["standard"]["policy"]["instrument"],
        )
        for each in found
    ]
    assert seen == demo.rows(sql)


def test_offices_against_the_standard(demo: Demo) -> None:
    found = demo.answer("Offices against the standard")["agency"]["subordinates"]["nodes"]
    sql = "SELECT agency FROM subordinate_to WHERE superior = '330000-001' AND held(validFrom, validTo) ORDER BY 1 LIMIT 3"
    for each, (code,) in zip(found, demo.rows(sql), strict=True):
        among = ", ".join(f"'{one}'" for one in demo.below(code))
        area = f"""SELECT sum(areaM2::DOUBLE) FROM occupies WHERE held(validFrom, validTo) AND staff IN (
            SELECT staff FROM employs WHERE held(validFrom, validTo) AND agency IN ({among}))"""
        assert each["officeSpace"]["occupiedM2"] == pytest.approx(demo.one(area))


def test_the_fleet_against_its_quota(demo: Demo) -> None:
    found = demo.answer("The fleet against its quota")["agency"]
    among = ", ".join(f"'{each}'" for each in demo.below("330200-001"))
    quotas = dict(demo.rows(f"SELECT kind, sum(quota::INT) FROM vehicle_plan WHERE agency IN ({among}) GROUP BY 1"))
    assert {each["kind"]: each["quota"] for each in found["fleet"] if each["quota"]} == quotas
    sql = f"""SELECT count(DISTINCT vehicle), sum(distanceKm::DOUBLE) FROM vehicle_usage WHERE vehicle IN (
        SELECT vehicle FROM assigned_to WHERE held(validFrom, validTo) AND (assignee IN ({among}) OR assignee IN (
            SELECT staff FROM employs WHERE held(validFrom, validTo) AND agency IN ({among}))))"""
    ((vehicles, distance),) = demo.rows(sql)
    assert (found["driving"]["vehicles"], found["driving"]["distanceKm"]) == (vehicles, pytest.approx(distance))


def test_energy_of_a_city(demo: Demo) -> None:
    found = demo.answer("Energy of a city")["division"]["energy"]
    sql = f"""SELECT count(DISTINCT staff) FROM occupies o JOIN part_of p ON p.part = o.room WHERE {held(DAY, "o.validFrom", "o.validTo")}
        AND whole IN (SELECT building FROM energy_reading) AND whole IN (
            SELECT located FROM situated_in WHERE division LIKE '3301%' AND held(validFrom, validTo))"""
    assert found["people"] == demo.one(sql)
    assert found["kgcePerPerson"] == pytest.approx(found["kgce"] / found["people"])


def test_a_building_beside_its_sector(demo: Demo) -> None:
    found = demo.answer("A building beside its sector")["building"]
    sql = """SELECT month, electricityKwh::DOUBLE, naturalGasM3::DOUBLE, waterM3::DOUBLE FROM energy_reading
        WHERE building = '330200-B0002' AND month >= '2026-04-01' ORDER BY 1"""
    assert [tuple(each.values()) for each in found["energyReadings"]["nodes"]] == demo.rows(sql)
    assert found["energyBenchmark"]["limitKgcePerM2"] == 17.56


def test_works_that_are_late(demo: Demo) -> None:
    found = demo.answer("Works that are late")["maintenancePlans"]
    late = "FROM maintenance_plan m JOIN agency a ON a.code = m.agency WHERE plannedTo < '2026-06-30' AND completedOn IS NULL"
    assert found["totalCount"] == demo.one(f"SELECT count(*) {late}")
    expected = demo.rows(f"SELECT m.name, a.name, plannedTo {late} ORDER BY plannedTo, m.code LIMIT 3")
    assert [(each["name"], each["agency"]["name"], each["plannedTo"]) for each in found["nodes"]] == expected


def test_disposals(demo: Demo) -> None:
    found = demo.answer("Disposals by year and kind")
    sql = """SELECT year(disposedOn::DATE), kind, currency, count(*), sum(amount::INT) FROM disposal WHERE disposedOn >= '2024-01-01' GROUP BY ALL"""
    seen = {
        (*each["keys"].values(), each["aggregate"]["count"], float(each["aggregate"]["amount"]["sum"]))
        for each in found["disposalsGroupBy"]
    }
    assert seen == {(*keys, float(total)) for *keys, total in demo.rows(sql)}
    counts = {each["keys"]["result"]: each["aggregate"]["count"] for each in found["stockTakeItemsGroupBy"]}
    assert counts == dict(demo.rows("SELECT result, count(*) FROM stock_take_item GROUP BY 1"))


def test_income(demo: Demo) -> None:
    found = demo.answer("Income by year")["incomeItemsGroupBy"]
    seen = {(*each["keys"].values(), float(each["aggregate"]["amount"]["sum"])) for each in found}
    sql = "SELECT year::INT, kind, currency, sum(amount::INT)::DOUBLE FROM income_item GROUP BY ALL"
    assert seen == {*demo.rows(sql)}
    assert {currency for _, _, currency, _ in seen} == {"CNY", "HKD"}


def test_what_it_costs_to_operate(demo: Demo) -> None:
    found = demo.answer("What it costs to operate")["agency"]["costs"]
    among = ", ".join(f"'{each}'" for each in demo.below("330400-001"))
    sql = f"SELECT category, currency, sum(amount::INT)::DOUBLE FROM operating_cost WHERE agency IN ({among}) GROUP BY ALL ORDER BY ALL"
    assert [(each["category"], each["currency"], float(each["amount"])) for each in found] == demo.rows(sql)


def test_housing_and_its_funds(demo: Demo) -> None:
    found = demo.answer("Housing and its funds")
    sql = "SELECT kind, balance::DOUBLE FROM fund_account WHERE agency = '330600-010' AND year = '2025' ORDER BY code"
    assert [(each["kind"], float(each["balance"])) for each in found["fundAccounts"]["nodes"]] == demo.rows(sql)
    among = ", ".join(f"'{each}'" for each in demo.below("330600-001"))
    people = f"""SELECT count(DISTINCT staff) FROM allotted_to WHERE held(validFrom, validTo) AND staff IN (
        SELECT staff FROM employs WHERE held(validFrom, validTo) AND agency IN ({among}))"""
    assert found["agency"]["housing"]["people"] == demo.one(people)


def test_free_for_an_event(demo: Demo) -> None:
    found = demo.answer("Free for an event")
    taken = "SELECT reserved FROM reservation WHERE status <> 'CANCELLED' AND startsOn < '2026-07-22' AND endsOn > '2026-07-20'"
    rooms = (
        f"""FROM room WHERE use = 'MEETING' AND status = 'IN_USE' AND code LIKE '330000%' AND code NOT IN ({taken})"""
    )
    assert found["rooms"]["totalCount"] == demo.one(f"SELECT count(*) {rooms}")
    best = demo.rows(f"SELECT code {rooms} ORDER BY usableAreaM2::DOUBLE DESC, code LIMIT 3")
    assert [(each["code"],) for each in found["rooms"]["nodes"]] == best
    cars = f"SELECT count(*) FROM vehicle WHERE status = 'IN_USE' AND code LIKE '330000%' AND code NOT IN ({taken})"
    assert found["vehiclesAggregate"]["count"] == demo.one(cars)


def test_services_of_the_centre(demo: Demo) -> None:
    found = demo.answer("Services of the centre")["compound"]
    sql = "SELECT kind, amount::DOUBLE FROM logistics_service WHERE compound = '330000-C01' ORDER BY kind"
    assert [(each["kind"], float(each["amount"])) for each in found["logisticsServices"]["nodes"]] == demo.rows(sql)
    area = "SELECT areaM2::DOUBLE FROM property_contract WHERE compound = '330000-C01' AND startsOn = '2025-01-01'"
    assert found["propertyContracts"]["nodes"][0]["areaM2"] == demo.one(area)


def test_kindergartens(demo: Demo) -> None:
    found = demo.answer("Places in kindergartens")["enrolmentsGroupBy"]
    sql = "SELECT year::INT, count(*), sum(places::INT), sum(enrolled::INT), sum(ofEmployees::INT) FROM enrolment GROUP BY 1"
    seen: set[Any] = {
        (each["keys"]["year"], each["aggregate"]["count"], *(each["aggregate"][name]["sum"] for name in ("places", "enrolled", "ofEmployees")))
        for each in found
    }  # fmt: skip
    assert seen == {*demo.rows(sql)}


def test_tasks(demo: Demo) -> None:
    found = demo.answer("Tasks not done in time")["tasks"]
    late = "FROM task WHERE dueOn < '2026-06-30' AND status <> 'CLOSED'"
    assert found["totalCount"] == demo.one(f"SELECT count(*) {late}")
    assert [(each["name"],) for each in found["nodes"]] == demo.rows(f"SELECT name {late} ORDER BY dueOn, code LIMIT 3")


def test_open_findings(demo: Demo) -> None:
    found = demo.answer("Open findings of inspections")["inspectionFindings"]
    open_ones = "FROM inspection_finding f JOIN inspection i ON i.code = f.inspection JOIN agency a ON a.code = i.agency WHERE f.severity = 'SERIOUS' AND f.status <> 'CLOSED'"
    assert found["totalCount"] == demo.one(f"SELECT count(*) {open_ones}")
    expected = demo.rows(f"SELECT a.name, f.dueOn {open_ones} ORDER BY f.dueOn, f.code LIMIT 3")
    assert [(each["inspection"]["agency"]["name"], each["dueOn"]) for each in found["nodes"]] == expected


def test_what_rules_find(demo: Demo) -> None:
    found = demo.answer("What rules find")["findings"]
    everyones = "SELECT rule FROM planted WHERE rule <> 'ARRANGEMENT_OUTLASTS_POST'"
    counts = Counter(rule for (rule,) in demo.rows(everyones))
    assert {each["rule"]["code"]: each["count"] for each in found["byRule"]} == counts
    assert found["totalCount"] == counts.total()


def test_what_one_agency_has_to_put_right(demo: Demo) -> None:
    found = demo.answer("What one agency has to put right")["findings"]
    planted = dict(demo.rows("SELECT code, rule FROM planted"))
    assert found["totalCount"] > 0
    assert {each["node"]["code"] for each in found["nodes"]} <= planted.keys()


def test_what_is_wrong_with_one_vehicle(demo: Demo) -> None:
    found = demo.answer("What is wrong with one vehicle")["vehicle"]["findings"]["nodes"]
    rules = {rule for (rule,) in demo.rows("SELECT rule FROM planted WHERE code = '330000-V00002'")}
    assert {each["rule"]["code"] for each in found} == rules
