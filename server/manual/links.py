"""Which relationships lead where: seen from a node type, and drawn between what is declared."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from graph.model import Direction, GraphModel, Interface, NodeType, Relationship

T = TypeVar("T")


def by_name(known: Mapping[str, T]) -> list[T]:
    """In the order of their names, which is the same wherever they are declared."""
    return [known[name] for name in sorted(known)]


class Arrow(NamedTuple):
    """A relationship type between what is declared at its ends."""

    start: str
    type: str
    end: str


def arrow(owner: str, relationship: Relationship) -> Arrow:
    """A declared relationship in its own direction.

    >>> arrow("Room", Relationship("occupants", "OCCUPIES", Direction.IN, "Staff", True, "Who works in it.", "Room"))
    Arrow(start='Staff', type='OCCUPIES', end='Room')
    """
    ends = (owner, relationship.target) if relationship.direction is Direction.OUT else (relationship.target, owner)
    return Arrow(ends[0], relationship.type, ends[1])


def owners(model: GraphModel) -> tuple[NodeType | Interface, ...]:
    """Whatever has properties and relationships: interfaces, then node types."""
    return (*model.interfaces.values(), *by_name(model.node_types))


def declared(model: GraphModel) -> Iterator[tuple[NodeType | Interface, Relationship]]:
    """Every relationship with the type or interface that declares it, once."""
    for owner in owners(model):
        for each in owner.relationships.values():
            if each.declared_on == owner.name:
                yield owner, each


def leading_to(model: GraphModel, node_type: NodeType) -> Iterator[tuple[NodeType | Interface, Relationship]]:
    """The relationships of all types by which nodes of this type are reached."""
    for owner, each in declared(model):
        if node_type.name in model.members(each.target):
            yield owner, each


def around(model: GraphModel, node_type: NodeType) -> tuple[Arrow, ...]:
    """The arrows to and from a node type, each once."""
    own = (arrow(node_type.name, each) for each in node_type.relationships.values())
    others = (arrow(owner.name, each)._replace(**_end(each, node_type)) for owner, each in leading_to(model, node_type))
    return uncovered(model, (*own, *others))


def _end(relationship: Relationship, node_type: NodeType) -> dict[str, str]:
    return {"end" if relationship.direction is Direction.OUT else "start": node_type.name}


def everywhere(model: GraphModel) -> tuple[Arrow, ...]:
    """The arrows of a whole model, each once."""
    return uncovered(model, (arrow(owner.name, each) for owner, each in declared(model)))


def uncovered(model: GraphModel, arrows: Iterable[Arrow]) -> tuple[Arrow, ...]:
    """Each arrow once; one whose ends are members of another's says nothing more."""
    known = tuple(dict.fromkeys(arrows))
    return tuple(each for each in known if not any(covers(model, other, each) for other in known))


def covers(model: GraphModel, wide: Arrow, narrow: Arrow) -> bool:
    """Whether an arrow says all that another one says, and is another."""
    starts = set(model.members(narrow.start)) <= set(model.members(wide.start))
    ends = set(model.members(narrow.end)) <= set(model.members(wide.end))
    return wide != narrow and wide.type == narrow.type and starts and ends
