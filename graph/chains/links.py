"""Links: who holds which share of what, and how they are followed, up or down."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Generic, NamedTuple, TypeVar

from graph.chains.shares import ONE
from graph.errors import UnfitValue

N = TypeVar("N", bound=Hashable)


class Link(NamedTuple, Generic[N]):
    """One holding on the date: `share` in units of 10⁻¹² as the graph keeps it, None where it is unknown.

    `row` is the caller's, and comes back untouched: it tells parallel links between the same two nodes apart.
    """

    owner: N
    owned: N
    share: int | None
    row: int = 0


@dataclass(frozen=True, slots=True)
class Ways(Generic[N]):
    """Links by the node they are followed from, and the end that they lead to."""

    links: Mapping[N, Sequence[Link[N]]]
    end: Callable[[Link[N]], N]

    def of(self, node: N) -> Sequence[Link[N]]:
        """The links that lead on from a node."""
        return self.links.get(node, ())


def checked(links: Iterable[Link[N]]) -> list[Link[N]]:
    """The links, each of which has a share from 0 to 1 or an unknown one; raises UnfitValue."""
    given = list(links)
    for link in given:
        if link.share is not None and not (type(link.share) is int and 0 <= link.share <= ONE):
            raise UnfitValue("The graph holds a share that is not from 0 to 1.")
    return given


def upward(links: Iterable[Link[N]]) -> Ways[N]:
    """From what is owned to its owners."""
    return Ways(_grouped(links, attrgetter("owned")), attrgetter("owner"))


def downward(links: Iterable[Link[N]]) -> Ways[N]:
    """From an owner to what it owns."""
    return Ways(_grouped(links, attrgetter("owner")), attrgetter("owned"))


def distances(ways: Ways[N], start: N) -> dict[N, int]:
    """Each node reached, the nearest first, with the number of links of the shortest way to it."""
    reached = {start: 0}
    queue = [start]
    for node in queue:
        for link in ways.of(node):
            end = ways.end(link)
            if end not in reached:
                reached[end] = reached[node] + 1
                queue.append(end)
    return reached


def _grouped(links: Iterable[Link[N]], near: Callable[[Link[N]], N]) -> dict[N, list[Link[N]]]:
    grouped: defaultdict[N, list[Link[N]]] = defaultdict(list)
    for link in links:
        grouped[near(link)].append(link)
    return dict(grouped)
