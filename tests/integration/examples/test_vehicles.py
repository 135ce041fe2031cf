"""Vehicles: how many there are, which exceed a limit, which are due."""

from typing import Any

import pytest

from tests.integration.examples.conftest import Demo

pytestmark = pytest.mark.integration

DRIVEN = "FROM vehicle v WHERE status <> 'DISPOSED'"


def test_the_fleet_below_an_agency(demo: Demo) -> None:
    below = str(tuple(sorted(demo.below("330100-001"))))
    fleet = f"""SELECT kind, count(*), sum(purchasePrice::DOUBLE) {DRIVEN} AND code IN (
        SELECT asset FROM manages WHERE agency IN {below} AND held(validFrom, validTo)) GROUP BY 1"""
    found = [
        (each["keys"]["kind"], each["aggregate"]["count"], float(each["aggregate"]["purchasePrice"]["sum"]))
        for each in demo.answer("The fleet below an agency")["vehiclesGroupBy"]
    ]
    assert sorted(found) == sorted(demo.rows(fleet))


def test_over_price_or_displacement(demo: Demo) -> None:
    found = demo.answer("Over price or displacement")["vehicles"]
    over = f"""SELECT code, purchasePrice::DOUBLE, displacementL::DOUBLE {DRIVEN} AND (
        kind IN ('EMERGENCY', 'OTHER') AND (purchasePrice::DOUBLE > 180000 OR displacementL::DOUBLE > 1.8)
        OR kind = 'CONFIDENTIAL_COMMUNICATION' AND (purchasePrice::DOUBLE > 120000 OR displacementL::DOUBLE > 1.6)) ORDER BY 1"""
    seen = [(each["code"], float(each["purchasePrice"]), each["displacementL"]) for each in found["nodes"]]
    assert seen == demo.rows(over) != []
    assert found["totalCount"] == len(seen)
    for each in found["nodes"]:
        assignees = f"SELECT assignee FROM assigned_to WHERE vehicle = '{each['code']}' AND held(validFrom, validTo)"
        names = demo.names("agency") | demo.names("staff")
        assert [to["name"] for to in each["assignedTo"]["nodes"]] == [names[code] for (code,) in demo.rows(assignees)]


def test_due_for_renewal(demo: Demo) -> None:
    found = demo.answer("Due for renewal")["vehicles"]
    due = f"""SELECT plate, registeredOn, odometerKm::DOUBLE, (SELECT name FROM manages m JOIN agency a ON a.code = m.agency
            WHERE m.asset = v.code AND held(m.validFrom, m.validTo))
        {DRIVEN} AND registeredOn::DATE + INTERVAL 8 YEAR <= DATE '2026-06-30' ORDER BY 2"""
    expected = demo.rows(due)
    assert found["totalCount"] == len(expected) > 0
    seen = [
        (each["plate"], each["registeredOn"], each["odometerKm"], custodian["name"])
        for each in found["nodes"]
        for custodian in each["custodians"]["nodes"]
    ]
    assert seen == expected[:4]


def test_the_costliest(demo: Demo) -> None:
    found = demo.answer("The costliest vehicles")["vehicles"]
    costly = demo.rows(
        f"SELECT purchasePrice::DOUBLE, plate {DRIVEN} AND purchasePrice::DOUBLE > 180000 ORDER BY 1 DESC"
    )
    assert found["totalCount"] == len(costly)
    seen = [(float(each["purchasePrice"]), each["plate"]) for each in found["nodes"]]
    assert [price for price, _ in seen] == [price for price, _ in costly[:3]]
    assert {*seen} <= {*costly}


def test_year_by_year(demo: Demo) -> None:
    sql = """SELECT year(registeredOn::DATE), count(*), avg(purchasePrice::DOUBLE) FROM vehicle GROUP BY 1
        ORDER BY 2 DESC, 1 LIMIT 3"""
    found: list[Any] = [
        (each["keys"]["registeredOnYear"], each["aggregate"]["count"], float(each["aggregate"]["purchasePrice"]["avg"]))
        for each in demo.answer("Vehicles year by year")["vehiclesGroupBy"]
    ]
    assert found == [(year, count, pytest.approx(mean)) for year, count, mean in demo.rows(sql)]
