"""Buildings that the United States own or lease."""

from typing import TYPE_CHECKING

import pytest

from tests.integration.registers.sources import FEDERAL, computed, rows

if TYPE_CHECKING:
    from tests.integration.registers.conftest import Loaded

pytestmark = pytest.mark.integration

FOOT = 0.3048**2
LINKED = {
    ("agency", "US", "owns"): f"SELECT count(*) FROM {FEDERAL} WHERE \"Owned or Leased\" = 'F'",
    ("agency", "US-GSA", "uses"): f"SELECT count(*) FROM {FEDERAL} WHERE \"Owned or Leased\" = 'L'",
    ("agency", "US-GSA", "subordinates"): f'SELECT count(DISTINCT "GSA Region") FROM {FEDERAL}',
    ("agency", "US-GSA:07", "manages"): f"SELECT count(*) FROM {FEDERAL} WHERE \"GSA Region\" = '7'",
    ("division", "US-CA", "situated"): (
        f'SELECT count(*) + (SELECT count(DISTINCT "Installation Name") FROM {FEDERAL}'
        f" WHERE State = 'CA' AND \"Installation Name\" <> 'NA') FROM {FEDERAL} WHERE State = 'CA'"
    ),
    ("division", "US", "children"): f"SELECT count(DISTINCT State) FROM {FEDERAL}",
}
COUNTS = {
    "buildings(where: {status: {eq: IDLE}})": f"SELECT count(*) FROM {FEDERAL} WHERE \"Building Status\" <> 'Active'",
    'buildings(where: {category: {eq: "STRUCTURE"}})': f"SELECT count(*) FROM {FEDERAL} WHERE \"Real Property Asset Type\" = 'STRUCTURE'",
    "buildings(where: {vacantAreaM2: {gt: 0}})": f'SELECT count(*) FROM {FEDERAL} WHERE "Available Square Feet"::INT > 0',
    'buildings(where: {code: {startsWith: "US-GSA:"}, usableAreaM2: {isNull: true}})': (
        f"SELECT count(*) FROM {FEDERAL} WHERE \"Building Rentable Square Feet\" = '0' AND \"Real Property Asset Type\" <> 'LAND'"
    ),
    'buildings(where: {address: {endsWith: "ME 04730"}})': f"SELECT count(*) FROM {FEDERAL} WHERE \"Zip Code\" = '4730'",
}


@pytest.mark.parametrize("link", LINKED, ids="-".join)
def test_links(loaded: "Loaded", link: tuple[str, str, str]) -> None:
    root, code, field = link
    answer = loaded.ask(f'{{ {root}(code: "{code}") {{ {field} {{ totalCount }} }} }}')
    assert answer[root][field]["totalCount"] == computed(LINKED[link])


@pytest.mark.parametrize("field", COUNTS)
def test_counts(loaded: "Loaded", field: str) -> None:
    assert loaded.ask(f"{{ {field} {{ totalCount }} }}")["buildings"]["totalCount"] == computed(COUNTS[field]) > 0


def test_the_largest_building(loaded: "Loaded") -> None:
    (top,) = loaded.ask(
        "{ buildings(first: 1, where: {usableAreaM2: {isNull: false}}, orderBy: [{usableAreaM2: DESC}]) { nodes { code usableAreaM2 } } }"
    )["buildings"]["nodes"]
    code, feet = rows(
        f'SELECT "Location Code", "Building Rentable Square Feet"::DOUBLE AS feet FROM {FEDERAL} ORDER BY feet DESC LIMIT 1'
    )[0]
    assert (top["code"], top["usableAreaM2"]) == (f"US-GSA:{code}", pytest.approx(feet * FOOT))


def test_idle_and_vacant_area_of_a_region(loaded: "Loaded") -> None:
    buildings = loaded.every(
        "buildings", "vacantAreaM2 usableAreaM2", ', where: {custodians: {some: {code: {eq: "US-GSA:11"}}}}'
    )
    vacant, rentable = rows(
        f'SELECT sum("Available Square Feet"::DOUBLE), sum("Building Rentable Square Feet"::DOUBLE) FROM {FEDERAL}'
        " WHERE \"GSA Region\" = '11' AND \"Real Property Asset Type\" <> 'LAND'"
    )[0]
    assert sum(each["vacantAreaM2"] or 0 for each in buildings) == pytest.approx(vacant * FOOT)
    assert sum(each["usableAreaM2"] or 0 for each in buildings) == pytest.approx(rentable * FOOT)


def test_a_campus_and_its_buildings(loaded: "Loaded") -> None:
    (campus,) = loaded.every(
        "compounds",
        "division { name } buildings(first: 100) { nodes { code } }",
        ', where: {name: {eq: "DENVER FEDERAL CENTER"}}',
    )
    codes = rows(
        f'SELECT "Location Code" FROM {FEDERAL} WHERE "Installation Name" = \'DENVER FEDERAL CENTER\''
        " AND \"Real Property Asset Type\" <> 'LAND'"
    )
    assert campus["division"]["name"] == "Colorado"
    assert {each["code"] for each in campus["buildings"]["nodes"]} == {f"US-GSA:{code}" for (code,) in codes}


def test_a_leased_building_has_a_user_and_no_owner(loaded: "Loaded") -> None:
    ((code,),) = rows(
        f'SELECT "Location Code" FROM {FEDERAL} WHERE "Location Code" = \'CA8526\' AND "Owned or Leased" = \'L\''
    )
    building = loaded.ask(
        f'{{ building(code: "US-GSA:{code}") {{ builtOn owners {{ totalCount }} users {{ edges {{ basis node {{ code }} }} }} }} }}'
    )["building"]
    assert building == {
        "builtOn": None,
        "owners": {"totalCount": 0},
        "users": {"edges": [{"basis": "LEASED", "node": {"code": "US-GSA"}}]},
    }


def test_construction_dates_say_nothing(loaded: "Loaded") -> None:
    """Why they are left out: as days since 1899-12-30 they follow from the number of the line, whatever the building."""
    # Spreadsheets take 1900 for a leap year, so that days before its March are counted one more.
    days = [
        0 if day is None else day - (day < 61)
        for (day,) in rows(
            "SELECT date_diff('day', DATE '1899-12-30', try_strptime(\"Construction Date\", '%d-%m-%Y')::DATE) AS day"
            f" FROM (SELECT *, row_number() OVER () AS line FROM {FEDERAL}) ORDER BY line"
        )
    ]
    falling = [2025 - 25 * line for line in range(82)] + [1525 - 25 * line for line in range(11)]
    assert days == falling + [2025 - 25 * (line % 31) for line in range(len(days) - len(falling))]
    assert loaded.ask(
        '{ buildings(where: {code: {startsWith: "US-GSA:"}, builtOn: {isNull: false}}) { totalCount } }'
    ) == {"buildings": {"totalCount": 0}}
