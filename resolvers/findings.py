"""What is asked of findings → their page: which rules look, at what, and what is told of what they find."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from graphql import GraphQLObjectType

from graph.collation import misreadings
from graph.errors import BadArgument, Path
from graph.model import NODE, Direction, GraphModel
from graph.plan import (
    Answering,
    Argument,
    Branch,
    ByRule,
    Check,
    Constant,
    Field,
    FigureFact,
    FigureTold,
    FindingCount,
    FindingFigures,
    FindingMentions,
    FindingNode,
    FindingRule,
    Findings,
    Hop,
    Many,
    Page,
    Record,
    RuleFact,
    RuleTold,
)
from graph.rules import Rule
from resolvers import paging
from resolvers.arguments import Given, Holes, Leaf, Variables
from resolvers.collecting import Asked, Collector, named
from resolvers.connections import ConnectionPlanner
from resolvers.surroundings import code
from schema.changes import upper
from schema.findings import BELOW

PlanNode: TypeAlias = Callable[[str, Asked], Record]


@dataclass(frozen=True, slots=True)
class FindingsPlanner:
    """The planning of this field on a day: `record` plans the nodes that findings are about."""

    collector: Collector
    model: GraphModel
    holes: Holes
    finding: GraphQLObjectType
    record: PlanNode
    day: Argument

    def field(
        self,
        asked: Asked,
        runtime: GraphQLObjectType,
        given: Mapping[str, Given],
        here: tuple[str, ...] = (),
        one: Argument | None = None,
    ) -> Many:
        """A page of findings: of nodes of all types, of one of an id, or of the one read, which is of one of these types."""
        rules = self.rules(given, asked.path)
        page = paging.page(given, Findings((), self.day), asked.path, self.holes)
        answering = self.answering(given, rules, page, one)
        if answering:
            here = ()
        checks = tuple(
            Check(rule, each)
            for rule in (self.model.rules if answering else rules)
            for each in rule.checks
            if not here or each in here
        )
        self.collector.budget.read(sum(1 for each in checks if each.rule in rules))
        findings = Findings(checks, self.day, here=bool(here), answering=answering)
        inside = FindingConnectionPlanner(self.collector, {}, lambda each: self.told(each, rules), rules)
        return Many(asked.key, findings, page, tuple(inside.parts(asked, runtime)))

    def rules(self, given: Mapping[str, Given], path: Path) -> tuple[Rule, ...]:
        """Those that are asked for."""
        codes, severities = (self.names(given.get(name), name, path) for name in ("rules", "severities"))
        return chosen(self.model, codes, severities)

    def names(self, given: Given, name: str, path: Path) -> frozenset[str] | None:
        if not isinstance(given, Leaf):
            return None
        return checked_names(self.holes.pin(given), name, path)

    def unit(self, given: Mapping[str, Given]) -> Argument | None:
        """The unit whose findings are asked."""
        above = upper(self.model)
        leaf = given.get(above.singular) if above else None
        return self.holes.leaf(leaf, "answering", str) if isinstance(leaf, Leaf) else None

    def answering(
        self,
        given: Mapping[str, Given],
        rules: tuple[Rule, ...],
        page: Page,
        one: Argument | None,
    ) -> Answering | None:
        """Of whom or what findings are asked, and by which rules."""
        above, hierarchy, unit = upper(self.model), self.model.hierarchy, self.unit(given)
        if above is None or hierarchy is None or not (unit or one):
            return None
        within, nobody = given.get(BELOW), self.holes.hole("nobody", lambda _: None)
        below = (
            self.holes.leaf(within, "below", bool)
            if isinstance(within, Leaf)
            else self.holes.hole("below", lambda _: True)
        )
        hop = Hop(hierarchy.name, Direction.IN, self.day)
        codes = [each.code for each in rules]
        asked = self.holes.hole(("codes", *codes), lambda _: codes)
        after = [self.holes.binds[each.index] for each in page.after]
        nowhere = ["" for _ in Findings.KEYS]

        def told(variables: Variables) -> list[Any]:
            there = [bind(variables) for bind in after] or nowhere
            return [*there, misreadings(there[-1])]

        place = self.holes.hole(("place", *page.after), told)
        ways = tuple(self.model.custody.items())
        return Answering(
            above.name, unit or nobody, hop, below, one or nobody, ways, asked, place, alone=one is not None
        )

    def told(self, asked: Asked, rules: tuple[Rule, ...]) -> Record:
        """What is read of a finding."""
        return Record((Branch((self.finding.name,), tuple(self.fields(asked, rules))),))

    def fields(self, asked: Asked, rules: tuple[Rule, ...]) -> Iterator[Field]:
        for each in self.collector.below(asked, self.finding):
            match each.name:
                case "rule":
                    yield FindingRule(each.key, rules, rule_facts(self.collector, each, named(self.finding, "rule")))
                case "node":
                    yield FindingNode(each.key, self.record(NODE, each))
                case "mentions":
                    yield FindingMentions(each.key, self.record(NODE, each))
                case "figures":
                    yield FindingFigures(each.key, rules, tuple(self.figures(each, named(self.finding, "figures"))))
                case _:
                    yield Constant(each.key, self.finding.name)

    def figures(self, asked: Asked, runtime: GraphQLObjectType) -> Iterator[FigureTold | Constant]:
        for each in self.collector.below(asked, runtime):
            if each.name == "__typename":
                yield Constant(each.key, runtime.name)
            else:
                yield FigureTold(each.key, FigureFact(each.name))


@dataclass(frozen=True, slots=True)
class FindingConnectionPlanner(ConnectionPlanner):
    """The planning of a connection of findings, which are also counted by rule."""

    rules: tuple[Rule, ...]

    def own(self, asked: Asked, runtime: GraphQLObjectType) -> ByRule | Constant:
        """How many there are by rule."""
        if asked.name != "byRule":
            return Constant(asked.key, runtime.name)
        return ByRule(asked.key, tuple(self.tally(asked, named(runtime, asked.name))))

    def tally(self, asked: Asked, runtime: GraphQLObjectType) -> Iterator[FindingRule | FindingCount | Constant]:
        """What is asked of each rule's number."""
        for each in self.collector.below(asked, runtime):
            match each.name:
                case "rule":
                    yield FindingRule(each.key, self.rules, rule_facts(self.collector, each, named(runtime, "rule")))
                case "count":
                    yield FindingCount(each.key)
                case _:
                    yield Constant(each.key, runtime.name)


def rule_facts(collector: Collector, asked: Asked, runtime: GraphQLObjectType) -> tuple[RuleTold | Constant, ...]:
    """What is asked of a rule."""
    return tuple(
        Constant(each.key, runtime.name) if each.name == "__typename" else RuleTold(each.key, RuleFact(each.name))
        for each in collector.below(asked, runtime)
    )


def checked_names(values: list[Any], name: str, path: Path) -> frozenset[str]:
    """The codes that an argument names, refused where it names none."""
    if not values:
        raise BadArgument(f"`{name}` names none: name one at least, or leave it out for all.", path=path)
    return frozenset(code(each) for each in values)


def chosen(model: GraphModel, codes: frozenset[str] | None, severities: frozenset[str] | None) -> tuple[Rule, ...]:
    """The rules of these codes that weigh so much."""
    return tuple(
        each
        for each in model.rules
        if (codes is None or each.code in codes) and (severities is None or each.severity.value in severities)
    )
