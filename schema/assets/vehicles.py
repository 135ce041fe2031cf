"""Official vehicles."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

from annotated_types import Ge

from graph.model import Direction
from schema.asset import Connection, Property, Relationship, Term, Vocabulary, asset, union
from schema.identifiers import Plate, Vin
from schema.interfaces import Asset
from schema.records import Recording, Reserving
from schema.relationships import Assignment, Money

if TYPE_CHECKING:
    from schema.assets.events import Reservation
    from schema.assets.fleet import VehicleUsage


class VehicleKind(Vocabulary):
    """What an official vehicle is kept for.

    公务用车类型
    """

    CONFIDENTIAL_COMMUNICATION = Term("Carrying confidential documents.", "机要通信用车")
    EMERGENCY = Term("Emergency support.", "应急保障用车")
    LAW_ENFORCEMENT = Term("Law enforcement on duty.", "执法执勤用车")
    SPECIAL_TECHNICAL = Term("Special technical work.", "特种专业技术用车")
    OTHER = Term("Another official use.", "其他")


class Energy(Vocabulary):
    """What drives a vehicle.

    能源类型
    """

    PETROL = Term("Petrol.", "汽油")
    DIESEL = Term("Diesel.", "柴油")
    ELECTRIC = Term("Electricity alone.", "纯电动")
    HYBRID = Term("Fuel and electricity.", "混合动力")
    OTHER = Term("Another energy.", "其他")


@union("Agency", "Staff")
class Assignee:
    """Whom a vehicle can be assigned to.

    配备对象
    """


@asset
class Vehicle(Asset):
    """An official vehicle, identified by its VIN.

    公务用车
    """

    vin: Annotated[str | None, Property("Vehicle identification number, GB 16735.", "车辆识别代号", unique=True), Vin]
    plate: Annotated[str | None, Property("Registration plate, GA 36.", "号牌号码", index=True, text=True), Plate]
    unified_number: Annotated[str | None, Property("Number in the unified register.", "统一编号", index=True)]
    kind: Annotated[VehicleKind | None, Property("What it is kept for.", "车辆类型", index=True)]
    make: Annotated[str | None, Property("Its maker.", "品牌", index=True)]
    model: Annotated[str | None, Property("Its model.", "型号", index=True)]
    energy: Annotated[Energy | None, Property("What drives it.", "能源类型", index=True)]
    displacement_l: Annotated[float | None, Property("Engine displacement, in litres.", "排量"), Ge(0)]
    seats: Annotated[int | None, Property("Seats, the driver's included.", "座位数"), Ge(1)]
    purchase_price: Annotated[
        Money | None, Property("Price without purchase tax, in yuan.", "购置价格", index=True), Ge(0)
    ]
    registered_on: Annotated[date | None, Property("When it was first registered.", "注册日期", index=True)]
    odometer_km: Annotated[float | None, Property("Odometer reading, in km.", "行驶里程"), Ge(0)]

    assigned_to: Annotated[
        Connection[Assignee], Relationship(Assignment, Direction.OUT, "Whom it is assigned to.", "配备对象")
    ]
    usages: Annotated[
        Connection[VehicleUsage], Relationship(Recording, Direction.IN, "How it was used, month by month.", "使用记录")
    ]
    reservations: Annotated[
        Connection[Reservation], Relationship(Reserving, Direction.IN, "For when it is reserved.", "预订")
    ]
