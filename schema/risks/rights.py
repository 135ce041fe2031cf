"""Rights: who owns what, and on which land it stands."""

from graph.rules import Figure, Severity
from schema.risks.declaring import alike, rule

OWNED = ("LandParcel", "Building", "HousingUnit", "Vehicle")
REGISTER = "不动产登记暂行条例（国务院令第656号）"
ASSETS = "行政事业性国有资产管理条例（国务院令第738号）"

SHARES = """
    MATCH ($node)<-[stake:{type}]-(owner) WHERE held(stake)
    WITH coalesce(stake.{kind}, '{otherwise}') AS kind, collect(stake.share) AS shares, count(*) AS number,
         collect(DISTINCT owner) AS owners
    WITH kind, reduce(sum = 0, each IN shares | sum + each) AS sum, size(shares) = number AS known, owners
    WHERE sum > 1000001000000 OR (known AND sum < 999999000000)
    RETURN [sum / 1e12] AS figures, owners AS mentioned ORDER BY kind LIMIT 1
"""

RULES = (
    rule(
        "NO_OWNER",
        Severity.WARNING,
        title=("In use without owner", "产权不清"),
        text="An asset that is neither planned nor disposed of, and of which nobody holds a registered right on the day.",
        instrument=REGISTER,
        checks=alike(
            OWNED,
            """
            WITH $node WHERE $node.status <> 'PLANNED' AND present($node)
              AND NOT EXISTS { MATCH ($node)<-[title:OWNS]-() WHERE held(title) }
            RETURN [] AS figures, [] AS mentioned
            """,
        ),
    ),
    rule(
        "SHARES_NOT_ONE",
        Severity.WARNING,
        title=("Shares do not add up", "份额合计不为一"),
        text="Shares of one kind in an asset or an enterprise add up to more than 1, or to less although all are known.",
        instrument=REGISTER,
        checks=alike(OWNED, SHARES.format(type="OWNS", kind="right", otherwise="OWNERSHIP"))
        | {"Enterprise": SHARES.format(type="HOLDS_SHARE", kind="kind", otherwise="CAPITAL")},
        figures=(Figure("share", "What the shares add up to.\n份额合计"),),
    ),
    rule(
        "CIRCULAR_HOLDING",
        Severity.NOTICE,
        title=("Holds a share of itself", "循环持股"),
        text="An enterprise that holds, through others, a share of itself; the shortest such circle is mentioned.",
        instrument="企业国有资产法（主席令第5号）",
        checks={
            "Enterprise": """
            MATCH ($node)-[first:HOLDS_SHARE]->(company:Enterprise) WHERE company <> $node AND held(first)
            MATCH way = shortestPath((company)-[links:HOLDS_SHARE*..30]->($node)) WHERE all(link IN links WHERE held(link))
            RETURN [length(way) + 1] AS figures, nodes(way)[..-1] AS mentioned
            ORDER BY length(way), company.id LIMIT 1
            """
        },
        figures=(Figure("links", "Holdings that close the circle.\n环节数"),),
    ),
    rule(
        "BUILDING_WITHOUT_PARCEL",
        Severity.WARNING,
        title=("Building on no land", "房地不符：无宗地"),
        text="A building that is not disposed of and stands on no land parcel on the day.",
        instrument=REGISTER,
        checks={
            "Building": """
            WITH $node WHERE present($node)
              AND NOT EXISTS { MATCH ($node)-[site:STANDS_ON]->() WHERE held(site) }
            RETURN [] AS figures, [] AS mentioned
            """
        },
    ),
    rule(
        "PARCEL_MISMATCH",
        Severity.WARNING,
        title=("Unit code of another parcel", "房地不符：单元号不一致"),
        text="A building whose real-estate unit code begins with that of no parcel that it stands on.",
        instrument="GB/T 37346-2019，不动产登记暂行条例（国务院令第656号）",
        checks={
            "Building": """
            MATCH ($node)-[site:STANDS_ON]->(parcel:LandParcel) WHERE held(site) AND present($node)
            WITH collect(parcel) AS parcels, collect(parcel.realEstateUnitCode) AS codes
            WHERE size(codes) > 0 AND size(codes) = size(parcels)
              AND none(each IN codes WHERE $node.realEstateUnitCode STARTS WITH left(each, 19))
            RETURN [] AS figures, parcels AS mentioned
            """
        },
    ),
    rule(
        "OWNER_LAND_DIFFERS",
        Severity.WARNING,
        title=("Building and land in different hands", "房地权利人不一致"),
        text="A building none of whose owners holds a right in a parcel that it stands on, although both have owners.",
        instrument="不动产登记暂行条例（国务院令第656号），民法典第三百五十六条",
        checks={
            "Building": """
            MATCH ($node)<-[title:OWNS]-(owner) WHERE held(title) AND present($node)
            WITH $node AS building, collect(DISTINCT owner) AS owners
            MATCH (building)-[site:STANDS_ON]->(parcel:LandParcel)<-[land:OWNS]-(holder) WHERE held(site) AND held(land)
            WITH owners, parcel, collect(DISTINCT holder) AS holders
            WHERE none(each IN holders WHERE each IN owners)
            RETURN [] AS figures, [parcel] + owners + holders AS mentioned ORDER BY parcel.id LIMIT 1
            """
        },
    ),
    rule(
        "RIGHT_EXPIRED",
        Severity.SERIOUS,
        title=("Right over, still used", "权利到期仍在使用"),
        text="A parcel whose land right, or the lease of it, is over on the day, while it or a building on it is used.",
        instrument=REGISTER,
        checks={
            "LandParcel": """
            WITH $node WHERE $node.rightExpiresOn <= $day
            MATCH ($node)<-[site:STANDS_ON*0..1]-(used)<-[use:USES]-(user) WHERE all(each IN site WHERE held(each)) AND held(use)
            WITH collect(DISTINCT used) AS used, collect(DISTINCT user) AS users
            WHERE size(users) > 0
            RETURN [duration.inDays($node.rightExpiresOn, $day).days] AS figures,
                   [each IN used WHERE each <> $node] + users AS mentioned
            """
        },
        figures=(Figure("days", "Days since the right was over.\n到期天数", "d"),),
    ),
    rule(
        "DISPOSED_IN_USE",
        Severity.SERIOUS,
        title=("Disposed of, still in use", "已处置仍在使用"),
        text="An asset that is disposed of on the day, and still used, occupied, assigned, allotted or reserved.",
        instrument=ASSETS,
        checks=alike(
            ("LandParcel", "Building", "Room", "HousingUnit", "Vehicle"),
            """
            WITH $node WHERE $node.disposedOn <= $day OR ($node.status = 'DISPOSED' AND $node.disposedOn IS NULL)
            OPTIONAL MATCH ($node)-[tie:USES|OCCUPIES|ASSIGNED_TO|ALLOTTED_TO]-(holder) WHERE held(tie)
            WITH $node AS asset, collect(DISTINCT holder) AS holders
            OPTIONAL MATCH (asset)<-[:RESERVES]-(reservation:Reservation)
            WHERE reservation.endsOn > $day AND NOT coalesce(reservation.status = 'CANCELLED', false)
            WITH holders, collect(DISTINCT reservation) AS reservations
            WHERE size(holders) + size(reservations) > 0
            RETURN [] AS figures, holders + reservations AS mentioned
            """,
        ),
    ),
    rule(
        "OVERLAPPING_PERIODS",
        Severity.WARNING,
        title=("Two where there can be one", "排他关系重叠"),
        text="On the day, an asset has two custodians, an agency is led by two others, or a room is part of two buildings.",
        instrument="机关事务管理条例（国务院令第621号）",
        checks=alike(
            ("LandParcel", "Compound", "Building", "HousingUnit", "Vehicle"),
            """
            MATCH ($node)<-[tie:MANAGES]-(keeper) WHERE held(tie) AND present($node)
            WITH collect(DISTINCT keeper) AS keepers WHERE size(keepers) > 1
            RETURN [size(keepers)] AS figures, keepers AS mentioned
            """,
        )
        | {
            "Agency": """
            MATCH ($node)-[tie:SUBORDINATE_TO]->(superior) WHERE tie.kind = 'LEADS' AND held(tie)
            WITH collect(DISTINCT superior) AS superiors WHERE size(superiors) > 1
            RETURN [size(superiors)] AS figures, superiors AS mentioned
            """,
            "Room": """
            MATCH ($node)-[tie:PART_OF]->(building:Building) WHERE held(tie)
            WITH collect(DISTINCT building) AS buildings WHERE size(buildings) > 1
            RETURN [size(buildings)] AS figures, buildings AS mentioned
            """,
        },
        figures=(Figure("number", "How many there are.\n数量"),),
    ),
)
