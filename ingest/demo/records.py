"""The demo's tables of records: what is read, used, paid, planned, done. A record names what it is about by its code."""

from typing import NamedTuple


class Meter(NamedTuple):
    code: str
    building: str
    kind: str
    installed_on: str


class EnergyReading(NamedTuple):
    code: str
    building: str
    month: str
    electricity_kwh: float
    water_m3: float
    natural_gas_m3: float


class EnergyTarget(NamedTuple):
    code: str
    agency: str
    year: int
    measure: str
    limit: float


class VehiclePlan(NamedTuple):
    code: str
    agency: str
    kind: str
    quota: int
    document: str
    valid_from: str


class VehicleUsage(NamedTuple):
    code: str
    vehicle: str
    month: str
    distance_km: float
    trips: int
    fuel_l: float | str
    electricity_kwh: float | str
    cost: str


class Procurement(NamedTuple):
    code: str
    agency: str
    year: int
    budget: int
    amount: int
    status: str
    document: str
    contracted_on: str


class Project(NamedTuple):
    code: str
    name: str
    name_en: str
    agency: str
    building: str
    kind: str
    status: str
    budget: int
    cost: str
    document: str
    planned_from: str
    planned_to: str
    completed_on: str


class MaintenancePlan(NamedTuple):
    code: str
    name: str
    name_en: str
    agency: str
    building: str
    kind: str
    status: str
    budget: int
    cost: str
    planned_from: str
    planned_to: str
    completed_on: str


class WorkOrder(NamedTuple):
    code: str
    plan: str
    building: str
    description: str
    status: str
    cost: str
    ordered_on: str
    due_on: str
    completed_on: str


class Disposal(NamedTuple):
    code: str
    agency: str
    asset_kind: str
    asset: str
    kind: str
    disposed_on: str
    amount: int
    currency: str
    document: str


class IncomeItem(NamedTuple):
    code: str
    agency: str
    asset_kind: str
    asset: str
    kind: str
    year: int
    amount: int
    currency: str
    document: str


class OperatingCost(NamedTuple):
    code: str
    agency: str
    year: int
    category: str
    amount: int
    currency: str
    document: str


class FundAccount(NamedTuple):
    code: str
    agency: str
    kind: str
    year: int
    balance: int
    received: int
    spent: int
    currency: str


class Event(NamedTuple):
    code: str
    name: str
    name_en: str
    agency: str
    kind: str
    security: str
    starts_on: str
    ends_on: str
    sensitivity: str


class Reservation(NamedTuple):
    code: str
    event: str
    reserved_kind: str
    reserved: str
    starts_on: str
    ends_on: str
    status: str


class Inspection(NamedTuple):
    code: str
    name: str
    name_en: str
    agency: str
    status: str
    inspected_on: str
    subject: str


class InspectionFinding(NamedTuple):
    code: str
    inspection: str
    asset: str
    description: str
    severity: str
    status: str
    due_on: str
    closed_on: str


class StockTake(NamedTuple):
    code: str
    name: str
    name_en: str
    agency: str
    year: int
    taken_on: str


class StockTakeItem(NamedTuple):
    code: str
    stock_take: str
    asset_kind: str
    asset: str
    result: str
    note: str


class Task(NamedTuple):
    code: str
    name: str
    name_en: str
    agency: str
    building: str
    status: str
    assigned_on: str
    due_on: str
    closed_on: str
    document: str


class PropertyContract(NamedTuple):
    code: str
    name: str
    name_en: str
    agency: str
    provider: str
    compound: str
    amount: int
    area_m2: float
    starts_on: str
    ends_on: str


class LogisticsService(NamedTuple):
    code: str
    name: str
    name_en: str
    agency: str
    provider: str
    compound: str
    kind: str
    amount: int
    starts_on: str
    ends_on: str


class Enrolment(NamedTuple):
    code: str
    agency: str
    year: int
    places: int
    enrolled: int
    of_employees: int


class ServiceArrangement(NamedTuple):
    code: str
    name: str
    name_en: str
    agency: str
    kind: str
    amount: int
    starts_on: str
    ends_on: str
    document: str
    recipient: str
    vehicle: str
    residence: str


class Represents(NamedTuple):
    agency: str
    division: str
    valid_from: str


class GovernedBy(NamedTuple):
    agency: str
    standard: str
    valid_from: str
    document: str


RECORDS = (
    Meter, EnergyReading, EnergyTarget, VehiclePlan, VehicleUsage, Procurement, Project, MaintenancePlan, WorkOrder,
    Disposal, IncomeItem, OperatingCost, FundAccount, Event, Reservation, Inspection, InspectionFinding, StockTake,
    StockTakeItem, Task, PropertyContract, LogisticsService, Enrolment, ServiceArrangement,
)  # fmt: skip
DECISIONS = (Represents, GovernedBy)
