"""What a rule is: a declaration of what is wrong with a node, or worth a look."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class Severity(Enum):
    """How much what a rule finds weighs."""

    NOTICE = "NOTICE"
    WARNING = "WARNING"
    SERIOUS = "SERIOUS"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number behind a finding."""

    name: str
    description: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Once:
    """What a rule needs to know of the graph beyond a node: Cypher that returns one row of these variables."""

    cypher: str
    variables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """What is wrong with a node, or worth a look.

    `checks` is Cypher for each node type looked at. It reads on from `$node`, of type `$label`, on `$day`, where `held(r)` is true of a
    relationship that holds on the day, and returns one row at most where the rule is broken: the `figures`, numbers in
    the order declared, and the nodes `mentioned`. What a type's check has `once` is read once for all nodes of it, and
    the variables are known to the check.
    """

    code: str
    title: str
    description: str
    severity: Severity
    instrument: str
    checks: Mapping[str, str] = field(hash=False)
    figures: tuple[Figure, ...] = ()
    once: Mapping[str, Once] = field(default_factory=dict, hash=False)
