"""Circles, solved: members are taken out one by one, the owners of each put in its place.

Within a circle the sums over all walks are the solution x of x = b + A x, where A holds the members' shares in one
another and b what comes to them from outside. Of a member that holds p of itself, those who hold the rest have all of
it between them: taking it out divides their shares by 1 − p. That is added up from what leaves the member (as Grassmann,
Taksar and Heyman do for Markov chains) and never subtracted, so nothing cancels. It is zero where a part of the circle
owns itself wholly, and below zero only where shares add up to more than one so far that the sum does not exist.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from heapq import heapify, heappop, heappush
from typing import Generic, NamedTuple, TypeVar

from graph.chains.links import Link, N
from graph.chains.shares import ONE, weight

Q = TypeVar("Q", Decimal, Fraction)

WORK, EXACT_WORK = 2_000_000, 20_000
"""How many shares may be changed in solving one circle, in digits and in fractions: about a second of each."""


class Fate(Enum):
    """What becomes of a share that comes to a circle."""

    SOLVED = "solved"
    CLOSED = "closed"
    """Nobody outside is recorded as an owner of any member: it ends there."""
    OVERFULL = "overfull"
    """Shares in it add up to more than one, and the sum over all walks does not exist."""
    TOO_LARGE = "too large"
    """It is not solved within the work allowed."""


class Step(NamedTuple, Generic[N, Q]):
    """A member as it was taken out: the part of it that others hold, its owners and what it owned by then."""

    node: N
    others: Q
    owners: Mapping[N, Q]
    owned: Mapping[N, Q]


def solve(links: Iterable[Link[N]], inflow: Mapping[N, Decimal], *, up: bool) -> tuple[Fate, Mapping[N, Decimal]]:
    """The sum over all walks to each member of what comes in from outside; `inflow` names all members, in their order.

    It is infinite for what owns itself wholly. Unsolved, it is the inflow, the least that it can be.
    """
    held: dict[N, dict[N, int]] = {node: {} for node in inflow}
    leaving = dict.fromkeys(inflow, ONE)
    for link in links:
        if link.share:
            leaving[link.owned] -= link.share
            if link.owner != link.owned:
                held[link.owned][link.owner] = held[link.owned].get(link.owner, 0) + link.share
    if min(leaving.values()) < 0:
        return _solve_exactly(held, leaving, inflow, up=up)
    steps = _eliminate(
        {node: {owner: weight(share) for owner, share in owners.items()} for node, owners in held.items()},
        {node: weight(share) for node, share in leaving.items()},
        WORK,
    )
    return (steps, inflow) if isinstance(steps, Fate) else (Fate.SOLVED, _substitute(steps, inflow, up=up))


def _solve_exactly(
    held: Mapping[N, Mapping[N, int]], leaving: Mapping[N, int], inflow: Mapping[N, Decimal], *, up: bool
) -> tuple[Fate, Mapping[N, Decimal]]:
    """With fractions, which tell for sure on which side of zero a difference is."""
    steps = _eliminate(
        {node: {owner: Fraction(share, ONE) for owner, share in owners.items()} for node, owners in held.items()},
        {node: Fraction(share, ONE) for node, share in leaving.items()},
        EXACT_WORK,
    )
    if isinstance(steps, Fate):
        return steps, inflow
    sums = _substitute(steps, {node: Fraction(share) for node, share in inflow.items()}, up=up)
    return Fate.SOLVED, {node: Decimal(sum.numerator) / sum.denominator for node, sum in sums.items()}


def _eliminate(held: dict[N, dict[N, Q]], leaving: dict[N, Q], work: int) -> list[Step[N, Q]] | Fate:
    """Take out all members, each time the one that ties the fewest others together; uses up what it is given.

    `held` has the owners of each member among the others, `leaving` the part that is held outside or by nobody known.
    """
    owned: dict[N, set[N]] = {node: set() for node in held}
    for node, owners in held.items():
        for owner in owners:
            owned[owner].add(node)
    place = {node: number for number, node in enumerate(held)}
    queue = [(len(held[node]) * len(owned[node]), number, node) for node, number in place.items()]
    heapify(queue)
    steps: list[Step[N, Q]] = []
    while queue:
        ties, _, node = heappop(queue)
        if node not in held or ties != len(held[node]) * len(owned[node]):
            continue
        work -= ties + len(held[node]) + len(owned[node])
        others = sum(held[node].values(), leaving[node])
        if work < 0:
            return Fate.TOO_LARGE
        if others < 0 or (not others and isinstance(others, Fraction)):
            return Fate.OVERFULL
        step = _take_out(node, others, held, owned, leaving)
        steps.append(step)
        for each in {**step.owners, **step.owned}:
            heappush(queue, (len(held[each]) * len(owned[each]), place[each], each))
    return steps


def _take_out(node: N, others: Q, held: dict[N, dict[N, Q]], owned: dict[N, set[N]], leaving: dict[N, Q]) -> Step[N, Q]:
    owners = held.pop(node)
    for owner in owners:
        owned[owner].discard(node)
    step = Step(node, others, owners, {each: held[each].pop(node) for each in owned.pop(node)})
    for each, share in step.owned.items():
        if not others:
            leaving[each] += share
            continue
        column, part = held[each], share / others
        leaving[each] += part * leaving[node]
        for owner, other in owners.items():
            if owner in column:
                column[owner] += part * other
            elif owner != each:
                column[owner] = part * other
                owned[owner].add(each)
    return step


def _substitute(steps: list[Step[N, Q]], inflow: Mapping[N, Q], *, up: bool) -> dict[N, Q]:
    sums = dict(inflow)
    for step in steps:
        passed = sums[step.node] / step.others if sums[step.node] else sums[step.node]
        for each, share in (step.owners if up else step.owned).items():
            sums[each] += share * passed
    for step in reversed(steps):
        behind = step.owned if up else step.owners
        total = sum((share * sums[each] for each, share in behind.items()), sums[step.node])
        sums[step.node] = total / step.others if total else total
    return sums
