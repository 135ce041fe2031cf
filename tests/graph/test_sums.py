"""Sums over all walks agree with matrices of fractions, whatever goes round."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.chains import Fate, Link, above, below
from graph.errors import UnfitValue
from tests.graph.ownerships import NODES, WHOLE, sound, wild
from tests.graph.reckoning import doubtful, inverse, rounded, walks

HALF = WHOLE // 2
START = st.sampled_from(NODES)
MANY = settings(max_examples=200)


def shares(links: list[Link[str]], start: str) -> dict[str, str]:
    return {each.node: f"{each.share.normalize():f}" for each in above(links, start).ultimate}


@MANY
@given(sound(), START)
def test_ultimate_owners_of_sound_registers(links: list[Link[str]], start: str) -> None:
    expected = walks(links, start)
    owners = above(links, start)
    for each in owners.ultimate:
        assert each.exact
        assert each.share == rounded(expected.sums.get(each.node, Fraction(0)))
    assert {each.fate for each in owners.circles} <= {Fate.SOLVED, Fate.CLOSED}


@MANY
@given(sound(whole=True), START)
def test_where_all_is_recorded_owners_and_closed_circles_hold_it_all(links: list[Link[str]], start: str) -> None:
    owners = above(links, start)
    held = [each.share for each in owners.ultimate]
    held += [each.share for each in owners.circles if each.fate is Fate.CLOSED]
    assert sum(held) == pytest.approx(1 if held else 0, abs=1e-11)
    assert bool(held) == any(each.owned == start for each in links)


@MANY
@given(wild(), START)
def test_ultimate_owners_of_any_register(links: list[Link[str]], start: str) -> None:
    expected = walks(links, start)
    doubted = doubtful(links, start, expected.endless)
    owners = above(links, start)
    for each in owners.ultimate:
        assert each.exact <= (each.node not in doubted)
        if each.exact:
            assert each.share == rounded(expected.sums.get(each.node, Fraction(0)))
    if all(each.share for each in links):
        assert {each.node for each in owners.ultimate if not each.exact} == doubted & {
            each.node for each in owners.ultimate
        }


@MANY
@given(wild(), START)
def test_what_is_not_exact_is_at_least_so_much(links: list[Link[str]], start: str) -> None:
    filled = [link._replace(share=WHOLE // 20) if link.share is None else link for link in links]
    most = {each.node: each for each in above(filled, start).ultimate}
    for each in above(links, start).ultimate:
        assert each.share <= most[each.node].share or not most[each.node].exact


@MANY
@given(sound(), START)
def test_holdings_are_walks_that_do_not_come_back(links: list[Link[str]], start: str) -> None:
    """(I − A)⁻¹ counts a holder's own holding in itself again and again; its row over its diagonal does not."""
    nodes = sorted({start, *(end for link in links for end in link[:2])})
    found = inverse(links, nodes)
    if found is None:
        return
    row = found[nodes.index(start)]
    again = row[nodes.index(start)]
    expected = {node: each / again for node, each in zip(nodes, row, strict=True) if node != start}
    held = {each.node: each.share for each in below(links, start).held}
    assert {node: held.get(node, Decimal(0)) for node in expected} == {
        node: rounded(share) for node, share in expected.items()
    }


@MANY
@given(wild(), START)
def test_both_ways_agree(links: list[Link[str]], start: str) -> None:
    for owner in above(links, start).ultimate:
        found = next(each for each in below(links, owner.node).held if each.node == start)
        assert found.depth == owner.depth
        if found.exact and owner.exact:
            assert found.share == owner.share


@given(wild(), START)
def test_the_order_of_links_does_not_matter(links: list[Link[str]], start: str) -> None:
    assert set(above(links, start).ultimate) == set(above(links[::-1], start).ultimate)
    assert set(below(links, start).held) == set(below(links[::-1], start).held)


@given(wild(), START)
def test_unknown_shares_are_told(links: list[Link[str]], start: str) -> None:
    reached = {start} | {each.node for each in below(links, start).held}
    assert set(below(links, start).unknown) == {link for link in links if link.share is None and link.owner in reached}


def test_nothing_is_held_where_there_are_no_links() -> None:
    assert above([], "a") == ((), (), ())
    assert below([], "a") == ((), False, (), ())


def test_parallel_links_add_up() -> None:
    links = [Link("state", "a", HALF // 2, 1), Link("state", "a", HALF, 2)]
    assert shares(links, "a") == {"state": "0.75"}


def test_depth_limits_what_is_listed_and_never_the_sums() -> None:
    links = [Link("s", "a", HALF), Link("s", "b", HALF), Link("b", "a", HALF), Link("b", "c", HALF)]
    holdings = below(links, "s", depth=1)
    assert [(each.node, each.share) for each in holdings.held] == [("a", Decimal("0.75")), ("b", Decimal("0.5"))]
    assert holdings.truncated
    assert not below(links, "s", depth=2).truncated


def test_the_threshold_is_on_the_effective_share() -> None:
    links = [Link("s", "a", HALF), Link("s", "b", HALF), Link("b", "a", HALF)]
    holdings = below(links, "s", minimum=Decimal("0.6"))
    assert [each.node for each in holdings.held] == ["a"]
    assert not holdings.truncated


def test_a_hub_is_cut_at_its_largest() -> None:
    links = [Link("s", f"c{number}", number + 1, number) for number in range(100_000)]
    holdings = below(links, "s", limit=3)
    assert [each.node for each in holdings.held] == ["c99999", "c99998", "c99997"]
    assert holdings.truncated


def test_a_chain_of_any_length() -> None:
    links = [Link(f"n{number + 1}", f"n{number}", WHOLE - 1, number) for number in range(20_000)]
    (owner,) = above(links, "n0").ultimate
    assert owner.share == rounded(Fraction(WHOLE - 1, WHOLE) ** 20_000)
    assert owner.depth == 20_000


@pytest.mark.parametrize("share", [-1, WHOLE + 1])
def test_a_share_beyond_one_is_no_share(share: int) -> None:
    for ask in (above, below):
        with pytest.raises(UnfitValue):
            ask([Link("x", "a", share)], "a")
