"""Policies, the standards that they set, and each limit of a standard: data, with the instrument behind it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from annotated_types import Ge

from graph.model import Direction
from schema.asset import Connection, Property, Relationship, Term, Vocabulary, asset, union
from schema.assets.agencies import AgencyLevel, Sector
from schema.interfaces import Recorded, Registered
from schema.records import Governance, Setting
from schema.relationships import Membership


class PolicyKind(Vocabulary):
    """What kind of instrument a policy is.

    政策类别
    """

    LAW = Term("A law or administrative regulation.", "法律法规")
    RULES = Term("Rules of a department.", "规章制度")
    STANDARD = Term("A technical standard.", "标准规范")
    PLAN = Term("A plan for some years.", "规划计划")
    NOTICE = Term("A notice or decision.", "通知文件")


class StandardSubject(Vocabulary):
    """What a standard is about.

    标准事项
    """

    OFFICE = Term("Office space.", "办公用房")
    VEHICLE = Term("Official vehicles.", "公务用车")
    HOUSING = Term("Housing.", "住房")
    ENERGY = Term("Energy and water.", "节能")
    SUPERVISION = Term("When use becomes a matter of supervision.", "监管")


class Measure(Vocabulary):
    """What a limit is a limit of.

    指标
    """

    OFFICE_AREA_M2 = Term("Usable office area of one person, at most, in m².", "人均办公室使用面积")
    HOUSING_AREA_M2 = Term("Floor area of one person's housing, at most, in m².", "住房面积")
    VEHICLE_PRICE = Term("Price of a vehicle without purchase tax, at most, in yuan.", "购车价格")
    VEHICLE_DISPLACEMENT_L = Term("Engine displacement, at most, in litres.", "排气量")
    VEHICLE_AGE_YEARS = Term("Years in service after which a vehicle is due for renewal.", "更新年限")
    VEHICLE_MONTHLY_KM = Term("Distance a month below which a vehicle counts as idle, in km.", "月行驶里程")
    FUEL_TIMES_MEDIAN = Term("Times the median of its model beyond which consumption is anomalous.", "油耗倍数")
    IDLE_DAYS = Term("Days without a user after which a room counts as idle.", "闲置天数")
    OCCUPANCY_SHARE = Term("Part of a building's offices in use below which it counts as idle.", "使用率")
    OVERBOOKING_SHARE = Term("Part of the usable area beyond which areas in use are too large.", "超额使用率")
    ENERGY_TIMES_MEDIAN = Term("Times its sector's median beyond which intensity is anomalous.", "能耗倍数")
    ENERGY_KGCE_PER_M2 = Term("Energy a year by building area, in kgce/m².", "单位建筑面积能耗")
    ENERGY_KGCE_PER_PERSON = Term("Energy a year by person, in kgce.", "人均综合能耗")
    WATER_M3_PER_PERSON = Term("Water a year by person, in m³.", "人均用水量")
    KGCE_PER_KWH = Term("Coal equivalent of electricity, in kgce/kWh.", "电力折标准煤系数")
    KGCE_PER_M3_GAS = Term("Coal equivalent of natural gas, in kgce/m³.", "天然气折标准煤系数")
    KGCE_PER_GJ = Term("Coal equivalent of heat, in kgce/GJ.", "热力折标准煤系数")
    KGCE_PER_L_PETROL = Term("Coal equivalent of petrol, in kgce/L.", "汽油折标准煤系数")
    KGCE_PER_L_DIESEL = Term("Coal equivalent of diesel, in kgce/L.", "柴油折标准煤系数")


@union("Agency", "Building", "Vehicle", "HousingUnit")
class Governed:
    """What a standard can apply to by decision, beyond its own terms.

    适用对象
    """


@asset(plural="policies")
class Policy(Registered):
    """A law, regulation, plan or notice that standards rest on.

    政策文件
    """

    kind: Annotated[PolicyKind | None, Property("What kind of instrument it is.", "政策类别")]
    instrument: Annotated[str | None, Property("Its official number.", "文号", text=True)]
    issuer: Annotated[str | None, Property("Who issued it.", "发文机关")]
    issued_on: Annotated[date | None, Property("When it was issued.", "发布日期")]
    valid_from: Annotated[date | None, Property("First day on which it is in force.", "施行日期")]
    valid_to: Annotated[date | None, Property("First day on which it is no longer in force.", "失效日期")]

    sets: Annotated[Connection[Standard], Relationship(Setting, Direction.IN, "Standards that it sets.", "制定的标准")]


@asset
class Standard(Registered):
    """A standard: limits of one subject, in force for a time.

    标准
    """

    subject: Annotated[StandardSubject | None, Property("What it is about.", "标准事项")]
    instrument: Annotated[str | None, Property("Official number of what set it.", "文号", text=True)]
    valid_from: Annotated[date | None, Property("First day on which it is in force.", "施行日期")]
    valid_to: Annotated[date | None, Property("First day on which it is no longer in force.", "失效日期")]

    policy: Annotated[Policy | None, Relationship(Setting, Direction.OUT, "The policy that set it.", "制定依据")]
    items: Annotated[Connection[StandardItem], Relationship(Membership, Direction.IN, "Its limits.", "标准条目")]
    governs: Annotated[
        Connection[Governed],
        Relationship(Governance, Direction.IN, "What it was applied to by decision.", "适用对象"),
    ]


@asset
class StandardItem(Recorded):
    """One limit of a standard. What `level`, `rank`, `kind` or `sector` leaves open, it holds for all of these.

    标准条目
    """

    measure: Annotated[Measure, Property("What it is a limit of.", "指标", index=True)]
    level: Annotated[AgencyLevel | None, Property("Of agencies of which level.", "单位级别")]
    rank: Annotated[str | None, Property("For staff of which rank; for all not named beside it if null.", "职级")]
    kind: Annotated[str | None, Property("For things of which kind, by its code.", "对象类型")]
    sector: Annotated[Sector | None, Property("For institutions of which sector.", "行业")]
    limit: Annotated[float, Property("The limit, in `unit`.", "标准值"), Ge(0)]
    unit: Annotated[str | None, Property("The unit of the limit.", "单位")]
    instrument: Annotated[str | None, Property("The instrument that set it, with its number.", "依据")]
    valid_from: Annotated[date | None, Property("First day on which it is in force.", "施行日期")]
    valid_to: Annotated[date | None, Property("First day on which it is no longer in force.", "失效日期")]

    standard: Annotated[Standard | None, Relationship(Membership, Direction.OUT, "The standard it is of.", "所属标准")]
