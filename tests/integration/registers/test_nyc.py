"""Parcels that the City of New York owns or leases: who uses them, and for what."""

from typing import TYPE_CHECKING

import pytest

from tests.integration.registers.sources import PARCELS, computed, rows

if TYPE_CHECKING:
    from tests.integration.registers.conftest import Loaded

pytestmark = pytest.mark.integration

IDLE = "primary_use_text LIKE 'NO USE%'"
LET = "primary_use_text = 'IN USE-TENANTED'"
NYC = 'code: {startsWith: "US-NY-NYC:"}'
COUNTS = {
    f"landParcels(where: {{{NYC}, status: {{eq: IDLE}}}})": (
        f"SELECT count(*) FROM (SELECT dcas_bbl FROM {PARCELS} GROUP BY 1 HAVING bool_and({IDLE}))"
    ),
    f"landParcels(where: {{{NYC}, status: {{eq: LEASED}}}})": (
        f"SELECT count(*) FROM (SELECT dcas_bbl FROM {PARCELS} GROUP BY 1 HAVING bool_and({IDLE} OR {LET}) AND bool_or({LET}))"
    ),
    f'landParcels(where: {{{NYC}, landUse: {{eq: "PARK"}}}})': (
        f"SELECT count(*) FROM (SELECT dcas_bbl FROM {PARCELS} GROUP BY 1 HAVING bool_and(primary_use_text = 'PARK'))"
    ),
    f"landParcels(where: {{{NYC}, owners: {{some: {{}}}}}})": "SELECT 0",
}
LINKED = {
    ("agency", "US-NY-NYC:PARKS", "uses"): (
        f"SELECT count(DISTINCT dcas_bbl) FROM {PARCELS} WHERE agency = 'PARKS' AND NOT {IDLE} AND NOT {LET}"
    ),
    ("agency", "US-NY-NYC:DCAS", "manages"): (
        f"SELECT count(DISTINCT dcas_bbl) FROM {PARCELS} WHERE agency = 'DCAS' AND ({IDLE} OR {LET})"
    ),
    ("division", "US-NY-NYC:5", "situated"): f"SELECT count(DISTINCT dcas_bbl) FROM {PARCELS} WHERE dcas_bbl LIKE '5%'",
    ("division", "US-NY-NYC", "children"): f"SELECT count(DISTINCT left(dcas_bbl, 1)) FROM {PARCELS}",
}


@pytest.mark.parametrize("field", COUNTS)
def test_counts(loaded: "Loaded", field: str) -> None:
    assert loaded.ask(f"{{ {field} {{ totalCount }} }}")["landParcels"]["totalCount"] == computed(COUNTS[field])


@pytest.mark.parametrize("link", LINKED, ids="-".join)
def test_links(loaded: "Loaded", link: tuple[str, str, str]) -> None:
    root, code, field = link
    answer = loaded.ask(f'{{ {root}(code: "{code}") {{ {field} {{ totalCount }} }} }}')
    assert answer[root][field]["totalCount"] == computed(LINKED[link])


def test_the_tenants_of_the_municipal_building(loaded: "Loaded") -> None:
    answer = loaded.ask(
        '{ landParcel(code: "US-NY-NYC:1001210001") { name status users(first: 100) { edges { purpose node { code } } } '
        "custodians { nodes { code } } } }"
    )["landParcel"]
    expected = dict(
        rows(
            f"SELECT 'US-NY-NYC:' || agency, min(primary_use_text) FROM {PARCELS} WHERE dcas_bbl = '1001210001'"
            f" AND agency <> 'PRIV' AND NOT {LET} GROUP BY agency HAVING count(DISTINCT primary_use_text) = 1"
        )
    )
    assert {each["node"]["code"]: each["purpose"] for each in answer["users"]["edges"]} == expected
    assert (answer["status"], answer["custodians"]["nodes"]) == ("IN_USE", [{"code": "US-NY-NYC:DCAS"}])
    assert answer["name"] == "DAVID N. DINKINS MANHATTAN MUNICIPAL BUILDING"


def test_uses_are_told_apart_by_agency_and_parcel(loaded: "Loaded") -> None:
    uses = computed(
        f"SELECT count(DISTINCT (agency, dcas_bbl)) FROM {PARCELS} WHERE agency NOT IN ('PRIV', 'UNKN') AND NOT {IDLE} AND NOT {LET}"
    )
    assert loaded.counted("nyc-city-parcels", "Agency USES LandParcel") == [(uses, uses, 0)]


def test_names_that_nobody_reviewed_stand_as_the_register_has_them(loaded: "Loaded") -> None:
    expected = dict(
        rows(
            f"SELECT 'US-NY-NYC:' || dcas_bbl, coalesce(min(parcel_name), '') FROM {PARCELS} WHERE reviewed IS NULL GROUP BY 1"
        )
    )
    codes = ", ".join(f'"{code}"' for code in expected)
    found = loaded.every("landParcels", "code name", f", where: {{code: {{in: [{codes}]}}}}")
    assert {each["code"]: each["name"] for each in found} == expected
