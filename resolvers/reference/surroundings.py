"""What is around a node and how two are connected, by plain search over the loaders."""

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.model import NODE, Direction, Relationship
from loaders.records import LinkRecord, NodeRecord
from resolvers.reference.lists import Listing, page
from resolvers.reference.reading import Context, Edge, Found, Given, linked, subject
from resolvers.surroundings import checked_length, checked_number, code
from schema.surroundings import LENGTH_DEFAULT, PATHS_DEFAULT


async def neighbourhood(given: Given, day: date, context: Context) -> list[Mapping[str, Any]]:
    """Counts in the order of the declarations, outgoing before incoming."""
    await subject("id", NODE, given, context)
    counts = [
        {"kind": type_, "direction": way.value, "count": len(await linked(given["id"], type_, way, day, context))}
        for type_ in context.model.relationship_types
        for way in (Direction.OUT, Direction.IN)
    ]
    return [each for each in counts if each["count"]]


async def neighbours(given: Given, day: date, context: Context) -> Any:
    """A page of the nodes of one kind and direction."""
    await subject("id", NODE, given, context)
    type_, direction = code(given["kind"]), Direction(code(given["direction"]))
    relationship = Relationship("neighbours", type_, direction, NODE, True, "", NODE)
    owner = context.model.interfaces[NODE]
    listing = Listing((NODE,), owner, relationship, context.model.relationship_types[type_])
    return await page(await linked(given["id"], type_, direction, day, context), given, listing, day, context)


@dataclass(frozen=True, slots=True)
class Step:
    """A relationship followed, and the node it leads to."""

    kind: str
    direction: Direction
    link: LinkRecord


async def paths(given: Given, day: date, context: Context) -> Mapping[str, Any]:
    """The shortest routes, level by level."""
    longest = checked_length(given.get("maxLength", LENGTH_DEFAULT), ())
    number = checked_number(given.get("first", PATHS_DEFAULT), ())
    kinds = [code(each) for each in given.get("kinds") or ()] or list(context.model.relationship_types)
    start, _ = [await subject(each, NODE, given, context) for each in ("from", "to")]
    if given["from"] == given["to"]:
        return {"paths": [], "truncated": False}
    found = await _shortest(start, given["to"], kinds, longest, day, context)
    found.sort(key=lambda steps: ([*_ids(steps)], [each.link.properties["id"] for each in steps]))
    shown = [_route(start, steps, day) for steps in found[:number]]
    return {"paths": shown, "truncated": len(found) > number}


async def _shortest(
    start: NodeRecord, end: str, kinds: Iterable[str], longest: int, day: date, context: Context
) -> list[tuple[Step, ...]]:
    routes: list[tuple[Step, ...]] = [()]
    for _ in range(longest):
        longer: list[tuple[Step, ...]] = []
        for steps in routes:
            passed = {start.properties["id"], *_ids(steps)}
            here = steps[-1].link.node if steps else start
            async for step in _steps(here, kinds, day, context):
                if step.link.node.properties["id"] not in passed:
                    longer.append((*steps, step))  # noqa: PERF401  # an asynchronous comprehension would hide the walk
        if arrived := [steps for steps in longer if steps[-1].link.node.properties["id"] == end]:
            return arrived
        routes = longer
    return []


async def _steps(node: NodeRecord, kinds: Iterable[str], day: date, context: Context) -> AsyncIterator[Step]:
    for kind in kinds:
        for way in (Direction.OUT, Direction.IN):
            for link in await linked(node.properties["id"], kind, way, day, context):
                yield Step(kind, way, link)


def _ids(steps: Sequence[Step]) -> Iterator[str]:
    return (each.link.node.properties["id"] for each in steps)


def _route(start: NodeRecord, steps: Sequence[Step], day: date) -> Mapping[str, Any]:
    return {
        "length": len(steps),
        "nodes": [Found(start, day), *(Found(each.link.node, day) for each in steps)],
        "links": [Edge(each.link.properties, {"kind": each.kind, "direction": each.direction.value}) for each in steps],
    }
