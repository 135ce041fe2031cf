"""Energy: buildings that use far more than others of their sector, and months that were not read."""

from graph.rules import Figure, Once, Severity
from schema.fragments import COALS, INTENSITY, KGCE, SECTOR
from schema.risks.declaring import rule

YEAR = "reading.month <= $day AND reading.month > $day - duration({years: 1})"
ITEMS = ", ".join(f"[each IN items WHERE each[0] = 'KGCE_PER_{coal}' | each[1]][0]" for coal in COALS)

RULES = (
    rule(
        "ENERGY_ANOMALY",
        Severity.WARNING,
        title=("Energy out of line", "能耗异常"),
        text="A building whose energy by area, over the year up to the day, is more than a multiple of its sector's median, "
        "or of which a month is missing between its first and last reading of that year.",
        instrument="公共机构节能条例（国务院令第531号），GB/T 2589-2020",
        checks={
            "Building": f"""
            MATCH ($node)<-[:RECORDED_FOR]-(reading:EnergyReading) WHERE {YEAR} AND present($node)
            WITH $node AS building, sum({KGCE}) AS energy, count(DISTINCT reading.month) AS months,
                 min(reading.month) AS since, max(reading.month) AS until
            WITH building, {INTENSITY} AS intensity,
                 duration.inMonths(since, until).months + 1 - months AS missing
            {SECTOR}
            WITH intensity, missing, head([each IN medians WHERE each[0] = sector | each[1]]) AS median
            WHERE missing > 0 OR intensity > times * median
            RETURN [intensity, median, missing] AS figures, [] AS mentioned
            """
        },
        figures=(
            Figure("intensity", "Energy by area in the year.\n单位面积能耗", "kgce/m²"),
            Figure("median", "The median of its sector.\n同类中位数", "kgce/m²"),
            Figure("missing", "Months that were not read.\n缺失月数"),
        ),
        once=Once(
            f"""
            OPTIONAL MATCH (item:StandardItem) WHERE item.measure IN ['ENERGY_TIMES_MEDIAN', 'KGCE_PER_KWH',
              'KGCE_PER_M3_GAS', 'KGCE_PER_GJ', 'KGCE_PER_L_PETROL', 'KGCE_PER_L_DIESEL'] AND held(item)
            WITH collect([item.measure, item.limit]) AS items
            WITH [{ITEMS}] AS coals, [each IN items WHERE each[0] = 'ENERGY_TIMES_MEDIAN' | each[1]][0] AS times
            OPTIONAL MATCH (building:Building)<-[:RECORDED_FOR]-(reading:EnergyReading) WHERE {YEAR}
            WITH coals, times, building, sum({KGCE}) AS energy
            {SECTOR}
            WITH coals, times, sector, {INTENSITY} AS intensity
            WITH coals, times, sector, percentileCont(intensity, 0.5) AS median
            RETURN coals, times, collect([sector, median]) AS medians
            """,
            ("coals", "times", "medians"),
        ),
    ),
)
