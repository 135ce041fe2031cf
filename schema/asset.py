"""How an asset type is declared, once: annotated classes, which `link` turns into a GraphModel."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, NamedTuple, TypeVar, overload

from graph.model import Direction

T = TypeVar("T")


class GeoPoint(NamedTuple):
    """A place on earth, in degrees, WGS 84."""

    longitude: float
    latitude: float


class Connection(Generic[T]):
    """Any number of related nodes, read in pages."""


@dataclass(frozen=True, slots=True)
class Property:
    """What is known of a property beyond its type.

    `text` is searched by its words, a `unique` value as a code unless it is `silent`; a relationship's text finds what
    it leads to. What `sounds` is pinyin, its syllables divided by spaces: it is searched with or without them, and by initials.
    """

    description: str
    zh: str = ""
    unique: bool = False
    index: bool = False
    text: bool = False
    sounds: bool = False
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Relationship:
    """Which relationship leads to the related nodes, and which way.

    Where one node is asked for and the data has several, those of the kind `first` go before all others.
    """

    edge: type
    direction: Direction
    description: str
    zh: str = ""
    first: "Vocabulary | None" = None


@dataclass(frozen=True, slots=True)
class Scale:
    """How many decimal places of a Decimal are kept."""

    places: int


@dataclass(frozen=True, slots=True)
class Derived:
    """A value made from another property when a node is loaded, never given."""

    source: str
    make: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Stake:
    """What makes a relationship type a share in what it leads to, so that it is held through others too.

    `share` and `kind` name its own properties: how much, and of what. Shares of one kind multiply along a chain and add
    up; `otherwise` stands where no kind is recorded. What counts of an owner's own owners is `through`, or else the
    same kind: who holds capital of a company holds that part of all rights that the company has.
    """

    share: str
    kind: str
    otherwise: str
    through: str | None = None


class Term(NamedTuple):
    """A code's meaning in English and the domain's own word for it."""

    description: str
    zh: str = ""


class Vocabulary(Enum):
    """A code list: each member's name is the code, its value a Term."""


class Role(Enum):
    """What a declared class stands for."""

    NODE = "node"
    INTERFACE = "interface"
    UNION = "union"
    RELATIONSHIP = "relationship"


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a decorator records of a class; nothing is resolved before `link`."""

    role: Role
    name: str
    singular: str = ""
    plural: str = ""
    identity: tuple[str, ...] | None = None
    stake: Stake | None = None
    hierarchy: bool = False
    members: tuple[str, ...] = ()
    restricted: bool = False


C = TypeVar("C", bound=type)


@overload
def asset(cls: C) -> C: ...
@overload
def asset(*, singular: str = "", plural: str = "", restricted: bool = False) -> Callable[[C], C]: ...
def asset(
    cls: C | None = None, *, singular: str = "", plural: str = "", restricted: bool = False
) -> C | Callable[[C], C]:
    """Declare a node type. Its root fields are named by `singular` and `plural`, or by the class.

    A `restricted` one exists for cleared readers alone; what links it must be restricted too.
    """

    def record(cls: C) -> C:
        one = singular or cls.__name__[0].lower() + cls.__name__[1:]
        return _record(cls, Declaration(Role.NODE, cls.__name__, one, plural or pluralise(one), restricted=restricted))

    return record if cls is None else record(cls)


def interface(cls: C) -> C:
    """Declare what several node types have in common."""
    return _record(cls, Declaration(Role.INTERFACE, cls.__name__))


def union(*members: str) -> Callable[[C], C]:
    """Declare a type that is one of several node types, given by name; others join it by inheriting from it."""
    return lambda cls: _record(cls, Declaration(Role.UNION, cls.__name__, members=members))


def relationship(
    name: str,
    *,
    identity: tuple[str, ...] | None = None,
    stake: Stake | None = None,
    hierarchy: bool = False,
    restricted: bool = False,
) -> Callable[[C], C]:
    """Declare a relationship type and its properties; `identity` tells parallel relationships apart.

    Without it, `valid_from` does; where there is none, two nodes have one relationship of the type at most.
    With a `stake`, chains of ownership are followed along it. One of a model's may be its `hierarchy`: it leads from nodes
    of a type to those of the same type that they stand below, and what is asked under one is asked of all below it.
    A `restricted` one, of restricted node types at one end or both, exists for cleared readers alone.
    """
    kept = None if identity is None else tuple(camel(each) for each in identity)
    given = Declaration(Role.RELATIONSHIP, name, identity=kept, stake=stake, hierarchy=hierarchy, restricted=restricted)
    return lambda cls: _record(cls, given)


def _record(cls: C, declaration: Declaration) -> C:
    cls.__declaration__ = declaration  # type: ignore[attr-defined]  # kept on the class, read by `declaration`
    return cls


def declaration(cls: type) -> Declaration | None:
    """What was declared of this very class, not of its bases."""
    return vars(cls).get("__declaration__")


def edge_name(type_: str, suffix: str) -> str:
    """The name of what is made of a relationship type.

    >>> edge_name("STANDS_ON", "EdgeFilter")
    'StandsOnEdgeFilter'
    """
    name = camel(type_.lower())
    return f"{name[0].upper()}{name[1:]}{suffix}"


def camel(name: str) -> str:
    """`gross_floor_area_m2` → `grossFloorAreaM2`.

    >>> camel("gross_floor_area_m2")
    'grossFloorAreaM2'
    """
    return re.sub(r"_([a-z0-9])", lambda match: match[1].upper(), name)


def pluralise(noun: str) -> str:
    """The regular plural of an English noun.

    >>> [pluralise(each) for each in ("agency", "building", "branch", "survey")]
    ['agencies', 'buildings', 'branches', 'surveys']
    """
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + ("es" if re.search(r"(s|x|ch|sh)$", noun) else "s")


def describe(text: str, zh: str) -> str:
    """An English description, with the domain's own word on a line of its own."""
    return f"{text}\n{zh}" if zh else text
