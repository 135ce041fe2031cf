"""What the fleet is planned, bought and used by: quotas, procurements, monthly use."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

from annotated_types import Ge

from graph.model import Direction
from schema.asset import Connection, Property, Relationship, Term, Vocabulary, asset
from schema.assets.vehicles import VehicleKind
from schema.interfaces import Filed, Recorded
from schema.records import Concern, Recording
from schema.relationships import Money

if TYPE_CHECKING:
    from schema.assets.vehicles import Vehicle


class ProcurementStatus(Vocabulary):
    """How far a procurement has come.

    采购状态
    """

    APPROVED = Term("Approved.", "已批准")
    CONTRACTED = Term("Under contract.", "已签约")
    DELIVERED = Term("Delivered.", "已交付")
    CANCELLED = Term("Given up.", "已取消")


@asset
class VehiclePlan(Recorded, Filed):
    """How many vehicles of a kind an agency may have: its quota, from a day on.

    车辆编制
    """

    kind: Annotated[VehicleKind | None, Property("Of which kind; of any if null.", "车辆类型")]
    quota: Annotated[int, Property("How many at most.", "编制数"), Ge(0)]
    document: Annotated[str | None, Property("The decision.", "批准文号")]
    valid_from: Annotated[date | None, Property("First day on which it holds.", "生效日期")]
    valid_to: Annotated[date | None, Property("First day on which it no longer holds.", "失效日期")]


@asset
class Procurement(Recorded, Filed):
    """A purchase of vehicles, out of one fund.

    车辆采购
    """

    year: Annotated[int | None, Property("The budget's year.", "年度")]
    budget: Annotated[Money | None, Property("Approved funds, in yuan.", "购车经费"), Ge(0)]
    amount: Annotated[Money | None, Property("What was paid, in yuan.", "成交金额"), Ge(0)]
    status: Annotated[ProcurementStatus | None, Property("How far it has come.", "状态")]
    document: Annotated[str | None, Property("The decision.", "批准文号")]
    contracted_on: Annotated[date | None, Property("Day of the contract.", "签约日期")]

    vehicles: Annotated[
        Connection[Vehicle], Relationship(Concern, Direction.OUT, "Vehicles that were bought.", "购置车辆")
    ]


@asset
class VehicleUsage(Recorded):
    """How a vehicle was used in a month.

    车辆使用记录
    """

    month: Annotated[date, Property("The first day of the month.", "月份", index=True)]
    distance_km: Annotated[float | None, Property("Distance driven, in km.", "行驶里程"), Ge(0)]
    trips: Annotated[int | None, Property("Trips made.", "出车次数"), Ge(0)]
    fuel_l: Annotated[float | None, Property("Fuel used, in litres.", "耗油量"), Ge(0)]
    electricity_kwh: Annotated[float | None, Property("Electricity used, in kWh.", "耗电量"), Ge(0)]
    cost: Annotated[Money | None, Property("Running cost, in yuan.", "运行费用"), Ge(0)]

    vehicle: Annotated[Vehicle | None, Relationship(Recording, Direction.OUT, "The vehicle that was used.", "车辆")]
