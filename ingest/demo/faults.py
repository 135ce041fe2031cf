"""What is registered wrongly: one row of a few territories changed, after all else is made, each for one rule to find."""

from collections.abc import Callable, Iterator

from ingest.demo.holding import Present
from ingest.demo.links import AssignedTo, HoldsShare, Manages, Owns, StandsOn, Succeeds, Uses
from ingest.demo.rows import Enterprise, HousingUnit, LandParcel, Planted, Staff, Vehicle
from schema.identifiers import CREDIT_CODE_ALPHABET

CLERK, ROOMY_M2 = "科员", 96.5
"""The lowest rank, and a flat larger than it may have."""


def faults(present: Present) -> None:
    """Make those of a territory, and record by which rule each is found."""
    for fault, where in FAULTS:
        if present.setting.place.code in where:
            for found in fault(present):
                present.sheets.add(found)
                present.planted.add(found.code)


def _free(present: Present, codes: list[str]) -> str:
    """One that nothing else is wrong with."""
    return present.chance.pick([code for code in codes if code not in present.planted])


def _untitled(present: Present) -> Iterator[Planted]:
    """A vehicle's last owner was struck off, and no other entered."""
    code = _free(present, [row.code for row in present.vehicles])
    rows = present.sheets.gathered(Owns)
    rows[:] = [row for row in rows if row.asset != code or row.valid_to]
    yield Planted("NO_OWNER", "Vehicle", code)


def _halved(present: Present) -> Iterator[Planted]:
    """A share in an enterprise was entered as half of what it is."""
    rows = present.sheets.gathered(HoldsShare)
    held = [row for row in rows if not row.valid_to and row.holder_kind == "Enterprise"]
    wrong = present.chance.pick(held)
    rows[rows.index(wrong)] = wrong._replace(share=f"{float(wrong.share) / 2:.12f}")
    yield Planted("SHARES_NOT_ONE", "Enterprise", wrong.enterprise)


def _sites(present: Present) -> dict[str, str]:
    """The parcel of each building in use, but for leased land."""
    leased = {row.code for row in present.sheets.gathered(LandParcel) if row.right_kind != "ALLOCATED"}
    used = {row.code for row in present.buildings}
    rows = present.sheets.gathered(StandsOn)
    return {row.building: row.parcel for row in rows if row.building in used and row.parcel not in leased}


def _landless(present: Present) -> Iterator[Planted]:
    """A building was never tied to its parcel."""
    code, rows = _free(present, [*_sites(present)]), present.sheets.gathered(StandsOn)
    rows[:] = [row for row in rows if row.building != code]
    yield Planted("BUILDING_WITHOUT_PARCEL", "Building", code)


def _astray(present: Present) -> Iterator[Planted]:
    """A building was tied to another parcel of the same owner."""
    sites, owners = _sites(present), {code: {row.owner for row in rows} for code, rows in present.owners.items()}
    wrong = {
        building: parcel
        for building in sites
        for parcel in sites.values()
        if parcel != sites[building] and owners.get(building, set()) & owners.get(parcel, set())
    }
    code, rows = _free(present, [*wrong]), present.sheets.gathered(StandsOn)
    rows[:] = [row._replace(parcel=wrong[code]) if row.building == code else row for row in rows]
    yield Planted("PARCEL_MISMATCH", "Building", code)


def _same_plate(present: Present) -> Iterator[Planted]:
    """A vehicle was entered with the plate of another."""
    codes = [row.code for row in present.vehicles]
    one = _free(present, codes)
    other = _free(present, [code for code in codes if code != one])
    rows = present.sheets.gathered(Vehicle)
    plates = {row.code: row.plate for row in rows}
    rows[:] = [row._replace(plate=plates[other]) if row.code == one else row for row in rows]
    yield Planted("DUPLICATE_IDENTIFIER", "Vehicle", one)
    yield Planted("DUPLICATE_IDENTIFIER", "Vehicle", other)


def _same_certificate(present: Present) -> Iterator[Planted]:
    """A building was entered with the certificate of another."""
    codes = [row.code for row in present.buildings if row.code in present.owners]
    one = _free(present, codes)
    other = _free(present, [code for code in codes if code != one])
    number, rows = present.owners[other][0].certificate_no, present.sheets.gathered(Owns)
    wrong = present.owners[one][0]
    rows[rows.index(wrong)] = wrong._replace(certificate_no=number)
    yield Planted("DUPLICATE_IDENTIFIER", "Building", one)
    yield Planted("DUPLICATE_IDENTIFIER", "Building", other)


def _mistyped_vin(present: Present) -> Iterator[Planted]:
    """The check digit of a VIN was mistyped."""
    code, rows = _free(present, [row.code for row in present.vehicles]), present.sheets.gathered(Vehicle)
    for index, row in enumerate(rows):
        if row.code == code:
            digit = "0" if row.vin[8] == "X" else "0123456789X"[int(row.vin[8]) + 1]
            rows[index] = row._replace(vin=row.vin[:8] + digit + row.vin[9:])
    yield Planted("BAD_IDENTIFIER", "Vehicle", code)


def _mistyped_credit_code(present: Present) -> Iterator[Planted]:
    """The check character of a credit code was mistyped."""
    rows = present.sheets.gathered(Enterprise)
    code = _free(present, [row.code for row in rows if row.credit_code])
    for index, row in enumerate(rows):
        if row.code == code:
            place = CREDIT_CODE_ALPHABET.index(row.credit_code[-1])
            wrong = CREDIT_CODE_ALPHABET[(place + 7) % len(CREDIT_CODE_ALPHABET)]
            rows[index] = row._replace(credit_code=row.credit_code[:-1] + wrong)
    yield Planted("BAD_IDENTIFIER", "Enterprise", code)


def _crowded(present: Present) -> Iterator[Planted]:
    """An agency was lent rooms that others have."""
    usable = {row.code: row.usable_area_m2 for row in present.buildings}
    code = _free(present, [building for building in usable if building in present.users])
    there = {row.agency for row in present.users[code]}
    others = [row.code for row in present.agencies if row.code not in there]
    agency, since = present.chance.pick(others), present.date(100, 700)
    row = Uses(agency, "Building", code, "LENT", f"{usable[code] * 0.12:.2f}", "", since, "", "")
    present.sheets.add(row)
    yield Planted("OVERBOOKED_BUILDING", "Building", code)


def _unreturned(present: Present) -> Iterator[Planted]:
    """A vehicle was scrapped, and is still assigned."""
    merged = {row.predecessor for row in present.sheets.gathered(Succeeds)}
    scrapped = {row.code: row.disposed_on for row in present.sheets.gathered(Vehicle) if row.disposed_on}
    rows = present.sheets.gathered(AssignedTo)
    last = {
        row.vehicle: row
        for row in rows
        if row.assignee_kind == "Agency" and row.valid_to == scrapped.get(row.vehicle) and row.assignee not in merged
    }
    code = _free(present, [*last])
    rows[rows.index(last[code])] = last[code]._replace(valid_to="")
    yield Planted("DISPOSED_IN_USE", "Vehicle", code)


def _two_keepers(present: Present) -> Iterator[Planted]:
    """Custody of a building went to another agency, and was never ended with the first."""
    code = _free(present, [row.code for row in present.buildings if row.code in present.keepers])
    others = [row.code for row in present.agencies if row.code != present.keepers[code]]
    present.sheets.add(Manages(present.chance.pick(others), "Building", code, present.date(100, 700), "", ""))
    yield Planted("OVERLAPPING_PERIODS", "Building", code)


def _roomy(present: Present) -> Iterator[Planted]:
    """Someone of the lowest rank has a flat that is too large."""
    clerks = {row.code for row in present.sheets.gathered(Staff) if row.rank == CLERK} - present.planted
    let = {unit: rows[0].staff for unit, rows in present.homes.items() if len(rows) == 1 and rows[0].staff in clerks}
    code, units = _free(present, [*let]), present.sheets.gathered(HousingUnit)
    units[:] = [row._replace(floor_area_m2=ROOMY_M2) if row.code == code else row for row in units]
    yield Planted("HOUSING_OVER_STANDARD", "Staff", let[code])


FAULTS: tuple[tuple[Callable[[Present], Iterator[Planted]], tuple[str, ...]], ...] = (
    (_untitled, ("330500", "330800")),
    (_halved, ("330400",)),
    (_landless, ("330600",)),
    (_astray, ("330700",)),
    (_same_plate, ("330900",)),
    (_same_certificate, ("331000",)),
    (_mistyped_vin, ("330300",)),
    (_mistyped_credit_code, ("331100",)),
    (_crowded, ("330400",)),
    (_unreturned, ("330200", "330500")),
    (_two_keepers, ("330100",)),
    (_roomy, ("330600", "330800")),
)
"""Each kind of fault, and the territories that have it."""
