"""Strongly connected components: the circles among the nodes, in an order in which all others lead one way."""

from collections.abc import Iterable, Iterator

from graph.chains.links import N, Ways


def components(ways: Ways[N], starts: Iterable[N]) -> list[list[N]]:
    """What is reached from `starts`, grouped: each node leads to all others of its group, and else to later groups only.

    Gabow's algorithm, without recursion: linear in nodes and links.

    >>> from graph.chains.links import Link, upward
    >>> components(upward([Link("b", "a", 1), Link("c", "b", 1), Link("b", "c", 1), Link("d", "c", 1)]), "a")
    [['a'], ['b', 'c'], ['d']]
    """
    number: dict[N, int] = {}
    settled: set[N] = set()
    pending: list[N] = []
    roots: list[N] = []
    trail: list[tuple[N, Iterator[N]]] = []
    found: list[list[N]] = []

    def enter(node: N) -> None:
        number[node] = len(number)
        pending.append(node)
        roots.append(node)
        trail.append((node, map(ways.end, ways.of(node))))

    def leave(node: N) -> None:
        if roots[-1] == node:
            roots.pop()
            group = [pending.pop()]
            while group[-1] != node:
                group.append(pending.pop())
            settled.update(group)
            found.append(group[::-1])

    for start in starts:
        if start not in number:
            enter(start)
        while trail:
            node, ends = trail[-1]
            for end in ends:
                if end not in number:
                    if end in ways.links:
                        enter(end)
                        break
                    number[end] = len(number)
                    settled.add(end)
                    found.append([end])
                if end not in settled:
                    while number[roots[-1]] > number[end]:
                        roots.pop()
            else:
                trail.pop()
                leave(node)
    return found[::-1]


def circular(ways: Ways[N], group: list[N]) -> bool:
    """Whether one comes back to a node of this component."""
    return len(group) > 1 or any(ways.end(link) == group[0] for link in ways.of(group[0]))
