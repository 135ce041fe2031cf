"""People, and the housing units allotted to them."""

import pytest

from tests.integration.examples.conftest import Demo

pytestmark = pytest.mark.integration

MEMBER = "330000-010-0010"


def test_all_of_one_member(demo: Demo) -> None:
    found = demo.answer("All of one member of staff")["staffMember"]
    mine = f"= '{MEMBER}' AND held(validFrom, validTo)"
    rooms = demo.rows(f"SELECT room, areaM2::DOUBLE FROM occupies WHERE staff {mine}")
    assert [(edge["node"]["code"], edge["areaM2"]) for edge in found["rooms"]["edges"]] == rooms != []
    employers = demo.rows(f"SELECT name, post, validFrom FROM employs JOIN agency ON code = agency WHERE staff {mine}")
    seen = [(edge["node"]["name"], edge["post"], edge["validFrom"]) for edge in found["employers"]["edges"]]
    assert seen == employers != []
    vehicles = demo.rows(f"SELECT plate, kind FROM assigned_to JOIN vehicle ON code = vehicle WHERE assignee {mine}")
    assert [(each["plate"], each["kind"]) for each in found["vehicles"]["nodes"]] == vehicles != []
    units = f"""SELECT code, floorAreaM2::DOUBLE, a.kind, rent::DOUBLE
        FROM allotted_to a JOIN housing_unit ON code = housingUnit WHERE staff {mine}"""
    homes = [
        (edge["node"]["code"], edge["node"]["floorAreaM2"], edge["kind"], float(edge["rent"]))
        for edge in found["housingUnits"]["edges"]
    ]
    assert homes == demo.rows(units) != []


def test_more_than_one_may_have(demo: Demo) -> None:
    found = demo.answer("Two offices, two housing units, or too large a one")
    several = "WHERE held(validFrom, validTo) GROUP BY 1 HAVING count(*) > 1 ORDER BY 1"
    offices = demo.rows(f"SELECT staff, list_sort(list(room)) FROM occupies {several}")
    seen = [(each["code"], [room["code"] for room in each["rooms"]["nodes"]]) for each in found["offices"]["nodes"]]
    assert seen == offices[:1] != []
    assert found["offices"]["totalCount"] == len(offices)
    homes = demo.rows(f"SELECT staff, list_sort(list(housingUnit)) FROM allotted_to {several}")
    units = [
        (each["code"], [edge["node"]["code"] for edge in each["housingUnits"]["edges"]])
        for each in found["homes"]["nodes"]
    ]
    assert units == homes[:1] != []
    assert found["homes"]["totalCount"] == len(homes)
    large = """SELECT s.code, h.code, floorAreaM2::DOUBLE FROM allotted_to JOIN staff s ON s.code = staff
        JOIN housing_unit h ON h.code = housingUnit
        WHERE rank = '科员' AND floorAreaM2::DOUBLE > 70 AND held(validFrom, validTo)"""
    too_large = [
        (each["code"], unit["code"], unit["floorAreaM2"])
        for each in found["large"]["nodes"]
        for unit in each["housingUnits"]["nodes"]
    ]
    assert too_large == demo.rows(large) != []


def test_agencies_below(demo: Demo) -> None:
    found = demo.answer("Agencies below, and their people")["agency"]["subordinates"]
    below = """SELECT s.agency, (SELECT count(*) FROM employs e WHERE e.agency = s.agency AND held(e.validFrom, e.validTo))
        FROM subordinate_to s WHERE superior = '330000-001' AND held(validFrom, validTo) ORDER BY 1"""
    expected = demo.rows(below)
    assert found["totalCount"] == len(expected)
    assert [(each["code"], each["staffAggregate"]["count"]) for each in found["nodes"]] == expected[:4]


def test_allotted_to_two_at_once(demo: Demo) -> None:
    found = demo.answer("Allotted to two at once")["housingUnits"]
    double = """SELECT housingUnit, list(staff ORDER BY validFrom), list(validFrom ORDER BY validFrom) FROM allotted_to
        WHERE held(validFrom, validTo) GROUP BY 1 HAVING count(*) > 1 ORDER BY 1"""
    expected = demo.rows(double)
    assert found["totalCount"] == len(expected) > 0
    edges = {each["code"]: each["allottedTo"]["edges"] for each in found["nodes"]}
    seen = [
        (code, [each["node"]["code"] for each in tenants], [each["validFrom"] for each in tenants])
        for code, tenants in edges.items()
    ]
    assert seen == expected[:2]
    employed = {staff for (staff,) in demo.rows("SELECT staff FROM employs WHERE held(validFrom, validTo)")}
    for each in (tenant["node"] for tenants in edges.values() for tenant in tenants):
        assert bool(each["employers"]["nodes"]) == (each["code"] in employed)


def test_ever_allotted_to_two_at_once(demo: Demo) -> None:
    found = demo.answer("Ever allotted to two at once")
    pairs = """FROM allotted_to a JOIN allotted_to b ON a.housingUnit = b.housingUnit AND a.staff < b.staff
        AND coalesce(a.validFrom, '') < coalesce(b.validTo, '9') AND coalesce(b.validFrom, '') < coalesce(a.validTo, '9')"""
    ever = demo.rows(f"SELECT DISTINCT a.housingUnit {pairs} ORDER BY 1")
    assert found["housingUnits"]["totalCount"] == len(ever) > 0
    assert [(each["code"],) for each in found["housingUnits"]["nodes"]] == ever[:3]
    begun = "greatest(coalesce(a.validFrom, ''), coalesce(b.validFrom, '')) < '2027-01-01'"
    still = "least(coalesce(a.validTo, '9'), coalesce(b.validTo, '9')) > '2026-01-01'"
    this_year = demo.one(f"SELECT count(DISTINCT a.housingUnit) {pairs} AND {begun} AND {still}")
    assert found["thisYear"]["totalCount"] == this_year
