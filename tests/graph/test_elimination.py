"""Circles are solved, to the last digit, or told not to be."""

from decimal import Decimal
from fractions import Fraction

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.chains import Circle, Fate, Link, above, below, elimination
from tests.graph.ownerships import NODES, WHOLE, wild
from tests.graph.reckoning import part, rounded, upward, walks

HALF = WHOLE // 2


def shares(links: list[Link[str]], start: str) -> dict[str, str]:
    return {each.node: f"{each.share.normalize():f}" for each in above(links, start).ultimate}


def test_reciprocal_holdings() -> None:
    links = [
        Link("b", "a", HALF),
        Link("x", "a", HALF),
        Link("a", "b", WHOLE * 3 // 10),
        Link("y", "b", WHOLE * 7 // 10),
    ]
    owners = above(links, "a")
    assert shares(links, "a") == {"x": "0.588235294118", "y": "0.411764705882"}
    assert owners.circles == (Circle(("a", "b"), Fate.SOLVED, Decimal(1)),)


def test_what_a_company_holds_of_itself_falls_to_the_others() -> None:
    links = [Link("a", "a", WHOLE // 5), Link("x", "a", WHOLE * 4 // 5)]
    assert shares(links, "a") == {"x": "1"}
    assert above(links, "a").circles == (Circle(("a",), Fate.SOLVED, Decimal(1)),)


def test_a_circle_that_owns_itself_wholly_has_no_ultimate_owner() -> None:
    links = [Link("b", "a", HALF), Link("x", "a", HALF), Link("c", "b", WHOLE), Link("b", "c", WHOLE)]
    owners = above(links, "a")
    assert shares(links, "a") == {"x": "0.5"}
    assert owners.circles == (Circle(("b", "c"), Fate.CLOSED, Decimal("0.5")),)
    inside = above(links, "b")
    assert inside.ultimate == ()
    assert inside.circles == (Circle(("b", "c"), Fate.CLOSED, Decimal(1)),)


def test_a_circle_whose_other_owners_nobody_knows() -> None:
    links = [Link("b", "a", WHOLE), Link("c", "b", HALF), Link("b", "c", HALF)]
    assert above(links, "a").circles == (Circle(("b", "c"), Fate.CLOSED, Decimal(1)),)
    assert above(links, "a").ultimate == ()


@pytest.mark.parametrize("first", ["a", "z"])
def test_what_comes_to_a_company_that_owns_itself_stays_there(first: str) -> None:
    """The unknown share makes one circle of a and z, whichever is met first."""
    links = [Link("z", "z", WHOLE), Link("z", "a", HALF), Link("x", "a", HALF), Link("a", "z", None)]
    links = [Link(first, "y", HALF), *links, *(Link(each, "y", HALF) for each in "az" if each != first)]
    owners = above(links, "y")
    assert [(each.node, each.share) for each in owners.ultimate] == [("x", Decimal("0.25"))]
    assert [set(each.nodes) for each in owners.circles] == [{"a", "z"}]


@pytest.mark.parametrize("names", ["abcxy", "cbaxy", "bcaxy", "cabxy"])
def test_a_closed_part_of_a_circle_keeps_what_comes_to_it(names: str) -> None:
    """The unknown share makes one circle of three; b and c own each other wholly, a only half."""
    a, b, c, x, y = tuple(names)
    links = [Link(b, a, HALF), Link(x, a, HALF), Link(c, b, WHOLE), Link(b, c, WHOLE), Link(a, c, None)]
    links += [Link(a, y, WHOLE)]
    owners = above(links, y)
    assert [(each.node, each.share) for each in owners.ultimate] == [(x, Decimal("0.5"))]
    assert [set(each.nodes) for each in owners.circles] == [{a, b, c}]


def test_more_than_one_in_a_circle_is_solved_where_it_can_be() -> None:
    links = [Link("b", "a", WHOLE * 6 // 10), Link("c", "a", WHOLE * 6 // 10), Link("a", "b", WHOLE // 10)]
    links += [Link("a", "c", WHOLE // 10), Link("x", "b", WHOLE * 9 // 10)]
    owners = above(links, "a")
    assert [each.fate for each in owners.circles] == [Fate.SOLVED]
    assert owners.ultimate[0].share == rounded(Fraction(54, 88))


@pytest.mark.parametrize("outside", [HALF, 1])
def test_more_than_one_in_a_circle_is_told_where_no_sum_exists(outside: int) -> None:
    links = [Link("b", "a", WHOLE), Link("a", "b", WHOLE), Link("x", "a", outside), Link("y", "a", 0)]
    owners = above(links, "a")
    assert [each.fate for each in owners.circles] == [Fate.OVERFULL]
    assert [(each.node, each.exact) for each in owners.ultimate] == [("x", False), ("y", True)]
    holdings = below(links, "x")
    assert [each.fate for each in holdings.circles] == [Fate.OVERFULL]
    assert {each.node: each.exact for each in holdings.held} == {"a": False, "b": False}


def test_a_spectral_radius_above_one_is_told() -> None:
    links = [Link(x, y, WHOLE * 6 // 10) for x in "abc" for y in "abc" if x != y] + [Link("x", "a", HALF)]
    assert [each.fate for each in above(links, "a").circles] == [Fate.OVERFULL]
    assert not above(links, "a").ultimate[0].exact


def test_whether_a_sum_exists_is_told_to_the_last_digit() -> None:
    """The determinant of I − A is zero; digits, however many, make it less than one in 10⁶⁰ and the sum immense."""
    tenths = {"a": {"a": 1, "b": 6, "c": 3}, "b": {"a": 4, "b": 7}, "c": {"a": 1, "c": 7}}
    links = [Link(x, y, WHOLE // 10 * tenth) for x, held in tenths.items() for y, tenth in held.items()]
    links += [Link("x", owned, 1) for owned in "abc"]
    assert [each.fate for each in above(links, "a").circles] == [Fate.OVERFULL]
    links[0] = Link("a", "a", WHOLE // 10 - 1)
    assert [each.fate for each in above(links, "a").circles] == [Fate.SOLVED]
    assert above(links, "a").ultimate[0].share == rounded(walks(links, "a").sums["x"])


def test_a_circle_beyond_the_work_allowed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    links = [Link("b", "a", HALF), Link("a", "b", HALF), Link("x", "b", HALF), Link("z", "a", HALF)]
    monkeypatch.setattr(elimination, "WORK", 1)
    owners = above(links, "a")
    assert [each.fate for each in owners.circles] == [Fate.TOO_LARGE]
    assert [(each.node, each.share, each.exact) for each in owners.ultimate] == [
        ("z", Decimal("0.5"), False),
        ("x", Decimal(0), False),
    ]


def test_a_circle_nearly_closed_is_exact() -> None:
    """What leaves is 10⁻¹² a round, or less: only what is never subtracted stays exact."""
    names = [f"n{number}" for number in range(12)]
    links = [Link(names[(place + 1) % 12], name, WHOLE - 1, place) for place, name in enumerate(names)]
    links += [Link("x", names[0], 1, 12), Link("y", names[6], 1, 13)]
    expected = walks(links, "n3").sums
    assert shares(links, "n3") == {node: f"{rounded(expected[node]).normalize():f}" for node in ("y", "x")}


def test_a_circle_of_300_agrees_with_fractions() -> None:
    names = [f"n{number}" for number in range(300)]
    links = [Link(names[(place + 1) % 300], name, WHOLE * 9 // 10 + place, place) for place, name in enumerate(names)]
    links += [Link("x", name, WHOLE // 20, 300 + place) for place, name in enumerate(names[::7])]
    passed, held = Fraction(1), Fraction(0)
    for link in links[:300]:
        held += passed * part(links, "x", link.owned)
        passed *= Fraction(link.share or 0, WHOLE)
    assert above(links, "n0").ultimate[0].share == rounded(held / (1 - passed))


@given(wild(), st.sampled_from(NODES))
def test_circles_are_those_of_the_graph(links: list[Link[str]], start: str) -> None:
    graph = upward(links)
    graph.add_node(start)
    above_it = graph.subgraph({start, *nx.descendants(graph, start)})
    expected = [
        circle for circle in nx.strongly_connected_components(above_it) if above_it.subgraph(circle).number_of_edges()
    ]
    found = [{*each.nodes} for each in above(links, start).circles]
    assert sorted(map(sorted, found)) == sorted(map(sorted, expected))


def test_doubt_goes_round() -> None:
    links = [Link("b", "a", None), Link("c", "b", HALF), Link("b", "c", HALF), Link("y", "c", HALF)]
    assert [(each.node, each.share, each.exact) for each in above(links, "a").ultimate] == [("y", Decimal(0), False)]
