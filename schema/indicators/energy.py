"""Energy and water of a period: of a building, an agency, a division; and what others of the sector use."""

from graph.model import Indicator, Kind, Property
from schema.asset import describe
from schema.fragments import INTENSITY, KGCE, SECTOR
from schema.indicators.declaring import EQUIVALENTS, amount, code, lying, number, ratio

USE = (
    amount("kgce", "Energy, in kilograms of coal equivalent (kgce).", "综合能耗"),
    amount("waterM3", "Water, in m³.", "用水量"),
    number("readings", "Monthly readings that it is of.", "读数"),
    amount("areaM2", "Gross floor area of what was read, in m².", "建筑面积"),
    number("people", "Staff who work in what was read on the day.", "用能人数"),
    ratio("kgcePerM2", "Energy by area, in kgce for 1 m².", "单位建筑面积能耗"),
    ratio("kgcePerPerson", "Energy by person, in kgce.", "人均综合能耗"),
    ratio("waterM3PerPerson", "Water by person, in m³.", "人均用水量"),
)
TARGETS = (
    Property("year", Kind.INTEGER, describe("The year of the target.", "年度"), required=True),
    code("measure", "Of which measure, by its code.", "指标"),
    ratio("limit", "The value to stay below, in the measure's unit.", "目标值"),
    ratio("actual", "The value of the period, reckoned to a year.", "实际值"),
    ratio("share", "The value by the target: above 1, it is missed.", "完成比例"),
)
BENCHMARK = (
    code("sector", "The sector of the agency that uses most of it.", "公共机构类别"),
    number("buildings", "Buildings of the sector that were read.", "同类建筑数"),
    ratio("kgcePerM2", "Energy of this building by area, in kgce for 1 m².", "单位建筑面积能耗"),
    ratio("medianKgcePerM2", "The median of its sector, in kgce for 1 m².", "同类中位数"),
    ratio("limitKgcePerM2", "The value of the standard in force on the day, in kgce for 1 m² and year.", "标准值"),
)
PERIOD = "reading.month >= $from AND reading.month < $to"
ANSWER = """
        RETURN kgce, waterM3, readings, areaM2, people,
               CASE WHEN areaM2 > 0 THEN kgce / areaM2 END AS kgcePerM2,
               CASE WHEN people > 0 THEN kgce / people END AS kgcePerPerson,
               CASE WHEN people > 0 THEN waterM3 / people END AS waterM3PerPerson
"""
READ = f"""CALL (building, coals) {{
          MATCH (building)<-[:RECORDED_FOR]-(reading:EnergyReading) WHERE {PERIOD}
          RETURN sum({KGCE}) AS kgce, sum(reading.waterM3) AS waterM3, count(reading) AS readings
        }}"""
# What `units` used: of each building that they use on the day, the part that their area is of all areas in use there.
OF_UNITS = f"""CALL (units, coals) {{
          UNWIND units AS unit
          MATCH (unit)-[use:USES]->(building:Building) WHERE held(use)
          WITH coals, building, sum(use.areaM2) AS own
          CALL (building) {{
            MATCH (building)<-[any:USES]-(:Agency) WHERE held(any) RETURN sum(any.areaM2) AS whole
          }}
          WITH coals, building, CASE WHEN whole > 0 THEN own / whole ELSE 0.0 END AS share
          {READ}
          WITH building, share, kgce, waterM3, readings WHERE readings > 0
          RETURN sum(share * kgce) AS kgce, sum(share * waterM3) AS waterM3, sum(readings) AS readings,
                 sum(share * coalesce(building.grossFloorAreaM2, 0.0)) AS areaM2, collect(building) AS read
        }}
        CALL (read, units) {{
          UNWIND read AS building
          MATCH (building)<-[part:PART_OF]-(:Room)<-[seat:OCCUPIES]-(member:Staff)<-[post:EMPLOYS]-(employer)
          WHERE held(part) AND held(seat) AND held(post) AND employer IN units
          RETURN count(DISTINCT member) AS people
        }}"""

INDICATORS = (
    Indicator(
        "energy",
        "Building",
        "EnergyUse",
        describe("What a building used of energy and water in a period.", "能源消费"),
        f"""
        {EQUIVALENTS}
        WITH $node AS building, coals
        {READ}
        CALL (building) {{
          OPTIONAL MATCH (building)<-[part:PART_OF]-(:Room)<-[seat:OCCUPIES]-(member:Staff) WHERE held(part) AND held(seat)
          RETURN count(DISTINCT member) AS people
        }}
        WITH kgce, waterM3, readings, people,
             CASE WHEN readings > 0 THEN coalesce(building.grossFloorAreaM2, 0.0) ELSE 0.0 END AS areaM2
        {ANSWER}
        """,
        USE,
        period=True,
    ),
    Indicator(
        "energy",
        "Agency",
        "EnergyUse",
        describe(
            "What an agency used of energy and water in a period: of each building that it uses on the day, the part that its "
            "area is of all areas in use there.",
            "能源消费",
        ),
        f"""
        {EQUIVALENTS}
        {OF_UNITS}
        WITH kgce, waterM3, readings, areaM2, people
        {ANSWER}
        """,
        USE,
        period=True,
        below=True,
    ),
    Indicator(
        "energyAgainstTargets",
        "Agency",
        "EnergyAgainstTarget",
        describe(
            "What an agency used in a period, reckoned to a year, beside its targets for the years that the period is in.",
            "节能目标完成情况",
        ),
        f"""
        {EQUIVALENTS}
        {OF_UNITS}
        WITH $node AS agency, kgce, waterM3, areaM2, people, duration.inDays($from, $to).days / 365.25 AS years
        MATCH (agency)<-[filed:BELONGS_TO]-(target:EnergyTarget)
        WHERE held(filed) AND date({{year: target.year}}) < $to AND date({{year: target.year + 1}}) > $from
        WITH target, CASE target.measure
             WHEN 'ENERGY_KGCE_PER_M2' THEN CASE WHEN areaM2 > 0 THEN kgce / areaM2 / years END
             WHEN 'ENERGY_KGCE_PER_PERSON' THEN CASE WHEN people > 0 THEN kgce / people / years END
             WHEN 'WATER_M3_PER_PERSON' THEN CASE WHEN people > 0 THEN waterM3 / people / years END END AS actual
        RETURN target.year AS year, target.measure AS measure, target.limit AS limit, actual,
               CASE WHEN target.limit > 0 THEN actual / target.limit END AS share
        ORDER BY year, measure, limit
        """,
        TARGETS,
        many=True,
        period=True,
        below=True,
    ),
    Indicator(
        "energy",
        "Division",
        "EnergyUse",
        describe("What the buildings that lie in a division, or in one below it, used in a period.", "能源消费"),
        f"""
        {EQUIVALENTS}
        {lying("Building", "buildings")}
        CALL (buildings, coals) {{
          UNWIND buildings AS building
          {READ}
          WITH building, kgce, waterM3, readings WHERE readings > 0
          RETURN sum(kgce) AS kgce, sum(waterM3) AS waterM3, sum(readings) AS readings,
                 sum(coalesce(building.grossFloorAreaM2, 0.0)) AS areaM2, collect(building) AS read
        }}
        CALL (read) {{
          UNWIND read AS building
          MATCH (building)<-[part:PART_OF]-(:Room)<-[seat:OCCUPIES]-(member:Staff) WHERE held(part) AND held(seat)
          RETURN count(DISTINCT member) AS people
        }}
        WITH kgce, waterM3, readings, areaM2, people
        {ANSWER}
        """,
        USE,
        period=True,
    ),
    Indicator(
        "energyBenchmark",
        "Building",
        "EnergyBenchmark",
        describe(
            "A building's energy by area beside that of all buildings of its sector; reads all of these.", "能耗对标"
        ),
        f"""
        {EQUIVALENTS}
        CALL () {{
          OPTIONAL MATCH (item:StandardItem {{measure: 'ENERGY_KGCE_PER_M2'}}) WHERE held(item) RETURN min(item.limit) AS limit
        }}
        WITH $node AS building, coals, limit
        {SECTOR}
        WITH building AS own, sector, coals, limit
        CALL (sector, coals) {{
          MATCH (building:Building)<-[:RECORDED_FOR]-(reading:EnergyReading) WHERE {PERIOD}
          WITH building, sum({KGCE}) AS energy
          {SECTOR.replace("AS sector", "AS of").replace("RETURN sector", "RETURN of").replace("DESC, sector", "DESC, of")}
          WITH building, energy WHERE of = sector
          RETURN count(*) AS buildings, percentileCont({INTENSITY}, 0.5) AS median
        }}
        WITH own AS building, sector, coals, limit, buildings, median
        {READ}
        RETURN sector, buildings, median AS medianKgcePerM2, limit AS limitKgcePerM2,
               CASE WHEN readings > 0 AND building.grossFloorAreaM2 > 0 THEN kgce / building.grossFloorAreaM2 END AS kgcePerM2
        """,
        BENCHMARK,
        period=True,
    ),
)
