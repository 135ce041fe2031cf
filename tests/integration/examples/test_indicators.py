"""Indicators: the figures that the graph computes are those of the files, agency by agency, building by building."""

from typing import Any

import pytest

from tests.integration.examples.conftest import DAY, Demo, held

pytestmark = pytest.mark.integration

PERIOD = 'from: "2025-07-01", to: "2026-07-01"'
YEAR = "month >= '2025-07-01' AND month < '2026-07-01'"
COAL = """electricityKwh::DOUBLE * (SELECT "limit"::DOUBLE FROM standard_items WHERE measure = 'KGCE_PER_KWH')
    + naturalGasM3::DOUBLE * (SELECT "limit"::DOUBLE FROM standard_items WHERE measure = 'KGCE_PER_M3_GAS')"""
READ = f"SELECT building, sum({COAL}) AS kgce, sum(waterM3::DOUBLE) AS water, count(*) AS n FROM energy_reading WHERE {YEAR} GROUP BY 1"
ALLOWED = """coalesce(
    (SELECT max("limit"::DOUBLE) FROM standard_items i WHERE measure = 'OFFICE_AREA_M2' AND i.level = {level} AND i.rank = {rank}),
    (SELECT max("limit"::DOUBLE) FROM standard_items i WHERE measure = 'OFFICE_AREA_M2' AND i.level = {level} AND i.rank IS NULL))"""
HOMES = """coalesce((SELECT max("limit"::DOUBLE) FROM standard_items i WHERE measure = 'HOUSING_AREA_M2' AND i.rank = {rank}),
    (SELECT max("limit"::DOUBLE) FROM standard_items i WHERE measure = 'HOUSING_AREA_M2' AND i.rank IS NULL))"""
# Agencies with all below them, and a division with all agencies in it.
TOPS = ("330100-001", "330000-010", "330106-001", "330100")


def summed(demo: Demo, top: str, field: str) -> Any:
    """The figures of an agency and all below it, or of a division; ARGS is where their arguments go."""
    if "-" in top:
        return figures(
            demo, f'agency(code: "{top}")', field.replace("ARGS", f'asOf: "{DAY}", includeSubordinates: true')
        )
    return figures(demo, f'division(code: "{top}")', field.replace("ARGS", f'asOf: "{DAY}"'))


def figures(demo: Demo, root: str, field: str) -> Any:
    answer = demo.ask(f"{{ {root} {{ found: {field} }} }}")
    assert "errors" not in answer, answer["errors"]
    (found,) = answer["data"].values()
    return found["found"]


def units(demo: Demo, top: str) -> str:
    return ", ".join(f"'{each}'" for each in (demo.below(top) if "-" in top else located(demo, top, "Agency")))


def located(demo: Demo, division: str, kind: str) -> set[str]:
    """What lies in a division: codes of divisions begin with those of the ones that they are part of."""
    inside = f"located IN (SELECT code FROM {kind}) AND held(validFrom, validTo) AND division LIKE '{division.removesuffix('00')}%'"
    return {code for (code,) in demo.rows(f"SELECT located FROM situated_in WHERE {inside}")}


def close(**expected: float | None) -> dict[str, Any]:
    return {name: value if value is None else pytest.approx(value) for name, value in expected.items()}


@pytest.mark.parametrize("top", TOPS)
def test_office_space(demo: Demo, top: str) -> None:
    field = "officeSpace(ARGS) { people occupiedM2 allowedM2 surplusM2 m2PerPerson overStandard }"
    found = summed(demo, top, field)
    sql = f"""WITH m AS (SELECT DISTINCT e.agency, e.staff, s.rank, a.level FROM employs e JOIN staff s ON s.code = e.staff
            JOIN agency a ON a.code = e.agency WHERE {held(DAY, "e.validFrom", "e.validTo")} AND e.agency IN ({units(demo, top)})),
        o AS (SELECT staff, sum(areaM2::DOUBLE) AS area FROM occupies WHERE held(validFrom, validTo) GROUP BY 1),
        x AS (SELECT coalesce(area, 0) AS area, {ALLOWED.format(level="m.level", rank="m.rank")} AS allowed FROM m LEFT JOIN o USING (staff))
        SELECT count(*), sum(area), sum(allowed), count(*) FILTER (area > allowed + 0.005) FROM x"""
    ((people, occupied, allowed, over),) = demo.rows(sql)
    assert found == close(people=people, occupiedM2=occupied, allowedM2=allowed, surplusM2=occupied - allowed,
                          m2PerPerson=occupied / people, overStandard=over)  # fmt: skip


def test_occupancy_of_each_building(demo: Demo) -> None:
    query = f'{{ buildings(first: 60, asOf: "{DAY}", orderBy: [{{code: ASC}}], where: {{status: {{ne: DISPOSED}}}}) {{ nodes {{ code occupancy {{ offices occupiedOffices people usedM2 }} }} }} }}'
    found = {each["code"]: each["occupancy"] for each in demo.ask(query)["data"]["buildings"]["nodes"]}
    sql = """WITH r AS (SELECT whole, part FROM part_of JOIN room ON room.code = part WHERE use = 'OFFICE' AND status <> 'DISPOSED'),
        s AS (SELECT room, staff FROM occupies WHERE held(validFrom, validTo)),
        u AS (SELECT used, sum(areaM2::DOUBLE) AS area FROM uses WHERE held(validFrom, validTo) GROUP BY 1)
        SELECT b.code, count(DISTINCT part), count(DISTINCT room), count(DISTINCT staff), coalesce(any_value(area), 0)
        FROM building b LEFT JOIN r ON whole = b.code LEFT JOIN s ON room = part LEFT JOIN u ON used = b.code GROUP BY 1"""
    expected = {code: close(offices=o, occupiedOffices=i, people=p, usedM2=a) for code, o, i, p, a in demo.rows(sql)}
    assert found == {code: expected[code] for code in found}


@pytest.mark.parametrize("top", TOPS[1:])
def test_occupancy_of_agencies_and_divisions(demo: Demo, top: str) -> None:
    found = summed(demo, top, "occupancy(ARGS) { offices occupiedOffices people usedM2 usableM2 share m2PerPerson }")
    among = units(demo, top) if "-" in top else ", ".join(f"'{each}'" for each in located(demo, top, "Building"))
    offices, used, usable = {
        True: (
            f"SELECT used AS room FROM uses WHERE agency IN ({among}) AND held(validFrom, validTo)",
            "agency",
            "room r",
        ),
        False: (
            f"SELECT part AS room FROM part_of WHERE whole IN ({among}) AND coalesce(validFrom, '') <= '{DAY}'",
            "used",
            "building r",
        ),
    }["-" in top]
    sql = f"""WITH o AS (SELECT DISTINCT code FROM room JOIN ({offices}) ON room = code WHERE use = 'OFFICE' AND status <> 'DISPOSED'),
        s AS (SELECT room, staff FROM occupies WHERE held(validFrom, validTo) AND room IN (FROM o))
        SELECT (SELECT count(*) FROM o), (SELECT count(DISTINCT room) FROM s), (SELECT count(DISTINCT staff) FROM s),
            (SELECT sum(areaM2::DOUBLE) FROM uses WHERE usedKind = 'Building' AND held(validFrom, validTo) AND {used} IN ({among})),
            (SELECT sum(usableAreaM2::DOUBLE) FROM {usable} WHERE code IN ({"FROM o" if "-" in top else among}))"""
    ((number, occupied, people, area, whole),) = demo.rows(sql)
    assert number >= occupied > 0
    assert found == close(offices=number, occupiedOffices=occupied, people=people, usedM2=area, usableM2=whole,
                          share=occupied / number, m2PerPerson=whole / people)  # fmt: skip


@pytest.mark.parametrize("top", [*TOPS[1:], "building"])
def test_idle_time_of_buildings_agencies_and_divisions(demo: Demo, top: str) -> None:
    """Days counted one by one."""
    period = 'from: "2019-01-01", to: "2022-01-01"'
    fields = "{ rooms days occupiedDays idleDays people idleShare }"
    building = demo.one("SELECT min(code) FROM building WHERE status = 'IN_USE' AND code LIKE '330300%'")
    if top == "building":
        found = figures(demo, f'building(code: "{building}")', f'idleTime({period}, asOf: "{DAY}") {fields}')
        offices = f"SELECT part FROM part_of WHERE whole = '{building}' AND coalesce(validFrom, '') <= '{DAY}'"
    else:
        found = summed(demo, top, f"idleTime({period}, ARGS) {fields}")
        among = ", ".join(f"'{each}'" for each in located(demo, top, "Building"))
        offices = (
            f"SELECT used FROM uses WHERE agency IN ({units(demo, top)}) AND held(validFrom, validTo)"
            if "-" in top
            else f"SELECT part FROM part_of WHERE whole IN ({among}) AND coalesce(validFrom, '') <= '{DAY}'"
        )
    # A room is there since its building is.
    since = "(SELECT min(coalesce(b.acquiredOn, b.builtOn)) FROM part_of JOIN building b ON b.code = whole WHERE part = room.code)"
    sql = f"""WITH r AS (SELECT code, greatest(DATE '2019-01-01', least(DATE '2022-01-01', {since}::DATE)) AS since
            FROM room WHERE use = 'OFFICE' AND status <> 'DISPOSED' AND code IN ({offices})),
        d AS (SELECT room, day, staff FROM occupies JOIN range(DATE '2019-01-01', DATE '2022-01-01', INTERVAL 1 DAY) d(day)
            ON coalesce(validFrom, '0001-01-01')::DATE <= day AND (validTo IS NULL OR validTo::DATE > day) WHERE room IN (SELECT code FROM r))
        SELECT (SELECT count(*) FROM r), (SELECT count(*) FROM (SELECT DISTINCT room, day FROM d)), (SELECT count(DISTINCT staff) FROM d),
            (SELECT sum(date_diff('day', since, DATE '2022-01-01')) FROM r)"""
    ((rooms, occupied, people, days),) = demo.rows(sql)
    assert occupied > 0
    assert found == close(rooms=rooms, days=days, occupiedDays=occupied, idleDays=days - occupied, people=people,
                          idleShare=(days - occupied) / days)  # fmt: skip


def test_idle_time_of_rooms(demo: Demo) -> None:
    """Days counted one by one."""
    query = """{ rooms(first: 100, where: {use: {eq: OFFICE}, code: {startsWith: "330100"}}, orderBy: [{code: ASC}]) {
        nodes { code idleTime(from: "2019-01-01", to: "2022-01-01") { days occupiedDays idleDays people } } } }"""
    found = {each["code"]: each["idleTime"] for each in demo.ask(query)["data"]["rooms"]["nodes"]}
    sql = """SELECT room, count(DISTINCT day), count(DISTINCT staff) FROM occupies JOIN range(DATE '2019-01-01', DATE '2022-01-01', INTERVAL 1 DAY) d(day)
        ON validFrom::DATE <= day AND (validTo IS NULL OR validTo::DATE > day) GROUP BY 1"""
    counted = {room: (days, people) for room, days, people in demo.rows(sql)}
    for code, each in found.items():
        days, people = counted.get(code, (0, 0))
        assert each == {"days": 1096, "occupiedDays": days, "idleDays": 1096 - days, "people": people}, code
    assert len({each["occupiedDays"] for each in found.values()}) > 3


@pytest.mark.parametrize("top", TOPS)
def test_fleet(demo: Demo, top: str) -> None:
    field = "fleet(ARGS) { kind vehicles quota due overPrice overDisplacement overQuota withoutQuota }"
    found = {each.pop("kind"): each for each in summed(demo, top, field)}
    among = units(demo, top)
    sql = f"""WITH had AS (
            SELECT assignee AS agency, vehicle FROM assigned_to WHERE assigneeKind = 'Agency' AND held(validFrom, validTo) UNION
            SELECT e.agency, t.vehicle FROM assigned_to t JOIN employs e ON e.staff = t.assignee WHERE assigneeKind = 'Staff'
                AND {held(DAY, "t.validFrom", "t.validTo")} AND {held(DAY, "e.validFrom", "e.validTo")}),
        v AS (SELECT DISTINCT agency, v.* FROM had JOIN vehicle v ON v.code = vehicle WHERE status <> 'DISPOSED' AND agency IN ({among})),
        p AS (SELECT kind, sum(quota::INT) AS quota FROM vehicle_plan WHERE agency IN ({among}) GROUP BY 1),
        o AS (SELECT p.kind, sum(greatest(n - quota::INT, 0)) AS over FROM vehicle_plan p
            JOIN (SELECT agency, kind, count(DISTINCT code) AS n FROM v GROUP BY ALL) c USING (agency, kind) GROUP BY 1)
        SELECT kind, count(DISTINCT code), any_value(p.quota), count(DISTINCT code) FILTER (registeredOn <= '2018-06-30'),
            count(DISTINCT code) FILTER (purchasePrice::DOUBLE > (SELECT max("limit"::DOUBLE) FROM standard_items i WHERE measure = 'VEHICLE_PRICE' AND i.kind = v.kind)),
            count(DISTINCT code) FILTER (displacementL::DOUBLE > (SELECT max("limit"::DOUBLE) FROM standard_items i WHERE measure = 'VEHICLE_DISPLACEMENT_L' AND i.kind = v.kind)),
            coalesce(any_value(o.over), 0),
            count(*) FILTER (NOT EXISTS (FROM vehicle_plan q WHERE q.agency = v.agency AND q.kind = v.kind))
        FROM v LEFT JOIN p USING (kind) LEFT JOIN o USING (kind) GROUP BY kind"""
    assert found == {
        kind: close(
            vehicles=number,
            quota=quota,
            due=due,
            overPrice=price,
            overDisplacement=engine,
            overQuota=over,
            withoutQuota=without,
        )
        for kind, number, quota, due, price, engine, over, without in demo.rows(sql)
    }


def test_driving_of_each_vehicle(demo: Demo) -> None:
    query = f'{{ vehicles(first: 80, where: {{code: {{startsWith: "330100"}}}}) {{ nodes {{ code driving({PERIOD}) {{ months distanceKm trips fuelL cost }} }} }} }}'
    found = {each["code"]: each["driving"] for each in demo.ask(query)["data"]["vehicles"]["nodes"]}
    sql = f"""SELECT vehicle, count(*), sum(distanceKm::DOUBLE), sum(trips::INT), coalesce(sum(fuelL::DOUBLE), 0), sum(cost::DECIMAL(12, 2))
        FROM vehicle_usage WHERE {YEAR} GROUP BY 1"""
    expected = {code: (months, km, trips, fuel, cost) for code, months, km, trips, fuel, cost in demo.rows(sql)}
    for code, each in found.items():
        months, km, trips, fuel, cost = expected.get(code, (0, 0, 0, 0, 0))
        assert float(each.pop("cost")) == pytest.approx(float(cost))
        assert each == close(months=months, distanceKm=km, trips=trips, fuelL=fuel)
    assert sum(each["months"] > 0 for each in found.values()) > 10


@pytest.mark.parametrize("top", TOPS[1:])
def test_driving_of_agencies_and_divisions(demo: Demo, top: str) -> None:
    found = summed(demo, top, f"driving({PERIOD}, ARGS) {{ vehicles months distanceKm trips fuelL cost }}")
    among = units(demo, top)
    sql = f"""WITH had AS (
            SELECT vehicle FROM assigned_to WHERE assigneeKind = 'Agency' AND held(validFrom, validTo) AND assignee IN ({among}) UNION
            SELECT t.vehicle FROM assigned_to t JOIN employs e ON e.staff = t.assignee WHERE assigneeKind = 'Staff' AND e.agency IN ({among})
                AND {held(DAY, "t.validFrom", "t.validTo")} AND {held(DAY, "e.validFrom", "e.validTo")})
        SELECT count(DISTINCT vehicle), count(*), coalesce(sum(distanceKm::DOUBLE), 0), coalesce(sum(trips::INT), 0),
            coalesce(sum(fuelL::DOUBLE), 0), sum(cost::DECIMAL(12, 2))
        FROM vehicle_usage WHERE {YEAR} AND vehicle IN (FROM had)"""
    ((vehicles, months, distance, trips, fuel, cost),) = demo.rows(sql)
    assert float(found.pop("cost")) == pytest.approx(float(cost or 0))
    assert found == close(vehicles=vehicles, months=months, distanceKm=distance, trips=trips, fuelL=fuel)


def test_energy_of_each_building(demo: Demo) -> None:
    query = f'{{ buildings(first: 80, asOf: "{DAY}", where: {{code: {{startsWith: "3301"}}}}) {{ nodes {{ code energy({PERIOD}) {{ kgce waterM3 readings kgcePerM2 }} }} }} }}'
    found = {each["code"]: each["energy"] for each in demo.ask(query)["data"]["buildings"]["nodes"]}
    sql = f"SELECT building, kgce, water, n, kgce / grossFloorAreaM2::DOUBLE FROM ({READ}) JOIN building b ON b.code = building"
    expected = {code: close(kgce=k, waterM3=w, readings=n, kgcePerM2=i) for code, k, w, n, i in demo.rows(sql)}
    nothing = {"kgce": 0, "waterM3": 0, "readings": 0, "kgcePerM2": None}
    assert found == {code: expected.get(code, nothing) for code in found}


@pytest.mark.parametrize("top", TOPS[:2])
def test_energy_of_an_agency_is_its_part_of_each_building(demo: Demo, top: str) -> None:
    field = f'energy({PERIOD}, asOf: "{DAY}", includeSubordinates: true) {{ kgce waterM3 areaM2 readings }}'
    found = figures(demo, f'agency(code: "{top}")', field)
    sql = f"""WITH u AS (SELECT used, sum(areaM2::DOUBLE) AS whole, coalesce(sum(areaM2::DOUBLE) FILTER (agency IN ({units(demo, top)})), 0) AS own,
            count(*) FILTER (agency IN ({units(demo, top)})) AS mine FROM uses WHERE held(validFrom, validTo) GROUP BY 1)
        SELECT sum(own / whole * kgce), sum(own / whole * water), sum(own / whole * grossFloorAreaM2::DOUBLE), sum(n)
        FROM ({READ}) e JOIN u ON used = e.building JOIN building b ON b.code = e.building WHERE mine > 0"""
    ((kgce, water, area, readings),) = demo.rows(sql)
    assert found == close(kgce=kgce, waterM3=water, areaM2=area, readings=readings)


def test_energy_beside_the_targets(demo: Demo) -> None:
    sql = f"""WITH u AS (SELECT used, agency, sum(areaM2::DOUBLE) AS own FROM uses WHERE held(validFrom, validTo) GROUP BY ALL),
            w AS (SELECT used, sum(own) AS whole FROM u GROUP BY 1)
        SELECT t.agency, t.year::INT, t.measure, t."limit"::DOUBLE,
            (SELECT sum(own / whole * kgce) / sum(own / whole * grossFloorAreaM2::DOUBLE) FROM ({READ}) e JOIN u ON u.used = e.building
                JOIN w ON w.used = e.building JOIN building b ON b.code = e.building WHERE u.agency = t.agency) * 365.25 / 365
        FROM energy_target t WHERE t.agency < '330200' ORDER BY 1 LIMIT 12"""
    rows = demo.rows(sql)
    for agency, year, measure, limit, actual in rows:
        field = f'energyAgainstTargets({PERIOD}, asOf: "{DAY}") {{ year measure limit actual share }}'
        (found,) = figures(demo, f'agency(code: "{agency}")', field)
        assert (found.pop("year"), found.pop("measure")) == (year, measure)
        assert found == close(limit=limit, actual=actual, share=actual and actual / limit)
    assert sum(each[-1] is not None for each in rows) > 5


def test_energy_of_a_division_is_that_of_all_below(demo: Demo) -> None:
    found = figures(
        demo, 'division(code: "330100")', f'energy({PERIOD}, asOf: "{DAY}") {{ kgce waterM3 areaM2 readings }}'
    )
    sql = f"""SELECT sum(kgce), sum(water), sum(grossFloorAreaM2::DOUBLE), sum(n) FROM ({READ}) e JOIN building b ON b.code = e.building
        JOIN situated_in s ON s.located = e.building AND {held(DAY, "s.validFrom", "s.validTo")} WHERE division LIKE '3301%'"""
    ((kgce, water, area, readings),) = demo.rows(sql)
    assert found == close(kgce=kgce, waterM3=water, areaM2=area, readings=readings)


def test_a_building_beside_its_sector(demo: Demo) -> None:
    sql = f"""WITH s AS (SELECT used, arg_max(sector, (area, sector)) AS sector FROM (SELECT used, sector, sum(areaM2::DOUBLE) AS area
            FROM uses u JOIN agency a ON a.code = u.agency WHERE held(validFrom, validTo) GROUP BY ALL) GROUP BY 1),
        i AS (SELECT e.building, sector, kgce / grossFloorAreaM2::DOUBLE AS m2 FROM ({READ}) e JOIN building b ON b.code = e.building LEFT JOIN s ON used = e.building)
        SELECT building, sector, m2, (SELECT median(m2) FROM i j WHERE j.sector = i.sector), (SELECT count(*) FROM i j WHERE j.sector = i.sector)
        FROM i WHERE building LIKE '330200%' ORDER BY 1 LIMIT 3"""
    for building, sector, intensity, median, number in demo.rows(sql):
        field = (
            f'energyBenchmark({PERIOD}, asOf: "{DAY}") {{ sector kgcePerM2 medianKgcePerM2 buildings limitKgcePerM2 }}'
        )
        found = figures(demo, f'building(code: "{building}")', field)
        assert found.pop("sector") == sector
        assert found == close(kgcePerM2=intensity, medianKgcePerM2=median, buildings=number, limitKgcePerM2=17.56)


def test_entitlement_of_staff(demo: Demo) -> None:
    query = f'{{ staff: staffMembers(first: 100, asOf: "{DAY}", where: {{code: {{startsWith: "330200"}}}}) {{ nodes {{ code entitlement {{ officeM2 officeAllowedM2 housingM2 housingAllowedM2 }} }} }} }}'
    found = {each["code"]: each["entitlement"] for each in demo.ask(query)["data"]["staff"]["nodes"]}
    sql = f"""WITH o AS (SELECT staff, sum(areaM2::DOUBLE) AS area FROM occupies WHERE held(validFrom, validTo) GROUP BY 1),
        h AS (SELECT staff, sum(floorAreaM2::DOUBLE) AS area FROM (SELECT DISTINCT staff, housingUnit FROM allotted_to WHERE held(validFrom, validTo))
            JOIN housing_unit u ON u.code = housingUnit GROUP BY 1),
        e AS (SELECT staff, max(level) AS level FROM employs JOIN agency a ON a.code = agency WHERE held(validFrom, validTo) GROUP BY 1)
        SELECT s.code, coalesce(o.area, 0), CASE WHEN e.level IS NOT NULL THEN {ALLOWED.format(level="e.level", rank="s.rank")} END,
            coalesce(h.area, 0), {HOMES.format(rank="s.rank")}
        FROM staff s LEFT JOIN o ON o.staff = s.code LEFT JOIN h ON h.staff = s.code LEFT JOIN e ON e.staff = s.code"""
    expected = {
        code: close(officeM2=o, officeAllowedM2=oa, housingM2=h, housingAllowedM2=ha)
        for code, o, oa, h, ha in demo.rows(sql)
    }
    assert found == {code: expected[code] for code in found}


@pytest.mark.parametrize("top", TOPS)
def test_housing(demo: Demo, top: str) -> None:
    field = "housing(ARGS) { people housingUnits areaM2 allowedM2 overStandard }"
    found = summed(demo, top, field)
    sql = f"""WITH x AS (SELECT a.staff, any_value(rank) AS rank, count(DISTINCT a.housingUnit) AS n, sum(floorAreaM2::DOUBLE) AS area FROM
            (SELECT DISTINCT staff, housingUnit FROM allotted_to WHERE held(validFrom, validTo)) a JOIN housing_unit u ON u.code = a.housingUnit
            JOIN staff s ON s.code = a.staff WHERE a.staff IN (SELECT staff FROM employs WHERE held(validFrom, validTo) AND agency IN ({units(demo, top)})) GROUP BY 1),
        y AS (SELECT *, {HOMES.format(rank="x.rank")} AS allowed FROM x)
        SELECT count(*), coalesce(sum(n), 0), coalesce(sum(area), 0), coalesce(sum(allowed), 0), count(*) FILTER (area > allowed + 0.005) FROM y"""
    ((people, number, area, allowed, over),) = demo.rows(sql)
    assert found == close(people=people, housingUnits=number, areaM2=area, allowedM2=allowed, overStandard=over)


@pytest.mark.parametrize("top", TOPS[::3])
def test_operating_cost_by_head_and_area(demo: Demo, top: str) -> None:
    field = 'costs(from: "2025-01-01", to: "2026-01-01", ARGS) { category currency amount perPerson perM2 }'
    found = {(each["category"], each["currency"]): each for each in summed(demo, top, field)}
    among = units(demo, top)
    people = demo.one(
        f"SELECT count(DISTINCT staff) FROM employs WHERE held(validFrom, validTo) AND agency IN ({among})"
    )
    area = demo.one(
        f"SELECT sum(areaM2::DOUBLE) FROM uses WHERE usedKind = 'Building' AND held(validFrom, validTo) AND agency IN ({among})"
    )
    assert {currency for _, currency in found} == ({"CNY", "HKD"} if top == "330100" else {"CNY"})
    for *keys, amount in demo.rows(
        f"SELECT category, currency, sum(amount::INT) FROM operating_cost WHERE year = '2025' AND agency IN ({among}) GROUP BY ALL"
    ):
        each = found.pop(tuple(keys))
        assert float(each["amount"]) == amount
        assert (each["perPerson"], each["perM2"]) == (pytest.approx(amount / people), pytest.approx(amount / area))
    assert not found


def test_room_against_those_who_work_in_it(demo: Demo) -> None:
    query = f'{{ rooms(first: 60, asOf: "{DAY}", where: {{use: {{eq: OFFICE}}, code: {{startsWith: "330300"}}}}) {{ nodes {{ code allowance {{ people allowedM2 surplusM2 }} }} }} }}'
    found = {each["code"]: each["allowance"] for each in demo.ask(query)["data"]["rooms"]["nodes"]}
    sql = f"""WITH m AS (SELECT DISTINCT o.room, o.staff, s.rank, a.level FROM occupies o JOIN staff s ON s.code = o.staff
            JOIN employs e ON e.staff = o.staff AND {held(DAY, "e.validFrom", "e.validTo")} JOIN agency a ON a.code = e.agency
            WHERE {held(DAY, "o.validFrom", "o.validTo")})
        SELECT r.code, count(m.staff), coalesce(sum({ALLOWED.format(level="m.level", rank="m.rank")}) FILTER (m.staff IS NOT NULL), 0), any_value(usableAreaM2)::DOUBLE
        FROM room r LEFT JOIN m ON m.room = r.code GROUP BY 1"""
    expected = {code: close(people=n, allowedM2=a, surplusM2=u - a) for code, n, a, u in demo.rows(sql)}
    assert found == {code: expected[code] for code in found}
