"""Buildings and their rooms."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

from annotated_types import Ge

from graph.model import Direction
from schema.asset import Connection, Property, Relationship, Term, Vocabulary, asset
from schema.identifiers import UnitCode
from schema.interfaces import Asset, Located
from schema.records import Concern, Recording, Reserving
from schema.relationships import Membership, Occupancy, Standing, Use

if TYPE_CHECKING:
    from schema.assets.agencies import Agency
    from schema.assets.energy import EnergyReading, Meter
    from schema.assets.events import Reservation
    from schema.assets.housing import HousingUnit
    from schema.assets.land import Compound, LandParcel
    from schema.assets.staff import Staff
    from schema.assets.works import MaintenancePlan, Project, WorkOrder


class BuildingUse(Vocabulary):
    """What a building is mainly used for.

    房屋用途
    """

    OFFICE = Term("Offices.", "办公用房")
    SERVICE = Term("Services.", "服务用房")
    EQUIPMENT = Term("Equipment.", "设备用房")
    ANCILLARY = Term("Ancillary rooms.", "附属用房")
    RESIDENTIAL = Term("Housing.", "住宅")
    EDUCATION = Term("Education.", "教育")
    MEDICAL = Term("Medical care.", "医疗")
    OTHER = Term("Another use.", "其他")


class RoomUse(Vocabulary):
    """What a room is used for.

    房间用途
    """

    OFFICE = Term("Office.", "办公室")
    MEETING = Term("Meeting room.", "会议室")
    SERVICE = Term("Service room.", "服务用房")
    EQUIPMENT = Term("Equipment room.", "设备用房")
    ARCHIVE = Term("Archive.", "档案室")
    STORAGE = Term("Storage.", "库房")
    OTHER = Term("Another use.", "其他")


class Condition(Vocabulary):
    """How well kept a building is.

    房屋完损等级
    """

    GOOD = Term("Sound.", "完好")
    FAIR = Term("Basically sound.", "基本完好")
    POOR = Term("Damaged.", "一般损坏")
    DANGEROUS = Term("Dangerous.", "危险")


@asset
class Building(Asset, Located):
    """A building.

    房屋建筑
    """

    real_estate_unit_code: Annotated[
        str | None, Property("Real-estate unit code, GB/T 37346-2019.", "不动产单元号", unique=True), UnitCode
    ]
    use: Annotated[BuildingUse | None, Property("What it is mainly used for.", "用途", index=True)]
    gross_floor_area_m2: Annotated[float | None, Property("Gross floor area, in m².", "建筑面积", index=True), Ge(0)]
    usable_area_m2: Annotated[float | None, Property("Usable area, in m².", "使用面积", index=True), Ge(0)]
    vacant_area_m2: Annotated[float | None, Property("Area that stands empty, in m².", "空置面积", index=True), Ge(0)]
    office_area_m2: Annotated[float | None, Property("Area of its offices, in m².", "办公室面积"), Ge(0)]
    floors_above_ground: Annotated[int | None, Property("Floors above ground.", "地上层数"), Ge(0)]
    floors_below_ground: Annotated[int | None, Property("Floors below ground.", "地下层数"), Ge(0)]
    built_on: Annotated[date | None, Property("When it was completed.", "竣工日期", index=True)]
    structure: Annotated[str | None, Property("Its structure.", "建筑结构")]
    condition: Annotated[Condition | None, Property("How well kept it is.", "完损等级", index=True)]
    heritage: Annotated[bool | None, Property("Whether it is protected as heritage.", "文物保护")]
    address: Annotated[str | None, Property("Its address.", "坐落", text=True)]

    stands_on: Annotated[
        Connection[LandParcel], Relationship(Standing, Direction.OUT, "Land parcels it stands on.", "坐落宗地")
    ]
    compound: Annotated[Compound | None, Relationship(Membership, Direction.OUT, "The compound it is in.", "所在院区")]
    rooms: Annotated[Connection[Room], Relationship(Membership, Direction.IN, "Its rooms.", "房间")]
    housing_units: Annotated[
        Connection[HousingUnit], Relationship(Membership, Direction.IN, "Its housing units.", "住房")
    ]
    users: Annotated[Connection[Agency], Relationship(Use, Direction.IN, "Agencies that use it.", "使用单位")]
    meters: Annotated[Connection[Meter], Relationship(Membership, Direction.IN, "Meters in it.", "计量器具")]
    energy_readings: Annotated[
        Connection[EnergyReading], Relationship(Recording, Direction.IN, "What it used of energy.", "能耗读数")
    ]
    projects: Annotated[
        Connection[Project], Relationship(Concern, Direction.IN, "Projects that build or change it.", "建设项目")
    ]
    maintenance_plans: Annotated[
        Connection[MaintenancePlan], Relationship(Concern, Direction.IN, "Its maintenance.", "维修计划")
    ]
    work_orders: Annotated[
        Connection[WorkOrder], Relationship(Concern, Direction.IN, "Single works on it.", "维修工单")
    ]


@asset
class Room(Asset):
    """A room of a building.

    房间
    """

    number: Annotated[str | None, Property("Its number in the building.", "房间号", index=True)]
    floor: Annotated[int | None, Property("Its floor; negative below ground.", "楼层")]
    use: Annotated[RoomUse | None, Property("What it is used for.", "用途", index=True)]
    usable_area_m2: Annotated[float | None, Property("Usable area, in m².", "使用面积", index=True), Ge(0)]

    building: Annotated[Building | None, Relationship(Membership, Direction.OUT, "The building it is in.", "所在房屋")]
    users: Annotated[Connection[Agency], Relationship(Use, Direction.IN, "Agencies that use it.", "使用单位")]
    occupants: Annotated[Connection[Staff], Relationship(Occupancy, Direction.IN, "Staff who work in it.", "使用人")]
    reservations: Annotated[
        Connection[Reservation], Relationship(Reserving, Direction.IN, "For when it is reserved.", "预订")
    ]
