"""What links nodes: the relationship types and their own properties."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from annotated_types import Ge, Le

from schema.asset import Property, Scale, Stake, Term, Vocabulary, relationship
from schema.identifiers import CurrencyCode

# Twelve places tell 1/3 of 1/3 of a share apart and fit a 64-bit integer.
Share = Annotated[Decimal, Scale(12), Ge(0), Le(1)]
Money = Annotated[Decimal, Scale(2)]


class Right(Vocabulary):
    """What kind of right a party holds.

    权利类型
    """

    OWNERSHIP = Term("Ownership.", "所有权")
    LAND_USE_RIGHT = Term("Right to use land.", "土地使用权")
    MANAGEMENT_RIGHT = Term("Right to manage state-owned property.", "经营管理权")
    OTHER = Term("Another registered right.", "其他权利")


class HoldingKind(Vocabulary):
    """What a share in an enterprise is a share of.

    持股类型
    """

    CAPITAL = Term("Capital.", "出资")
    VOTING = Term("Votes.", "表决权")


class UseBasis(Vocabulary):
    """On what ground something is used.

    使用依据
    """

    ALLOCATED = Term("Allocated by decision.", "调配")
    LEASED = Term("Leased for rent.", "租用")
    LENT = Term("Lent without rent.", "借用")


class Subordination(Vocabulary):
    """How one agency stands above another.

    隶属关系
    """

    LEADS = Term("Leads it in administration.", "领导")
    GUIDES = Term("Guides it in its business.", "业务指导")


class Succession(Vocabulary):
    """How one agency came after another.

    承继方式
    """

    RENAMED = Term("Renamed.", "更名")
    MERGED = Term("Merged.", "合并")
    SPLIT = Term("Split.", "分设")


class Employment(Vocabulary):
    """How a member of staff is employed.

    用工类型
    """

    ESTABLISHED = Term("On an authorised post.", "编制内")
    CONTRACT = Term("By contract.", "聘用")
    SECONDED = Term("Seconded from elsewhere.", "借调")


class AllotmentKind(Vocabulary):
    """On what terms a housing unit is allotted.

    分配方式
    """

    SALE = Term("Sold at the reform price.", "出售")
    RENTAL = Term("Let for rent.", "出租")
    TURNOVER = Term("Lent for the time of a posting.", "周转")


class Dated:
    """What every link carries: its half-open period, and where it is written."""

    valid_from: Annotated[date | None, Property("First day on which it holds; open if null.", "生效日期")]
    valid_to: Annotated[date | None, Property("First day on which it no longer holds; open if null.", "失效日期")]
    document: Annotated[str | None, Property("The decision or contract behind it.", "依据文件")]
    source: Annotated[str | None, Property("Where the fact came from.", "来源")]


@relationship("PART_OF")
class Membership(Dated):
    """The one is a part of the other.

    组成部分
    """


@relationship("SITUATED_IN")
class Situation(Dated):
    """It lies in the division.

    位于
    """


@relationship("SUBORDINATE_TO", identity=("valid_from", "kind"), hierarchy=True)
class Reporting(Dated):
    """An agency stands below another.

    隶属于
    """

    kind: Annotated[Subordination | None, Property("How it stands below.", "隶属类型")]


@relationship("SUCCEEDS")
class Succeeding(Dated):
    """An agency comes after another, which it continues.

    承继
    """

    kind: Annotated[Succession | None, Property("How it came after.", "承继方式")]


@relationship(
    "OWNS",
    identity=("valid_from", "right", "certificate_no"),
    stake=Stake("share", "right", otherwise="OWNERSHIP", through="CAPITAL"),
)
class Ownership(Dated):
    """A party holds a registered right in an asset.

    所有
    """

    share: Annotated[Share | None, Property("The part held, from 0 to 1; null where unknown.", "份额")]
    right: Annotated[Right | None, Property("Which right.", "权利类型")]
    certificate_no: Annotated[str | None, Property("Number of the certificate of title.", "权证号", text=True)]


@relationship("HOLDS_SHARE", identity=("valid_from", "kind"), stake=Stake("share", "kind", otherwise="CAPITAL"))
class Holding(Dated):
    """A party holds a share in an enterprise.

    持股
    """

    share: Annotated[Share | None, Property("The part held, from 0 to 1; null where unknown.", "持股比例")]
    kind: Annotated[HoldingKind | None, Property("What it is a share of.", "持股类型")]
    amount: Annotated[Money | None, Property("The amount held, in `currency`.", "出资额")]
    currency: Annotated[str | None, Property("Currency of the amount, ISO 4217.", "币种"), CurrencyCode]


@relationship("MANAGES")
class Management(Dated):
    """An agency answers for an asset as its custodian.

    管理
    """


@relationship("OPERATES")
class Operation(Dated):
    """An enterprise runs an asset under contract, as a property manager does.

    受托管理
    """


@relationship("USES", identity=("valid_from", "basis"))
class Use(Dated):
    """An agency uses an asset.

    使用
    """

    basis: Annotated[UseBasis | None, Property("On what ground.", "使用依据")]
    purpose: Annotated[str | None, Property("What for, in the register's own words.", "用途说明")]
    area_m2: Annotated[float | None, Property("Area used, in m².", "使用面积"), Ge(0)]
    rent: Annotated[Money | None, Property("Rent a year, in yuan.", "年租金"), Ge(0)]


@relationship("STANDS_ON")
class Standing(Dated):
    """A building stands on a land parcel.

    坐落于
    """

    area_m2: Annotated[float | None, Property("Area of the parcel built on, in m².", "占地面积"), Ge(0)]


@relationship("EMPLOYS", identity=("valid_from", "post"))
class Posting(Dated):
    """An agency employs a member of staff.

    聘任
    """

    post: Annotated[str | None, Property("The post held.", "职务")]
    rank: Annotated[str | None, Property("The rank held in it.", "职级")]
    kind: Annotated[Employment | None, Property("How employed.", "用工类型")]


@relationship("OCCUPIES")
class Occupancy(Dated):
    """A member of staff has a room to work in.

    占用
    """

    area_m2: Annotated[float | None, Property("Area of the room that is theirs, in m².", "占用面积"), Ge(0)]


@relationship("ASSIGNED_TO")
class Assignment(Dated):
    """A vehicle is assigned to an agency or to a member of staff.

    配备
    """


@relationship("ALLOTTED_TO", identity=("valid_from", "kind"))
class Allotment(Dated):
    """A housing unit is allotted to a member of staff.

    分配
    """

    kind: Annotated[AllotmentKind | None, Property("On what terms.", "分配方式")]
    price: Annotated[Money | None, Property("Price paid, in yuan.", "价格"), Ge(0)]
    rent: Annotated[Money | None, Property("Rent a month, in yuan.", "月租金"), Ge(0)]
