"""Vehicles as they are planned, bought and driven: quotas, procurements, monthly use."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from ingest.demo.energy import MONTHS
from ingest.demo.holding import Present
from ingest.demo.links import Concerns
from ingest.demo.records import Procurement, VehiclePlan, VehicleUsage
from ingest.demo.rows import Planted, Vehicle

DRIVEN = {"S": 6}
"""How many months of use a demo of a size has; twelve in the others."""
DRIVEN_KM = (700, 2300)
RARELY, THIRSTY = 0.1, 2.8
"""Which part an idle vehicle is driven, and how much more an anomalous one uses."""


def usage(present: Present) -> None:
    """Write quotas, purchases and use."""
    if not present.recorded:
        return
    _plans(present)
    _procurements(present)
    place, free = present.setting.place.code, [row for row in present.vehicles if row.code not in present.planted]
    numbers = Counter(row.model for row in free if row.energy == "PETROL")
    idle = present.chance.pick(free).code if place in ("330000", "330600") else ""
    # Of the most common model, whose median one that is anomalous does not move much.
    ((model, _),) = numbers.most_common(1)
    common = [row.code for row in free if row.model == model and row.code != idle]
    thirsty = present.chance.pick(common) if place in ("330100", "330300") else ""
    for vehicle in present.vehicles:
        distance = RARELY if vehicle.code == idle else 1.0
        for row in _months(present, vehicle, distance, THIRSTY if vehicle.code == thirsty else 1.0):
            present.sheets.add(row)
    if idle:
        present.sheets.add(Planted("VEHICLE_IDLE", "Vehicle", idle))
    if thirsty:
        present.sheets.add(Planted("FUEL_ANOMALY", "Vehicle", thirsty))


def _plans(present: Present) -> None:
    """A quota of each kind that an agency has, just enough or one more; in some territories one is too small."""
    kinds = {row.code: row.kind for row in present.vehicles}
    has: dict[tuple[str, str], int] = defaultdict(int)
    for vehicle, agency in present.assignees.items():
        if vehicle in kinds:
            has[agency, kinds[vehicle]] += 1
    current = {row.code for row in present.agencies}
    pairs = [pair for pair in has if pair[0] in current]
    over = present.chance.pick(pairs) if present.setting.place.code in ("330200", "330900") else None
    for agency, kind in pairs:
        quota = has[agency, kind] + (-1 if (agency, kind) == over else present.chance.below(2))
        document = present.document("编", 2018)
        code = f"{agency}-Q-{kind}"
        present.sheets.add(VehiclePlan(code, agency, kind, quota, document, "2018-12-01"))
    if over:
        present.sheets.add(Planted("VEHICLE_OVER_QUOTA", "Agency", over[0]))


def _procurements(present: Present) -> None:
    """What was bought in the last years, all of a year in one."""
    bought: dict[str, list[Vehicle]] = defaultdict(list)
    for row in present.vehicles:
        bought[row.registered_on[:4]].append(row)
    offices = f"{present.setting.place.code}-010"
    for year, rows in sorted(bought.items()):
        amount = sum(row.purchase_price for row in rows)
        code = f"{present.setting.place.code}-P{year}"
        day = min(row.registered_on for row in rows)
        status, document = "DELIVERED", present.document("采", int(year))
        budget = round(amount * present.chance.measure(1.0, 1.1), -2)
        present.sheets.add(Procurement(code, offices, int(year), int(budget), amount, status, document, day))
        for row in rows:
            present.sheets.add(Concerns("Procurement", code, "Vehicle", row.code, row.registered_on))


def _months(present: Present, vehicle: Vehicle, distance: float, thirst: float) -> Iterator[VehicleUsage]:
    rate = _litres(vehicle) * present.chance.measure(0.88, 1.12) * thirst
    for month in MONTHS[-DRIVEN.get(present.setting.scale.name, 12) :]:
        if month < vehicle.registered_on:
            continue
        km = round(present.chance.between(*DRIVEN_KM) * distance, 1)
        fuel = round(km * rate * present.chance.measure(0.95, 1.05) / 100, 1)
        kwh = round(km * 0.15 * present.chance.measure(0.9, 1.1), 1)
        yield VehicleUsage(
            code=f"{vehicle.code}-{month[:7]}",
            vehicle=vehicle.code,
            month=month,
            distance_km=km,
            trips=max(1, round(km / 38)),
            fuel_l="" if vehicle.energy == "ELECTRIC" else fuel,
            electricity_kwh=kwh if vehicle.energy in ("ELECTRIC", "HYBRID") else "",
            cost=f"{fuel * 7.6 + km * 0.35:.2f}",
        )


def _litres(vehicle: Vehicle) -> float:
    """Fuel for 100 km, in litres."""
    size = float(vehicle.displacement_l or 0)
    return {"DIESEL": 6 + 2 * size, "HYBRID": 2.5, "ELECTRIC": 0.0}.get(vehicle.energy, 4.4 + 2 * size)
