"""Chains of ownership, link by link over the loaders; the algebra is the engine's, which has tests of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from graph.chains.links import Link
from graph.chains.measures import Chain, Part, Row, downward, measured, upward
from graph.model import Direction
from graph.shape.ownership import digits, kept
from loaders.records import NodeRecord, Properties
from resolvers.ownership import checked_depth, checked_share, ties
from resolvers.reference.reading import Context, Edge, Found, Given, linked
from schema.ownership import DEPTH_DEFAULT, owned, owners


@dataclass(slots=True)
class Graph:
    """All links above a node or below it, in one order, and the nodes at their ends."""

    rows: list[tuple[Row, Properties]]
    nodes: dict[str, NodeRecord]


async def walked(start: NodeRecord, day: date, context: Context, *, up: bool) -> Graph:
    """Every link that leads on from a node, and from where it leads to."""
    able = owners(context.model) if up else owned(context.model)
    found = Graph([], {start.properties["id"]: start})
    queue = [start]
    for near in queue:
        for type_ in context.model.stakes:
            assert type_.stake
            way = Direction.IN if up else Direction.OUT
            for link in await linked(near.properties["id"], type_.name, way, day, context):
                far, properties = link.node, link.properties
                if far.label not in able:
                    continue
                owner, held = (far, near) if up else (near, far)
                kind, share = properties.get(type_.stake.kind.name), properties.get(type_.stake.share.name)
                ends = owner.properties["id"], held.properties["id"]
                row = Row(*ends, properties["id"], type_.name, kind, share)
                found.rows.append((row, properties))
                if far.properties["id"] not in found.nodes:
                    found.nodes[far.properties["id"]] = far
                    queue.append(far)
    found.rows.sort(key=lambda each: each[0][:3])
    return found


async def chain(root: Found, given: Given, day: date, context: Context) -> Mapping[str, Any]:
    """The chain above a node."""
    depth = checked_depth(given.get("maxDepth", DEPTH_DEFAULT), ())
    graph = await walked(root.record, day, context, up=True)
    found = upward(links(graph, context), root.properties["id"], depth)
    return Answer(graph, day).chain(found, "ultimateOwners", "party")


async def holdings(root: Found, given: Given, day: date, context: Context) -> Mapping[str, Any]:
    """The chain below a party."""
    depth = checked_depth(given.get("maxDepth", DEPTH_DEFAULT), ())
    minimum = checked_share(given.get("minShare", Decimal(0)), ())
    graph = await walked(root.record, day, context, up=False)
    found = downward(links(graph, context), root.properties["id"], depth, minimum)
    return Answer(graph, day).chain(found, "holdings", "node")


def links(graph: Graph, context: Context) -> Sequence[Link[Part]]:
    return measured((row for row, _ in graph.rows), ties(context.model, None).types)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the algebra found, as fields are answered from it."""

    graph: Graph
    day: date

    def chain(self, found: Chain, stakes: str, node: str) -> Mapping[str, Any]:
        return {
            "paths": [
                {"links": [*map(self.link, path.links)], "share": digits(path.share), "end": path.end.name}
                for path in found.paths
            ],
            stakes: [
                {
                    node: self.node(stake.node),
                    "share": digits(stake.share),
                    "kind": stake.node[1],
                    "depth": stake.depth,
                    "exact": stake.exact,
                }
                for stake in found.stakes
            ],
            "circles": [
                {
                    "members": [*map(self.node, circle.nodes)],
                    "share": digits(circle.share),
                    "kind": circle.nodes[0][1],
                    "fate": circle.fate.name,
                }
                for circle in found.circles
            ],
            "unknown": [*map(self.link, found.unknown)],
            "circular": bool(found.circles),
            "truncated": found.truncated,
        }

    def link(self, link: Link[Part]) -> Edge:
        _, properties = self.graph.rows[link.row]
        ends = {"owner": self.node(link.owner), "owned": self.node(link.owned)}
        return Edge(properties, {**ends, "share": kept(link.share), "kind": link.owned[1]})

    def node(self, part: Part) -> Found:
        return Found(self.graph.nodes[part[0]], self.day)
