"""Vehicles: against quota and limits, by kind; how far they are driven, and at what cost."""

from graph.model import Indicator
from schema.asset import describe
from schema.fragments import present
from schema.indicators.declaring import amount, by_division, code, limits, money, number, ratio

KINDS = (
    code("kind", "Of which kind, by its code.", "车辆类型"),
    number("vehicles", "How many there are.", "实有数"),
    ratio("quota", "How many there may be; null where no quota is set.", "编制数"),
    number("overQuota", "How many agencies have beyond their own quotas.", "超编数"),
    number("withoutQuota", "How many are of agencies that no quota is set for.", "无编制数"),
    number("overPrice", "How many cost more than their kind may.", "超价数"),
    number("overDisplacement", "How many have a larger engine than their kind may.", "超排量数"),
    number("due", "How many are due for renewal.", "应更新数"),
)
DRIVING = (
    number("vehicles", "Vehicles with a record in the period.", "车辆数"),
    number("months", "Months on record.", "记录月数"),
    amount("distanceKm", "Distance driven, in km.", "行驶里程"),
    number("trips", "Trips made.", "出车次数"),
    amount("fuelL", "Fuel used, in litres.", "耗油量"),
    amount("electricityKwh", "Electricity used, in kWh.", "耗电量"),
    money("cost", "Running cost, in yuan.", "运行费用"),
    ratio("litresPer100Km", "Fuel by distance, in litres for 100 km.", "百公里油耗"),
    ratio("costPerKm", "Running cost by distance, in yuan for 1 km.", "每公里费用"),
)
OVER = "size([each IN vehicles WHERE each.{it} > head([one IN {limits} WHERE one[2] IS NULL OR one[2] = each.kind | one[3]])])"
DRIVEN = """
        WHERE reading.month >= $from AND reading.month < $to
        WITH count(DISTINCT vehicle) AS vehicles, count(reading) AS months, sum(reading.distanceKm) AS distanceKm,
             sum(reading.trips) AS trips, sum(reading.fuelL) AS fuelL, sum(reading.electricityKwh) AS electricityKwh,
             sum(reading.cost) AS cost
        RETURN vehicles, months, distanceKm, trips, fuelL, electricityKwh, cost,
               CASE WHEN distanceKm > 0 AND fuelL > 0 THEN 100 * fuelL / distanceKm END AS litresPer100Km,
               CASE WHEN distanceKm > 0 THEN cost / 100.0 / distanceKm END AS costPerKm
"""
AGENCY_FLEET = Indicator(
    "fleet",
    "Agency",
    "FleetKind",
    describe(
        "Vehicles that an agency or its staff have on the day, by kind, against quota and standard; one that two agencies "
        "have counts in each.",
        "车辆配备情况",
    ),
    f"""
    {limits("VEHICLE_PRICE", "prices")}
    {limits("VEHICLE_DISPLACEMENT_L", "engines")}
    {limits("VEHICLE_AGE_YEARS", "ages")}
    UNWIND units AS unit
    CALL (unit) {{
      MATCH (unit)-[posts:EMPLOYS*0..1]->(assignee)<-[tie:ASSIGNED_TO]-(vehicle:Vehicle)
      WHERE all(post IN posts WHERE held(post)) AND held(tie) AND {present("vehicle")}
      RETURN DISTINCT vehicle.kind AS kind, vehicle, null AS quota
      UNION ALL
      MATCH (unit)<-[filed:BELONGS_TO]-(plan:VehiclePlan) WHERE held(filed) AND held(plan)
      RETURN plan.kind AS kind, null AS vehicle, plan.quota AS quota
    }}
    WITH prices, engines, ages, unit, kind, collect(DISTINCT vehicle) AS had, count(quota) AS plans, sum(quota) AS quota
    WITH prices, engines, ages, kind, collect(had) AS lists, sum(plans) AS plans, sum(quota) AS quota,
         sum(CASE WHEN plans > 0 AND size(had) > quota THEN size(had) - quota ELSE 0 END) AS overQuota,
         sum(CASE WHEN plans = 0 THEN size(had) ELSE 0 END) AS withoutQuota
    WITH prices, engines, ages, kind, plans, quota, overQuota, withoutQuota,
         reduce(all = [], each IN lists | all + each) AS vehicles
    RETURN kind, size(vehicles) AS vehicles, CASE WHEN plans > 0 THEN toFloat(quota) END AS quota, overQuota, withoutQuota,
           {OVER.format(it="purchasePrice / 100.0", limits="prices")} AS overPrice,
           {OVER.format(it="displacementL", limits="engines")} AS overDisplacement,
           size([each IN vehicles WHERE each.registeredOn <= $day - duration({{years: toInteger(head(
             [one IN ages WHERE one[2] IS NULL OR one[2] = each.kind | one[3]] + [1000]))}})]) AS due
    ORDER BY kind
    """,
    KINDS,
    many=True,
    below=True,
)
AGENCY_DRIVING = Indicator(
    "driving",
    "Agency",
    "Driving",
    describe("How the vehicles that an agency or its staff have on the day were driven in a period.", "车辆使用情况"),
    f"""
    UNWIND units AS unit
    MATCH (unit)-[posts:EMPLOYS*0..1]->(assignee)<-[tie:ASSIGNED_TO]-(vehicle:Vehicle)
    WHERE all(post IN posts WHERE held(post)) AND held(tie)
    WITH DISTINCT vehicle
    MATCH (vehicle)<-[:RECORDED_FOR]-(reading:VehicleUsage)
    {DRIVEN}
    """,
    DRIVING,
    period=True,
    below=True,
)

INDICATORS = (
    AGENCY_FLEET,
    by_division(
        AGENCY_FLEET,
        "Vehicles that the agencies in a division, or in one below it, or their staff have on the day, by kind, against quota and standard.",
        "车辆配备情况",
    ),
    Indicator(
        "driving",
        "Vehicle",
        "Driving",
        describe("How a vehicle was driven in a period, from its monthly records.", "车辆使用情况"),
        f"""
        WITH $node AS vehicle
        OPTIONAL MATCH (vehicle)<-[:RECORDED_FOR]-(reading:VehicleUsage)
        {DRIVEN.replace("count(DISTINCT vehicle)", "count(DISTINCT CASE WHEN reading IS NOT NULL THEN vehicle END)")}
        """,
        DRIVING,
        period=True,
    ),
    AGENCY_DRIVING,
    by_division(
        AGENCY_DRIVING,
        "How the vehicles that the agencies in a division, or in one below it, or their staff have on the day were driven in a period.",
        "车辆使用情况",
    ),
)
