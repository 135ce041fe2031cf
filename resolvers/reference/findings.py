"""What rules find, node by node: each check is asked of every node that it may look at."""

from asyncio import gather
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from graph import cursor
from graph.model import Direction, GraphModel
from graph.plan import Argument, Check, Findings
from graph.rules import Rule
from loaders.records import Breach, LinkRecord, NodeRecord
from resolvers.findings import checked_names, chosen
from resolvers.reference.lists import Row, cut
from resolvers.reference.reading import Context, Edge, Found, Given, linked, subject
from schema.changes import upper
from schema.findings import BELOW


async def findings(root: Found | None, given: Given, day: date, context: Context) -> Mapping[str, Any]:
    """One page of them: of all nodes, of what a unit answers for, or of one node."""
    rules = _rules(given, context.model)
    units = None if root else await _units(given, day, context)
    found: list[tuple[Row, Mapping[str, Any]]] = []
    for check in (Check(rule, label) for rule in rules for label in rule.checks):
        for node in await _looked_at(check, root, units, day, context):
            if breach := await context.loaders.breaches(check, day).load(node.properties["id"]):
                place = (check.rule.code, node.properties["id"])
                found.append((Row(LinkRecord({}, node), place), await _finding(check.rule, node, breach, day, context)))
    found.sort(key=lambda each: each[0].place)
    order = cursor.signature(Findings((), Argument(0)))
    edges = [Edge({}, {"cursor": cursor.encode(order, [*row.place]), "node": told}) for row, told in found]
    page = cut(edges, [row for row, _ in found], [], given, order)
    codes = [row.place[0] for row, _ in found]
    tally = [{"rule": _rule(each), "count": codes.count(each.code)} for each in rules if each.code in codes]
    return {**page, "byRule": tally}


def _rules(given: Given, model: GraphModel) -> tuple[Rule, ...]:
    codes, severities = (
        None if (values := given.get(name)) is None else checked_names(values, name, ())
        for name in ("rules", "severities")
    )
    return chosen(model, codes, severities)


async def _looked_at(
    check: Check, root: Found | None, units: Iterable[str] | None, day: date, context: Context
) -> list[NodeRecord]:
    if root:
        return [root.record] if root.record.label == check.label else []
    every = await context.loaders.all.load(check.label)
    if units is None:
        return every
    way = context.model.custody.get(check.label)
    owned = [await context.loaders.answered_for(each, way, day) for each in units] if way else []
    return [each for each in every if any(each.properties["id"] in ids for ids in owned)]


async def _units(given: Given, day: date, context: Context) -> set[str] | None:
    """The ids of a unit and of all below it on the day."""
    above, hierarchy = upper(context.model), context.model.hierarchy
    if above is None or hierarchy is None or (top := given.get(above.singular)) is None:
        return None
    await subject(above.singular, above.name, given, context)
    inside = {top}
    left = [*inside] if given.get(BELOW) in (None, True) else []
    while left:
        for link in await linked(left.pop(), hierarchy.name, Direction.IN, day, context):
            if (id_ := link.node.properties["id"]) not in inside:
                inside.add(id_)
                left.append(id_)
    return inside


async def _finding(rule: Rule, node: NodeRecord, breach: Breach, day: date, context: Context) -> Mapping[str, Any]:
    mentioned = await gather(*map(context.loaders.node.load, breach.mentioned))
    return {
        "rule": _rule(rule),
        "node": Found(node, day),
        "mentions": [Found(each, day) for each in mentioned if each],
        "figures": [
            {"name": each.name, "description": each.description, "unit": each.unit, "value": float(value)}
            for each, value in zip(rule.figures, breach.figures, strict=True)
            if value is not None
        ],
    }


def _rule(rule: Rule) -> Mapping[str, Any]:
    return {
        "code": rule.code,
        "title": rule.title,
        "description": rule.description,
        "severity": rule.severity.value,
        "instrument": rule.instrument,
    }
