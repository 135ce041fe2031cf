"""Chains of ownership: who owns a node through whom, and what a party holds through others."""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from graph.model import Property
from graph.plan.nodes import Constant, Read, Record
from graph.plan.predicates import Argument


@dataclass(frozen=True, slots=True)
class Tie:
    """A relationship type that is a share in what it leads to; see the model's Stake."""

    type: str
    share: Property
    kind: Property
    otherwise: str
    through: str | None


@dataclass(frozen=True, slots=True)
class Ties:
    """All that chains are followed along, on a date where they are dated; `owners` and `owned` may stand at their ends."""

    types: tuple[Tie, ...]
    owners: tuple[str, ...]
    owned: tuple[str, ...]
    as_of: Argument | None


class LinkFact(Enum):
    """What a link of a chain says beside its properties."""

    SHARE = "share"
    KIND = "kind"


class PathFact(Enum):
    """What a path says of itself."""

    SHARE = "share"
    END = "end"


class StakeFact(Enum):
    """What is said of a share, summed over all ways."""

    SHARE = "share"
    KIND = "kind"
    DEPTH = "depth"
    EXACT = "exact"


class CircleFact(Enum):
    """What a circle says of itself."""

    KIND = "kind"
    SHARE = "share"
    FATE = "fate"


class ChainFact(Enum):
    """What a chain says of itself."""

    CIRCULAR = "circular"
    TRUNCATED = "truncated"


@dataclass(frozen=True, slots=True)
class Told:
    """One of these facts."""

    key: str
    fact: LinkFact | PathFact | StakeFact | CircleFact | ChainFact


class LinkEnd(Enum):
    """Which of a link's nodes."""

    OWNER = "owner"
    OWNED = "owned"


@dataclass(frozen=True, slots=True)
class LinkNode:
    """A node at a link's end."""

    key: str
    end: LinkEnd
    record: Record


LinkField: TypeAlias = Read | Told | LinkNode | Constant


@dataclass(frozen=True, slots=True)
class Links:
    """The links of a path, or those of a chain whose share is unknown."""

    key: str
    fields: tuple[LinkField, ...]


@dataclass(frozen=True, slots=True)
class Paths:
    """The paths of a chain."""

    key: str
    fields: tuple[Links | Told | Constant, ...]


@dataclass(frozen=True, slots=True)
class StakeNode:
    """Who holds a share, or what it is a share in."""

    key: str
    record: Record


StakeField: TypeAlias = StakeNode | Told | Constant


@dataclass(frozen=True, slots=True)
class Stakes:
    """Who holds how much in the end, or what is held."""

    key: str
    fields: tuple[StakeField, ...]


@dataclass(frozen=True, slots=True)
class Members:
    """The nodes of a circle."""

    key: str
    record: Record


@dataclass(frozen=True, slots=True)
class Circles:
    """A chain's circles."""

    key: str
    fields: tuple[Members | Told | Constant, ...]


Use: TypeAlias = LinkNode | StakeNode | Members
ChainPart: TypeAlias = Paths | Stakes | Circles | Links | Told | Constant


@dataclass(frozen=True, slots=True)
class Chain:
    """All that is above a node, or below it: there at least so much of it. What is listed is so many links away at most.

    Bare, it is answered by its only part.
    """

    key: str
    ties: Ties
    upward: bool
    minimum: Argument | None
    depth: Argument
    parts: tuple[ChainPart, ...]
    bare: bool = False

    @property
    def properties(self) -> tuple[Property, ...]:
        """What is read of links beyond their shares, each once."""
        fields = (each for links in self._links for each in links.fields)
        return tuple(dict.fromkeys(each.property for each in fields if isinstance(each, Read)))

    @property
    def uses(self) -> tuple["Use", ...]:
        """What is read of nodes, each use once."""
        parts = (part for part in self.parts if isinstance(part, Stakes | Circles))
        fields = (each for part in (*self._links, *parts) for each in part.fields)
        return tuple(dict.fromkeys(each for each in fields if isinstance(each, LinkNode | StakeNode | Members)))

    @property
    def _links(self) -> tuple[Links, ...]:
        inner = (each for part in self.parts if isinstance(part, Paths) for each in part.fields)
        return tuple(each for each in (*inner, *self.parts) if isinstance(each, Links))
