"""What began and ended in a period: a root field that knows every relationship type that has periods."""

from typing import Protocol

from strawberry.types.field import StrawberryField

from graph.model import NODE, EnumType, EnumValue, GraphModel, NodeType, Property
from schema.builder import Argument, Builder, Resolver
from schema.relay import AFTER, FIRST, PAGE_DEFAULT, page_types
from schema.surroundings import KIND, link_fields

CHANGES, EVENT = "changes", "ChangeEvent"
EVENTS = (
    EnumValue("BEGAN", "The relationship holds from this day on.\n开始"),
    EnumValue("ENDED", "This is the first day on which it no longer holds.\n结束"),
)


class Resolvers(Protocol):
    """What answers these fields in the reference execution."""

    def property(self, property: Property) -> Resolver: ...
    def key(self, name: str) -> Resolver: ...
    def changes(self) -> Resolver: ...


def upper(model: GraphModel) -> NodeType | None:
    """The node type that the model's hierarchy is of."""
    if model.hierarchy is None or not model.hierarchy.endpoints:
        return None
    ((name, _),) = model.hierarchy.endpoints
    return model.node_types[name]


def changes(builder: Builder, model: GraphModel, resolvers: Resolvers) -> dict[str, StrawberryField]:
    """The root field, where anything has a period; its types are made on the way."""
    if not any(each.dated for each in model.relationship_types.values()):
        return {}
    builder.enum(EnumType(EVENT, "What happened to a relationship.\n变动类型", EVENTS))
    _change(builder, model, resolvers)
    arguments = [
        Argument("from", "Date", "The first day.\n起始日"),
        Argument("to", "Date", "The day after the last.\n截止日（不含）"),
        Argument("kinds", f"list[{KIND}] | None", "Of which relationships; of all if absent.\n关系类型"),
    ]
    if above := upper(model):
        text = f"Only what joins this {above.name}, or one below it at some time of the period, by global id.\n所属范围"
        arguments.append(Argument(above.singular, "Kind_ID | None", text))
    first = Argument(FIRST.name, FIRST.type, FIRST.description, PAGE_DEFAULT)
    text = "Relationships that began or ended in a period, by day.\n变动"
    field = builder.field(CHANGES, "ChangeConnection", text, resolvers.changes(), (*arguments, first, AFTER))
    return {CHANGES: field}


def _change(builder: Builder, model: GraphModel, resolvers: Resolvers) -> None:
    facts = (
        ("on", "Date", "The day.\n日期"),
        ("event", EVENT, "What happened.\n变动类型"),
        ("kind", KIND, "To a relationship of which type.\n关系类型"),
        ("startNode", NODE, "The node that it leads from.\n起点"),
        ("endNode", NODE, "The node that it leads to.\n终点"),
    )
    fields = {name: builder.field(name, kind, text, resolvers.key(name)) for name, kind, text in facts}
    fields |= link_fields(builder, model, resolvers.property)
    builder.type("Change", "What happened to a relationship on a day.\n变动", fields)
    page_types(builder, "Change", "Change", "changes of a period", resolvers.key)
