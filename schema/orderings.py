"""Orderings, derived: the keys that lists can be ordered by."""

from graph.model import EnumType, EnumValue, GraphModel, Interface, NodeType, Relationship
from schema.asset import edge_name
from schema.builder import Argument, Builder
from schema.filters import filtered

DIRECTIONS = (
    EnumValue("ASC", "Smallest first, nulls last.\n升序"),
    EnumValue("DESC", "Greatest first, nulls first.\n降序"),
)


def orderings(builder: Builder, model: GraphModel) -> None:
    """Every ordering of a model."""
    builder.enum(EnumType("Direction", "Which way a list is ordered.\n排序方向", DIRECTIONS))
    for owner in filter(orderable, filtered(model)):
        _nodes(builder, owner, model)
    for type_ in model.relationship_types.values():
        fields = {each.name: ("Direction", each.description) for each in type_.properties if each.kind.ordered}
        text = f"One property of {type_.name} relationships to order by; nulls last ascending, first descending.\n排序"
        if fields:
            builder.input(edge_name(type_.name, "EdgeOrder"), text, fields)


def sorting(relationship: Relationship | None, target: str, model: GraphModel) -> tuple[Argument, ...]:
    """The arguments that say in which order a list is wanted."""
    arguments: list[Argument] = []
    owner = model.fields_of(target)
    if owner and orderable(owner):
        text = "In which order, one key an object; ties are broken by id.\n排序"
        arguments.append(Argument("orderBy", f"list[{target}Order] | None", text))
    if relationship and any(each.kind.ordered for each in model.relationship_types[relationship.type].properties):
        name = edge_name(model.relationship_types[relationship.type].name, "EdgeOrder")
        text = "In which order, by the relationship's own properties, before `orderBy`.\n关系排序"
        arguments.append(Argument("edgeOrderBy", f"list[{name}] | None", text))
    return tuple(arguments)


def orderable(owner: NodeType | Interface) -> bool:
    """Whether nodes have anything to be ordered by but their ids."""
    return any(each.kind.ordered for each in owner.properties.values())


def _nodes(builder: Builder, owner: NodeType | Interface, model: GraphModel) -> None:
    fields = {each.name: ("Direction", each.description) for each in owner.properties.values() if each.kind.ordered}
    known = {each.name for each in filtered(model) if orderable(each)}
    fields |= {
        each.name: (f"{each.target}Order", each.description)
        for each in owner.relationships.values()
        if not each.many and each.target in known
    }
    text = f"One key to order {owner.name} nodes by; nulls last ascending, first descending.\n排序"
    builder.input(f"{owner.name}Order", text, fields)
