"""What planning comes to, and what it is done with on the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from graphql import FieldNode

from graph.model import NodeType, Relationship, RelationshipType
from graph.plan import Argument, Plan, Select
from resolvers.arguments import Holes

AGGREGATE, EDGE_AGGREGATE, GROUP_BY = "Aggregate", "EdgeAggregate", "GroupBy"
# Where the document asks for a field, by the keys that lead to it in the answer.
Places: TypeAlias = Mapping[tuple[str, ...], tuple[FieldNode, ...]]
SUFFIXES = ("", EDGE_AGGREGATE, AGGREGATE, GROUP_BY)


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, the holes to fill before it runs, what is left to introspection, where each field stands.

    `reckons` where its answer is not read alone but takes some reckoning: up to seconds.
    """

    plan: Plan
    holes: Holes
    introspection: Mapping[str, tuple[FieldNode, ...]]
    keys: tuple[str, ...]
    places: Places
    reckons: bool


@dataclass(frozen=True, slots=True)
class Source:
    """What a list is of: the nodes of a type, interface or union, those at the end of a relationship, on a day."""

    target: str
    select: Select
    type_: RelationshipType | None
    day: Argument


def relationship_of(name: str, node_type: NodeType) -> tuple[Relationship, str]:
    """The relationship that a field follows, and what of it the field gives."""
    for suffix in SUFFIXES:
        if name.endswith(suffix) and (found := node_type.relationships.get(name.removesuffix(suffix))):
            return found, suffix
    raise AssertionError(f"{name} is no field of {node_type.name}")
