"""Life services for provincial leaders: for cleared readers alone, with links of their own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

from annotated_types import Ge

from graph.model import Direction
from schema.asset import Connection, Property, Relationship, Term, Vocabulary, asset, relationship
from schema.interfaces import Registered
from schema.relationships import Dated, Money

if TYPE_CHECKING:
    from schema.assets.agencies import Agency
    from schema.assets.housing import HousingUnit
    from schema.assets.staff import Staff
    from schema.assets.vehicles import Vehicle


class ArrangementKind(Vocabulary):
    """What an arrangement provides.

    服务保障类型
    """

    MEDICAL = Term("Medical care.", "医疗保健")
    RESIDENCE = Term("The running of a residence.", "住所服务")
    CATERING = Term("Meals.", "膳食")
    TRAVEL = Term("Travel.", "出行")
    OFFICE = Term("An office and its staff.", "办公保障")


@relationship("ARRANGED_BY", restricted=True)
class Arranging(Dated):
    """An agency makes the arrangement.

    承办
    """


@relationship("ARRANGED_FOR", restricted=True)
class Benefit(Dated):
    """The arrangement is for a member of staff.

    服务对象
    """


@relationship("ARRANGED_WITH", restricted=True)
class Dedication(Dated):
    """A vehicle or a housing unit is set aside for the arrangement.

    专用
    """


@asset(restricted=True)
class ServiceArrangement(Registered):
    """What is arranged for the life and work of a provincial leader.

    省级领导服务保障
    """

    kind: Annotated[ArrangementKind | None, Property("What it provides.", "服务类型", index=True)]
    amount: Annotated[Money | None, Property("What it may cost a year, in yuan.", "年度经费"), Ge(0)]
    starts_on: Annotated[date | None, Property("Its first day.", "开始日期", index=True)]
    ends_on: Annotated[date | None, Property("The day after its last.", "结束日期")]
    document: Annotated[str | None, Property("The decision behind it.", "批准文号")]

    agency: Annotated[Agency | None, Relationship(Arranging, Direction.OUT, "The agency that makes it.", "承办单位")]
    recipients: Annotated[
        Connection[Staff], Relationship(Benefit, Direction.OUT, "Those for whom it is made.", "服务对象")
    ]
    vehicles: Annotated[
        Connection[Vehicle], Relationship(Dedication, Direction.OUT, "Vehicles set aside for it.", "专用车辆")
    ]
    residences: Annotated[
        Connection[HousingUnit], Relationship(Dedication, Direction.OUT, "Housing set aside for it.", "专用住房")
    ]
