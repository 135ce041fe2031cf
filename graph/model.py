"""What exists in a graph: node types, relationships and their properties, as plain frozen values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import Any

from graph.rules import Rule


class Kind(Enum):
    """The type of a property's value. DECIMAL is stored as a scaled integer, so sums and comparisons are exact."""

    ID = "ID"
    STRING = "String"
    INTEGER = "Int"
    FLOAT = "Float"
    DECIMAL = "Decimal"
    BOOLEAN = "Boolean"
    DATE = "Date"
    DATETIME = "DateTime"
    POINT = "GeoPoint"
    ENUM = "Enum"

    @property
    def ordered(self) -> bool:
        """Whether nodes can be ordered by such values."""
        return self not in (Kind.POINT, Kind.ID)


class Direction(Enum):
    """Which way a relationship is followed from the node that declares it."""

    OUT = "OUT"
    IN = "IN"

    @property
    def reverse(self) -> "Direction":
        """The way back."""
        return Direction.IN if self is Direction.OUT else Direction.OUT


@dataclass(frozen=True, slots=True)
class EnumValue:
    """One code of a code list."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class EnumType:
    """A closed code list."""

    name: str
    description: str
    values: tuple[EnumValue, ...]

    @property
    def names(self) -> frozenset[str]:
        """The codes alone."""
        return frozenset(value.name for value in self.values)


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a property's value is made from another's at load; such a property is never given."""

    source: str
    make: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Property:
    """A value kept on a node or on a relationship. `name` is the same in GraphQL and in the graph.

    A `text` is searched by its words, also one of a relationship, which then finds what that leads to; `sounds` is
    searched joined from each of its words on, and by their initials. A `silent` key is not searched.
    """

    name: str
    kind: Kind
    description: str
    required: bool = False
    unique: bool = False
    indexed: bool = False
    text: bool = False
    sounds: bool = False
    silent: bool = False
    scale: int = 0
    enum: EnumType | None = None
    derivation: Derivation | None = None
    constraints: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Stake:
    """What makes a relationship type a share in what it leads to: how much, and of what.

    `otherwise` is what it is a share of where `kind` has no value. What counts of an owner's own owners is `through`,
    or else the same.
    """

    share: Property
    kind: Property
    otherwise: str
    through: str | None


@dataclass(frozen=True, slots=True)
class RelationshipType:
    """A kind of relationship: its properties, and the pairs of node types that it may join.

    `identity` names the properties that tell two relationships between the same two nodes apart. In a `hierarchy`, what it
    leads to stands above what it comes from. Of a `restricted` one, every pair has a restricted node type.
    """

    name: str
    description: str
    properties: tuple[Property, ...]
    identity: tuple[str, ...] = ()
    endpoints: frozenset[tuple[str, str]] = frozenset()
    stake: Stake | None = None
    hierarchy: bool = False
    restricted: bool = False

    @property
    def dated(self) -> bool:
        """Whether it holds for a period, from `validFrom` up to and without `validTo`."""
        return {"validFrom", "validTo"} <= {each.name for each in self.properties}


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship as seen from the type that declares it. `target` names a node type, interface or union.

    Where the data has several and one is asked for, those whose property has the value of `first` go before all others.
    """

    name: str
    type: str
    direction: Direction
    target: str
    many: bool
    description: str
    declared_on: str
    first: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Interface:
    """What several node types have in common."""

    name: str
    description: str
    properties: Mapping[str, Property]
    relationships: Mapping[str, Relationship]
    interfaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Union:
    """One of several node types that have nothing in common."""

    name: str
    description: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NodeType:
    """A kind of node. Its name is its label; `singular` and `plural` name its root fields.

    A `restricted` one is in the models of cleared readers alone.
    """

    name: str
    description: str
    properties: Mapping[str, Property]
    relationships: Mapping[str, Relationship]
    interfaces: tuple[str, ...]
    singular: str
    plural: str
    restricted: bool = False

    @property
    def keys(self) -> tuple[Property, ...]:
        """The properties of which each value names one node at most, `id` first."""
        return tuple(each for each in self.properties.values() if each.unique)

    def meaning(self, name: str) -> Property | Relationship | None:
        """The property or relationship of that name."""
        return self.properties.get(name) or self.relationships.get(name)


@dataclass(frozen=True, slots=True)
class Indicator:
    """A field of a node type that is computed: figures of its surroundings, as one object of type `answers` or as several.

    `cypher` reads on from `$node` on `$day`, or from `$from` up to and without `$to` where it is of a `period`, and returns
    rows with the `values` by their names. One that counts `below` knows the list `units`: the node, and on request all
    that stand below it in the hierarchy.
    """

    name: str
    owner: str
    answers: str
    description: str
    cypher: str
    values: tuple[Property, ...]
    many: bool = False
    period: bool = False
    below: bool = False

    @property
    def code(self) -> str:
        """What it is called among all."""
        return f"{self.owner}.{self.name}"


@dataclass(frozen=True, slots=True)
class GraphModel:
    """Everything that exists in one graph. A value: any number of them can live in one process.

    `custody` is Cypher for a node type: from `$unit`, of the type that the hierarchy is of, to each `$node` that it
    answers for on `$day`. The graph may have nodes of types `hidden` from this model, and then of relationship types
    that it does not have; what is asked of any node is not asked of them.
    """

    node_types: Mapping[str, NodeType]
    interfaces: Mapping[str, Interface]
    unions: Mapping[str, Union]
    relationship_types: Mapping[str, RelationshipType]
    enums: Mapping[str, EnumType]
    rules: tuple[Rule, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    custody: Mapping[str, str] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()
    _members: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        members: dict[str, tuple[str, ...]] = {name: (name,) for name in self.node_types}
        for name in self.interfaces:
            members[name] = tuple(each.name for each in self.node_types.values() if name in each.interfaces)
        members |= {each.name: each.members for each in self.unions.values()}
        object.__setattr__(self, "_members", MappingProxyType(members))

    def members(self, name: str) -> tuple[str, ...]:
        """The node types that a node type, interface or union stands for, in order of declaration."""
        return self._members[name]

    def indicator(self, owner: str, name: str) -> Indicator | None:
        """What a field of a node type computes."""
        return next((each for each in self.indicators if (each.owner, each.name) == (owner, name)), None)

    @property
    def stakes(self) -> tuple[RelationshipType, ...]:
        """The relationship types that chains of ownership are followed along."""
        return tuple(each for each in self.relationship_types.values() if each.stake)

    @property
    def hierarchy(self) -> RelationshipType | None:
        """The relationship type by which nodes of one type stand above one another."""
        return next((each for each in self.relationship_types.values() if each.hierarchy), None)

    def fields_of(self, name: str) -> NodeType | Interface | None:
        """The node type or interface of that name; a union has no fields of its own."""
        return self.node_types.get(name) or self.interfaces.get(name)


# Every node carries this label beside its own, so that a global id alone finds it.
NODE = "Node"


def absence(property: Property) -> str:
    """The property that is true on nodes without this one, so that an index can find them in order.

    >>> absence(Property("builtOn", Kind.DATE, "When it was completed."))
    'absent_builtOn'
    """
    return f"absent_{property.name}"


def absences(node_type: NodeType) -> tuple[Property, ...]:
    """The properties whose absence is kept: those that an index orders and that may be missing."""
    return tuple(
        each
        for each in node_type.properties.values()
        if each.indexed and not each.required and each.kind is not Kind.POINT
    )
