"""The demo's tables of things: one class a file, one field a column. Days are written as ISO 8601, what is absent as nothing."""

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
    boundary: str


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


class Planted(NamedTuple):
    """What was made wrong on purpose: by which rule it is found, and on which node."""

    rule: str
    kind: str
    code: str


NODES = (
    Division, Agency, Enterprise, Person, LandParcel, Compound, Building, Room, Vehicle, HousingUnit, Staff,
)  # fmt: skip
