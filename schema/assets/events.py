"""Events, and what is reserved for them."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from graph.model import Direction
from schema.asset import Connection, Property, Relationship, Term, Vocabulary, asset, union
from schema.interfaces import Filed, Recorded, Registered, Sensitivity
from schema.records import Reserving
from schema.relationships import Membership


class EventKind(Vocabulary):
    """What an event is.

    活动类型
    """

    MEETING = Term("A meeting.", "会议")
    CONFERENCE = Term("A conference or congress.", "大型会议")
    RECEPTION = Term("A reception.", "接待")
    EXERCISE = Term("An exercise or training.", "演练培训")


class SecurityLevel(Vocabulary):
    """How an event is guarded.

    安保级别
    """

    NORMAL = Term("As any other.", "一般")
    RAISED = Term("With guards of its own.", "重要")
    HIGH = Term("By a plan of its own.", "特别重要")


class ReservationStatus(Vocabulary):
    """Whether a reservation stands.

    预订状态
    """

    REQUESTED = Term("Asked for.", "申请")
    CONFIRMED = Term("Confirmed.", "已确认")
    CANCELLED = Term("Given up.", "已取消")


@union("Compound", "Building", "Room", "Vehicle", "Staff")
class Reservable:
    """What can be reserved.

    可预订对象
    """


@asset
class Event(Registered, Filed):
    """A major event or meeting.

    重大活动
    """

    kind: Annotated[EventKind | None, Property("What it is.", "活动类型")]
    security: Annotated[SecurityLevel | None, Property("How it is guarded.", "安保级别")]
    starts_on: Annotated[date | None, Property("Its first day.", "开始日期")]
    ends_on: Annotated[date | None, Property("The day after its last.", "结束日期")]
    sensitivity: Annotated[Sensitivity | None, Property("Who may see it.", "敏感级别")]

    reservations: Annotated[
        Connection[Reservation], Relationship(Membership, Direction.IN, "What is reserved for it.", "预订")
    ]


@asset
class Reservation(Recorded):
    """Something or somebody reserved from a day on, up to and without another.

    预订
    """

    starts_on: Annotated[date, Property("Its first day.", "开始日期", index=True)]
    ends_on: Annotated[date, Property("The day after its last.", "结束日期")]
    status: Annotated[ReservationStatus | None, Property("Whether it stands.", "状态")]

    event: Annotated[Event | None, Relationship(Membership, Direction.OUT, "The event it is for.", "活动")]
    reserves: Annotated[Connection[Reservable], Relationship(Reserving, Direction.OUT, "What is reserved.", "预订对象")]
