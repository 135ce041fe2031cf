"""Paths are those that a walk in all directions finds, the largest first."""

from decimal import Decimal
from fractions import Fraction
from itertools import count
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.chains import End, Link, above, paths, walks
from graph.errors import UnfitValue
from tests.graph.ownerships import NODES, WHOLE, sound, wild
from tests.graph.reckoning import all_paths, rounded

HALF = WHOLE // 2
START = st.sampled_from(NODES)
ALL = 10**6
ended = walks._end
MANY = settings(max_examples=200)


def ladder(levels: int, share: int) -> list[Link[str]]:
    rungs = [(f"{a}{level + 1}", f"{b}{level}") for level in range(levels) for a in "lr" for b in "lr"]
    return [Link(owner, owned, share, row) for row, (owner, owned) in enumerate(rungs)]


@MANY
@given(wild(), START, st.integers(1, 5))
def test_every_path_is_found_with_its_share_and_end(links: list[Link[str]], start: str, depth: int) -> None:
    found = paths(links, start, depth=depth, limit=ALL)
    expected = {
        (rows, None if share is None else rounded(share), end) for rows, share, end in all_paths(links, start, depth)
    }
    assert len(found.paths) == len(expected)
    assert {(tuple(link.row for link in path.links), path.share, path.end) for path in found.paths} == expected
    assert found.truncated == any(path.end is End.DEPTH for path in found.paths)


@MANY
@given(wild(), START)
def test_paths_to_owners_are_the_simple_paths_of_networkx(links: list[Link[str]], start: str) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node(start)
    rows: dict[Any, int] = {
        (each.owned, each.owner, graph.add_edge(each.owned, each.owner)): each.row for each in links
    }
    tops = [node for node in graph if node != start and not graph.out_degree(node)]
    expected = {
        tuple(rows[hop] for hop in path) for top in tops for path in nx.all_simple_edge_paths(graph, start, top)
    }
    found = paths(links, start, limit=ALL).paths
    assert {tuple(link.row for link in path.links) for path in found if path.end is End.OWNER} == expected


@MANY
@given(wild(), START, st.integers(1, 8))
def test_those_left_out_bring_less(links: list[Link[str]], start: str, limit: int) -> None:
    found = paths(links, start, limit=limit)
    every = sorted(
        ((share or Fraction(0)) for _, share, end in all_paths(links, start, 20) if end is End.OWNER), reverse=True
    )
    ended = [path for path in found.paths if path.end is End.OWNER]
    shares = sorted((path.share or Decimal(0) for path in ended), reverse=True)
    assert shares == [rounded(each) for each in every[: len(ended)]]
    assert len(found.paths) == limit or not found.truncated


@MANY
@given(sound(), START, st.integers(1, 4))
def test_without_circles_those_walked_are_the_largest(links: list[Link[str]], start: str, limit: int) -> None:
    straight = [link for link in links if link.owner > link.owned]
    every = sorted((share or Fraction(0) for _, share, _ in all_paths(straight, start, 20)), reverse=True)
    assert [path.share for path in paths(straight, start, limit=limit).paths] == [*map(rounded, every[:limit])]


@MANY
@given(sound(whole=True), START)
def test_shares_of_all_paths_add_up_to_the_whole(links: list[Link[str]], start: str) -> None:
    found = paths(links, start, depth=len(NODES) + 1, limit=ALL)
    assert float(sum(path.share or 0 for path in found.paths)) == pytest.approx(1 if found.paths else 0, abs=1e-9)
    assert not found.truncated


@MANY
@given(sound(), START)
def test_without_circles_paths_add_up_to_what_each_owner_holds(links: list[Link[str]], start: str) -> None:
    straight = [link for link in links if link.owner > link.owned]
    found = paths(straight, start, limit=ALL).paths
    for owner in above(straight, start).ultimate:
        held = sum((path.share or Decimal(0) for path in found if path.links[-1].owner == owner.node), Decimal(0))
        assert float(held) == pytest.approx(float(owner.share), abs=1e-9)


@given(wild(), START)
def test_links_follow_one_another_and_no_owner_repeats_but_the_last(links: list[Link[str]], start: str) -> None:
    for path in paths(links, start, limit=ALL).paths:
        assert [start, *(link.owner for link in path.links)][:-1] == [link.owned for link in path.links]
        owners = [start, *(link.owner for link in path.links)]
        assert len(set(owners[:-1])) == len(owners) - 1
        assert (owners[-1] in owners[:-1]) == (path.end is End.CIRCLE)


@given(wild(), START)
def test_larger_shares_come_first_and_unknown_ones_last(links: list[Link[str]], start: str) -> None:
    shares = [-1 if path.share is None else path.share for path in paths(links, start, limit=20).paths]
    assert shares == sorted(shares, reverse=True)


def test_the_second_best_may_turn_off_early() -> None:
    shares = {("b", "a"): 6, ("c", "a"): 4, ("x", "b"): 9, ("y", "b"): 1}
    links = [Link(owner, owned, WHOLE // 10 * share) for (owner, owned), share in shares.items()]
    found = paths(links, "a", limit=2)
    assert [str(path.share) for path in found.paths] == ["0.540000000000", "0.400000000000"]


@pytest.mark.parametrize("share", [HALF, WHOLE, WHOLE // 3, None])
def test_a_ladder_of_a_million_paths_is_not_walked_to_its_end(
    share: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = count()

    def end(*given: Any) -> End | None:
        next(steps)
        return ended(*given)

    monkeypatch.setattr(walks, "_end", end)
    found = paths([link._replace(share=share) for link in ladder(20, WHOLE)], "l0", limit=100)
    assert len({path.links for path in found.paths}) == 100
    assert {path.end for path in found.paths} == {End.OWNER}
    assert found.truncated
    assert next(steps) <= 101 * 20


def test_a_ladder_deeper_than_asked_is_cut() -> None:
    found = paths(ladder(6, HALF), "l0", depth=5, limit=ALL)
    assert len(found.paths) == 32
    assert {(path.end, path.share) for path in found.paths} == {(End.DEPTH, Decimal("0.03125"))}
    assert found.truncated


def test_a_hub_is_cut_at_its_largest() -> None:
    links = [Link(f"o{number}", "a", number + 1, number) for number in range(100_000)]
    found = paths(links, "a", limit=2)
    assert [path.links[0].owner for path in found.paths] == ["o99999", "o99998"]
    assert found.truncated


def test_a_crowded_circle_is_not_walked_to_its_end() -> None:
    names = [f"n{number}" for number in range(60)]
    links = [Link(x, y, WHOLE // 60) for x in names for y in names if x != y] + [Link("top", "n0", WHOLE // 60)]
    found = paths(links, "n9", limit=200)
    assert len(found.paths) == 200
    assert [path.links[-1].owner for path in found.paths[:1]] == ["top"]


def test_parallel_links_are_paths_of_their_own() -> None:
    found = paths([Link("x", "a", HALF, 1), Link("x", "a", HALF // 2, 2)], "a").paths
    assert [(path.links[0].row, path.share) for path in found] == [(1, Decimal("0.5")), (2, Decimal("0.25"))]


@pytest.mark.parametrize(("depth", "limit"), [(0, 10), (10, 0), (-1, -1)])
def test_where_none_are_asked_for_none_are_given(depth: int, limit: int) -> None:
    assert paths([Link("x", "a", HALF)], "a", depth=depth, limit=limit) == ((), True)
    assert paths([], "a", depth=depth, limit=limit) == ((), False)


def test_a_share_beyond_one_is_no_share() -> None:
    with pytest.raises(UnfitValue):
        paths([Link("x", "a", WHOLE + 1)], "a")
