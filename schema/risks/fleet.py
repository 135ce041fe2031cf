"""Vehicles: price, displacement, number and age against the standard; use and consumption."""

from graph.rules import Figure, Once, Severity
from schema.risks.declaring import limit, limits, rule

MEASURES = "党政机关公务用车管理办法（2017）"
YEAR = "reading.month <= $day AND reading.month > $day - duration({years: 1})"

OVER = """
    WITH head([each IN limits WHERE each[2] IS NULL OR each[2] = $node.kind | each[3]]) AS allowed
    WHERE present($node) AND {it} > allowed
    RETURN [{it}, allowed] AS figures, [] AS mentioned
"""

RULES = (
    rule(
        "VEHICLE_OVER_PRICE",
        Severity.WARNING,
        title=("Dearer than the standard", "购车价格超标"),
        text="A vehicle whose price without purchase tax is above the limit of its kind.",
        instrument=MEASURES,
        checks={"Vehicle": OVER.format(it="$node.purchasePrice / 100.0")},
        figures=(Figure("price", "Its price.\n购置价格", "CNY"), Figure("allowed", "The limit.\n价格上限", "CNY")),
        once=limits("VEHICLE_PRICE", "limits"),
    ),
    rule(
        "VEHICLE_OVER_DISPLACEMENT",
        Severity.WARNING,
        title=("Larger engine than the standard", "排气量超标"),
        text="A vehicle whose engine displacement is above the limit of its kind.",
        instrument=MEASURES,
        checks={"Vehicle": OVER.format(it="$node.displacementL")},
        figures=(Figure("displacement", "Its engine.\n排气量", "L"), Figure("allowed", "The limit.\n排气量上限", "L")),
        once=limits("VEHICLE_DISPLACEMENT_L", "limits"),
    ),
    rule(
        "VEHICLE_OVER_QUOTA",
        Severity.WARNING,
        title=("More vehicles than the quota", "超编配备车辆"),
        text="An agency that has more vehicles of a kind than its quota of that kind; those of its staff count.",
        instrument=MEASURES,
        checks={
            "Agency": """
            MATCH ($node)<-[filed:BELONGS_TO]-(plan:VehiclePlan) WHERE held(filed) AND held(plan)
            WITH plan.kind AS kind, sum(plan.quota) AS quota
            MATCH ($node)-[posts:EMPLOYS*0..1]->(assignee)<-[tie:ASSIGNED_TO]-(vehicle:Vehicle)
            WHERE all(post IN posts WHERE held(post)) AND held(tie) AND present(vehicle)
              AND (kind IS NULL OR vehicle.kind = kind)
            WITH kind, quota, collect(DISTINCT vehicle) AS vehicles WHERE size(vehicles) > quota
            RETURN [size(vehicles), quota] AS figures, vehicles AS mentioned ORDER BY size(vehicles) - quota DESC, kind LIMIT 1
            """
        },
        figures=(Figure("vehicles", "Those it has.\n实有数"), Figure("quota", "Those it may have.\n编制数")),
    ),
    rule(
        "VEHICLE_DUE",
        Severity.NOTICE,
        title=("Due for renewal", "达到更新年限"),
        text="A vehicle that has been in service for as long as the standard says.",
        instrument=MEASURES,
        checks={
            "Vehicle": """
            WITH $node WHERE years IS NOT NULL AND present($node)
              AND $node.registeredOn <= $day - duration({years: coalesce(toInteger(years), 0)})
            RETURN [duration.inMonths($node.registeredOn, $day).months / 12.0, $node.odometerKm] AS figures, [] AS mentioned
            """
        },
        figures=(
            Figure("age", "Years in service.\n使用年限", "a"),
            Figure("odometer", "Distance driven.\n行驶里程", "km"),
        ),
        once=limit("VEHICLE_AGE_YEARS", "years"),
    ),
    rule(
        "VEHICLE_IDLE",
        Severity.NOTICE,
        title=("Hardly driven", "车辆闲置"),
        text="A vehicle that was driven less a month, over the year up to the day, than the standard says.",
        instrument=MEASURES,
        checks={
            "Vehicle": f"""
            MATCH ($node)<-[:RECORDED_FOR]-(reading:VehicleUsage) WHERE {YEAR} AND present($node)
            WITH count(reading) AS months, avg(reading.distanceKm) AS distance WHERE distance < least
            RETURN [distance, months] AS figures, [] AS mentioned
            """
        },
        figures=(
            Figure("distance", "Distance a month.\n月均里程", "km"),
            Figure("months", "Months on record.\n记录月数"),
        ),
        once=limit("VEHICLE_MONTHLY_KM", "least"),
    ),
    rule(
        "FUEL_ANOMALY",
        Severity.WARNING,
        title=("Uses too much fuel", "油耗异常"),
        text="A vehicle that used more fuel by distance, over the year up to the day, than a multiple of its model's median.",
        instrument=MEASURES,
        checks={
            "Vehicle": f"""
            MATCH ($node)<-[:RECORDED_FOR]-(reading:VehicleUsage) WHERE {YEAR} AND present($node)
            WITH sum(reading.fuelL) AS fuel, sum(reading.distanceKm) AS distance WHERE fuel > 0 AND distance > 0
            WITH 100 * fuel / distance AS used, head([each IN medians WHERE each[0] = $node.model | each[1]]) AS median
            WHERE used > times * median
            RETURN [used, median] AS figures, [] AS mentioned
            """
        },
        figures=(
            Figure("fuel", "Fuel that it uses.\n百公里油耗", "L/100 km"),
            Figure("median", "The median of its model.\n同型号中位数", "L/100 km"),
        ),
        once=Once(
            f"""
            OPTIONAL MATCH (item:StandardItem {{measure: 'FUEL_TIMES_MEDIAN'}}) WHERE held(item)
            WITH min(item.limit) AS times
            MATCH (vehicle:Vehicle)<-[:RECORDED_FOR]-(reading:VehicleUsage) WHERE {YEAR}
            WITH times, vehicle, sum(reading.fuelL) AS fuel, sum(reading.distanceKm) AS distance
            WHERE fuel > 0 AND distance > 0
            WITH times, vehicle.model AS model, percentileCont(100 * fuel / distance, 0.5) AS median
            RETURN times, collect([model, median]) AS medians
            """,
            ("times", "medians"),
        ),
    ),
)
