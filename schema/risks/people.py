"""Agencies and people: who holds what they should have handed over, and housing against the standard."""

from graph.rules import Figure, Severity
from schema.fragments import of_rank
from schema.risks.declaring import area, limits, rule

HOUSING = "行政事业性国有资产管理条例（国务院令第738号）"

RULES = (
    rule(
        "ABOLISHED_HOLDS",
        Severity.SERIOUS,
        title=("Abolished, still holds", "撤销单位仍持有"),
        text="An agency that is abolished on the day and still owns, manages, uses or employs.",
        instrument="机关事务管理条例（国务院令第621号），行政事业性国有资产管理条例（国务院令第738号）",
        checks={
            "Agency": """
            WITH $node WHERE $node.abolishedOn <= $day
            MATCH ($node)-[tie:OWNS|MANAGES|USES|EMPLOYS|HOLDS_SHARE]->(kept) WHERE held(tie)
            WITH $node AS agency, collect(DISTINCT kept) AS kept
            OPTIONAL MATCH (agency)<-[:SUCCEEDS]-(heir:Agency)
            WITH kept, collect(DISTINCT heir) AS heirs WHERE size(kept) > 0
            RETURN [size(kept)] AS figures, heirs + kept[..50] AS mentioned
            """
        },
        figures=(
            Figure("kept", "What it still holds; the first fifty are mentioned, after its successors.\n未移交数"),
        ),
    ),
    rule(
        "STAFF_LEFT_HOLDS",
        Severity.WARNING,
        title=("Left, still holds", "离职人员仍占用"),
        text="Someone whom no agency employs on the day and who still occupies a room, or has a vehicle or housing.",
        instrument="党政机关办公用房管理办法（2017），党政机关公务用车管理办法（2017）",
        checks={
            "Staff": """
            WITH $node WHERE NOT EXISTS { MATCH ($node)<-[post:EMPLOYS]-() WHERE held(post) }
            MATCH ($node)-[tie:OCCUPIES|ASSIGNED_TO|ALLOTTED_TO]-(kept) WHERE held(tie)
            WITH collect(DISTINCT kept) AS kept WHERE size(kept) > 0
            RETURN [size(kept)] AS figures, kept AS mentioned
            """
        },
        figures=(Figure("kept", "What they still hold.\n占用数"),),
    ),
    rule(
        "DOUBLE_ALLOTMENT",
        Severity.SERIOUS,
        title=("Allotted twice", "重复分配住房"),
        text="A housing unit that is allotted to two people on the day.",
        instrument=HOUSING,
        checks={
            "HousingUnit": """
            MATCH ($node)-[tie:ALLOTTED_TO]->(tenant:Staff) WHERE held(tie)
            WITH collect(DISTINCT tenant) AS tenants WHERE size(tenants) > 1
            RETURN [size(tenants)] AS figures, tenants AS mentioned
            """
        },
        figures=(Figure("tenants", "To how many people.\n人数"),),
    ),
    rule(
        "TWO_HOUSING_UNITS",
        Severity.SERIOUS,
        title=("Two housing units", "多占住房"),
        text="Someone to whom two housing units are allotted on the day.",
        instrument=HOUSING,
        checks={
            "Staff": """
            MATCH ($node)<-[tie:ALLOTTED_TO]-(unit:HousingUnit) WHERE held(tie)
            WITH collect(DISTINCT unit) AS units WHERE size(units) > 1
            RETURN [size(units)] AS figures, units AS mentioned
            """
        },
        figures=(Figure("units", "How many.\n套数"),),
    ),
    rule(
        "HOUSING_OVER_STANDARD",
        Severity.WARNING,
        title=("Housing over standard", "住房超标"),
        text="Someone whose housing is together larger than the standard for their rank.",
        instrument=HOUSING,
        checks={
            "Staff": f"""
            MATCH ($node)<-[tie:ALLOTTED_TO]-(unit:HousingUnit) WHERE held(tie)
            WITH DISTINCT unit
            WITH sum(unit.floorAreaM2) AS area, collect(unit) AS units,
                 {of_rank("limits", "$node.rank")} AS allowed
            WHERE area > allowed + 0.005
            RETURN [area, allowed] AS figures, units AS mentioned
            """
        },
        figures=(area("allotted", "What they have.\n实际面积"), area("allowed", "What they may have.\n标准面积")),
        once=limits("HOUSING_AREA_M2", "limits"),
    ),
)
