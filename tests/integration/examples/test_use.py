"""Use: who sits where, with how much room; what stands idle; who has more than their rank may have."""

from typing import Any

import pytest

from tests.integration.examples.conftest import Demo, held

pytestmark = pytest.mark.integration

PEOPLE = "SELECT agency, count(DISTINCT staff) AS people FROM employs WHERE held(validFrom, validTo) GROUP BY 1"
OCCUPIED = "SELECT room FROM occupies WHERE held(validFrom, validTo)"
CORNERS = ((120.10, 30.20), (120.30, 30.20), (120.25, 30.30), (120.12, 30.30))


def test_an_agency_and_all_below_it(demo: Demo) -> None:
    found = demo.answer("An agency and all below it")
    below = str(tuple(sorted(demo.below("330100-001"))))
    assert found["agenciesAggregate"]["count"] == demo.one(f"SELECT count(*) FROM agency WHERE code IN {below}")
    rooms = f"""SELECT use, count(*), sum(usableAreaM2::DOUBLE) FROM room WHERE code IN (
        SELECT used FROM uses WHERE agency IN {below} AND held(validFrom, validTo)) GROUP BY 1"""
    groups: dict[str, Any] = {
        each["keys"]["use"]: (each["aggregate"]["count"], each["aggregate"]["usableAreaM2"]["sum"])
        for each in found["roomsGroupBy"]
    }
    assert groups == {use: (count, pytest.approx(area)) for use, count, area in demo.rows(rooms)}
    people = f"SELECT count(DISTINCT staff) FROM employs WHERE agency IN {below} AND held(validFrom, validTo)"
    assert found["staffMembersAggregate"]["count"] == demo.one(people)


def test_tenants_of_the_centre(demo: Demo) -> None:
    found = demo.answer("Tenants of the administrative centre")["compound"]
    users = "SELECT count(DISTINCT agency) FROM uses WHERE used = '330000-C01' AND held(validFrom, validTo)"
    assert found["users"]["totalCount"] == demo.one(users)
    buildings = demo.rows("SELECT part FROM part_of WHERE whole = '330000-C01' ORDER BY 1")
    assert found["buildings"]["totalCount"] == len(buildings)
    assert [(each["code"],) for each in found["buildings"]["nodes"]] == buildings[:2]
    for each in found["buildings"]["nodes"]:
        tenants = f"""SELECT areaM2::DOUBLE, name, people FROM uses u JOIN agency ON code = u.agency JOIN ({PEOPLE}) p ON p.agency = code
            WHERE used = '{each["code"]}' AND held(validFrom, validTo) ORDER BY 1 DESC LIMIT 3"""
        edges = each["users"]["edges"]
        seen = [(edge["areaM2"], edge["node"]["name"], edge["node"]["staffAggregate"]["count"]) for edge in edges]
        assert seen == demo.rows(tenants)


def test_room_for_each_agency(demo: Demo) -> None:
    found = demo.answer("Room for each agency")["agencies"]
    agencies = f"""SELECT name, count(*), sum(areaM2::DOUBLE), any_value(people) FROM subordinate_to s
        JOIN agency a ON a.code = s.agency JOIN uses u ON u.agency = a.code AND usedKind = 'Room' AND held(u.validFrom, u.validTo)
        JOIN ({PEOPLE}) p ON p.agency = a.code
        WHERE superior = '330000-001' AND held(s.validFrom, s.validTo) GROUP BY a.code, name ORDER BY a.code"""
    expected = demo.rows(agencies)
    assert found["totalCount"] == len(expected)
    seen: list[Any] = [
        (each["name"], each["rooms"]["count"], each["rooms"]["areaM2"]["sum"], each["staffAggregate"]["count"])
        for each in found["nodes"]
    ]
    assert seen == [(name, count, pytest.approx(area), people) for name, count, area, people in expected[:3]]


def test_liaison_offices(demo: Demo) -> None:
    found = demo.answer("Liaison offices in the capital")["agencies"]
    offices = f"""SELECT a.name, d.name, used, areaM2::DOUBLE, people, (
            SELECT count(*) FROM assigned_to t WHERE t.assignee = a.code AND held(t.validFrom, t.validTo))
        FROM agency a JOIN situated_in s ON s.located = a.code AND held(s.validFrom, s.validTo)
        JOIN division d ON d.code = s.division JOIN ({PEOPLE}) p ON p.agency = a.code
        JOIN uses u ON u.agency = a.code AND usedKind = 'Building' AND held(u.validFrom, u.validTo)
        WHERE a.kind = 'LIAISON_OFFICE' ORDER BY a.code"""
    expected = demo.rows(offices)
    assert found["totalCount"] == len(expected)
    seen = [
        (each["name"], each["division"]["name"], use["node"]["code"], use["areaM2"], each["staffAggregate"]["count"],
         each["vehiclesAggregate"]["count"])
        for each in found["nodes"]
        for use in each["uses"]["edges"]
    ]  # fmt: skip
    assert seen == expected[:3]


def test_nobody_for_half_a_year(demo: Demo) -> None:
    found = demo.answer("Nobody for half a year")["rooms"]
    lately = "SELECT room FROM occupies WHERE coalesce(validFrom, '') < '2026-07-01' AND coalesce(validTo, '9') > '2026-01-01'"
    empty = f"""SELECT r.code, r.usableAreaM2::DOUBLE FROM room r JOIN part_of p ON p.part = r.code
        JOIN building b ON b.code = p.whole
        WHERE r.use = 'OFFICE' AND b.status = 'IN_USE' AND r.code NOT IN ({lately})"""
    expected = demo.rows(empty)
    assert found["totalCount"] == len(expected) > 0
    seen = [(each["code"], each["usableAreaM2"]) for each in found["nodes"]]
    assert {*seen} <= {*expected}
    assert [area for _, area in seen] == sorted((area for _, area in expected), reverse=True)[:3]


def test_offices_without_anybody(demo: Demo) -> None:
    found = demo.answer("Offices without anybody")["rooms"]
    empty = f"""SELECT r.code, r.usableAreaM2::DOUBLE, a.name, (
            SELECT count(*) FROM occupies o WHERE o.room = r.code AND {held("2026-01-01", "o.validFrom", "o.validTo")})
        FROM room r JOIN part_of p ON p.part = r.code JOIN building b ON b.code = p.whole
        JOIN uses u ON u.used = r.code AND held(u.validFrom, u.validTo) JOIN agency a ON a.code = u.agency
        WHERE r.use = 'OFFICE' AND b.status = 'IN_USE' AND r.code NOT IN ({OCCUPIED}) ORDER BY 1"""
    expected = demo.rows(empty)
    assert found["totalCount"] == len(expected) > 0
    seen = [
        (each["code"], each["usableAreaM2"], user["name"], each["halfAYearBefore"]["totalCount"])
        for each in found["nodes"]
        for user in each["users"]["nodes"]
    ]
    assert seen == expected[:4]


def test_buildings_without_anybody(demo: Demo) -> None:
    found = demo.answer("Buildings without anybody")["buildings"]
    empty = f"""SELECT b.code, b.status, count(*), sum(r.usableAreaM2::DOUBLE) FROM building b
        JOIN part_of p ON p.whole = b.code JOIN room r ON r.code = p.part
        WHERE b.use = 'OFFICE' AND b.status <> 'DISPOSED' GROUP BY b.code, b.status, b.usableAreaM2
        HAVING count(*) FILTER (r.code IN ({OCCUPIED})) = 0 ORDER BY b.usableAreaM2::DOUBLE DESC"""
    expected = demo.rows(empty)
    assert found["totalCount"] == len(expected) > 0
    seen = [
        (each["code"], each["status"], each["rooms"]["count"], pytest.approx(each["rooms"]["usableAreaM2"]["sum"]))
        for each in found["nodes"]
    ]
    assert seen == expected
    assert {each["occupied"]["count"] for each in found["nodes"]} == {0}


def test_buildings_hardly_occupied(demo: Demo) -> None:
    found = demo.answer("Buildings hardly occupied")["buildings"]
    empty = f"""SELECT b.code, count(*), count(*) FILTER (r.code IN ({OCCUPIED})) AS occupied FROM building b
        JOIN part_of p ON p.whole = b.code JOIN room r ON r.code = p.part
        WHERE b.use = 'OFFICE' AND b.status <> 'DISPOSED' AND r.use = 'OFFICE' GROUP BY b.code
        HAVING occupied / count(*) < 0.4 ORDER BY b.code"""
    expected = demo.rows(empty)
    assert found["totalCount"] == len(expected) > 0
    seen = [(each["code"], each["offices"]["count"], each["occupied"]["count"]) for each in found["nodes"]]
    assert seen == expected[:3]


def test_idle_near_a_place(demo: Demo) -> None:
    found = demo.answer("Idle near a place")
    near = """FROM building WHERE 2 * 6378140 * asin(sqrt(pow(sin(radians(latitude::DOUBLE - 29.84) / 2), 2)
        + cos(radians(29.84)) * cos(radians(latitude::DOUBLE)) * pow(sin(radians(longitude::DOUBLE - 121.55) / 2), 2))) <= 2000"""
    assert found["near"]["totalCount"] == demo.one(f"SELECT count(*) {near}")
    idle = f"SELECT code {near} AND status = 'IDLE' AND use = 'OFFICE'"
    assert [(each["code"],) for each in found["idle"]["nodes"]] == demo.rows(idle) != []
    units = demo.rows(
        "SELECT code, longitude::DOUBLE, latitude::DOUBLE FROM housing_unit WHERE status = 'IDLE' ORDER BY 1"
    )
    assert (
        [each["code"] for each in found["homes"]["nodes"]] == [code for code, *point in units if inside(*point)] != []
    )


def inside(longitude: float, latitude: float) -> bool:
    """Whether a place is to the left of each side of the polygon, which is convex."""
    sides = zip(CORNERS, CORNERS[1:] + CORNERS[:1], strict=True)
    return all((c - a) * (latitude - b) > (longitude - a) * (d - b) for (a, b), (c, d) in sides)


def test_rooms_above_a_rank(demo: Demo) -> None:
    found = demo.answer("Rooms above what a rank may have")["rooms"]
    larger = """SELECT room, s.code, areaM2::DOUBLE, a.name FROM occupies o JOIN staff s ON s.code = o.staff
        JOIN employs e ON e.staff = s.code AND held(e.validFrom, e.validTo) JOIN agency a ON a.code = e.agency
        WHERE s.rank = '科员' AND areaM2::DOUBLE > 9 AND held(o.validFrom, o.validTo) ORDER BY 1"""
    seen = [
        (each["code"], edge["node"]["code"], edge["areaM2"], employer["name"])
        for each in found["nodes"]
        for edge in each["occupants"]["edges"]
        for employer in edge["node"]["employers"]["nodes"]
    ]
    assert seen == demo.rows(larger) != []
    assert found["totalCount"] == len(seen)
