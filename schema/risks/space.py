"""Space: offices against the standard, rooms and buildings that nobody uses or too many do."""

from graph.rules import Figure, Severity
from schema.fragments import of_post
from schema.risks.declaring import area, limit, limits, rule

OFFICES = "党政机关办公用房管理办法（2017）"

RULES = (
    rule(
        "OFFICE_OVER_STANDARD",
        Severity.WARNING,
        title=("Office over standard", "办公用房超标"),
        text="Someone's rooms are together larger than the standard for their rank and their agency's level; of several posts "
        "that which allows most.",
        instrument="发改投资〔2014〕2674号，党政机关办公用房管理办法（2017）",
        checks={
            "Staff": f"""
            MATCH ($node)-[seat:OCCUPIES]->(room:Room) WHERE held(seat)
            WITH sum(seat.areaM2) AS area, collect(DISTINCT room) AS rooms WHERE area > 0
            MATCH (agency:Agency)-[post:EMPLOYS]->($node) WHERE held(post)
            WITH area, rooms, agency, {of_post("limits", "agency.level", "$node.rank")} AS allowed
            WITH area, rooms, agency, allowed WHERE allowed IS NOT NULL
            WITH area, rooms, agency, allowed ORDER BY allowed DESC, agency.id LIMIT 1
            WITH area, rooms, agency, allowed WHERE area > allowed + 0.005
            RETURN [area, allowed] AS figures, rooms + [agency] AS mentioned
            """
        },
        figures=(area("occupied", "What they have.\n实际面积"), area("allowed", "What they may have.\n标准面积")),
        once=limits("OFFICE_AREA_M2", "limits"),
    ),
    rule(
        "TWO_OFFICES",
        Severity.NOTICE,
        title=("Offices in two buildings", "多处占用办公用房"),
        text="Someone occupies rooms in two buildings on the day.",
        instrument=OFFICES,
        checks={
            "Staff": """
            MATCH ($node)-[seat:OCCUPIES]->(room:Room)-[part:PART_OF]->(building:Building) WHERE held(seat) AND held(part)
            WITH collect(DISTINCT building) AS buildings, collect(DISTINCT room) AS rooms WHERE size(buildings) > 1
            RETURN [size(buildings)] AS figures, rooms AS mentioned
            """
        },
        figures=(Figure("buildings", "In how many buildings.\n楼栋数"),),
    ),
    rule(
        "IDLE_ROOM",
        Severity.NOTICE,
        title=("Room nobody works in", "办公室闲置"),
        text="An office that the register says is in use, in a building that is there on the day, and that nobody has occupied for "
        "as long as the standard says.",
        instrument=OFFICES,
        checks={
            "Room": """
            WITH $node WHERE days IS NOT NULL AND $node.use = 'OFFICE' AND $node.status = 'IN_USE' AND NOT EXISTS {
              MATCH ($node)-[part:PART_OF]->(building:Building) WHERE part.validFrom > $day OR NOT present(building) } AND NOT EXISTS {
              MATCH ($node)<-[seat:OCCUPIES]-() WHERE (seat.validFrom IS NULL OR seat.validFrom <= $day)
                AND (seat.validTo IS NULL OR seat.validTo > $day - duration({days: coalesce(toInteger(days), 0)})) }
            OPTIONAL MATCH ($node)<-[seat:OCCUPIES]-() WHERE seat.validTo <= $day
            WITH $node AS room, max(seat.validTo) AS left
            RETURN [duration.inDays(left, $day).days, room.usableAreaM2] AS figures, [] AS mentioned
            """
        },
        figures=(
            Figure("days", "Days since somebody was there.\n闲置天数", "d"),
            area("usable", "Its usable area.\n使用面积"),
        ),
        once=limit("IDLE_DAYS", "days"),
    ),
    rule(
        "IDLE_BUILDING",
        Severity.WARNING,
        title=("Building mostly empty", "房屋闲置"),
        text="A building of whose offices fewer are occupied on the day than the part that the standard says.",
        instrument=OFFICES,
        checks={
            "Building": """
            MATCH ($node)<-[part:PART_OF]-(room:Room {use: 'OFFICE'}) WHERE held(part) AND present($node)
            WITH count(room) AS offices,
                 sum(CASE WHEN EXISTS { MATCH (room)<-[seat:OCCUPIES]-() WHERE held(seat) } THEN 1 ELSE 0 END) AS occupied
            WHERE offices > 0 AND occupied < least * offices
            RETURN [offices, occupied, $node.usableAreaM2] AS figures, [] AS mentioned
            """
        },
        figures=(
            Figure("offices", "Its offices.\n办公室数"),
            Figure("occupied", "Those in which somebody works.\n在用办公室数"),
            area("usable", "Its usable area.\n使用面积"),
        ),
        once=limit("OCCUPANCY_SHARE", "least"),
    ),
    rule(
        "OVERBOOKED_BUILDING",
        Severity.WARNING,
        title=("More in use than there is", "使用面积超过可用面积"),
        text="A building of which areas are in use that are together larger than its usable area, by more than the standard says.",
        instrument=OFFICES,
        checks={
            "Building": """
            MATCH ($node)<-[use:USES]-(agency:Agency) WHERE held(use) AND present($node)
            WITH sum(use.areaM2) AS used, collect(DISTINCT agency) AS agencies
            WHERE used > $node.usableAreaM2 * (1 + spare)
            RETURN [used, $node.usableAreaM2] AS figures, agencies AS mentioned
            """
        },
        figures=(area("used", "Areas in use.\n在用面积"), area("usable", "Its usable area.\n使用面积")),
        once=limit("OVERBOOKING_SHARE", "spare"),
    ),
)
