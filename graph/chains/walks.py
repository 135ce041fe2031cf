"""Paths, the largest share first: however many there are, only those asked for are walked."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import Enum
from heapq import heapify, heappop, heappush
from itertools import count, islice
from typing import Generic, NamedTuple

from graph.chains.components import components
from graph.chains.links import Link, N, Ways, checked, distances, downward, upward
from graph.chains.shares import ONE, product


class End(Enum):
    """Why a path ends."""

    OWNER = "owner"
    """Its last owner has none of its own."""
    CIRCLE = "circle"
    """Its last owner stands on it already."""
    DEPTH = "depth"
    """It has as many links as were asked for, and would go on."""


class Path(NamedTuple, Generic[N]):
    """Links from a node up, nearest owner first; `share` is their product, None where one of them is unknown."""

    links: tuple[Link[N], ...]
    share: Decimal | None
    end: End


class Paths(NamedTuple, Generic[N]):
    """Paths by their shares, unknown ones last; truncated where some were left out, or cut for their depth."""

    paths: tuple[Path[N], ...]
    truncated: bool


class Trail(NamedTuple, Generic[N]):
    """A path in the making: where it has come to, and how."""

    node: N
    length: int
    share: float
    links: "tuple[Link[N], Trail[N]] | None"


def paths(links: Iterable[Link[N]], start: N, *, depth: int = 20, limit: int = 100) -> Paths[N]:
    """Paths from a node up to parties with no owner of their own, of `depth` links and `limit` in number at most.

    A path ends with the link whose owner stands on it already, so the shares of all paths of any length add up to what
    the node's owners hold, where theirs add up to one. Those walked are the ones along which most comes to an end, a
    path cut short being taken for the best that it could go on to: e log n for e links among n nodes, to know that in
    advance, and limit × depth steps.

    >>> half = 500_000_000_000
    >>> above = [Link("b", "a", half), Link("state", "a", half), Link("state", "b", half), Link("a", "b", None)]
    >>> for path in paths(above, "a").paths:
    ...     print(path.share, path.end.value, [link.owner for link in path.links])
    0.500000000000 owner ['state']
    0.250000000000 owner ['b', 'state']
    None circle ['b', 'a']
    """
    ways = upward(checked(links))
    if depth < 1 or limit < 1:
        return Paths((), truncated=bool(ways.of(start)))
    walked = _walk(ways, start, depth)
    found = list(islice(walked, limit))
    found.sort(key=lambda path: (path.share is None, -(path.share or 0)))
    cut = any(path.end is End.DEPTH for path in found)
    return Paths(tuple(found), truncated=cut or next(walked, None) is not None)


def _walk(ways: Ways[N], start: N, depth: int) -> Iterator[Path[N]]:
    """Every path, in the order of what comes to its end at best.

    A trail is kept with the next of the links to try from it. The best of them keeps its rank, so that of equal ranks
    the longest trail comes first, and each path found costs no more steps than it has links.
    """
    best = _best(ways, start)
    numbers = count()
    choices: dict[N, list[Link[N]]] = {}
    queue = [(-best[start], 0, next(numbers), Trail(start, 0, 1.0, None), 0)] if ways.of(start) else []
    while queue:
        rank, _, _, trail, place = heappop(queue)
        if trail.node not in choices:
            choices[trail.node] = sorted(ways.of(trail.node), key=lambda link: -_part(link) * best[link.owner])
        tried = choices[trail.node]
        if place + 1 < len(tried):
            other = tried[place + 1]
            lower = max(rank, -trail.share * _part(other) * best[other.owner])
            heappush(queue, (lower, -trail.length, next(numbers), trail, place + 1))
        link = tried[place]
        longer = Trail(link.owner, trail.length + 1, trail.share * _part(link), (link, trail))
        if (end := _end(ways, longer, depth)) is None:
            heappush(queue, (rank, -longer.length, next(numbers), longer, 0))
        else:
            yield _path(longer, end)


def _best(ways: Ways[N], start: N) -> dict[N, float]:
    """The largest share of each node that one walk brings to an end: a party with no owner, or a circle with none.

    An unknown share counts as nothing.
    """
    nodes = distances(ways, start)
    down = downward(link for node in nodes for link in ways.of(node))
    best = dict.fromkeys(nodes, 0.0)
    groups = map(frozenset, components(ways, [start]))
    ends = (group for group in groups if all(ways.end(link) in group for node in group for link in ways.of(node)))
    best.update((node, 1.0) for group in ends for node in group)
    queue = [(-1.0, number, node) for number, node in enumerate(nodes) if best[node]]
    heapify(queue)
    numbers = count(len(nodes))
    while queue:
        rank, _, node = heappop(queue)
        if -rank < best[node]:
            continue
        for link in down.of(node):
            if (share := best[node] * _part(link)) > best[link.owned]:
                best[link.owned] = share
                heappush(queue, (-share, next(numbers), link.owned))
    return best


def _part(link: Link[N]) -> float:
    return (link.share or 0) / ONE


def _end(ways: Ways[N], trail: Trail[N], depth: int) -> End | None:
    before = trail.links
    while before:
        if before[1].node == trail.node:
            return End.CIRCLE
        before = before[1].links
    if not ways.of(trail.node):
        return End.OWNER
    return End.DEPTH if trail.length == depth else None


def _path(trail: Trail[N], end: End) -> Path[N]:
    links: list[Link[N]] = []
    while trail.links:
        link, trail = trail.links
        links.append(link)
    shares = [link.share for link in links if link.share is not None]
    return Path(tuple(links[::-1]), product(shares) if len(shares) == len(links) else None, end)
