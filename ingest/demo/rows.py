"""The demo's tables: one class a file, one field a column. Days are written as ISO 8601, what is absent as nothing."""

from typing import NamedTuple


class Division(NamedTuple):
    code: str
    name: str
    name_en: str
    level: str


class Agency(NamedTuple):
    code: str
    name: str
    name_en: str
    credit_code: str
    kind: str
    level: str
    sector: str
    authorised_posts: int
    established_on: str
    abolished_on: str
    longitude: float
    latitude: float


class Enterprise(NamedTuple):
    code: str
    name: str
    name_en: str
    credit_code: str
    scheme: str
    registered_capital: str
    currency: str
    jurisdiction: str
    purpose: str
    established_on: str
    longitude: float | str
    latitude: float | str


class Person(NamedTuple):
    code: str
    name: str
    name_en: str


class LandParcel(NamedTuple):
    code: str
    name: str
    name_en: str
    real_estate_unit_code: str
    area_m2: float
    land_use: str
    right_kind: str
    right_expires_on: str
    address: str
    status: str
    acquired_on: str
    acquisition: str
    disposed_on: str
    original_cost: int
    longitude: float
    latitude: float


class Compound(NamedTuple):
    code: str
    name: str
    name_en: str
    kind: str
    address: str
    status: str
    acquired_on: str
    longitude: float
    latitude: float


class Building(NamedTuple):
    code: str
    name: str
    name_en: str
    real_estate_unit_code: str
    use: str
    gross_floor_area_m2: float
    usable_area_m2: float
    office_area_m2: float
    floors_above_ground: int
    floors_below_ground: int
    built_on: str
    structure: str
    condition: str
    heritage: bool
    address: str
    status: str
    acquired_on: str
    acquisition: str
    disposed_on: str
    original_cost: int
    net_book_value: int
    longitude: float
    latitude: float


class Room(NamedTuple):
    code: str
    number: str
    floor: int
    use: str
    usable_area_m2: float
    status: str
    disposed_on: str


class Vehicle(NamedTuple):
    code: str
    name: str
    name_en: str
    vin: str
    plate: str
    kind: str
    make: str
    model: str
    energy: str
    displacement_l: str
    seats: int
    purchase_price: int
    registered_on: str
    odometer_km: float
    status: str
    net_book_value: int
    disposed_on: str


class HousingUnit(NamedTuple):
    code: str
    name: str
    name_en: str
    real_estate_unit_code: str
    kind: str
    floor_area_m2: float
    rooms: int
    floor: int
    address: str
    status: str
    acquired_on: str
    original_cost: int
    longitude: float
    latitude: float


class Staff(NamedTuple):
    code: str
    name: str
    name_en: str
    staff_no: str
    rank: str
    post: str


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


class Planted(NamedTuple):
    """What was made wrong on purpose: by which rule it is found, and on which node."""

    rule: str
    kind: str
    code: str


NODES = (
    Division, Agency, Enterprise, Person, LandParcel, Compound, Building, Room, Vehicle, HousingUnit, Staff,
)  # fmt: skip
RELATIONSHIPS = (
    PartOf, SituatedIn, SubordinateTo, Succeeds, Owns, HoldsShare, Manages, Operates, Uses, StandsOn, Employs, Occupies,
    AssignedTo, AllottedTo,
)  # fmt: skip
