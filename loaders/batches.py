"""DataLoaders over one graph: each asks for all that waits in one statement."""

from collections import defaultdict
from collections.abc import Awaitable, Callable
from datetime import date
from functools import partial
from typing import Any

from strawberry.dataloader import DataLoader

from graph import plan
from graph.cypher import quoted
from graph.cypher.declared import filled
from graph.cypher.findings import breach
from graph.cypher.indicators import computed
from graph.cypher.names import Names
from graph.model import NODE, Direction, Indicator
from graph.plan import Argument, Check
from graph.session import Graph
from loaders.records import Breach, LinkRecord, NodeRecord, node_record, plain

Hop = tuple[str, Direction]


class Loaders:
    """The loaders of one request; what one of them has read is read once."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self.node: DataLoader[str, NodeRecord | None] = DataLoader(self._nodes)
        self.all: DataLoader[str, list[NodeRecord]] = DataLoader(self._all)
        self._links: dict[Hop, DataLoader[str, list[LinkRecord]]] = {}
        self._gauges: dict[Any, DataLoader[str, list[dict[str, Any]]]] = {}
        self._breaches: dict[tuple[str, str, date], DataLoader[str, Breach | None]] = {}

    def links(self, hop: Hop) -> DataLoader[str, list[LinkRecord]]:
        """The loader of a node's relationships of one type and direction, by the node's id."""
        if hop not in self._links:
            load: Callable[[list[str]], Awaitable[list[Any]]] = partial(self._linked, hop)
            self._links[hop] = DataLoader(load)
        return self._links[hop]

    def breaches(self, check: Check, day: date) -> DataLoader[str, Breach | None]:
        """The loader of what a check finds of a node on a day, by the node's id."""
        key = (check.rule.code, check.label, day)
        if key not in self._breaches:
            load: Callable[[list[str]], Awaitable[list[Any]]] = partial(self._checked, check, day)
            self._breaches[key] = DataLoader(load)
        return self._breaches[key]

    async def answered_for(self, unit: str, way: str, day: date) -> frozenset[str]:
        """The ids of what a unit answers for on a day, along a declared way."""
        call = filled(way, "$day", unit="unit", node="node")
        rows = await self._graph.read(
            f"MATCH (unit:{NODE} {{id: $unit}}) CALL (unit) {{ {call} }} RETURN node.id", {"unit": unit, "day": day}
        )
        return frozenset(id_ for (id_,) in rows)

    def gauges(
        self, indicator: Indicator, day: date, period: tuple[date, date] | None, below: plan.Hop | None
    ) -> DataLoader[str, list[dict[str, Any]]]:
        """The loader of an indicator's rows, by the node's id."""
        key = (indicator.code, day, period, below is not None)
        if key not in self._gauges:
            load: Callable[[list[str]], Awaitable[list[Any]]] = partial(self._gauged, indicator, day, period, below)
            self._gauges[key] = DataLoader(load)
        return self._gauges[key]

    async def _gauged(
        self,
        indicator: Indicator,
        day: date,
        period: tuple[date, date] | None,
        below: plan.Hop | None,
        ids: list[str],
    ) -> list[list[dict[str, Any]]]:
        names = Names()
        during = (Argument(1), Argument(2)) if period else None
        lines = "\n".join(computed(indicator, "n", Argument(0), during, below, names))
        given = names.filled((day, *(period or ())))
        columns = ", ".join(each.name for each in indicator.values)
        text = f"UNWIND $ids AS id MATCH (n:{NODE} {{id: id}}) CALL (n) {{ {lines} RETURN [{columns}] AS row }} RETURN id, row"
        found: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for id_, row in await self._graph.read(text, {"ids": ids, **given}):
            found[id_].append({each.name: value for each, value in zip(indicator.values, row, strict=True)})
        return [found[each] for each in ids]

    async def _checked(self, check: Check, day: date, ids: list[str]) -> list[Breach | None]:
        names = Names()
        text = breach(check, Argument(0), names, Argument(1))
        values = names.filled((day, ids))
        found = {id_: Breach(figures, mentioned) for id_, figures, mentioned in await self._graph.read(text, values)}
        return [found.get(each) for each in ids]

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
