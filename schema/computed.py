"""Indicators as GraphQL fields: what is computed of a node, and the objects that it is answered by."""

from typing import Protocol

from strawberry.types.field import StrawberryField

from graph.model import GraphModel, Indicator, Property
from schema.builder import Argument, Builder, Resolver, annotation
from schema.findings import BELOW
from schema.relay import AS_OF

PERIOD = (
    Argument("from", "Date", "The first day.\n起始日"),
    Argument("to", "Date", "The day after the last.\n截止日（不含）"),
)
SUBORDINATES = Argument(BELOW, "bool", "Whether those below it count too.\n含下级单位", default=False)


class Resolvers(Protocol):
    """What answers these fields in the reference execution."""

    def property(self, property: Property) -> Resolver: ...
    def indicator(self, indicator: Indicator) -> Resolver: ...


def indicator_types(builder: Builder, model: GraphModel, resolvers: Resolvers) -> None:
    """The objects; several indicators may be answered by one."""
    for each in {one.answers: one for one in model.indicators}.values():
        fields = {
            one.name: builder.field(one.name, annotation(one), one.description, resolvers.property(one))
            for one in each.values
        }
        builder.type(each.answers, each.description, fields)


def indicator_fields(
    builder: Builder, owner: str, model: GraphModel, resolvers: Resolvers
) -> dict[str, StrawberryField]:
    """The fields of a node type."""
    return {
        each.name: builder.field(
            each.name,
            f"list[{each.answers}]" if each.many else f"{each.answers} | None",
            each.description,
            resolvers.indicator(each),
            (*(PERIOD if each.period else ()), *((SUBORDINATES,) if each.below else ()), AS_OF),
        )
        for each in model.indicators
        if each.owner == owner
    }
