"""Sums over all walks: what comes to each node from one, however many ways there are and however often they go round."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, localcontext
from operator import attrgetter
from typing import Generic, NamedTuple, cast

from graph.chains.components import circular, components
from graph.chains.elimination import Fate, solve
from graph.chains.links import Link, N, Ways, checked, distances, downward, upward
from graph.chains.shares import CONTEXT, UNIT, rounded

ZERO = Decimal(0)


class Stake(NamedTuple, Generic[N]):
    """The share of an owner, or in what is owned; not `exact` means at least that much.

    `depth` counts the links of the shortest way.
    """

    node: N
    share: Decimal
    depth: int
    exact: bool


class Circle(NamedTuple, Generic[N]):
    """Nodes that each hold a share in every one of them, through one another, and what becomes of a share in it.

    `share` is what comes to its members from outside.
    """

    nodes: tuple[N, ...]
    fate: Fate
    share: Decimal


class Owners(NamedTuple, Generic[N]):
    """Who owns a node in the end: the largest share first, then the nearest, then in the links' order."""

    ultimate: tuple[Stake[N], ...]
    circles: tuple[Circle[N], ...]
    unknown: tuple[Link[N], ...]


class Holdings(NamedTuple, Generic[N]):
    """What a node holds: the largest share first, then the nearest, then in the links' order."""

    held: tuple[Stake[N], ...]
    truncated: bool
    circles: tuple[Circle[N], ...]
    unknown: tuple[Link[N], ...]


@dataclass(frozen=True, slots=True)
class Flow(Generic[N]):
    """What comes to each node from one: sums over all walks, which of them are only the least, and what was met."""

    depths: dict[N, int]
    sums: dict[N, Decimal]
    doubted: set[N]
    circles: list[Circle[N]]
    unknown: tuple[Link[N], ...]

    def stake(self, node: N) -> Stake[N]:
        """What came to a node."""
        return Stake(node, rounded(self.sums[node]), self.depths[node], node not in self.doubted)


def above(links: Iterable[Link[N]], start: N) -> Owners[N]:
    """The parties above a node that have no owner of their own, with what they hold of it; each circle on the way.

    Linear in links, but for the circles: to take out a member that n others own and that owns m others costs n × m.

    >>> half, whole = 500_000_000_000, 10**12
    >>> links = [Link("b", "a", whole), Link("b", "b", half), Link("state", "b", half), Link("c", "b", None)]
    >>> owners = above(links, "a")
    >>> [(each.node, str(each.share), each.exact) for each in owners.ultimate]
    [('state', '1.000000000000', True), ('c', '0E-12', False)]
    >>> owners.circles[0].nodes, owners.unknown == (links[3],)
    (('b',), True)
    """
    ways = upward(checked(links))
    with localcontext(CONTEXT):
        flow = _flow(ways, start, up=True)
        ultimate = (flow.stake(node) for node in flow.depths if node != start and not ways.of(node))
        return Owners(_ranked(ultimate), tuple(flow.circles), flow.unknown)


def below(
    links: Iterable[Link[N]], start: N, *, minimum: Decimal = ZERO, depth: int | None = None, limit: int | None = None
) -> Holdings[N]:
    """What a node holds at least `minimum` of, `depth` links away at most, and of that the `limit` largest.

    A share is the sum over all walks that do not come back to the node, so that what it holds of itself is never counted
    as its own again: a circle through it is cut there, and is none of `circles`. Takes as long as `above`, and n log n for
    the order.

    >>> half = 500_000_000_000
    >>> holdings = below([Link("a", "b", half), Link("b", "c", half), Link("c", "a", half), Link("a", "c", half)], "a")
    >>> [(each.node, str(each.share), each.depth) for each in holdings.held]
    [('c', '0.750000000000', 1), ('b', '0.500000000000', 1)]
    >>> holdings.circles, holdings.truncated
    ((), False)
    """
    again = cast("N", object())
    onward = downward(checked(links))
    ways = Ways(onward.links, lambda link: again if link.owned == start else link.owned)
    with localcontext(CONTEXT):
        flow = _flow(ways, start, up=False)
        stakes = (flow.stake(node) for node in flow.depths if node not in (start, again))
        held = _ranked(stake for stake in stakes if stake.share >= minimum)
        given = tuple(each for each in held if depth is None or each.depth <= depth)[:limit]
        return Holdings(given, len(given) < len(held), tuple(flow.circles), flow.unknown)


def _ranked(stakes: Iterable[Stake[N]]) -> tuple[Stake[N], ...]:
    """The largest first; they are given the nearest first."""
    return tuple(sorted(stakes, key=attrgetter("share"), reverse=True))


def _flow(ways: Ways[N], start: N, *, up: bool) -> Flow[N]:
    depths = distances(ways, start)
    unknown = tuple(link for node in depths for link in ways.of(node) if link.share is None)
    flow = Flow(depths, dict.fromkeys(depths, ZERO), set(), [], unknown)
    flow.sums[start] = Decimal(1)
    for group in components(ways, [start]):
        ring = frozenset(group if circular(ways, group) else ())
        if ring:
            _go_round(ways, group, flow, up=up)
        for node in group:
            _pass_on(ways, node, ring, flow)
    return flow


def _pass_on(ways: Ways[N], node: N, ring: frozenset[N], flow: Flow[N]) -> None:
    """What came to a node comes to those that its links lead to, but for its own circle, where that is done."""
    share, doubted = flow.sums[node] * UNIT, node in flow.doubted
    for link in ways.of(node):
        end = ways.end(link)
        if end in ring:
            continue
        if link.share:
            flow.sums[end] += share * link.share
        if (doubted and link.share != 0) or (link.share is None and share):
            flow.doubted.add(end)


def _go_round(ways: Ways[N], group: list[N], flow: Flow[N], *, up: bool) -> None:
    """What came to each member of a circle from outside becomes what comes to it however often it goes round."""
    inflow = {node: flow.sums[node] for node in group}
    links = [link for node in group for link in ways.of(node)]
    inner = [link for link in links if ways.end(link) in inflow]
    outer = [link for link in links if ways.end(link) not in inflow]
    fate, sums = solve(inner, inflow, up=up)
    endless = {node for node in group if sums[node].is_infinite()}
    # Who owns itself wholly, and is owned from outside too, is owned to more than one.
    if endless and (not up or any(link.share and link.owned in endless for link in outer)):
        fate, sums = Fate.OVERFULL, inflow
    if fate is Fate.SOLVED and up and not outer:
        fate = Fate.CLOSED
    flow.sums.update(sums)
    if (
        fate in (Fate.OVERFULL, Fate.TOO_LARGE)
        or not flow.doubted.isdisjoint(group)
        or (any(inflow.values()) and any(link.share is None for link in inner))
    ):
        flow.doubted.update(group)
    flow.circles.append(Circle(tuple(group), fate, rounded(sum(inflow.values(), ZERO))))
