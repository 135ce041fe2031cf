"""DataLoaders over one graph: each asks for all that waits in one statement."""

from collections import defaultdict
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from strawberry.dataloader import DataLoader

from graph.cypher import quoted
from graph.model import NODE, Direction
from graph.session import Graph
from loaders.records import LinkRecord, NodeRecord, node_record, plain

Hop = tuple[str, Direction]


class Loaders:
    """The loaders of one request; what one of them has read is read once."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self.node: DataLoader[str, NodeRecord | None] = DataLoader(self._nodes)
        self.all: DataLoader[str, list[NodeRecord]] = DataLoader(self._all)
        self._links: dict[Hop, DataLoader[str, list[LinkRecord]]] = {}

    def links(self, hop: Hop) -> DataLoader[str, list[LinkRecord]]:
        """The loader of a node's relationships of one type and direction, by the node's id."""
        if hop not in self._links:
            load: Callable[[list[str]], Awaitable[list[Any]]] = partial(self._linked, hop)
            self._links[hop] = DataLoader(load)
        return self._links[hop]

    async def _nodes(self, ids: list[str]) -> list[NodeRecord | None]:
        rows = await self._graph.read(
            f"MATCH (n:{NODE}) WHERE n.id IN $ids RETURN n.id, labels(n), properties(n)", {"ids": ids}
        )
        found = {key: node_record(labels, properties) for key, labels, properties in rows}
        return [found.get(each) for each in ids]

    async def _all(self, labels: list[str]) -> list[list[NodeRecord]]:
        return [
            [node_record(*row) for row in await self._graph.read(
                f"MATCH (n:{quoted(each)}) RETURN labels(n), properties(n)", {}
            )]
            for each in labels
        ]  # fmt: skip

    async def _linked(self, hop: Hop, ids: list[str]) -> list[list[LinkRecord]]:
        name, direction = hop
        left, right = ("-", "->") if direction is Direction.OUT else ("<-", "-")
        rows = await self._graph.read(
            f"MATCH (n:{NODE}){left}[r:{quoted(name)}]{right}(m:{NODE}) WHERE n.id IN $ids "
            "RETURN n.id, properties(r), labels(m), properties(m)",
            {"ids": ids},
        )
        found: dict[str, list[LinkRecord]] = defaultdict(list)
        for key, properties, labels, other in rows:
            found[key].append(LinkRecord(plain(properties), node_record(labels, other)))
        return [found[each] for each in ids]
