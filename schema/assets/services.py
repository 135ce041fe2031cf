"""Services: property management, logistics, places in kindergartens."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

from annotated_types import Ge

from graph.model import Direction
from schema.asset import Connection, Property, Relationship, Term, Vocabulary, asset, union
from schema.interfaces import Filed, Recorded, Registered
from schema.records import Concern, Provision
from schema.relationships import Money

if TYPE_CHECKING:
    from schema.assets.enterprises import Enterprise
    from schema.assets.land import Compound


class LogisticsKind(Vocabulary):
    """What is provided.

    后勤服务类型
    """

    CANTEEN = Term("Meals.", "餐饮")
    CLEANING = Term("Cleaning.", "保洁")
    SECURITY = Term("Guarding.", "安保")
    CONFERENCE = Term("Service at meetings.", "会议服务")
    GREENERY = Term("Care of greenery.", "绿化")
    MAINTENANCE = Term("Running of technical plant.", "设备运维")


@union("Compound", "Building")
class Serviced:
    """What a service contract is for.

    服务对象
    """


@asset
class PropertyContract(Registered, Filed):
    """A contract for the management of property.

    物业服务合同
    """

    amount: Annotated[Money | None, Property("Price a year, in yuan.", "年合同金额"), Ge(0)]
    area_m2: Annotated[float | None, Property("Area managed, in m².", "服务面积"), Ge(0)]
    starts_on: Annotated[date | None, Property("Its first day.", "开始日期")]
    ends_on: Annotated[date | None, Property("The day after its last.", "结束日期")]

    provider: Annotated[Enterprise | None, Relationship(Provision, Direction.OUT, "Who manages.", "物业企业")]
    concerns: Annotated[Connection[Serviced], Relationship(Concern, Direction.OUT, "What is managed.", "服务对象")]


@asset
class LogisticsService(Registered, Filed):
    """A service that is provided to all tenants of a compound.

    后勤服务
    """

    kind: Annotated[LogisticsKind | None, Property("What is provided.", "服务类型")]
    amount: Annotated[Money | None, Property("Price a year, in yuan.", "年合同金额"), Ge(0)]
    starts_on: Annotated[date | None, Property("Its first day.", "开始日期")]
    ends_on: Annotated[date | None, Property("The day after its last.", "结束日期")]

    provider: Annotated[Enterprise | None, Relationship(Provision, Direction.OUT, "Who provides it.", "服务企业")]
    compound: Annotated[Compound | None, Relationship(Concern, Direction.OUT, "Where it is provided.", "服务院区")]


@asset
class Enrolment(Recorded, Filed):
    """How many children a kindergarten had in a school year; nothing of any child.

    入园情况
    """

    year: Annotated[int, Property("The year in which the school year begins.", "学年")]
    places: Annotated[int | None, Property("Places.", "学位数"), Ge(0)]
    enrolled: Annotated[int | None, Property("Children enrolled.", "在园人数"), Ge(0)]
    of_employees: Annotated[int | None, Property("Of these, children of employees.", "机关干部职工子女数"), Ge(0)]
