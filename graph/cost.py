"""What an operation will cost: rows that the database will read for it, estimated from the plan and the graph's counts.

An estimate supposes the average: each node has as many relationships of a type as its label has on average. What could
be less by luck, such as a filter that is met at once, is taken for all that may be read.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil
from typing import Any, TypeAlias, assert_never

from graph.counts import Counts
from graph.cypher.search import SPARE
from graph.cypher.seeks import seekable
from graph.model import NODE, Direction
from graph.narrowing import Narrowing
from graph.plan import (
    About,
    Aggregate,
    All,
    AnyOf,
    Argument,
    Around,
    ByRule,
    Chain,
    ChangeNode,
    Changes,
    ChangeTold,
    Constant,
    Counted,
    EdgeNode,
    Edges,
    Field,
    FindingFigures,
    FindingMentions,
    FindingNode,
    FindingRule,
    Findings,
    Gauged,
    Grouped,
    HitNode,
    Hop,
    Keys,
    Listed,
    Many,
    Marked,
    Nodes,
    Not,
    One,
    Overlap,
    Plan,
    Predicate,
    Ratio,
    Reached,
    Read,
    Record,
    RouteList,
    RouteNodes,
    Routes,
    Search,
    Select,
    Some,
    TotalCount,
    Typename,
)
from graph.plan.anchors import entrance

# Where nothing can be counted beforehand: links of a chain, what stands below a node, full-text indexes of a search.
CHAIN_LINKS, BELOW, INDEXES = 100.0, 10.0, 20.0
# What a rule reads to look at a node, and how many nodes of a type a unit answers for.
CHECKED, UNIT = 2.0, 50.0
# What an indicator reads around a node.
GAUGED = 200.0

Path: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cost:
    """Rows to be read, and the field that most of them are read for, by response keys."""

    rows: int
    dearest: Path
    dearest_rows: int


def estimate(plan: Plan, counts: Counts, value: Callable[[Argument], Any]) -> Cost:
    """What a plan will cost with the values of its arguments."""
    reckoning = _Reckoning(counts, value)
    for each in plan.fields:
        reckoning.field(each, 1, (), ())
    path, rows = max(reckoning.spent.items(), key=lambda each: each[1], default=((), 0.0))
    return Cost(ceil(sum(reckoning.spent.values())), path, ceil(rows))


@dataclass(slots=True)
class _Reckoning:
    """Rows spent so far, by field. `rows` are the nodes that a field is read of, `labels` those they may have."""

    counts: Counts
    value: Callable[[Argument], Any]
    spent: dict[Path, float] = field(default_factory=dict)
    among: Narrowing = field(init=False)

    def __post_init__(self) -> None:
        self.among = Narrowing(self.counts, self.value)

    def spend(self, path: Path, rows: float) -> None:
        self.spent[path] = self.spent.get(path, 0.0) + rows

    def record(self, record: Record, rows: float, path: Path, labels: tuple[str, ...] = ()) -> None:
        """What is read of nodes; where types branch, each has its part of them."""
        if len(record.branches) == 1:
            (only,) = record.branches
            for each in only.fields:
                self.field(each, rows, labels or only.labels, path)
            return
        together = max(sum(self.counts.among(each.labels) for each in record.branches), 1)
        for branch in record.branches:
            part = self.counts.among(branch.labels) / together
            for each in branch.fields:
                self.field(each, rows * part, branch.labels, path)

    def field(self, each: Field, rows: float, labels: tuple[str, ...], above: Path) -> None:
        path = (*above, each.key)
        match each:
            case One():
                found = min(1.0, self.among.candidates(each.select, labels))
                self.spend(path, rows * max(found, 1.0) * (1 + self.price(each.select.where, each.select.labels)))
                self.record(each.record, rows * found, path, each.select.labels)
            case Many():
                self.many(each, rows, labels, path)
            case Listed():
                self.spend(path, size := len(self.value(each.ids)))
                self.record(each.record, size, path)
            case Aggregate():
                self.spend(path, rows * self.scanned(each.select, labels))
            case Grouped():
                self.grouped(each, rows, labels, path)
            case Chain():
                self.spend(path, rows * CHAIN_LINKS)
                for use in each.uses:
                    self.record(use.record, rows * BELOW, (*path, use.key))
            case About():
                self.about(each, rows, above)
            case Around():
                self.around(each, path)
            case Routes():
                self.routes(each, path)
            case Search():
                self.search(each, path)
            case ChangeNode() | FindingNode() | FindingMentions():
                self.spend(path, rows)
                self.record(each.record, rows, path)
            case Gauged():
                self.spend(path, rows * GAUGED * (BELOW if each.below else 1.0))
            case Read() | Constant() | Typename() | ChangeTold() | FindingRule() | FindingFigures():
                # A value of what is read anyway.
                pass
            case _:
                assert_never(each)

    # -- lists

    def many(self, each: Many, rows: float, labels: tuple[str, ...], path: Path) -> None:
        """A page: what is read to find it, then what is read of its nodes."""
        size = self.value(each.page.size)
        select = each.select
        members: tuple[str, ...] = ()
        if isinstance(select, Changes):
            found = read = all_read = self.changed(select, size)
        elif isinstance(select, Findings):
            # However much is asked of it, each rule is asked once.
            found = read = self.checked(select)
            all_read = 0.0 if each.reads_rows else found
        else:
            found, all_read = self.among.candidates(select, labels), self.scanned(select, labels)
            read, members = all_read, select.labels
            if not select.hop and select.where is None and (seekable(select) or not select.order_by):
                read, all_read = min(found, size + 1), 0.0
        self.spend(path, rows * (read if each.reads_rows else 0.0))
        for part in each.parts:
            match part:
                case TotalCount() | ByRule():
                    self.spend((*path, part.key), rows * all_read)
                case Nodes():
                    self.record(part.record, rows * min(size, found), (*path, part.key), members)
                case Edges():
                    for inner in part.fields:
                        if isinstance(inner, EdgeNode):
                            below = (*path, part.key, inner.key)
                            self.record(inner.record, rows * min(size, found), below, members)
                case _:
                    pass

    def grouped(self, each: Grouped, rows: float, labels: tuple[str, ...], path: Path) -> None:
        scanned = self.scanned(each.select, labels)
        steps = sum(1 for key in each.by if key.step)
        self.spend(path, rows * scanned * (1 + steps))
        groups = rows * min(scanned, self.value(each.size))
        for part in each.parts:
            for key in part.fields if isinstance(part, Keys) else ():
                if record := getattr(key, "record", None):
                    self.record(record, groups, (*path, part.key, key.key))

    def scanned(self, select: Select, labels: tuple[str, ...]) -> float:
        """Rows read where each candidate is looked at, its filters followed and the relatives that it is ordered by."""
        parted = entrance(select)
        where = All(parted[1]) if parted else select.where
        each = 1 + self.price(where, select.labels) + sum(len(key.steps) for key in select.order_by)
        return self.among.candidates(select, labels) * each

    def price(self, where: Predicate | None, labels: tuple[str, ...]) -> float:
        """Rows read to tell whether a node meets a filter."""
        match where:
            case All() | AnyOf():
                return sum(self.price(each, labels) for each in where.of)
            case Not():
                return self.price(where.predicate, labels)
            case Marked():
                return self.price(where.where, labels)
            case Some() | Counted() | Ratio():
                return self.counts.degree(labels, where.hop) * (1 + self.price(where.where, where.labels))
            case Overlap():
                return self.counts.degree(labels, where.hop) ** 2
            case Reached():
                return BELOW * (1 + self.price(where.where, where.labels))
            case _:
                return 0.0

    def changed(self, changes: Changes, size: int) -> float:
        if changes.under is None:
            return 2.0 * len(changes.types) * (size + 1)
        hops = (Hop(each, way, None) for each in changes.types for way in Direction)
        return BELOW * sum(self.counts.degree((changes.under.label,), each) for each in hops)

    def checked(self, findings: Findings) -> float:
        """Rows read to look at nodes by rules: those of their types, of a unit and of those below it, or the one."""
        if findings.here:
            return CHECKED * len(findings.checks)
        nodes = float(sum(self.counts.among((each.label,)) for each in findings.checks))
        if findings.answering:
            units = BELOW if self.value(findings.answering.below) else 1.0
            looked = 1.0 if findings.answering.alone else units * UNIT
            # Of all rules so many are asked.
            part = len(self.value(findings.answering.codes)) / len({each.rule for each in findings.checks})
            nodes = part * min(nodes, looked * len(findings.checks))
        return CHECKED * nodes

    def search(self, each: Search, path: Path) -> None:
        size = self.value(each.size)
        self.spend(path, INDEXES * (size + SPARE))
        for hit in each.fields:
            if isinstance(hit, HitNode):
                self.record(hit.record, size, (*path, hit.key))

    # -- around a node, and between two

    def about(self, each: About, rows: float, above: Path) -> None:
        self.spend((*above, each.key), len(each.subjects))
        self.field(each.field, rows, (), above)

    def around(self, each: Around, path: Path) -> None:
        if isinstance(each.field, Many):
            self.many(each.field, 1, (NODE,), path)
        else:
            hops = (Hop(type_, way, None) for type_ in each.field.types for way in Direction)
            self.spend(path, sum(self.counts.degree((NODE,), hop) for hop in hops))

    def routes(self, each: Routes, path: Path) -> None:
        """Searched from both ends: half the length each, but never more than all links."""
        hops = [Hop(type_, way, None) for type_ in each.types for way in Direction]
        degree = sum(self.counts.degree((NODE,), hop) for hop in hops)
        links = degree * self.counts.among((NODE,))
        self.spend(path, min(links, 2 * max(degree, 1.0) ** ((each.longest + 1) // 2)))
        for one in each.lists:
            for part in one.parts if isinstance(one, RouteList) else ():
                if isinstance(part, RouteNodes):
                    self.record(part.record, each.number * (each.longest + 1), (*path, one.key, part.key))
