"""Housing units."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from annotated_types import Ge

from graph.model import Direction
from schema.asset import Connection, Property, Relationship, Term, Vocabulary, asset
from schema.identifiers import UnitCode
from schema.interfaces import Asset, Located
from schema.relationships import Allotment, Membership

if TYPE_CHECKING:
    from schema.assets.buildings import Building
    from schema.assets.staff import Staff


class HousingKind(Vocabulary):
    """Under which policy a housing unit is kept.

    住房类型
    """

    REFORM_SALE = Term("Sold to staff in the housing reform.", "房改房")
    PUBLIC_RENTAL = Term("Public rental housing.", "公租房")
    TURNOVER = Term("Lent for the time of a posting.", "周转房")
    TALENT = Term("For recruited talent.", "人才房")
    AFFORDABLE = Term("Affordable housing.", "保障性住房")


@asset
class HousingUnit(Asset, Located):
    """A housing unit, or a development of several where the register knows no more.

    住房
    """

    real_estate_unit_code: Annotated[
        str | None, Property("Real-estate unit code, GB/T 37346-2019.", "不动产单元号", unique=True), UnitCode
    ]
    kind: Annotated[HousingKind | None, Property("Under which policy it is kept.", "住房类型", index=True)]
    floor_area_m2: Annotated[float | None, Property("Floor area, in m².", "建筑面积", index=True), Ge(0)]
    rooms: Annotated[int | None, Property("Living rooms and bedrooms.", "居室数"), Ge(0)]
    units: Annotated[int | None, Property("Dwellings that it counts for; 1 if null.", "套数"), Ge(0)]
    floor: Annotated[int | None, Property("Its floor.", "楼层")]
    address: Annotated[str | None, Property("Its address.", "坐落", text=True)]

    building: Annotated[Building | None, Relationship(Membership, Direction.OUT, "The building it is in.", "所在房屋")]
    allotted_to: Annotated[
        Connection[Staff], Relationship(Allotment, Direction.OUT, "Whom it is allotted to.", "分配对象")
    ]
