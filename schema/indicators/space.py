"""Space: offices against the standard, how full buildings are, how long rooms stand empty."""

from graph.model import Indicator
from schema.asset import describe
from schema.fragments import of_post
from schema.indicators.declaring import amount, area_in_use, by_division, limits, lying, number, ratio

OFFICE_SPACE = (
    number("people", "Staff employed.", "在职人数"),
    amount("occupiedM2", "Office area that they occupy, in m².", "实际面积"),
    amount("allowedM2", "Office area that their ranks allow, in m².", "标准面积"),
    amount("surplusM2", "What is occupied beyond what is allowed, in m²; negative where there is room.", "超出面积"),
    ratio("m2PerPerson", "Office area by person, in m².", "人均面积"),
    number("overStandard", "How many have more than their rank allows.", "超标人数"),
)
OCCUPANCY = (
    number("offices", "Its offices, or those that it uses.", "办公室数"),
    number("occupiedOffices", "Those in which somebody works.", "在用办公室数"),
    ratio("share", "Part of the offices that is in use.", "使用率"),
    number("people", "Staff who work in them.", "使用人数"),
    amount("usedM2", "Areas of buildings that agencies use, in m².", "在用面积"),
    ratio("usableM2", "Usable area, in m².", "可用面积"),
    ratio("m2PerPerson", "Usable area by person, in m².", "人均面积"),
)
IDLE_TIME = (
    number("rooms", "Rooms that it is of.", "房间数"),
    number("days", "Days of the period on which its building was there, those of each room added up.", "天数"),
    number("occupiedDays", "Days on which somebody worked in a room, added up.", "使用天数"),
    number("idleDays", "Days on which nobody did, added up.", "闲置天数"),
    ratio("idleShare", "Part of all these days on which nobody did.", "闲置率"),
    number("people", "Staff who worked there at some time.", "使用人数"),
)
ALLOWANCE = (
    number("people", "Staff who work in it.", "使用人数"),
    ratio("usableM2", "Its usable area, in m².", "使用面积"),
    amount("allowedM2", "What their ranks allow together, in m².", "标准面积"),
    ratio("surplusM2", "Usable area beyond what is allowed, in m².", "超出面积"),
)

# Offices of `buildings`, as a list.
OFFICES = """CALL (buildings) {
          UNWIND buildings AS building
          MATCH (building)<-[part:PART_OF]-(room:Room {use: 'OFFICE'}) WHERE held(part) AND room.status <> 'DISPOSED'
          RETURN collect(DISTINCT room) AS rooms
        }"""
# Offices that `units` use, as a list.
USED_OFFICES = """CALL (units) {
          UNWIND units AS unit
          MATCH (unit)-[use:USES]->(room:Room {use: 'OFFICE'}) WHERE held(use) AND room.status <> 'DISPOSED'
          RETURN collect(DISTINCT room) AS rooms
        }"""
# How full `rooms` are, where so much of the buildings is used and usable.
FULLNESS = """
        CALL (rooms) {
          UNWIND rooms AS room
          OPTIONAL MATCH (room)<-[seat:OCCUPIES]-(member:Staff) WHERE held(seat)
          RETURN count(DISTINCT room) AS offices, count(DISTINCT member) AS people,
                 count(DISTINCT CASE WHEN member IS NOT NULL THEN room END) AS occupiedOffices
        }
        RETURN offices, occupiedOffices, people, usedM2, usableM2,
               CASE WHEN offices > 0 THEN toFloat(occupiedOffices) / offices END AS share,
               CASE WHEN people > 0 THEN usableM2 / people END AS m2PerPerson
"""
OF_BUILDINGS = f"""
        {OFFICES}
        CALL (buildings) {{
          UNWIND buildings AS building
          MATCH (building)<-[use:USES]-(:Agency) WHERE held(use) RETURN sum(use.areaM2) AS usedM2
        }}
        CALL (buildings) {{
          UNWIND buildings AS building
          WITH building.usableAreaM2 AS area WHERE area IS NOT NULL
          RETURN CASE WHEN count(*) > 0 THEN sum(area) END AS usableM2
        }}
        {FULLNESS}
"""
# On how many days of a period somebody worked in a room, from the day on that its building was there: stretches of work
# in order, none counted twice.
IDLENESS = """
        CALL (rooms) {
          UNWIND rooms AS room
          OPTIONAL MATCH (room)-[:PART_OF]->(building:Building)
          WITH room, min(coalesce(building.acquiredOn, building.builtOn)) AS built
          WITH room, CASE WHEN built > $to THEN $to WHEN built > $from THEN built ELSE $from END AS since
          WITH room, since, duration.inDays(since, $to).days AS days
          CALL (room, since, days) {
            MATCH (room)<-[seat:OCCUPIES]-(member)
            WHERE (seat.validFrom IS NULL OR seat.validFrom < $to) AND (seat.validTo IS NULL OR seat.validTo > since)
              AND (seat.validFrom IS NULL OR seat.validTo IS NULL OR seat.validFrom < seat.validTo)
            WITH days, member,
                 CASE WHEN seat.validFrom > since THEN duration.inDays(since, seat.validFrom).days ELSE 0 END AS begins,
                 CASE WHEN seat.validTo < $to THEN duration.inDays(since, seat.validTo).days ELSE days END AS ends
            ORDER BY begins, ends
            WITH collect(DISTINCT member) AS members, collect([begins, ends]) AS spans
            RETURN members, head(reduce(state = [0, 0], each IN spans | CASE
                   WHEN each[1] <= state[1] THEN state
                   WHEN each[0] >= state[1] THEN [state[0] + each[1] - each[0], each[1]]
                   ELSE [state[0] + each[1] - state[1], each[1]] END)) AS occupied
          }
          RETURN count(room) AS number, sum(days) AS days, sum(occupied) AS occupiedDays, collect(members) AS groups
        }
        CALL (groups) {
          UNWIND groups AS members
          UNWIND members AS member
          RETURN count(DISTINCT member) AS people
        }
        RETURN number AS rooms, days, occupiedDays, days - occupiedDays AS idleDays, people,
               CASE WHEN days > 0 THEN toFloat(days - occupiedDays) / days END AS idleShare
"""
# Agency by agency: of a whole province's staff at once, each with the limits, no database has room.
AGENCY_OFFICE_SPACE = Indicator(
    "officeSpace",
    "Agency",
    "OfficeSpace",
    describe(
        "Office area by posts and ranks, against the standard in force on the day; who has posts in two agencies counts in each.",
        "办公用房面积",
    ),
    f"""
        {limits("OFFICE_AREA_M2", "offices")}
        UNWIND units AS unit
        CALL (unit, offices) {{
          MATCH (unit)-[post:EMPLOYS]->(member:Staff) WHERE held(post)
          WITH DISTINCT offices, unit, member
          OPTIONAL MATCH (member)-[seat:OCCUPIES]->(:Room) WHERE held(seat)
          WITH offices, unit, member, sum(seat.areaM2) AS area
          WITH area, {of_post("offices", "unit.level", "member.rank")} AS allowed
          RETURN count(*) AS members, sum(area) AS had, sum(allowed) AS due,
                 sum(CASE WHEN area > allowed + 0.005 THEN 1 ELSE 0 END) AS over
        }}
        WITH sum(members) AS people, sum(had) AS occupiedM2, sum(due) AS allowedM2, sum(over) AS overStandard
        RETURN people, occupiedM2, allowedM2, overStandard, occupiedM2 - allowedM2 AS surplusM2,
               CASE WHEN people > 0 THEN occupiedM2 / people END AS m2PerPerson
    """,
    OFFICE_SPACE,
    below=True,
)

INDICATORS = (
    AGENCY_OFFICE_SPACE,
    by_division(
        AGENCY_OFFICE_SPACE,
        "Office area of the agencies that lie in a division, or in one below it, against the standard in force on the day; who has "
        "posts in two of them counts in each.",
        "办公用房面积",
    ),
    Indicator(
        "occupancy",
        "Building",
        "Occupancy",
        describe("How full a building is on the day.", "房屋使用情况"),
        f"WITH [$node] AS buildings\n{OF_BUILDINGS}",
        OCCUPANCY,
    ),
    Indicator(
        "occupancy",
        "Agency",
        "Occupancy",
        describe("How full the offices are that an agency uses on the day.", "房屋使用情况"),
        f"""
        {USED_OFFICES}
        {area_in_use("usedM2")}
        WITH rooms, usedM2, CASE WHEN size(rooms) > 0 THEN reduce(sum = 0.0, each IN rooms | sum + coalesce(each.usableAreaM2, 0)) END AS usableM2
        {FULLNESS}
        """,
        OCCUPANCY,
        below=True,
    ),
    Indicator(
        "occupancy",
        "Division",
        "Occupancy",
        describe("How full the buildings are that lie in a division, or in one below it, on the day.", "房屋使用情况"),
        f"{lying('Building', 'buildings')}\n{OF_BUILDINGS}",
        OCCUPANCY,
    ),
    Indicator(
        "idleTime",
        "Room",
        "IdleTime",
        describe("On how many days of a period somebody worked in a room.", "闲置时间"),
        f"WITH [$node] AS rooms\n{IDLENESS}",
        IDLE_TIME,
        period=True,
    ),
    Indicator(
        "idleTime",
        "Building",
        "IdleTime",
        describe(
            "On how many days of a period somebody worked in the offices that a building has on the day.", "闲置时间"
        ),
        f"WITH [$node] AS buildings\n{OFFICES}\n{IDLENESS}",
        IDLE_TIME,
        period=True,
    ),
    Indicator(
        "idleTime",
        "Agency",
        "IdleTime",
        describe(
            "On how many days of a period somebody worked in the offices that an agency uses on the day.", "闲置时间"
        ),
        f"{USED_OFFICES}\n{IDLENESS}",
        IDLE_TIME,
        period=True,
        below=True,
    ),
    Indicator(
        "idleTime",
        "Division",
        "IdleTime",
        describe(
            "On how many days of a period somebody worked in the offices of the buildings that lie in a division, or in one "
            "below it, on the day.",
            "闲置时间",
        ),
        f"{lying('Building', 'buildings')}\n{OFFICES}\n{IDLENESS}",
        IDLE_TIME,
        period=True,
    ),
    Indicator(
        "allowance",
        "Room",
        "RoomAllowance",
        describe("A room against what the ranks of those who work in it allow.", "房间面积标准"),
        f"""
        {limits("OFFICE_AREA_M2", "offices")}
        OPTIONAL MATCH ($node)<-[seat:OCCUPIES]-(member:Staff)<-[post:EMPLOYS]-(unit:Agency) WHERE held(seat) AND held(post)
        WITH $node AS room, member, max({of_post("offices", "unit.level", "member.rank")}) AS allowed
        WITH room, count(DISTINCT member) AS people, sum(allowed) AS allowedM2
        RETURN people, allowedM2, room.usableAreaM2 AS usableM2, room.usableAreaM2 - allowedM2 AS surplusM2
        """,
        ALLOWANCE,
    ),
)
