"""What is worth finding: a few rows of some territories changed on purpose, by draws of their own, after all are made."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from ingest.demo.chance import Chance
from ingest.demo.links import AllottedTo, AssignedTo, Employs, Manages, Occupies, Owns, PartOf, StandsOn, Succeeds, Uses
from ingest.demo.periods import TODAY, iso
from ingest.demo.rows import Building, HousingUnit, LandParcel, Planted, Room, Staff, Vehicle
from ingest.demo.setting import Setting
from ingest.demo.sheets import Sheets

Link = TypeVar("Link", Owns, Manages, Uses, Employs, Occupies, AssignedTo, AllottedTo)
Row = TypeVar("Row", Building, LandParcel, Room, Vehicle, HousingUnit)

HEIRS, KEPT, DESK_M2, SHARE_M2 = 2, 2, 2.4, 6.5
"""Of a merged agency how much of each kind was left behind; a second desk, beside a share of a room no larger than that."""
CLERK, CLERK_M2 = "科员", 9
"""The lowest rank, and the office area that it may have."""
DUE = TODAY - 8 * 365 - 2
"""What was registered before has been in service for eight years."""
OLDEST = TODAY - 2400
"""What was disposed of before is not driven any more."""


def plant(setting: Setting) -> None:
    """Make the cases of a territory, and record by which rule each is found."""
    chance = Chance(setting.seed, setting.place.code, "cases")
    for case, where in CASES:
        if where(setting):
            for found in case(setting, chance):
                setting.sheets.add(found)


def _end(rows: list[Link], wanted: Callable[[Link], bool], until: str) -> None:
    """Give the rows wanted another last day; none, if it is empty."""
    rows[:] = [row._replace(valid_to=until) if wanted(row) else row for row in rows]


def _update(rows: list[Row], codes: Iterable[str], **values: object) -> None:
    among = {*codes}
    rows[:] = [row._replace(**values) if row.code in among else row for row in rows]  # type: ignore[arg-type]  # by name


def _some(chance: Chance, choices: Sequence[str], number: int) -> list[str]:
    """A few of them, none twice."""
    left = [*choices]
    return [left.pop(chance.below(len(left))) for _ in range(min(number, len(left)))]


def _handed_over(rows: Sequence[Link], thing: Callable[[Link], str], succession: Succeeds) -> list[str]:
    """What an agency held up to its succession, and its successor has held ever since."""
    agency, former, _, on, _ = succession
    kept = {thing(row) for row in rows if (row[0], row.valid_from, row.valid_to) == (agency, on, "")}
    return [thing(row) for row in rows if (row[0], row.valid_to) == (former, on) and thing(row) in kept]


def _linger(rows: list[Link], things: Iterable[str], thing: Callable[[Link], str], succession: Succeeds) -> None:
    """Undo that things went over: the former agency holds them still, its successor never did."""
    among, on = {*things}, succession.valid_from
    lasting = [row for row in rows if row.valid_from != on or thing(row) not in among]
    rows[:] = [row._replace(valid_to="") if row.valid_to == on and thing(row) in among else row for row in lasting]


def _emptied(setting: Setting, chance: Chance) -> Iterator[Planted]:
    """Rooms whose only occupant retired more than half a year ago, and nobody came after."""
    sheets = setting.sheets
    occupied = [row for row in sheets.gathered(Occupies) if not row.valid_to]
    numbers = Counter(row.room for row in occupied)
    tied = {row.staff for row in sheets.gathered(AllottedTo)} | {row.assignee for row in sheets.gathered(AssignedTo)}
    alone = {
        row.staff: row.room
        for row in occupied
        if numbers[row.room] == 1 and row.staff not in tied and row.valid_from < iso(TODAY - 500)
    }
    for staff in _some(chance, [*alone], 3):
        until = iso(TODAY - chance.between(190, 420))
        _end(sheets.gathered(Occupies), lambda row: row.staff == staff and not row.valid_to, until)  # noqa: B023  # used at once
        _end(sheets.gathered(Employs), lambda row: row.staff == staff and not row.valid_to, until)  # noqa: B023  # used at once
        yield Planted("IDLE_ROOM", "Room", alone[staff])


def _at_two_desks(setting: Setting, chance: Chance) -> Iterator[Planted]:
    """Someone moved to another building and kept the desk that they had."""
    rows = setting.sheets.gathered(Occupies)
    sharing = [row for row in rows if not row.valid_to and row.area_m2 <= SHARE_M2]
    if not sharing:
        return
    first = chance.pick(sharing)
    others = [row for row in sharing if _building(row.room) != _building(first.room)]
    if others:
        other = chance.pick(others)
        since = max(first.valid_from, other.valid_from, iso(TODAY - chance.between(100, 900)))
        rows.append(Occupies(first.staff, other.room, DESK_M2, since, ""))
        yield Planted("TWO_OFFICES", "Staff", first.staff)


def _kept_room(setting: Setting, chance: Chance) -> Iterator[Planted]:
    """Someone who gave up a leading post kept the room that came with it."""
    sheets = setting.sheets
    employs, staff = sheets.gathered(Employs), sheets.gathered(Staff)
    leading = {row.code for row in staff if row.rank != CLERK} - {row.staff for row in sheets.gathered(AllottedTo)}
    posts = {row.staff: row for row in employs if not row.valid_to and row.valid_from < iso(TODAY - 1000)}
    roomy = [
        row.staff
        for row in sheets.gathered(Occupies)
        if not row.valid_to and row.area_m2 > CLERK_M2 and row.staff in leading and row.staff in posts
    ]
    for code in _some(chance, roomy, 1):
        last, since = posts[code], iso(TODAY - chance.between(100, 900))
        _end(employs, lambda row: row == last, since)  # noqa: B023  # used at once
        employs.append(last._replace(post=CLERK, rank=CLERK, kind="ESTABLISHED", valid_from=since))
        staff[:] = [row._replace(rank=CLERK, post=CLERK) if row.code == code else row for row in staff]
        yield Planted("OFFICE_OVER_STANDARD", "Staff", code)


def _building(room: str) -> str:
    return room.rsplit("-", 1)[0]


def _unvacated(setting: Setting, chance: Chance) -> Iterator[Planted]:
    """Tenants who left the service and not the unit, which was allotted again."""
    rows = setting.sheets.gathered(AllottedTo)
    again = {row.housing_unit for row in rows if not row.valid_to}
    former = {row.housing_unit: row.staff for row in rows if row.valid_to and row.housing_unit in again}
    for unit in _some(chance, [*former], 2):
        _end(rows, lambda row: (row.housing_unit, row.staff) == (unit, former[unit]), "")  # noqa: B023  # used at once
        yield Planted("DOUBLE_ALLOTMENT", "HousingUnit", unit)
        yield Planted("STAFF_LEFT_HOLDS", "Staff", former[unit])


def _second_home(setting: Setting, chance: Chance) -> Iterator[Planted]:
    """A vacant unit was let to someone who has one."""
    rows, units = setting.sheets.gathered(AllottedTo), setting.sheets.gathered(HousingUnit)
    vacant = [unit for unit in units if unit.status == "IDLE"]
    housed = [row for row in rows if not row.valid_to and row.valid_from < iso(TODAY - 900)]
    if vacant and housed:
        unit, since = chance.pick(vacant), TODAY - chance.between(60, 800)
        staff, rent = chance.pick(housed).staff, f"{unit.floor_area_m2 * chance.between(4, 18):.2f}"
        rows.append(AllottedTo(unit.code, staff, "RENTAL", "", rent, iso(since), "", setting.document("机管房", since)))
        _update(units, [unit.code], status="IN_USE")
        yield Planted("TWO_HOUSING_UNITS", "Staff", staff)
        yield Planted("HOUSING_OVER_STANDARD", "Staff", staff)


def _kept(setting: Setting, chance: Chance) -> Iterator[Planted]:
    """Former premises that were never sold: they stand empty, with their last owner."""
    sheets = setting.sheets
    disposed = {row.code: row.disposed_on for row in sheets.gathered(Building) if row.disposed_on}
    merged = {row.predecessor for row in sheets.gathered(Succeeds)}
    last = {row.asset: row.owner for row in sheets.gathered(Owns) if row.valid_to == disposed.get(row.asset)}
    for code in _some(chance, [code for code in disposed if code in last and last[code] not in merged], KEPT):
        parcels = {row.parcel for row in sheets.gathered(StandsOn) if row.building == code}
        rooms = {row.part for row in sheets.gathered(PartOf) if row.whole == code}
        _unsell(sheets, {code, *parcels}, disposed[code])
        _update(sheets.gathered(Building), [code], status="IDLE", disposed_on="")
        _update(sheets.gathered(LandParcel), parcels, status="IDLE", disposed_on="")
        _update(sheets.gathered(Room), rooms, status="IDLE", disposed_on="")
        yield Planted("IDLE_BUILDING", "Building", code)


def _unsell(sheets: Sheets, assets: set[str], on: str) -> None:
    """Undo that assets were disposed of on a day."""
    owns, manages, assigned = sheets.gathered(Owns), sheets.gathered(Manages), sheets.gathered(AssignedTo)
    owns[:] = [row for row in owns if row.asset not in assets or row.valid_from != on]
    _end(owns, lambda row: row.asset in assets and row.valid_to == on, "")
    _end(manages, lambda row: row.asset in assets and row.valid_to == on, "")
    _end(assigned, lambda row: row.vehicle in assets and row.valid_to == on, "")


def _land_behind(setting: Setting, chance: Chance) -> Iterator[Planted]:
    """A building went over to the administration, the land below it stayed in the name of who had both."""
    rows = setting.sheets.gathered(Owns)
    merged = {row.predecessor for row in setting.sheets.gathered(Succeeds)}
    before = {
        row.asset: row
        for row in rows
        if row.asset_kind == "LandParcel" and row.valid_to and row.share == "1" and row.owner not in merged
    }
    after = {row.asset for row in rows if not row.valid_to and row.owner_kind == "Agency"}
    buildings = {row.parcel: row.building for row in setting.sheets.gathered(StandsOn)}
    for parcel in _some(chance, [parcel for parcel in before if parcel in after], 1):
        rows[:] = [row for row in rows if row.asset != parcel or row.valid_to]
        _end(rows, lambda row: row == before[parcel], "")  # noqa: B023  # used at once
        yield Planted("OWNER_LAND_DIFFERS", "Building", buildings[parcel])


def _unmoved(setting: Setting, chance: Chance) -> Iterator[Planted]:
    """An agency was merged into another; a vehicle, some staff and rooms were never written over."""
    sheets = setting.sheets
    owns, employs, uses = sheets.gathered(Owns), sheets.gathered(Employs), sheets.gathered(Uses)
    vehicles = {row.code: row for row in sheets.gathered(Vehicle)}
    for succession in sheets.gathered(Succeeds):
        former, on = succession.predecessor, succession.valid_from
        owned = [row.asset for row in owns if row.owner == former and row.valid_to == on]
        owned = [code for code in owned if code in vehicles and vehicles[code].disposed_on > iso(OLDEST)]
        staff = _handed_over(employs, lambda row: row.staff, succession)
        rooms = [room for room in _handed_over(uses, lambda row: row.used, succession) if room.count("-") > 1]
        if succession.kind == "MERGED" and owned and staff and rooms:
            (vehicle,) = _some(chance, owned, 1)
            _unsell(sheets, {vehicle}, vehicles[vehicle].disposed_on)
            _update(sheets.gathered(Vehicle), [vehicle], status="IN_USE", disposed_on="")
            _linger(owns, [vehicle], lambda row: row.asset, succession)
            _linger(employs, _some(chance, staff, HEIRS), lambda row: row.staff, succession)
            _linger(uses, _some(chance, rooms, HEIRS), lambda row: row.used, succession)
            yield Planted("ABOLISHED_HOLDS", "Agency", former)
            if vehicles[vehicle].registered_on < iso(DUE):
                yield Planted("VEHICLE_DUE", "Vehicle", vehicle)
            return


def _overdue(setting: Setting, chance: Chance) -> Iterator[Planted]:
    """Vehicles that were to be replaced and are driven still."""
    vehicles = setting.sheets.gathered(Vehicle)
    old = {
        row.code: row.disposed_on for row in vehicles if row.disposed_on > iso(OLDEST) and row.registered_on < iso(DUE)
    }
    for code in _some(chance, [*old], 2):
        _unsell(setting.sheets, {code}, old[code])
        _update(vehicles, [code], status="IN_USE", disposed_on="")
        yield Planted("VEHICLE_DUE", "Vehicle", code)


def _relabelled(setting: Setting, chance: Chance) -> Iterator[Planted]:
    """A vehicle bought for a special purpose serves another, whose limits it exceeds."""
    vehicles = setting.sheets.gathered(Vehicle)
    special = {
        row.code: float(row.displacement_l or 0)
        for row in vehicles
        if row.kind == "SPECIAL_TECHNICAL" and row.status == "IN_USE" and row.purchase_price > 180_000
    }
    for code in _some(chance, [*special], 1):
        _update(vehicles, [code], kind="EMERGENCY")
        yield Planted("VEHICLE_OVER_PRICE", "Vehicle", code)
        if special[code] > 1.8:
            yield Planted("VEHICLE_OVER_DISPLACEMENT", "Vehicle", code)


def _expiring(setting: Setting, chance: Chance) -> Iterator[Planted]:
    """Land below rented premises is itself leased, for a term that ends soon or has ended."""
    parcels = setting.sheets.gathered(LandParcel)
    for code in [row.code for row in parcels if row.right_kind == "GRANTED"][:1]:
        on = TODAY + chance.between(-90, 1600)
        _update(parcels, [code], right_kind="LEASED", right_expires_on=iso(on))
        if on <= TODAY:
            yield Planted("RIGHT_EXPIRED", "LandParcel", code)


def _in(*codes: str) -> Callable[[Setting], bool]:
    return lambda setting: setting.place.code in codes


CASES: tuple[tuple[Callable[[Setting, Chance], Iterator[Planted]], Callable[[Setting], bool]], ...] = (
    (_emptied, _in("330000", "330100", "330600")),
    (_at_two_desks, _in("330100", "330300")),
    (_kept_room, _in("330100", "330900")),
    (_unvacated, _in("330200", "330700")),
    (_second_home, _in("330000", "331000")),
    (_kept, _in("330200", "330600")),
    (_land_behind, _in("330100", "330200", "330300")),
    (_unmoved, _in("330100", "330300", "330700")),
    (_overdue, _in("330000", "330100", "330400")),
    (_relabelled, _in("330100", "330500")),
    (_expiring, lambda _: True),
)
"""Each kind of case, and the territories that have it."""
