"""Shares of different measures kept apart: of ownership and of a right to use land, of capital and of votes.

A share of one measure never adds to one of another. So the algebra's nodes are pairs here: a node's id, and of what of
it shares are reckoned.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from graph.chains.links import Link
from graph.chains.sums import Circle, Stake, above, below
from graph.chains.walks import Path, paths
from graph.plan import Tie
from graph.values import leaf

LINKS, PATHS, STAKES = 200_000, 100, 1_000
"""How many links of a chain are read at most; how many paths, owners and holdings are listed, the largest."""

Part: TypeAlias = tuple[str, str]


class Row(NamedTuple):
    """A link as the graph keeps it: who, what, its own id, its type, its kind, its share in units of 10⁻¹²."""

    owner: str
    owned: str
    id: str
    type: str
    kind: str | None
    share: int | None


@dataclass(frozen=True, slots=True)
class Chain:
    """What is above a node or below it; its links carry the numbers of their rows.

    Stakes and circles are named with the measure that is answered: above, of the node itself; below, of what is held.
    """

    paths: Sequence[Path[Part]]
    stakes: Sequence[Stake[Part]]
    circles: Sequence[Circle[Part]]
    unknown: Sequence[Link[Part]]
    truncated: bool


def measured(rows: Iterable[Row], ties: Iterable[Tie]) -> list[Link[Part]]:
    """Links between parts of nodes, each with the number of its row.

    >>> from graph.model import Kind, Property
    >>> share, right = Property("share", Kind.DECIMAL, ""), Property("right", Kind.ENUM, "")
    >>> tie = Tie("OWNS", share, right, otherwise="OWNERSHIP", through="CAPITAL")
    >>> measured([Row("ltd", "house", "o1", "OWNS", None, 10**12)], [tie])
    [Link(owner=('ltd', 'CAPITAL'), owned=('house', 'OWNERSHIP'), share=1000000000000, row=0)]
    """
    known = {each.type: (each, leaf(each.kind)) for each in ties}
    links: list[Link[Part]] = []
    for number, row in enumerate(rows):
        tie, convert = known[row.type]
        kind = tie.otherwise if row.kind is None else convert(row.kind)
        links.append(Link((row.owner, tie.through or kind), (row.owned, kind), row.share, number))
    return links


def upward(links: Sequence[Link[Part]], node: str, depth: int) -> Chain:
    """All that is above a node, in whatever it is held; paths have `depth` links at most."""
    walked: list[Path[Part]] = []
    stakes: list[Stake[Part]] = []
    circles: list[Circle[Part]] = []
    unknown: dict[int, Link[Part]] = {}
    truncated = False
    for start in dict.fromkeys(link.owned for link in links if link.owned[0] == node):
        ways, owners = paths(links, start, depth=depth, limit=PATHS), above(links, start)
        walked += ways.paths
        stakes += (each._replace(node=_of(each.node, start)) for each in owners.ultimate)
        circles += (each._replace(nodes=tuple(_of(one, start) for one in each.nodes)) for each in owners.circles)
        unknown |= {each.row: each for each in owners.unknown}
        truncated |= ways.truncated
    walked.sort(key=lambda path: (path.share is None, -(path.share or 0)))
    stakes.sort(key=lambda stake: -stake.share)
    cut = len(walked) > PATHS or len(stakes) > STAKES
    return Chain(walked[:PATHS], stakes[:STAKES], circles, list(unknown.values()), truncated or cut)


def downward(links: Sequence[Link[Part]], party: str, depth: int, minimum: Decimal) -> Chain:
    """What a party holds at least `minimum` of, `depth` links away at most."""
    stakes: list[Stake[Part]] = []
    circles: list[Circle[Part]] = []
    unknown: dict[int, Link[Part]] = {}
    truncated = False
    for start in dict.fromkeys(link.owner for link in links if link.owner[0] == party):
        found = below(links, start, minimum=minimum, depth=depth)
        stakes += found.held
        circles += found.circles
        unknown |= {each.row: each for each in found.unknown}
        truncated |= found.truncated
    stakes.sort(key=lambda stake: -stake.share)
    cut = len(stakes) > STAKES
    return Chain((), stakes[:STAKES], circles, list(unknown.values()), truncated or cut)


def _of(owner: Part, start: Part) -> Part:
    return owner[0], start[1]
