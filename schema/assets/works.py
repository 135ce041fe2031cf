"""Construction and maintenance: projects, plans, work orders."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

from annotated_types import Ge

from graph.model import Direction
from schema.asset import Connection, Property, Relationship, Term, Vocabulary, asset, union
from schema.interfaces import Filed, Recorded, Registered
from schema.records import Concern
from schema.relationships import Membership, Money

if TYPE_CHECKING:
    from schema.assets.buildings import Building


class WorkStatus(Vocabulary):
    """How far works have come.

    工程状态
    """

    PLANNED = Term("Planned.", "计划")
    APPROVED = Term("Approved.", "已批准")
    IN_PROGRESS = Term("Being done.", "实施中")
    COMPLETED = Term("Completed.", "已完成")
    CANCELLED = Term("Given up.", "已取消")


class ProjectKind(Vocabulary):
    """What a project builds or changes.

    项目类型
    """

    NEW_BUILDING = Term("A new building.", "新建")
    EXTENSION = Term("An extension.", "扩建")
    REFURBISHMENT = Term("A refurbishment.", "维修改造")
    ENERGY_SAVING = Term("A change that saves energy.", "节能改造")
    DEMOLITION = Term("A demolition.", "拆除")


class MaintenanceKind(Vocabulary):
    """How much is maintained.

    维修类型
    """

    ROUTINE = Term("Routine maintenance.", "日常维修")
    MEDIUM = Term("Partial repair.", "中修")
    MAJOR = Term("General repair.", "大修")


@union("Compound", "Building", "LandParcel")
class Worksite:
    """What is built, changed or repaired.

    工程对象
    """


@asset
class Project(Registered, Filed):
    """A construction project.

    建设项目
    """

    kind: Annotated[ProjectKind | None, Property("What it builds or changes.", "项目类型")]
    status: Annotated[WorkStatus | None, Property("How far it has come.", "状态")]
    budget: Annotated[Money | None, Property("Approved budget, in yuan.", "概算"), Ge(0)]
    cost: Annotated[Money | None, Property("What it has cost, in yuan.", "实际投资"), Ge(0)]
    document: Annotated[str | None, Property("The decision.", "批准文号")]
    planned_from: Annotated[date | None, Property("When it is to begin.", "计划开工日期")]
    planned_to: Annotated[date | None, Property("When it is to be done.", "计划竣工日期")]
    completed_on: Annotated[date | None, Property("When it was done.", "竣工日期")]

    concerns: Annotated[
        Connection[Worksite], Relationship(Concern, Direction.OUT, "What it builds or changes.", "建设对象")
    ]


@asset
class MaintenancePlan(Registered, Filed):
    """What is to be maintained of a building, and by when.

    维修计划
    """

    kind: Annotated[MaintenanceKind | None, Property("How much is maintained.", "维修类型")]
    status: Annotated[WorkStatus | None, Property("How far it has come.", "状态")]
    budget: Annotated[Money | None, Property("Approved budget, in yuan.", "预算"), Ge(0)]
    cost: Annotated[Money | None, Property("What it has cost, in yuan.", "实际费用"), Ge(0)]
    planned_from: Annotated[date | None, Property("When it is to begin.", "计划开始日期")]
    planned_to: Annotated[date | None, Property("When it is to be done.", "计划完成日期")]
    completed_on: Annotated[date | None, Property("When it was done.", "完成日期")]

    building: Annotated[
        Building | None, Relationship(Concern, Direction.OUT, "The building that is maintained.", "维修房屋")
    ]
    orders: Annotated[Connection[WorkOrder], Relationship(Membership, Direction.IN, "Its single works.", "维修工单")]


@asset
class WorkOrder(Recorded):
    """One work of maintenance.

    维修工单
    """

    description: Annotated[str | None, Property("What is to be done.", "内容")]
    status: Annotated[WorkStatus | None, Property("How far it has come.", "状态")]
    cost: Annotated[Money | None, Property("What it has cost, in yuan.", "费用"), Ge(0)]
    ordered_on: Annotated[date | None, Property("When it was ordered.", "下达日期")]
    due_on: Annotated[date | None, Property("When it is to be done.", "应完成日期")]
    completed_on: Annotated[date | None, Property("When it was done.", "完成日期")]

    plan: Annotated[MaintenancePlan | None, Relationship(Membership, Direction.OUT, "The plan it is of.", "所属计划")]
    building: Annotated[Building | None, Relationship(Concern, Direction.OUT, "Where it is done.", "维修房屋")]
