"""Succession and change: which agency came out of which, what it left behind, what began and ended in a year."""

from typing import Any

import pytest

from tests.integration.examples.conftest import Demo, held

pytestmark = pytest.mark.integration

FORMER = "330100-094"


def test_merged_agencies(demo: Demo) -> None:
    found = demo.answer("Merged agencies")["agencies"]
    merged = """SELECT a.name, s.validFrom, p.name, p.abolishedOn FROM succeeds s JOIN agency a ON a.code = s.agency
        JOIN agency p ON p.code = s.predecessor WHERE s.kind = 'MERGED' AND s.validFrom <= '2026-06-30' ORDER BY a.code"""
    expected = demo.rows(merged)
    assert found["totalCount"] == len({name for name, *_ in expected})
    seen = [
        (each["name"], edge["validFrom"], edge["node"]["name"], edge["node"]["abolishedOn"])
        for each in found["nodes"]
        for edge in each["predecessors"]["edges"]
    ]
    assert sorted(seen) == sorted(expected[: len(seen)])


def test_left_behind(demo: Demo) -> None:
    found = demo.answer("Left behind by a merger")["agency"]
    successor = f"""SELECT name, kind, validFrom FROM (SELECT agency, kind, validFrom FROM succeeds WHERE predecessor = '{FORMER}')
        JOIN (SELECT code, name FROM agency) ON code = agency"""
    seen = [(edge["node"]["name"], edge["kind"], edge["validFrom"]) for edge in found["successors"]["edges"]]
    assert seen == demo.rows(successor) != []
    before = held("2018-12-27", "validFrom", "validTo")
    for table, end, party, counted, left in (
        ("owns", "asset", "owner", "owned", "owns"),
        ("uses", "used", "agency", "used", "uses"),
        ("employs", "staff", "agency", "employed", "staff"),
    ):
        held_by = f"FROM {table} WHERE {party} = '{FORMER}' AND"
        assert found[counted]["count"] == demo.one(f"SELECT count(*) {held_by} {before}")
        still = {(each["code"],) for each in found[left]["nodes"]}
        assert still == {*demo.rows(f"SELECT {end} {held_by} held(validFrom, validTo)")} != set()


def test_what_changed_in_a_year(demo: Demo) -> None:
    found = demo.answer("What changed in a year")
    inside = demo.below(
        "330100-010", "coalesce(validFrom, '') < '2021-01-01' AND coalesce(validTo, '9') >= '2020-01-01'"
    )
    names = demo.names("agency") | demo.names("building") | demo.names("land_parcel") | demo.names("vehicle")
    names |= demo.names("staff") | demo.names("enterprise") | demo.names("housing_unit")
    for field, table, start, end in (("assets", "owns", "owner", "asset"), ("people", "employs", "agency", "staff")):
        links = demo.rows(
            f"SELECT {start}, {end}, validFrom, validTo FROM {table} WHERE {start} IN {tuple(sorted(inside))}"
        )
        changes: list[Any] = [
            (on, event, names[one], names[other])
            for one, other, began, ended in links
            for on, event in ((began, "BEGAN"), (ended, "ENDED"))
            if on and on.startswith("2020-")
        ]
        seen = [
            (each["on"], each["event"], each["startNode"]["name"], each["endNode"]["name"])
            for each in found[field]["nodes"]
        ]
        assert found[field]["totalCount"] == len(changes) > 0
        assert {*seen} <= {*changes}
        assert [on for on, *_ in seen] == sorted(on for on, *_ in changes)[: len(seen)]
