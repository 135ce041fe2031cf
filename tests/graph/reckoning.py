"""Chains reckoned another way: dense matrices of fractions solved by Gauss and Jordan, and paths walked one and all."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

import networkx as nx

from graph.chains import End, Link

WHOLE = 10**12
Links = Sequence[Link[str]]
Matrix = list[list[Fraction]]


class Walks(NamedTuple):
    """Sums over all walks up from a node, and the nodes for which there are none."""

    sums: dict[str, Fraction]
    endless: set[str]


def rounded(value: Fraction) -> Decimal:
    return Decimal(round(value * WHOLE)).scaleb(-12)


def part(links: Iterable[Link[str]], owner: str, owned: str) -> Fraction:
    return sum(
        (Fraction(each.share or 0, WHOLE) for each in links if (each.owner, each.owned) == (owner, owned)), Fraction(0)
    )


def inverse(links: Links, nodes: Sequence[str]) -> Matrix | None:
    """(I − A)⁻¹, or None where there is none; A has the shares of owners, by row, in what they own, by column."""
    size = len(nodes)
    rows = [
        [Fraction(i == j) - part(links, owner, owned) for j, owned in enumerate(nodes)]
        + [Fraction(i == j) for j in range(size)]
        for i, owner in enumerate(nodes)
    ]
    for column in range(size):
        pivot = next((row for row in range(column, size) if rows[row][column]), None)
        if pivot is None:
            return None
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [each / rows[column][column] for each in rows[column]]
        for row in range(size):
            if row != column and (factor := rows[row][column]):
                rows[row] = [each - factor * other for each, other in zip(rows[row], rows[column], strict=True)]
    return [row[size:] for row in rows]


def converges(links: Links, nodes: Sequence[str]) -> bool:
    """Whether the sums over all walks among the nodes exist: whether (I − A)⁻¹ does and has nothing below zero."""
    found = inverse(links, nodes)
    return found is not None and all(each >= 0 for row in found for each in row)


def upward(links: Links) -> "nx.DiGraph[str]":
    return nx.DiGraph((each.owned, each.owner) for each in links)


def known(links: Links) -> list[Link[str]]:
    return [each for each in links if each.share]


def walks(links: Links, start: str) -> Walks:
    """Sums over all walks up. What lies in or above a circle for which there are none, has none."""
    graph = upward(known(links))
    graph.add_node(start)
    reached = [start, *sorted(nx.descendants(graph, start))]
    endless: set[str] = set()
    for circle in nx.strongly_connected_components(graph.subgraph(reached)):
        if not converges(links, sorted(circle)):
            endless |= circle | nx.descendants(graph, next(iter(circle)))
    finite = [node for node in reached if node not in endless]
    found = inverse(links, finite)
    assert found is not None
    return Walks({node: found[i][0] for i, node in enumerate(finite)} if start in finite else {}, endless)


def doubtful(links: Links, start: str, endless: set[str]) -> set[str]:
    """The nodes above, to which a walk leads over an unknown share or out of a circle without sums."""
    maybe = upward([each for each in links if each.share != 0])
    maybe.add_node(start)
    reached = nx.descendants(maybe, start) | {start}
    after = {each.owner for each in links if each.share is None and each.owned in reached} | endless
    return after | {node for each in after for node in nx.descendants(maybe, each)}


def all_paths(links: Links, start: str, depth: int) -> Iterator[tuple[tuple[int, ...], Fraction | None, End]]:
    """Every path up, as the rows of its links, its share and its end."""

    def walk(node: str, passed: list[Link[str]]) -> Iterator[tuple[tuple[int, ...], Fraction | None, End]]:
        for link in links:
            if link.owned != node:
                continue
            path = [*passed, link]
            if link.owner in {start, *(each.owner for each in passed)}:
                yield ended(path, End.CIRCLE)
            elif all(each.owned != link.owner for each in links):
                yield ended(path, End.OWNER)
            elif len(path) == depth:
                yield ended(path, End.DEPTH)
            else:
                yield from walk(link.owner, path)

    return walk(start, [])


def ended(path: Links, end: End) -> tuple[tuple[int, ...], Fraction | None, End]:
    share = Fraction(1)
    for link in path:
        share *= Fraction(link.share or 0, WHOLE)
    unknown = any(link.share is None for link in path)
    return tuple(link.row for link in path), None if unknown else share, end
