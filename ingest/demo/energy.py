"""Energy and water: meters, a year of monthly readings, targets."""

from collections.abc import Iterator

from ingest.demo.holding import Present
from ingest.demo.periods import day, iso
from ingest.demo.records import EnergyReading, EnergyTarget, Meter
from ingest.demo.rows import Building, Planted

MONTHS = tuple(iso(day(2025 + (month > 12), (month - 1) % 12 + 1)) for month in range(7, 19))
"""July 2025 to June 2026."""
SEASONS = (1.4, 1.4, 1.1, 0.8, 0.8, 1.0, 1.1, 1.0, 0.9, 0.7, 0.8, 1.0)
"""How much of the year's twelfth each of these months takes: cooling, then heating."""
TYPICAL = {"HEALTH": 26.0, "EDUCATION": 11.0, "CULTURE": 18.0}
"""Energy by area and sector, in kgce/m² a year; of other sectors it is that of agencies."""
AGENCIES = 15.0
KGCE_A_KWH, KGCE_A_M3 = 0.1229, 1.33
WASTED = 5.0
"""By how much an anomalous building exceeds what is usual: no other comes near it."""
TARGET_KGCE_M2 = 17.56


def energy(present: Present) -> None:
    """Write what was read in the buildings that agencies use."""
    if not present.recorded:
        return
    sectors = {row.code: row.sector for row in present.agencies}
    metered = [row for row in present.buildings if row.code in present.users]
    office = [row.code for row in metered if sectors.get(present.users[row.code][0].agency) == "AGENCIES"]
    free = [code for code in office if code not in present.planted]
    wasteful = present.chance.pick(free) if present.setting.place.code in ("330200", "330400") else ""
    unread = present.chance.pick(free) if present.setting.place.code in ("330000", "331000") else ""
    for building in metered:
        sector = sectors.get(present.users[building.code][0].agency, "")
        use = TYPICAL.get(sector, AGENCIES) * present.chance.measure(0.75, 1.35)
        rows = list(_readings(present, building, use * (WASTED if building.code == wasteful else 1)))
        for row in rows[:5] + rows[6:] if building.code == unread else rows:
            present.sheets.add(row)
        for kind in ("ELECTRICITY", "WATER"):
            present.sheets.add(Meter(f"{building.code}-M{kind[0]}", building.code, kind, building.built_on))
    for code in {wasteful, unread} - {""}:
        present.sheets.add(Planted("ENERGY_ANOMALY", "Building", code))
    for organ in present.organs:
        if organ.separate:
            limit = round(TARGET_KGCE_M2 * present.chance.measure(0.95, 1.05), 2)
            target = f"{organ.code}-T2025", organ.code, 2025, "ENERGY_KGCE_PER_M2", limit
            present.sheets.add(EnergyTarget(*target))


def _readings(present: Present, building: Building, kgce_m2: float) -> Iterator[EnergyReading]:
    total = building.gross_floor_area_m2 * kgce_m2
    gas = present.chance.measure(0.05, 0.25)
    for month, season in zip(MONTHS, SEASONS, strict=True):
        kgce = total / 12 * season * present.chance.measure(0.95, 1.05)
        yield EnergyReading(
            code=f"{building.code}-{month[:7]}",
            building=building.code,
            month=month,
            electricity_kwh=round(kgce * (1 - gas) / KGCE_A_KWH, 1),
            water_m3=round(building.gross_floor_area_m2 * present.chance.measure(0.03, 0.07), 1),
            natural_gas_m3=round(kgce * gas / KGCE_A_M3, 1),
        )
