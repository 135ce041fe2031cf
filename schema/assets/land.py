"""Land parcels and compounds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

from annotated_types import Ge

from graph.model import Direction
from schema.asset import Connection, Property, Relationship, Term, Vocabulary, asset
from schema.identifiers import ParcelCode
from schema.interfaces import Asset, Located
from schema.outlines import Outline
from schema.records import Concern
from schema.relationships import Membership, Standing, Use

if TYPE_CHECKING:
    from schema.assets.agencies import Agency
    from schema.assets.buildings import Building
    from schema.assets.services import LogisticsService, PropertyContract


class LandRight(Vocabulary):
    """How the right to use land was obtained.

    权利性质
    """

    ALLOCATED = Term("Allocated by the state without term.", "划拨")
    GRANTED = Term("Granted for a term against payment.", "出让")
    LEASED = Term("Leased.", "租赁")


class CompoundKind(Vocabulary):
    """What a compound is for.

    院区类型
    """

    ADMINISTRATIVE_CENTRE = Term("An administrative centre.", "行政中心")
    OFFICE_AREA = Term("A centralised office area.", "集中办公区")
    RESIDENTIAL = Term("A residential area.", "住宅区")
    OTHER = Term("Another compound.", "其他")


@asset
class LandParcel(Asset, Located):
    """A parcel of land.

    宗地
    """

    real_estate_unit_code: Annotated[
        str | None, Property("Real-estate unit code, GB/T 37346-2019.", "不动产单元号", unique=True), ParcelCode
    ]
    area_m2: Annotated[float | None, Property("Area, in m².", "宗地面积", index=True), Ge(0)]
    land_use: Annotated[str | None, Property("Land use, GB/T 21010-2017 or the register's own.", "用途", index=True)]
    right_kind: Annotated[LandRight | None, Property("How the right to use it was obtained.", "权利性质", index=True)]
    right_expires_on: Annotated[date | None, Property("When that right ends.", "权利终止日期", index=True)]
    address: Annotated[str | None, Property("Its address.", "坐落", text=True)]
    boundary: Annotated[
        str | None, Property("Its outline as text: GeoJSON, RFC 7946, in degrees, WGS 84.", "界址"), Outline
    ]

    buildings: Annotated[
        Connection[Building], Relationship(Standing, Direction.IN, "Buildings that stand on it.", "地上建筑")
    ]
    users: Annotated[Connection[Agency], Relationship(Use, Direction.IN, "Agencies that use it.", "使用单位")]


@asset
class Compound(Asset, Located):
    """Buildings kept together, such as an administrative centre.

    院区
    """

    kind: Annotated[CompoundKind | None, Property("What it is for.", "院区类型", index=True)]
    address: Annotated[str | None, Property("Its address.", "坐落", text=True)]

    buildings: Annotated[Connection[Building], Relationship(Membership, Direction.IN, "Buildings in it.", "院内建筑")]
    users: Annotated[Connection[Agency], Relationship(Use, Direction.IN, "Agencies that use it.", "使用单位")]
    logistics_services: Annotated[
        Connection[LogisticsService], Relationship(Concern, Direction.IN, "Services for its tenants.", "后勤服务")
    ]
    property_contracts: Annotated[
        Connection[PropertyContract],
        Relationship(Concern, Direction.IN, "Who manages it, and since when.", "物业服务合同"),
    ]
