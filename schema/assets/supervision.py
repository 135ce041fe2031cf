"""Supervision: inspections and what they found, stock-taking, tasks."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from graph.model import Direction
from schema.asset import Connection, Property, Relationship, Term, Vocabulary, asset
from schema.interfaces import Asset, Filed, Recorded, Registered
from schema.records import Concern
from schema.relationships import Membership


class CaseStatus(Vocabulary):
    """Whether a matter is settled.

    办理状态
    """

    OPEN = Term("Not settled.", "未办结")
    IN_HAND = Term("Being dealt with.", "办理中")
    CLOSED = Term("Settled.", "已办结")


class CaseSeverity(Vocabulary):
    """How much a matter weighs.

    严重程度
    """

    NOTICE = Term("To be noted.", "提示")
    WARNING = Term("To be put right.", "一般")
    SERIOUS = Term("To be put right at once.", "严重")


class StockResult(Vocabulary):
    """What stock-taking found of an asset.

    盘点结果
    """

    AS_RECORDED = Term("As the register says.", "账实相符")
    MISSING = Term("In the register, not found.", "盘亏")
    SURPLUS = Term("Found, not in the register.", "盘盈")
    DIFFERS = Term("Found, but not as the register says.", "账实不符")


@asset
class Inspection(Registered, Filed):
    """A supervision of an agency.

    监督检查
    """

    status: Annotated[CaseStatus | None, Property("Whether it is over.", "状态")]
    inspected_on: Annotated[date | None, Property("When it took place.", "检查日期")]
    subject: Annotated[str | None, Property("What was inspected.", "检查事项")]

    items: Annotated[
        Connection[InspectionFinding], Relationship(Membership, Direction.IN, "What it found.", "检查发现")
    ]


@asset
class InspectionFinding(Recorded):
    """What an inspection found.

    检查发现
    """

    description: Annotated[str | None, Property("What was found.", "问题描述")]
    severity: Annotated[CaseSeverity | None, Property("How much it weighs.", "严重程度")]
    status: Annotated[CaseStatus | None, Property("Whether it is settled.", "整改状态")]
    due_on: Annotated[date | None, Property("When it is to be settled.", "整改期限")]
    closed_on: Annotated[date | None, Property("When it was settled.", "整改完成日期")]

    inspection: Annotated[
        Inspection | None, Relationship(Membership, Direction.OUT, "The inspection that found it.", "所属检查")
    ]
    assets: Annotated[Connection[Asset], Relationship(Concern, Direction.OUT, "What it is about.", "涉及资产")]


@asset
class StockTake(Registered, Filed):
    """A count of an agency's assets.

    资产盘点
    """

    year: Annotated[int | None, Property("The year.", "年度")]
    taken_on: Annotated[date | None, Property("When it was taken.", "盘点日期")]

    items: Annotated[
        Connection[StockTakeItem], Relationship(Membership, Direction.IN, "What was found of each.", "盘点明细")
    ]


@asset
class StockTakeItem(Recorded):
    """What a stock-taking found of one asset.

    盘点明细
    """

    result: Annotated[StockResult | None, Property("What was found.", "盘点结果")]
    note: Annotated[str | None, Property("A remark.", "备注")]

    stock_take: Annotated[StockTake | None, Relationship(Membership, Direction.OUT, "The count it is of.", "所属盘点")]
    asset: Annotated[Asset | None, Relationship(Concern, Direction.OUT, "The asset.", "资产")]


@asset
class Task(Registered, Filed):
    """A task assigned to an agency.

    交办任务
    """

    status: Annotated[CaseStatus | None, Property("Whether it is done.", "状态")]
    assigned_on: Annotated[date | None, Property("When it was assigned.", "交办日期")]
    due_on: Annotated[date | None, Property("When it is to be done.", "办理期限")]
    closed_on: Annotated[date | None, Property("When it was done.", "办结日期")]
    document: Annotated[str | None, Property("The instruction.", "交办文件")]

    assets: Annotated[Connection[Asset], Relationship(Concern, Direction.OUT, "What it is about.", "涉及资产")]
