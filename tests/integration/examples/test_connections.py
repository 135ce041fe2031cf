"""Connections: the shortest way from one thing to another, and what is around one."""

from collections import Counter
from collections.abc import Iterator

import networkx as nx  # type: ignore[import-untyped]  # it has no types of its own
import pytest

from tests.integration.examples.conftest import Demo

pytestmark = pytest.mark.integration

LINKS = {
    "PART_OF": ("part_of", "part", "whole", "validFrom, NULL"),
    "SITUATED_IN": ("situated_in", "located", "division", "validFrom, validTo"),
    "SUBORDINATE_TO": ("subordinate_to", "agency", "superior", "validFrom, validTo"),
    "SUCCEEDS": ("succeeds", "agency", "predecessor", "validFrom, NULL"),
    "OWNS": ("owns", "owner", "asset", "validFrom, validTo"),
    "HOLDS_SHARE": ("holds_share", "holder", "enterprise", "validFrom, validTo"),
    "MANAGES": ("manages", "agency", "asset", "validFrom, validTo"),
    "OPERATES": ("operates", "enterprise", "compound", "validFrom, NULL"),
    "USES": ("uses", "agency", "used", "validFrom, validTo"),
    "STANDS_ON": ("stands_on", "building", "parcel", "validFrom, NULL"),
    "EMPLOYS": ("employs", "agency", "staff", "validFrom, validTo"),
    "OCCUPIES": ("occupies", "staff", "room", "validFrom, validTo"),
    "ASSIGNED_TO": ("assigned_to", "vehicle", "assignee", "validFrom, validTo"),
    "ALLOTTED_TO": ("allotted_to", "housingUnit", "staff", "validFrom, validTo"),
    "REPRESENTS": ("represents", "agency", "division", "validFrom, NULL"),
    "GOVERNED_BY": ("governed_by", "agency", "standard", "validFrom, NULL"),
}
"""Types of relationships: table, two ends, period."""
RECORDS = {
    "BELONGS_TO": ("agency", (
        "energy_target", "vehicle_plan", "procurement", "project", "maintenance_plan", "disposal", "income_item",
        "operating_cost", "fund_account", "event", "inspection", "stock_take", "task", "property_contract",
        "logistics_service", "enrolment",
    )),
    "RECORDED_FOR": ("building", ("energy_reading",)),
    "RESERVES": ("reserved", ("reservation",)),
    "PROVIDED_BY": ("provider", ("property_contract", "logistics_service")),
    "SET_BY": ("policy", ("standards",)),
    "CONCERNS": ("building", ("project", "maintenance_plan", "work_order", "task")),
}  # fmt: skip
"""Of records: the column that names what each leads to, and the tables that have it. None has a period."""


def links(demo: Demo) -> Iterator[tuple[str, str, str, str]]:
    """Every relationship of the day: type, ends, first day."""
    for kind, (table, start, end, period) in LINKS.items():
        for each in demo.rows(f"SELECT {start}, {end}, validFrom FROM {table} WHERE held({period})"):
            yield (kind, *each)
    for kind, (end, tables) in RECORDS.items():
        for table in tables:
            for code, other in demo.rows(f"SELECT code, {end} FROM {table} WHERE {end} IS NOT NULL"):
                yield kind, code, other, ""


def test_every_type_is_here(demo: Demo) -> None:
    assert {*LINKS, *RECORDS} == set(demo.executor.model.relationship_types)


def test_how_two_things_are_linked(demo: Demo) -> None:
    found = demo.answer("How two things are linked")["paths"]
    graph: nx.Graph[str] = nx.Graph((start, end) for _, start, end, _ in links(demo))
    shortest = nx.shortest_path_length(graph, "330200-E005", "330212101001GB00003")
    known = {(kind, start, end, since) for kind, start, end, since in links(demo)}
    (path,) = found["paths"]
    codes = [each["code"] for each in path["nodes"]]
    assert (path["length"], codes[0], codes[-1]) == (shortest, "330200-E005", "330212101001GB00003")
    for link, one, other in zip(path["links"], codes[:-1], codes[1:], strict=True):
        ends = (one, other) if link["direction"] == "OUT" else (other, one)
        assert (link["kind"], *ends, link["validFrom"]) in known


def test_around_an_agency(demo: Demo) -> None:
    found = demo.answer("Around an agency")
    centre = "330100-010"
    around = Counter(
        (kind, "OUT" if start == centre else "IN") for kind, start, end, _ in links(demo) if centre in (start, end)
    )
    assert {(each["kind"], each["direction"]): each["count"] for each in found["neighbourhood"]} == around
    owned = {end for kind, start, end, _ in links(demo) if (kind, start) == ("OWNS", centre)}
    assert found["neighbours"]["totalCount"] == len(owned)
    assert {each["code"] for each in found["neighbours"]["nodes"]} <= owned
    assert found["neighbours"]["pageInfo"]["hasNextPage"]
