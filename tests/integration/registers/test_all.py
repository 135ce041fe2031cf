"""All registers in one graph: how much of each there is, and that loading it again changes nothing."""

from typing import TYPE_CHECKING

import pytest

from tests.integration.registers.sources import (
    AGENCIES,
    AREAS,
    CITIES,
    DIRECT,
    ENERGY,
    FEDERAL,
    HOUSING,
    LAND,
    PARCELS,
    PROVINCES,
    SETS,
    STAFF,
    STREETS,
    austria,
    computed,
)

if TYPE_CHECKING:
    from tests.integration.registers.conftest import Loaded

pytestmark = pytest.mark.integration

COUNTS = {
    "landParcels": (
        f"SELECT (SELECT count(DISTINCT PIN) FROM {LAND}) + (SELECT count(DISTINCT dcas_bbl) FROM {PARCELS})"
        f" + (SELECT count(*) FROM {FEDERAL} WHERE \"Real Property Asset Type\" = 'LAND')"
    ),
    "staffMembers": f"SELECT count(*) FROM {STAFF}",
    "buildings": (
        f'SELECT (SELECT count(DISTINCT "Location Code") FROM {FEDERAL} WHERE "Real Property Asset Type" <> \'LAND\')'
        f" + (SELECT count(DISTINCT (title, zip)) FROM {ENERGY})"
    ),
    "compounds": f'SELECT count(DISTINCT ("Installation Name", State)) FROM {FEDERAL} WHERE "Installation Name" <> \'NA\'',
    "housingUnits": f'SELECT count(*) FROM (SELECT DISTINCT "Property Name", Address, "Property Type", Units FROM {HOUSING})',
    "divisions(where: {level: {eq: TOWNSHIP}})": f"SELECT count(*) FROM {STREETS}",
    'divisions(where: {level: {eq: COUNTY}, code: {startsWith: "US-IL-CHI:A"}})': (
        f'SELECT count(*) FROM (SELECT DISTINCT "Community Area Number"::INT FROM {LAND} WHERE "Community Area Number" <> \'0\''
        f' UNION SELECT DISTINCT "Community Area Number"::INT FROM {HOUSING})'
    ),
    'agencies(where: {code: {startsWith: "US-NY-NYC:"}})': f"SELECT count(*) - 2 FROM {AGENCIES}",
    'enterprises(where: {code: {startsWith: "US-IL-CHI:M"}})': (
        f"SELECT count(DISTINCT replace(\"Management Company\", 'Builders, Inc.', 'Builders Inc.')) FROM {HOUSING}"
    ),
    'agencies(where: {level: {eq: CENTRAL}, code: {startsWith: "US-GSA:"}})': f'SELECT count(DISTINCT "GSA Region") FROM {FEDERAL}',
}


@pytest.mark.parametrize("field", COUNTS)
def test_as_many_as_in_the_files(loaded: "Loaded", field: str) -> None:
    answer = loaded.ask(f"{{ {field} {{ totalCount }} }}")
    (connection,) = answer.values()
    assert connection["totalCount"] == computed(COUNTS[field])


def test_divisions_of_china_and_america_are_trees(loaded: "Loaded") -> None:
    """Every division but the two countries is a part of another."""
    roots = loaded.every("divisions", "code", ", where: {parent: {none: {}}}")
    assert {each["code"] for each in roots} == {"000000", "US"}
    total = computed(
        f"SELECT (SELECT count(*) FROM {PROVINCES}) + (SELECT count(*) FROM {CITIES}) + (SELECT count(*) FROM {AREAS})"
        f" + (SELECT count(*) FROM {STREETS})"
    )
    answer = loaded.ask('{ divisions(where: {not: {code: {startsWith: "US"}}}) { totalCount } }')
    assert answer["divisions"]["totalCount"] == total + 1


def test_states_own_what_the_reports_say(loaded: "Loaded") -> None:
    answer = loaded.ask(
        '{ de: agency(code: "DE-BUND:1") { name holdsShares { totalCount } } '
        'at: agency(code: "AT-BUND:110") { name holdsShares { totalCount } } }'
    )
    assert answer["de"] == {
        "name": "Bundesrepublik Deutschland",
        "holdsShares": {"totalCount": computed(f"SELECT count(DISTINCT name) FROM {DIRECT} WHERE parents = '1'")},
    }
    assert answer["at"] == {
        "name": "Republik Österreich",
        "holdsShares": {"totalCount": sum(each["parents"] == "110" for each in austria())},
    }


def test_what_was_rejected_is_little_and_known(loaded: "Loaded") -> None:
    rejected = {name: each.rejected for name, each in loaded.summaries.items() if each.rejected}
    assert rejected == {"chicago-land": 1, "chicago-energy": 16, "germany-federal-holdings": 131, "bods-examples": 11}
    assert sum(each.malformed for each in loaded.summaries.values()) == 0


@pytest.mark.parametrize("name", SETS)
def test_loading_again_changes_nothing(loaded: "Loaded", name: str) -> None:
    again = loaded.runner.run(loaded.load(name))
    assert [(e.created, e.changed) for e in again.sections] == [(0, 0)] * len(again.sections)
    assert again.rejected == loaded.summaries[name].rejected
