"""People and money: what staff may have and have, housing against the standard, operating cost by head and area."""

from graph.model import Indicator
from schema.asset import describe
from schema.fragments import of_post, of_rank
from schema.indicators.declaring import amount, area_in_use, by_division, code, limits, money, number, ratio

ENTITLEMENT = (
    amount("officeM2", "Office area that they occupy, in m².", "办公室面积"),
    ratio("officeAllowedM2", "Office area that their rank allows, in m².", "办公室标准面积"),
    amount("housingM2", "Floor area of their housing, in m².", "住房面积"),
    ratio("housingAllowedM2", "Floor area that their rank allows, in m².", "住房标准面积"),
    number("housingUnits", "Housing units allotted to them.", "住房套数"),
)
HOUSING = (
    number("people", "Staff employed who have housing.", "住房人数"),
    number("housingUnits", "Housing units allotted to them.", "住房套数"),
    amount("areaM2", "Floor area of these, in m².", "住房面积"),
    amount("allowedM2", "Floor area that their ranks allow, in m².", "标准面积"),
    number("overStandard", "How many have more than their rank allows.", "超标人数"),
)
COSTS = (
    code("category", "What was paid for, by its code.", "费用类别"),
    code("currency", "Currency of its amounts, ISO 4217.", "币种", required=True),
    money("amount", "How much, in `currency`.", "金额"),
    ratio("perPerson", "By person employed on the day, in `currency`.", "人均费用"),
    ratio("perM2", "By area used on the day, in `currency` for 1 m².", "单位面积费用"),
)
AGENCY_HOUSING = Indicator(
    "housing",
    "Agency",
    "HousingSummary",
    describe("Housing allotted to an agency's staff on the day, against the standard.", "住房分配情况"),
    f"""
    {limits("HOUSING_AREA_M2", "homes")}
    CALL (units) {{
      UNWIND units AS unit
      MATCH (unit)-[post:EMPLOYS]->(member:Staff)<-[tie:ALLOTTED_TO]-(home:HousingUnit) WHERE held(post) AND held(tie)
      WITH DISTINCT member, home
      WITH member, count(home) AS number, sum(home.floorAreaM2) AS area
      RETURN member.rank AS rank, number, area
    }}
    WITH number, area, {of_rank("homes", "rank")} AS allowed
    RETURN count(*) AS people, sum(number) AS housingUnits, sum(area) AS areaM2, sum(allowed) AS allowedM2,
           sum(CASE WHEN area > allowed + 0.005 THEN 1 ELSE 0 END) AS overStandard
    """,
    HOUSING,
    below=True,
)
AGENCY_COSTS = Indicator(
    "costs",
    "Agency",
    "CostCategorySummary",
    describe(
        "Operating cost of the years that begin in a period, by category and currency, by head and by area.", "运行成本"
    ),
    f"""
    CALL (units) {{
      UNWIND units AS unit
      OPTIONAL MATCH (unit)-[post:EMPLOYS]->(member:Staff) WHERE held(post)
      RETURN count(DISTINCT member) AS people
    }}
    {area_in_use("area")}
    UNWIND units AS unit
    MATCH (unit)<-[:BELONGS_TO]-(cost:OperatingCost)
    WHERE date({{year: cost.year}}) >= $from AND date({{year: cost.year}}) < $to
    WITH people, area, cost.category AS category, coalesce(cost.currency, 'CNY') AS currency, sum(cost.amount) AS amount
    RETURN category, currency, amount, CASE WHEN people > 0 THEN amount / 100.0 / people END AS perPerson,
           CASE WHEN area > 0 THEN amount / 100.0 / area END AS perM2
    ORDER BY category, currency
    """,
    COSTS,
    many=True,
    period=True,
    below=True,
)

INDICATORS = (
    Indicator(
        "entitlement",
        "Staff",
        "Entitlement",
        describe("What someone has and may have on the day, by the standards in force.", "待遇标准"),
        f"""
        {limits("OFFICE_AREA_M2", "offices")}
        {limits("HOUSING_AREA_M2", "homes")}
        OPTIONAL MATCH ($node)<-[post:EMPLOYS]-(unit:Agency) WHERE held(post)
        WITH $node AS member, offices, homes, max({of_post("offices", "unit.level", "$node.rank")}) AS officeAllowedM2
        OPTIONAL MATCH (member)-[seat:OCCUPIES]->(:Room) WHERE held(seat)
        WITH member, homes, officeAllowedM2, sum(seat.areaM2) AS officeM2
        OPTIONAL MATCH (member)<-[tie:ALLOTTED_TO]-(home:HousingUnit) WHERE held(tie)
        WITH DISTINCT member, homes, officeAllowedM2, officeM2, home
        RETURN officeM2, officeAllowedM2, sum(home.floorAreaM2) AS housingM2, count(home) AS housingUnits,
               {of_rank("homes", "member.rank")} AS housingAllowedM2
        """,
        ENTITLEMENT,
    ),
    AGENCY_HOUSING,
    by_division(
        AGENCY_HOUSING,
        "Housing allotted on the day to staff of the agencies in a division, or in one below it, against the standard.",
        "住房分配情况",
    ),
    AGENCY_COSTS,
    by_division(
        AGENCY_COSTS,
        "Operating cost of the agencies in a division, or in one below it, of the years that begin in a period, by category and currency, by head and by area.",
        "运行成本",
    ),
)
