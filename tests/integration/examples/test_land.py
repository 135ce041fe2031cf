"""Land: what stands on it, in whose name it is, until when."""

from collections import defaultdict

import pytest

from tests.integration.examples.conftest import Demo

pytestmark = pytest.mark.integration

TENURE = "SELECT asset, owner, name, certificateNo, owns.right FROM owns JOIN agency ON code = owner WHERE held(validFrom, validTo)"


def test_the_largest_buildings(demo: Demo) -> None:
    found = demo.answer("The largest buildings and their land")["buildings"]
    assert found["totalCount"] == demo.one("SELECT count(*) FROM building WHERE status = 'IN_USE'")
    largest = f"""SELECT b.code, grossFloorAreaM2::DOUBLE, o.name, parcel, rightKind, l.right, l.name
        FROM building b JOIN ({TENURE}) o ON o.asset = b.code JOIN stands_on ON building = b.code
        JOIN land_parcel p ON p.code = parcel JOIN ({TENURE}) l ON l.asset = parcel
        WHERE b.status = 'IN_USE' ORDER BY 2 DESC LIMIT 2"""
    seen = [
        (
            each["code"],
            each["grossFloorAreaM2"],
            owner["name"],
            land["code"],
            land["rightKind"],
            holder["right"],
            holder["node"]["name"],
        )
        for each in found["nodes"]
        for owner in each["owners"]["nodes"]
        for land in each["standsOn"]["nodes"]
        for holder in land["owners"]["edges"]
    ]
    assert seen == demo.rows(largest)


def test_land_in_anothers_name(demo: Demo) -> None:
    found = demo.answer("Land in another's name")["buildings"]
    differing = f"""SELECT building, o.name, o.certificateNo, parcel, l.name, l.certificateNo
        FROM stands_on JOIN ({TENURE}) o ON o.asset = building JOIN ({TENURE}) l ON l.asset = parcel
        WHERE o.owner = '330100-010' AND l.owner <> '330100-010' ORDER BY 1"""
    seen = [
        (
            each["code"],
            own["node"]["name"],
            own["certificateNo"],
            land["code"],
            other["node"]["name"],
            other["certificateNo"],
        )
        for each in found["nodes"]
        for own in each["owners"]["edges"]
        for land in each["standsOn"]["nodes"]
        for other in land["owners"]["edges"]
    ]
    assert sorted(seen) == demo.rows(differing) != []
    assert found["totalCount"] == len(seen)


def test_land_in_a_name_that_is_not_the_buildings(demo: Demo) -> None:
    found = demo.answer("Land in a name that is not the building's")["buildings"]
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for asset, owner in demo.rows("SELECT asset, owner FROM owns WHERE held(validFrom, validTo)"):
        owners[asset].add(owner)
    stands = demo.rows("SELECT building, parcel FROM stands_on WHERE coalesce(validFrom, '') <= '2026-06-30'")
    differing = {
        building
        for building, parcel in stands
        if owners[building] and owners[parcel] and not owners[building] & owners[parcel]
    }
    assert [each["code"] for each in found["nodes"]] == sorted(differing) != []
    assert found["totalCount"] == len(differing)
    names = demo.names("agency") | demo.names("enterprise") | demo.names("person")
    for each in found["nodes"]:
        assert {one["name"] for one in each["owners"]["nodes"]} == {names[one] for one in owners[each["code"]]}


def test_rights_that_end_soon(demo: Demo) -> None:
    found = demo.answer("Rights to land that end soon")["landParcels"]
    ending = """SELECT p.code, rightExpiresOn, b.name, a.name, (
            SELECT count(DISTINCT staff) FROM employs e WHERE e.agency = a.code AND held(e.validFrom, e.validTo))
        FROM land_parcel p JOIN stands_on ON parcel = p.code JOIN building b ON b.code = building
        JOIN uses u ON u.used = b.code AND held(u.validFrom, u.validTo) JOIN agency a ON a.code = u.agency
        WHERE rightExpiresOn BETWEEN '2026-06-30' AND '2028-06-29' AND p.status <> 'DISPOSED' ORDER BY 2"""
    seen = [
        (each["code"], each["rightExpiresOn"], building["name"], user["name"], user["staffAggregate"]["count"])
        for each in found["nodes"]
        for building in each["buildings"]["nodes"]
        for user in building["users"]["nodes"]
    ]
    assert seen == demo.rows(ending) != []
    assert found["totalCount"] == len({each["code"] for each in found["nodes"]})
