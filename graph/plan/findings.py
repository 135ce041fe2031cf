"""Findings: what rules find on a day, everywhere, of what an agency answers for, or of one node."""

from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from graph.model import Property
from graph.plan.nodes import Constant, Record
from graph.plan.predicates import Argument, Hop
from graph.rules import Once, Rule


@dataclass(frozen=True, slots=True)
class Check:
    """One rule as it looks at nodes of one type."""

    rule: Rule
    label: str

    @property
    def cypher(self) -> str:
        """What is asked of a node."""
        return self.rule.checks[self.label]

    @property
    def once(self) -> Once | None:
        """What is asked of the graph before."""
        return self.rule.once.get(self.label)


@dataclass(frozen=True, slots=True)
class Answering:
    """A unit of the hierarchy, and what stands `below` if so; how each leads to what it answers for. Or `one` node.

    Units and nodes are named by their ids, what is not asked about by none. The database prepares one text for whatever
    is asked: of all rules, those of the `codes`, for a page after a `place`, which is two empty texts where there is none, and the `misreadings` of the second.
    """

    label: str
    unit: Argument
    hop: Hop
    below: Argument
    one: Argument
    ways: tuple[tuple[str, str], ...]
    codes: Argument
    place: Argument
    alone: bool = False
    """Whether it is one node that is asked about."""

    def way(self, label: str) -> str | None:
        """From a unit to the nodes of a type that it answers for."""
        return dict(self.ways).get(label)


@dataclass(frozen=True, slots=True)
class Findings:
    """What these checks find on a day: of the node that they are asked of if `here`, of what an agency answers for, or of all.

    In the order of the rules' codes, then of the nodes' ids.
    """

    checks: tuple[Check, ...]
    day: Argument
    here: bool = False
    answering: Answering | None = None

    KEYS: ClassVar[tuple[Property | None, ...]] = (None, None)


class RuleFact(Enum):
    """What is said of a rule."""

    CODE = "code"
    TITLE = "title"
    DESCRIPTION = "description"
    SEVERITY = "severity"
    INSTRUMENT = "instrument"


@dataclass(frozen=True, slots=True)
class RuleTold:
    """One of these facts."""

    key: str
    fact: RuleFact


@dataclass(frozen=True, slots=True)
class FindingRule:
    """The rule that a finding is of, one of those that may be met."""

    key: str
    rules: tuple[Rule, ...]
    fields: tuple[RuleTold | Constant, ...]


@dataclass(frozen=True, slots=True)
class FindingNode:
    """The node that it is about."""

    key: str
    record: Record


@dataclass(frozen=True, slots=True)
class FindingMentions:
    """The other nodes behind it."""

    key: str
    record: Record


class FigureFact(Enum):
    """What is said of a figure."""

    NAME = "name"
    DESCRIPTION = "description"
    VALUE = "value"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class FigureTold:
    """One of these facts."""

    key: str
    fact: FigureFact


@dataclass(frozen=True, slots=True)
class FindingFigures:
    """The numbers behind it."""

    key: str
    rules: tuple[Rule, ...]
    fields: tuple[FigureTold | Constant, ...]


@dataclass(frozen=True, slots=True)
class FindingCount:
    """How many findings a rule has."""

    key: str


@dataclass(frozen=True, slots=True)
class ByRule:
    """How many findings there are on all pages, rule by rule; a rule without any is left out."""

    key: str
    fields: tuple[FindingRule | FindingCount | Constant, ...]
