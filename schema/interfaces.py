"""What several kinds of node have in common."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

from annotated_types import Ge, MinLen

from graph.model import Direction
from schema.asset import (
    Connection,
    Derived,
    GeoPoint,
    Property,
    Relationship,
    Term,
    Vocabulary,
    interface,
)
from schema.names import pinyin
from schema.records import Belonging
from schema.relationships import Management, Money, Operation, Ownership, Situation

if TYPE_CHECKING:
    from schema.assets.agencies import Agency
    from schema.assets.divisions import Division
    from schema.assets.enterprises import Enterprise


class AssetStatus(Vocabulary):
    """Where an asset stands in its life.

    资产状态
    """

    PLANNED = Term("Decided on, not yet there.", "规划")
    REGISTERED = Term("In the register, not yet in use.", "已登记")
    IN_USE = Term("In use by whom it is meant for.", "在用")
    IDLE = Term("Not used.", "闲置")
    LENT = Term("Lent to another user.", "出借")
    LEASED = Term("Let for rent.", "出租")
    POOLED = Term("Kept in the common pool for reuse.", "公物仓")
    DISPOSED = Term("Sold, transferred, scrapped, donated or demolished.", "已处置")


class Acquisition(Vocabulary):
    """How an asset came to be held.

    取得方式
    """

    BUILT = Term("Built.", "自建")
    PURCHASED = Term("Bought.", "购置")
    ALLOCATED = Term("Allocated by the state.", "调拨")
    DONATED = Term("Given.", "接受捐赠")
    TRANSFERRED = Term("Handed over by another holder.", "划转")


class Sensitivity(Vocabulary):
    """Who may see a fact at all.

    敏感级别
    """

    PUBLIC = Term("Anyone.", "公开")
    INTERNAL = Term("Officers of the administration.", "内部")
    CONFIDENTIAL = Term("Officers who answer for it.", "机密")
    RESTRICTED = Term("Cleared officers by name.", "限制")


@interface
class Node:
    """Anything in the graph, known by an opaque global identifier.

    节点
    """

    id: Annotated[
        str, Property("Opaque global identifier, the same for a node wherever it is met.", "全局标识", unique=True)
    ]


@interface
class Recorded(Node):
    """Whatever is on record under a code of its own.

    在册记录
    """

    code: Annotated[str, Property("The register's own code.", "代码", unique=True, silent=True), MinLen(1)]
    source: Annotated[str | None, Property("Where the fact came from.", "来源")]
    recorded_at: Annotated[datetime | None, Property("When the fact was recorded here.", "入库时间")]


@interface
class Registered(Recorded):
    """Whatever is kept in a register under a code and a name.

    登记对象
    """

    code: Annotated[str, Property("The register's own code.", "代码", unique=True), MinLen(1)]
    name: Annotated[str, Property("The name as registered.", "名称", index=True, text=True), MinLen(1)]
    name_en: Annotated[str | None, Property("The English name, where one is recorded.", "英文名称", text=True)]
    name_pinyin: Annotated[
        str,
        Property("The name's pinyin, made when it is loaded.", "名称拼音", index=True, sounds=True),
        Derived("name", pinyin),
    ]


@interface
class Located(Node):
    """Whatever lies in an administrative division, at a place.

    有地点的对象
    """

    location: Annotated[GeoPoint | None, Property("Where it is, in degrees, WGS 84.", "坐标", index=True)]
    division: Annotated[
        Division | None,
        Relationship(Situation, Direction.OUT, "The administrative division it lies in.", "所在行政区划"),
    ]


@interface
class Filed(Node):
    """Whatever is on record of one agency: its quotas, costs, plans, works.

    单位业务记录
    """

    agency: Annotated[
        Agency | None, Relationship(Belonging, Direction.OUT, "The agency whose record it is.", "所属单位")
    ]


@interface
class Party(Registered):
    """Whatever can hold a right: agency, enterprise, person.

    权利主体
    """

    owns: Annotated[
        Connection[Asset],
        Relationship(Ownership, Direction.OUT, "What this party owns directly on the date.", "直接所有的资产"),
    ]


@interface
class Asset(Registered):
    """Whatever is managed as an asset: land parcel, building, vehicle, housing unit.

    资产
    """

    status: Annotated[AssetStatus, Property("Where it stands in its life.", "状态", index=True)]
    classification: Annotated[str | None, Property("Class of asset, GB/T 14885-2022.", "资产分类代码", index=True)]
    category: Annotated[str | None, Property("Class of asset in the register's own words.", "登记类别", index=True)]
    acquired_on: Annotated[date | None, Property("When it was acquired.", "取得日期", index=True)]
    acquisition: Annotated[Acquisition | None, Property("How it was acquired.", "取得方式")]
    original_cost: Annotated[Money | None, Property("What it cost, in yuan.", "原值", index=True), Ge(0)]
    net_book_value: Annotated[Money | None, Property("What it is worth in the books, in yuan.", "净值")]
    disposed_on: Annotated[date | None, Property("When it was disposed of.", "处置日期", index=True)]
    sensitivity: Annotated[Sensitivity | None, Property("Who may see it.", "敏感级别")]

    owners: Annotated[
        Connection[Party], Relationship(Ownership, Direction.IN, "Who owns it directly on the date.", "所有权人")
    ]
    custodians: Annotated[
        Connection[Agency], Relationship(Management, Direction.IN, "Which agencies answer for it.", "管理单位")
    ]
    operators: Annotated[
        Connection[Enterprise],
        Relationship(Operation, Direction.IN, "Which enterprises run it under contract.", "受托管理企业"),
    ]
