"""Energy and water: meters, monthly readings, targets."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

from annotated_types import Ge

from graph.model import Direction
from schema.asset import Connection, Property, Relationship, Term, Vocabulary, asset
from schema.assets.standards import Measure
from schema.interfaces import Filed, Recorded
from schema.records import Recording
from schema.relationships import Membership

if TYPE_CHECKING:
    from schema.assets.agencies import Agency
    from schema.assets.buildings import Building


class MeterKind(Vocabulary):
    """What a meter measures.

    计量器具类型
    """

    ELECTRICITY = Term("Electricity.", "电表")
    WATER = Term("Water.", "水表")
    GAS = Term("Natural gas.", "燃气表")
    HEAT = Term("Heat.", "热量表")


@asset
class Meter(Recorded):
    """A meter in a building.

    计量器具
    """

    kind: Annotated[MeterKind | None, Property("What it measures.", "类型")]
    installed_on: Annotated[date | None, Property("When it was installed.", "安装日期")]

    building: Annotated[Building | None, Relationship(Membership, Direction.OUT, "The building it is in.", "所在房屋")]
    readings: Annotated[
        Connection[EnergyReading], Relationship(Recording, Direction.IN, "What was read from it.", "读数")
    ]


@asset
class EnergyReading(Recorded):
    """What was used of energy and water in a month.

    能耗读数
    """

    month: Annotated[
        date | None, Property("The first day of the month; null where the source tells no time.", "月份", index=True)
    ]
    electricity_kwh: Annotated[float | None, Property("Electricity, in kWh.", "用电量"), Ge(0)]
    water_m3: Annotated[float | None, Property("Water, in m³.", "用水量"), Ge(0)]
    natural_gas_m3: Annotated[float | None, Property("Natural gas, in m³.", "天然气用量"), Ge(0)]
    heat_gj: Annotated[float | None, Property("Heat, in GJ.", "用热量"), Ge(0)]
    petrol_l: Annotated[float | None, Property("Petrol, in litres.", "汽油用量"), Ge(0)]
    diesel_l: Annotated[float | None, Property("Diesel, in litres.", "柴油用量"), Ge(0)]

    building: Annotated[
        Building | None, Relationship(Recording, Direction.OUT, "The building that used it.", "用能建筑")
    ]
    agency: Annotated[Agency | None, Relationship(Recording, Direction.OUT, "The agency that used it.", "用能单位")]
    meter: Annotated[Meter | None, Relationship(Recording, Direction.OUT, "The meter it was read from.", "计量器具")]


@asset
class EnergyTarget(Recorded, Filed):
    """What an agency is to reach in a year.

    节能目标
    """

    year: Annotated[int, Property("The year.", "年度")]
    measure: Annotated[Measure | None, Property("Of which measure.", "指标")]
    limit: Annotated[float | None, Property("The value to stay below, in the measure's unit.", "目标值"), Ge(0)]
