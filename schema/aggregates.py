"""Aggregates and groups, derived: what can be counted, summed and compared of a list, as a whole or by keys."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from graph.model import (
    EnumType,
    EnumValue,
    GraphModel,
    Interface,
    Kind,
    NodeType,
    Property,
    Relationship,
)
from graph.plan import DatePart
from schema.asset import edge_name
from schema.builder import Argument, Builder, Resolver, named
from schema.filters import filtered

KeyResolver = Callable[[str], Resolver]

NUMBERS = ("sum", "avg", "min", "max")
MEASURES: Mapping[Kind, tuple[str, ...]] = {
    Kind.INTEGER: NUMBERS,
    Kind.FLOAT: NUMBERS,
    Kind.DECIMAL: NUMBERS,
    Kind.DATE: ("min", "max"),
    Kind.DATETIME: ("min", "max"),
    Kind.STRING: ("min", "max"),
}
MEANING = {
    "sum": "All values added up; 0 of none.\n合计",
    "avg": "Their mean; null of none.\n平均",
    "min": "The least of them; null of none.\n最小",
    "max": "The greatest of them; null of none.\n最大",
}
# Sums of 32-bit integers need not fit into one.
TYPES = {("Int", "sum"): "float", ("Int", "avg"): "float | None"}
GROUPS = Argument("first", "int | None", "How many groups at most, the largest first; up to 1,000.\n组数", 100)
PARTS = {DatePart.DECADE: "int", DatePart.YEAR: "int", DatePart.QUARTER: "str", DatePart.MONTH: "str"}


@dataclass(frozen=True, slots=True)
class GroupChoice:
    """A key to group by: a property, a part of a date, or the relative at the end of a to-one relationship."""

    field: str
    type: str
    description: str
    property: Property | None = None
    part: DatePart | None = None
    relationship: Relationship | None = None


def aggregates(builder: Builder, model: GraphModel, key: KeyResolver) -> None:
    """Every aggregate and group of a model."""
    for kind, measures in MEASURES.items():
        fields = {
            each: builder.field(each, TYPES.get((kind.value, each)) or _type(kind, each), MEANING[each], key(each))
            for each in measures
        }
        builder.type(f"{kind.value}Aggregate", f"What several values of {kind.value} come to.\n汇总值", fields)
    for owner in filtered(model):
        text = f"What {owner.name} nodes come to, all in one pass.\n汇总"
        _aggregate(builder, f"{owner.name}Aggregate", text, owner.properties.values(), key)
        _group(builder, owner, model, key)
    for type_ in model.relationship_types.values():
        text = f"What {type_.name} relationships come to, all in one pass.\n关系汇总"
        _aggregate(builder, edge_name(type_.name, "EdgeAggregate"), text, type_.properties, key)


def group_choices(owner: NodeType | Interface, model: GraphModel) -> dict[str, GroupChoice]:
    """What nodes can be grouped by, under the names of the enum's values."""
    choices: list[GroupChoice] = []
    for each in owner.properties.values():
        if (
            each.kind in (Kind.ENUM, Kind.BOOLEAN, Kind.INTEGER, Kind.STRING)
            and not each.unique
            and not each.derivation
        ):
            choices.append(GroupChoice(each.name, named(each), each.description, each))
        elif each.kind is Kind.DATE:
            choices += (
                GroupChoice(f"{each.name}{part.value}", kind, f"{part.meaning} {each.description}", each, part)
                for part, kind in PARTS.items()
            )
    known = {one.name for one in filtered(model)}
    choices += (
        GroupChoice(each.name, each.target, each.description, relationship=each)
        for each in owner.relationships.values()
        if not each.many and each.target in known
    )
    return {code(each.field): each for each in choices}


def code(name: str) -> str:
    """`builtOnYear` → `BUILT_ON_YEAR`.

    >>> code("grossFloorAreaM2")
    'GROSS_FLOOR_AREA_M2'
    """
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).upper()


def _type(kind: Kind, measure: str) -> str:
    return f"Kind_{kind.name}" if measure == "sum" else f"Kind_{kind.name} | None"


def _aggregate(builder: Builder, name: str, text: str, properties: Iterable[Property], key: KeyResolver) -> None:
    fields = {"count": builder.field("count", "int", "How many there are.\n数量", key("count"))}
    for each in properties:
        if each.kind in MEASURES and not (each.unique or each.derivation):
            fields[each.name] = builder.field(
                each.name, f"{each.kind.value}Aggregate", each.description, key(each.name)
            )
    builder.type(name, text, fields)


def _group(builder: Builder, owner: NodeType | Interface, model: GraphModel, key: KeyResolver) -> None:
    choices = group_choices(owner, model)
    if not choices:
        return
    values = tuple(EnumValue(name, each.description) for name, each in choices.items())
    text = f"What {owner.name} nodes can be grouped by.\n分组依据"
    builder.enum(EnumType(f"{owner.name}GroupKey", text, values))
    keys = {
        each.field: builder.field(each.field, f"{each.type} | None", each.description, key(each.field))
        for each in choices.values()
    }
    text = (
        f"What the {owner.name} nodes of a group have in common; null where not grouped by it, or of no value.\n分组值"
    )
    builder.type(f"{owner.name}GroupKeys", text, keys)
    group = {
        "keys": builder.field("keys", f"{owner.name}GroupKeys", "What they have in common.\n分组值", key("keys")),
        "aggregate": builder.field("aggregate", f"{owner.name}Aggregate", "What they come to.\n汇总", key("aggregate")),
    }
    builder.type(f"{owner.name}Group", f"{owner.name} nodes that have the same keys.\n分组", group)
