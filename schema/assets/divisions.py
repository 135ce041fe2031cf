"""Administrative divisions."""

from __future__ import annotations

from typing import Annotated

from graph.model import Direction
from schema.asset import Connection, Property, Relationship, Term, Vocabulary, asset
from schema.interfaces import Located, Registered
from schema.relationships import Membership, Situation


class DivisionLevel(Vocabulary):
    """The level of an administrative division.

    行政区划级别
    """

    NATION = Term("A country.", "国家")
    PROVINCE = Term("A province, municipality or autonomous region.", "省级")
    PREFECTURE = Term("A prefecture or prefecture-level city.", "地级")
    COUNTY = Term("A county, district or county-level city.", "县级")
    TOWNSHIP = Term("A township, town or subdistrict.", "乡级")


@asset
class Division(Registered):
    """An administrative division; in China its code is that of GB/T 2260.

    行政区划
    """

    level: Annotated[DivisionLevel | None, Property("Its level.", "级别", index=True)]

    parent: Annotated[
        Division | None, Relationship(Membership, Direction.OUT, "The division it is a part of.", "上级行政区划")
    ]
    children: Annotated[
        Connection[Division], Relationship(Membership, Direction.IN, "The divisions it consists of.", "下级行政区划")
    ]
    situated: Annotated[
        Connection[Located], Relationship(Situation, Direction.IN, "What lies directly in it.", "辖内对象")
    ]
