"""A model that has nothing to do with governments: other kinds of key, links without periods, no code, no source."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from annotated_types import Ge, Gt, Len, Lt

from graph.model import Direction, GraphModel
from schema.asset import (
    Connection,
    GeoPoint,
    Property,
    Relationship,
    Scale,
    Term,
    Vocabulary,
    asset,
    interface,
    relationship,
    union,
)
from schema.interfaces import Node
from schema.link import link


class Gauge(Vocabulary):
    """How far apart the rails are."""

    NARROW = Term("Narrow.")
    STANDARD = Term("Standard, 1,435 mm.")


@relationship("CALLS_AT", identity=("platform",))
class Call:
    """A train calls at a station."""

    platform: Annotated[int | None, Property("Platform."), Gt(0)]
    fare: Annotated[Decimal | None, Property("Fare from the train's origin, in marks."), Scale(3), Ge(0)]


@relationship("STABLED_AT")
class Stabling:
    """A train is kept at a depot."""


@relationship("GUARDS")
class Guarding:
    """A signal guards a station."""


@relationship("LIES_AT")
class Support:
    """A sleeper lies at a stop."""

    where: Annotated[GeoPoint | None, Property("Where exactly.")]


@relationship("LEADS_TO")
class Track:
    """A track leads from the one to the other, while it is laid."""

    valid_from: Annotated[date | None, Property("First day on which it is laid.")]
    valid_to: Annotated[date | None, Property("First day on which it is no longer laid.")]
    length_km: Annotated[float | None, Property("Length, in km."), Ge(0)]


@interface
class Sited(Node):
    """Whatever stands beside a track."""

    site: Annotated[GeoPoint | None, Property("Where it stands, in degrees, WGS 84.", index=True)]
    opened: Annotated[date | None, Property("When it was opened.", index=True)]

    onward: Annotated[Connection[Stop], Relationship(Track, Direction.OUT, "Where its tracks lead.")]


@union()
class Stop:
    """Wherever a train can stand."""


@asset
class Station(Sited, Stop):
    """A station, known by three letters."""

    letters: Annotated[str, Property("Its letters.", unique=True), Len(3, 3)]
    gauge: Annotated[Gauge | None, Property("How far apart its rails are.", index=True)]
    staffed: Annotated[bool | None, Property("Whether somebody is there.")]

    calling: Annotated[Connection[Train], Relationship(Call, Direction.IN, "Trains that call at it.")]


@asset
class Depot(Sited, Stop):
    """A depot."""

    title: Annotated[str, Property("What it is called.", unique=True)]
    roads: Annotated[int | None, Property("Roads under its roof.", index=True), Ge(0), Lt(100)]

    stabled: Annotated[Connection[Train], Relationship(Stabling, Direction.IN, "Trains that are kept in it.")]


@asset(singular="service", plural="services")
class Train(Node):
    """A train, known by its number."""

    number: Annotated[int, Property("Its number.", unique=True), Gt(0)]
    departs: Annotated[datetime | None, Property("When it departs for the first time.", index=True)]
    order: Annotated[str | None, Property("Its place in the timetable, a word of SQL's own.")]

    calls: Annotated[Connection[Station], Relationship(Call, Direction.OUT, "Stations that it calls at.")]
    depot: Annotated[Depot | None, Relationship(Stabling, Direction.OUT, "The depot that it is kept at.")]


@asset
class Signal(Node):
    """A signal, which has nothing but a mark of its own."""

    mark: Annotated[str, Property("Its mark.", unique=True)]

    guards: Annotated[Station | None, Relationship(Guarding, Direction.OUT, "The station that it guards.")]


@asset
class Sleeper(Node):
    """A sleeper, which nothing tells from another but its id."""

    under: Annotated[Connection[Stop], Relationship(Support, Direction.OUT, "Where it lies.")]


def railway() -> GraphModel:
    return link(Node, Sited, Stop, Station, Depot, Train, Signal, Sleeper, Call, Stabling, Guarding, Support, Track)
