"""What assets bring in and cost: disposals, income, operating cost, housing funds."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from annotated_types import Ge

from graph.model import Direction
from schema.asset import Connection, Property, Relationship, Term, Vocabulary, asset
from schema.identifiers import CurrencyCode
from schema.interfaces import Asset, Filed, Recorded
from schema.records import Concern
from schema.relationships import Money

Currency = Annotated[
    str | None,
    Property(
        "Currency of its amounts, ISO 4217; if absent, yuan. Sums over several mean nothing: group by it.", "币种"
    ),
    CurrencyCode,
]


class DisposalKind(Vocabulary):
    """How an asset is disposed of.

    处置方式
    """

    SALE = Term("Sold.", "出售")
    TRANSFER = Term("Handed over without payment.", "无偿划转")
    SCRAP = Term("Scrapped.", "报废")
    DONATION = Term("Given away.", "对外捐赠")
    DEMOLITION = Term("Demolished.", "拆除")


class IncomeKind(Vocabulary):
    """What income comes from.

    收入类型
    """

    RENT = Term("Rent.", "出租收入")
    SALE = Term("A sale.", "处置收入")
    DIVIDEND = Term("Shares in enterprises.", "投资收益")
    OTHER = Term("Something else.", "其他收入")


class CostCategory(Vocabulary):
    """What is paid for.

    费用类别
    """

    ENERGY = Term("Energy and water.", "能源费用")
    MAINTENANCE = Term("Maintenance.", "维修费用")
    PROPERTY = Term("Property management.", "物业管理费")
    VEHICLES = Term("Running the vehicles.", "公务用车运行维护费")
    MEETINGS = Term("Meetings and reception.", "会议接待费")
    SERVICES = Term("Other services.", "其他服务费")


class FundKind(Vocabulary):
    """What a fund is for.

    资金类型
    """

    HOUSING_REFORM = Term("Proceeds of the housing reform.", "售房款")
    MAINTENANCE = Term("Repair of housing.", "住宅专项维修资金")
    PROVIDENT = Term("Housing provident fund.", "住房公积金")


@asset
class Disposal(Recorded, Filed):
    """An asset was disposed of.

    资产处置
    """

    kind: Annotated[DisposalKind | None, Property("How.", "处置方式")]
    disposed_on: Annotated[date | None, Property("When.", "处置日期")]
    amount: Annotated[Money | None, Property("What was paid for it, in `currency`.", "处置金额"), Ge(0)]
    currency: Currency
    document: Annotated[str | None, Property("The decision.", "批准文号")]

    assets: Annotated[Connection[Asset], Relationship(Concern, Direction.OUT, "What was disposed of.", "处置资产")]


@asset
class IncomeItem(Recorded, Filed):
    """Income from state-owned assets in a year.

    资产收入
    """

    kind: Annotated[IncomeKind | None, Property("What it comes from.", "收入类型")]
    year: Annotated[int | None, Property("The year.", "年度")]
    amount: Annotated[Money | None, Property("How much, in `currency`.", "金额")]
    currency: Currency
    document: Annotated[str | None, Property("The voucher or contract.", "凭证")]

    assets: Annotated[Connection[Asset], Relationship(Concern, Direction.OUT, "What it comes from.", "收入来源")]


@asset
class OperatingCost(Recorded, Filed):
    """What an agency paid in a year to operate, by category.

    机关运行成本
    """

    year: Annotated[int, Property("The year.", "年度", index=True)]
    category: Annotated[CostCategory | None, Property("What was paid for.", "费用类别")]
    amount: Annotated[Money | None, Property("How much, in `currency`.", "金额"), Ge(0)]
    currency: Currency
    document: Annotated[str | None, Property("The account it is taken from.", "依据")]


@asset
class FundAccount(Recorded, Filed):
    """The balance of a housing fund at the end of a year.

    资金账户
    """

    kind: Annotated[FundKind | None, Property("What it is for.", "资金类型")]
    year: Annotated[int | None, Property("The year.", "年度")]
    balance: Annotated[Money | None, Property("Balance at its end, in `currency`.", "余额")]
    received: Annotated[Money | None, Property("Received in the year, in `currency`.", "收入"), Ge(0)]
    spent: Annotated[Money | None, Property("Spent in the year, in `currency`.", "支出"), Ge(0)]
    currency: Currency
