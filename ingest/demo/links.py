"""The demo's tables of links, written as those of things are."""

from typing import NamedTuple


class PartOf(NamedTuple):
    """Of rooms, buildings and housing units alike; `kind` tells whose part what is."""

    kind: str
    part: str
    whole: str
    valid_from: str


class SituatedIn(NamedTuple):
    kind: str
    located: str
    division: str
    valid_from: str
    valid_to: str


class SubordinateTo(NamedTuple):
    agency: str
    superior: str
    kind: str
    valid_from: str
    valid_to: str
    document: str


class Succeeds(NamedTuple):
    agency: str
    predecessor: str
    kind: str
    valid_from: str
    document: str


class Owns(NamedTuple):
    owner_kind: str
    owner: str
    asset_kind: str
    asset: str
    share: str
    right: str
    certificate_no: str
    valid_from: str
    valid_to: str
    document: str


class HoldsShare(NamedTuple):
    holder_kind: str
    holder: str
    enterprise: str
    share: str
    kind: str
    amount: str
    currency: str
    valid_from: str
    valid_to: str
    document: str


class Manages(NamedTuple):
    agency: str
    asset_kind: str
    asset: str
    valid_from: str
    valid_to: str
    document: str


class Operates(NamedTuple):
    enterprise: str
    compound: str
    valid_from: str


class Uses(NamedTuple):
    agency: str
    used_kind: str
    used: str
    basis: str
    area_m2: str
    rent: str
    valid_from: str
    valid_to: str
    document: str


class StandsOn(NamedTuple):
    building: str
    parcel: str
    area_m2: float
    valid_from: str


class Employs(NamedTuple):
    agency: str
    staff: str
    post: str
    rank: str
    kind: str
    valid_from: str
    valid_to: str
    document: str


class Occupies(NamedTuple):
    staff: str
    room: str
    area_m2: float
    valid_from: str
    valid_to: str


class AssignedTo(NamedTuple):
    vehicle: str
    assignee_kind: str
    assignee: str
    valid_from: str
    valid_to: str
    document: str


class AllottedTo(NamedTuple):
    housing_unit: str
    staff: str
    kind: str
    price: str
    rent: str
    valid_from: str
    valid_to: str
    document: str


class Concerns(NamedTuple):
    """What a record is about, where it is about several."""

    record_kind: str
    record: str
    thing_kind: str
    thing: str
    valid_from: str


RELATIONSHIPS = (
    PartOf, SituatedIn, SubordinateTo, Succeeds, Owns, HoldsShare, Manages, Operates, Uses, StandsOn, Employs, Occupies,
    AssignedTo, AllottedTo, Concerns,
)  # fmt: skip
