"""Ownership: titles, chains, holdings and circles, against the files' links multiplied and solved by hand."""

from collections import defaultdict
from math import prod
from typing import Any

import networkx as nx  # type: ignore[import-untyped]  # it has no types of its own
import pytest

from tests.integration.examples.conftest import DAY, Demo, held

pytestmark = pytest.mark.integration

NOTHING = 1e-15
SHARES = """SELECT holder, enterprise, share::DOUBLE FROM holds_share WHERE held(validFrom, validTo)
    UNION ALL SELECT owner, asset, share::DOUBLE FROM owns WHERE held(validFrom, validTo)"""


def links(demo: Demo) -> "nx.DiGraph[str]":
    """Who holds what, with which share."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_weighted_edges_from(demo.rows(SHARES))
    return graph


def effective(graph: "nx.DiGraph[str]", holder: str) -> dict[str, float]:
    """The share that a holder has in everything: along all walks, longer and longer ones, circles included."""
    total: defaultdict[str, float] = defaultdict(float)
    reached = {holder: 1.0}
    while reached:
        further: defaultdict[str, float] = defaultdict(float)
        for node, share in reached.items():
            for end, link in graph[node].items():
                further[end] += share * link["weight"]
        for node, share in further.items():
            total[node] += share
        reached = {node: share for node, share in further.items() if share > NOTHING}
    return dict(total)


def test_owner_and_users(demo: Demo) -> None:
    found = demo.answer("Owner and users on a day")["building"]
    day = held("2010-01-01", "validFrom", "validTo")
    used = f"""SELECT areaM2::DOUBLE, validTo, name FROM uses JOIN agency ON code = agency
        WHERE used = '330000-B0001' AND {day} ORDER BY 1 DESC"""
    assert [(each["areaM2"], each["validTo"], each["node"]["name"]) for each in found["users"]["edges"]] == demo.rows(
        used
    )
    owned = f"SELECT share, name FROM owns JOIN agency ON code = owner WHERE asset = '330000-B0001' AND {day}"
    assert [(each["share"], each["node"]["name"]) for each in found["owners"]["edges"]] == demo.rows(owned)


def test_where_a_fact_comes_from(demo: Demo) -> None:
    found = demo.answer("Where a fact comes from")
    for name, day in (("now", DAY), ("before", "2018-12-08")):
        sql = f"""SELECT validFrom, document, certificateNo, name FROM owns JOIN agency ON code = owner
            WHERE asset = '330000-B0026' AND {held(day, "validFrom", "validTo")}"""
        seen = [
            (each["validFrom"], each["document"], each["certificateNo"], each["node"]["name"])
            for each in found[name]["owners"]["edges"]
        ]
        assert seen == demo.rows(sql) != []
        assert {each["source"] for each in found[name]["owners"]["edges"]} == {"Demo province (invented)"}
    (before,), (now,) = found["before"]["owners"]["edges"], found["now"]["owners"]["edges"]
    assert before["validTo"] == now["validFrom"]
    assert before["node"] != now["node"]


def test_ultimate_owners(demo: Demo) -> None:
    chain = demo.answer("Ultimate owners")["building"]["ownershipChain"]
    graph, names = links(demo), demo.names("agency") | demo.names("enterprise")
    above = nx.ancestors(graph, "330922-B0005")
    ends = [node for node in above if not [*graph.predecessors(node)]]
    paths: list[Any] = [path for end in ends for path in nx.all_simple_paths(graph, end, "330922-B0005")]
    assert sorted([link["owner"]["name"] for link in path["links"]] for path in chain["paths"]) == sorted(
        [names[node] for node in reversed(path[:-1])] for path in paths
    )
    for path in chain["paths"]:
        assert float(path["share"]) == pytest.approx(prod([float(link["share"]) for link in path["links"]]))
    found = {each["party"]["name"]: float(each["share"]) for each in chain["ultimateOwners"]}
    assert found == pytest.approx({names[end]: effective(graph, end)["330922-B0005"] for end in ends})
    assert not chain["circular"]


def test_all_that_an_agency_owns(demo: Demo) -> None:
    found = demo.answer("All that an agency owns")["agency"]
    tables = " UNION ALL ".join(
        f"SELECT code, status, {cost} AS cost FROM {table}"
        for table, cost in (
            ("building", "originalCost"),
            ("housing_unit", "originalCost"),
            ("land_parcel", "originalCost"),
            ("vehicle", "purchasePrice"),
        )
    )
    owned = f"""FROM ({tables}) JOIN (SELECT DISTINCT asset FROM owns WHERE owner = '330000-010' AND held(validFrom, validTo))
        ON asset = code"""
    count, cost = demo.rows(f"SELECT count(*), sum(cost::DECIMAL(18, 2)) {owned}")[0]
    assert (found["ownsAggregate"]["count"], float(found["ownsAggregate"]["originalCost"]["sum"])) == (count, cost)
    groups = {each["keys"]["status"]: each["aggregate"]["count"] for each in found["ownsGroupBy"]}
    assert groups == dict(demo.rows(f"SELECT status, count(*) {owned} GROUP BY 1"))


def test_at_least_half(demo: Demo) -> None:
    found = demo.answer("At least half, directly or through others")["agency"]["holdings"]
    graph = links(demo)
    shares = effective(graph, "330200-014")
    assert {each["node"]["code"]: float(each["share"]) for each in found} == pytest.approx(
        {code: share for code, share in shares.items() if share >= 0.5}
    )
    for each in found:
        assert each["depth"] == nx.shortest_path_length(graph, "330200-014", each["node"]["code"])


def test_shareholders_and_shares(demo: Demo) -> None:
    found = demo.answer("Shareholders and shares")["enterprise"]
    shares = "FROM holds_share WHERE held(validFrom, validTo) AND"
    held_by = demo.rows(f"SELECT share, enterprise {shares} holder = '330000-E001' ORDER BY share::DOUBLE DESC")
    assert found["holdsShares"]["totalCount"] == len(held_by)
    seen = [(each["share"], each["node"]["code"]) for each in found["holdsShares"]["edges"]]
    assert {*seen} <= {*held_by}
    assert [share for share, _ in seen] == [share for share, _ in held_by[:3]]
    holders = {(each["share"], each["node"]["name"]) for each in found["holders"]["edges"]}
    names = demo.names("agency")
    assert holders == {
        (share, names[code]) for share, code in demo.rows(f"SELECT share, holder {shares} enterprise = '330000-E001'")
    }


def test_circular_holdings(demo: Demo) -> None:
    found = demo.answer("Circular holdings")
    graph, names = links(demo), demo.names("agency") | demo.names("enterprise") | demo.names("person")
    below = nx.descendants(graph, "330000-014")
    circles = [circle for circle in nx.strongly_connected_components(graph.subgraph(below)) if len(circle) > 1]
    chain = found["agency"]["holdingChain"]
    assert chain["circular"]
    assert sorted({each["name"] for each in circle["members"]} for circle in chain["circles"]) == sorted(
        {names[each] for each in circle} for circle in circles
    )
    ends = [node for node in nx.ancestors(graph, "330000-E003") if not [*graph.predecessors(node)]]
    owners = {
        each["party"]["name"]: float(each["share"]) for each in found["enterprise"]["ownershipChain"]["ultimateOwners"]
    }
    assert owners == pytest.approx({names[end]: effective(graph, end)["330000-E003"] for end in ends})
    assert sum(owners.values()) == pytest.approx(1)
    holders = {(each["share"], each["node"]["name"]) for each in found["enterprise"]["holders"]["edges"]}
    sql = f"SELECT share, holder FROM holds_share WHERE enterprise = '330000-E003' AND {held(DAY, 'validFrom', 'validTo')}"
    assert holders == {(share, names[code]) for share, code in demo.rows(sql)}


def test_every_circular_holding(demo: Demo) -> None:
    found = demo.answer("Every circular holding")["enterprises"]
    graph, names = links(demo), demo.names("agency") | demo.names("enterprise") | demo.names("person")
    circles = [circle for circle in nx.strongly_connected_components(graph) if len(circle) > 1]
    assert [each["code"] for each in found["nodes"]] == sorted(code for circle in circles for code in circle) != []
    assert found["totalCount"] == len(found["nodes"])
    for each in found["nodes"]:
        ends = [node for node in nx.ancestors(graph, each["code"]) if not [*graph.predecessors(node)]]
        owners = {one["party"]["name"]: float(one["share"]) for one in each["ownershipChain"]["ultimateOwners"]}
        assert owners == pytest.approx({names[end]: effective(graph, end)[each["code"]] for end in ends})
        members = {one["name"] for circle in each["ownershipChain"]["circles"] for one in circle["members"]}
        assert each["name"] in members
