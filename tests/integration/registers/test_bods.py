"""Beneficial ownership statements: persons, enterprises, states, and their interests through time."""

import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from tests.integration.registers.sources import DATA, lines

if TYPE_CHECKING:
    from tests.integration.registers.conftest import Loaded

pytestmark = pytest.mark.integration

KINDS = {"shareholding": "CAPITAL", "votingRights": "VOTING", None: None}
AGENCIES = ("state", "stateBody")


def statements() -> Iterator[dict[str, Any]]:
    for path in sorted((DATA / "bods-examples").glob("*.json")):
        yield from json.loads(path.read_text("utf-8-sig"))


def latest() -> dict[str, dict[str, Any]]:
    """What was said last of each person and entity, by record."""
    found: dict[str, dict[str, Any]] = {}
    for each in sorted(statements(), key=lambda each: each["statementDate"]):
        if each["recordType"] != "relationship":
            found[each["recordId"]] = each["recordDetails"]
    return found


def name(details: dict[str, Any]) -> str:
    return str(details["name"] if "name" in details else details["names"][0]["fullName"])


def interests() -> Iterator[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]]:
    """Each interest that a statement tells of, with its statement and relationship."""
    for each in statements():
        if each["recordType"] == "relationship":
            for interest in each["recordDetails"]["interests"]:
                yield each, each["recordDetails"], interest


def shares(loaded: "Loaded", enterprise: str, day: str) -> set[tuple[str, str | None, str | None]]:
    """Who held what in an enterprise on a day: name, kind, share."""
    (found,) = loaded.ask(
        f'{{ enterprises(asOf: "{day}", where: {{name: {{eq: "{enterprise}"}}}}) '
        "{ nodes { holders { edges { kind share node { name } } } } } }"
    )["enterprises"]["nodes"]
    return {(each["node"]["name"], each["kind"], each["share"]) for each in found["holders"]["edges"]}


def test_what_each_record_becomes(loaded: "Loaded") -> None:
    persons = {name(each) for each in latest().values() if "personType" in each}
    states = {name(each) for each in latest().values() if each.get("entityType", {}).get("type") in AGENCIES}
    others = {name(each) for each in latest().values()} - persons - states
    assert {each["name"] for each in loaded.every("persons", "name", "")} == persons
    named = ", ".join(f'"{each}"' for each in states | others)
    for field, expected in (("agencies", states), ("enterprises", others)):
        assert {
            each["name"] for each in loaded.every(field, "name", f", where: {{name: {{in: [{named}]}}}}")
        } == expected


def test_no_person_is_known_by_a_number(loaded: "Loaded") -> None:
    numbers = {
        each["identifiers"][0]["id"] for each in latest().values() if "personType" in each and "identifiers" in each
    }
    codes = {each["code"] for each in loaded.every("persons", "code", "")}
    assert numbers
    assert not [code for code in codes if any(number in code for number in numbers)]


def test_direct_shares_with_their_start(loaded: "Loaded") -> None:
    """Each direct interest with a start is in the graph from then on, but for one whose share changed without a new start."""
    names = {record: name(details) for record, details in latest().items()}
    stated = {
        (
            names[link["interestedParty"]],
            names[link["subject"]],
            KINDS[interest["type"]],
            interest["startDate"],
            interest["share"]["exact"],
        )
        for _, link, interest in interests()
        if interest.get("type") in KINDS and interest["directOrIndirect"] == "direct" and interest.get("startDate")
    }
    changed = ("Patrick O'Donohue", "Fermcat Ltd", "CAPITAL", "2019-09-11", 100)
    expected = {
        (party, subject, kind, start, Decimal(str(share)) / 100)
        for party, subject, kind, start, share in stated - {changed}
    } | {("Patrick O'Donohue", "Fermcat Ltd", "CAPITAL", "2022-01-21", Decimal(1))}
    ((found,),) = loaded.runner.run(
        loaded.graph.read(
            "MATCH (a)-[r:HOLDS_SHARE]->(b) WHERE r.kind IS NOT NULL AND a.name IN $names AND r.validFrom IS NOT NULL "
            "RETURN collect([a.name, b.name, r.kind, toString(r.validFrom), r.share])",
            {"names": list(names.values())},
        )
    )
    assert {(*each[:4], Decimal(each[4]).scaleb(-12)) for each in found} == expected
    assert changed in stated


@pytest.mark.parametrize(
    ("enterprise", "day", "expected"),
    [
        ("Tecido Ltd", "2002-03-08", set()),
        ("Tecido Ltd", "2010-01-01", {("Maria Esteves", "CAPITAL", "1"), ("Maria Esteves", "VOTING", "1")}),
        (
            "Tecido Ltd",
            "2022-01-01",
            {
                ("Maria Esteves", "CAPITAL", "0.4"),
                ("Maria Esteves", "VOTING", "0.4"),
                ("Shear Trust", "CAPITAL", "0.6"),
                ("Shear Trust", "VOTING", "0.6"),
            },
        ),
        ("Tecido Ltd", "2024-01-01", {("Shear Trust", "CAPITAL", "0.8"), ("Shear Trust", "VOTING", "0.8")}),
        (
            "Fermcat Ltd",
            "2020-01-01",
            {("Riyadh Byrne-Amin", "CAPITAL", "0.5"), ("Patrick O'Donohue", "CAPITAL", "0.5")},
        ),
        (
            "Fermcat Ltd",
            "2021-04-03",
            {("Declan Byrne-Amin", "CAPITAL", "0.5"), ("Patrick O'Donohue", "CAPITAL", "0.5")},
        ),
        ("Fermcat Ltd", "2022-01-21", {("Patrick O'Donohue", "CAPITAL", "1")}),
        ("Company C", "2020-01-01", {("Person 1", None, None)}),
    ],
)
def test_shares_on_a_day(loaded: "Loaded", enterprise: str, day: str, expected: set[Any]) -> None:
    assert shares(loaded, enterprise, day) == expected


def test_a_state_owned_enterprise(loaded: "Loaded") -> None:
    """Gasgrid is the ministry's, directly and through another; the ministry stands below the state."""
    (gasgrid,) = loaded.ask(
        '{ enterprises(where: {name: {eq: "Gasgrid Finland Oy"}}) { nodes { jurisdiction establishedOn holders { edges { share '
        "node { name ... on Enterprise { holders { edges { share node { name ... on Agency { parent { name } } } } } } } } } } } }"
    )["enterprises"]["nodes"]
    ministry, state = "Valtiovarainministerio", "Suomen tasavalta"
    assert (gasgrid["jurisdiction"], gasgrid["establishedOn"]) == ("FI", "2020-01-01")
    held = {each["node"]["name"]: each for each in gasgrid["holders"]["edges"]}
    assert {each: edge["share"] for each, edge in held.items()} == {ministry: "0.235", "Suomen Kaasuverkko Oy": "0.765"}
    assert held["Suomen Kaasuverkko Oy"]["node"]["holders"]["edges"] == [
        {"share": "1", "node": {"name": ministry, "parent": {"name": state}}}
    ]


def test_what_has_no_place_in_the_graph_is_told(loaded: "Loaded") -> None:
    """Interests that are no direct share, but a state's in its own body: each once, however often stated alike."""
    states = {record for record, each in latest().items() if each.get("entityType", {}).get("type") in AGENCIES}
    expected = {
        (link["subject"], link["interestedParty"], interest["type"], interest.get("startDate"))
        for _, link, interest in interests()
        if (interest.get("type") not in KINDS or interest["directOrIndirect"] == "indirect")
        and link["subject"] not in states
    }
    rejects = list(lines(loaded.rejects("bods-examples")))
    assert Counter(each["value"].removesuffix(", indirect") for each in rejects) == Counter(
        kind for _, _, kind, _ in expected
    )
    assert {(each["field"], each["reason"]) for each in rejects} == {
        ("kind", "it is none of the codes CAPITAL or VOTING")
    }
    assert Counter(each["value"].endswith(", indirect") for each in rejects)[True] == sum(
        interest["directOrIndirect"] == "indirect" for _, _, interest in interests()
    )
