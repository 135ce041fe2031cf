"""Findings: each check a branch of its own, which looks at the nodes of one type and keeps those that break the rule."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.cypher.conditions import descent
from graph.cypher.declared import filled
from graph.cypher.names import Names, Place, quoted, subquery
from graph.cypher.order import OrderKey, beyond
from graph.plan import Answering, Argument, Check, Findings


@dataclass(frozen=True, slots=True)
class Breach:
    """The variables of a finding: its node's are those of the place."""

    place: Place

    @property
    def code(self) -> str:
        """The rule's code."""
        return f"q{self.place.node[1:]}"

    @property
    def figures(self) -> str:
        """The numbers behind it."""
        return f"f{self.place.node[1:]}"

    @property
    def mentioned(self) -> str:
        """The other nodes behind it."""
        return f"m{self.place.node[1:]}"

    @property
    def all(self) -> str:
        """Every variable of it."""
        return f"{self.code}, {self.place.node}, {self.figures}, {self.mentioned}"

    @property
    def every(self) -> str:
        """A list of these variables of all findings."""
        return f"l{self.place.node[1:]}"

    @property
    def tally(self) -> tuple[str, str]:
        """A rule's code and the number of its findings."""
        return self.code, self.figures

    @property
    def keys(self) -> tuple[OrderKey, ...]:
        """Its place in the list."""
        return self.keys_of(self.code)

    def keys_of(self, code: str) -> tuple[OrderKey, ...]:
        """The place of a finding whose rule's code is had from there."""
        parts = (code, f"{self.place.node}.id")
        return tuple(OrderKey(each, each, falling=False, nullable=False) for each in parts)


def finding_lines(
    each: Findings, after: Sequence[Argument], size: Argument, place: Place, found: Place, names: Names
) -> Iterator[str]:
    """A page of findings, in order."""
    it, limit = Breach(found), f"LIMIT {names.limit(size)} + 1"
    yield from breaches(each, after, place, found, names, limit)
    yield f"WITH {it.all} ORDER BY {', '.join(key.direction for key in it.keys)} {limit}"


def all_findings(each: Findings, place: Place, found: Place, names: Names) -> Iterator[str]:
    """All findings as one list, in order."""
    it = Breach(found)
    yield from breaches(each, (), place, found, names)
    yield f"WITH {it.all} ORDER BY {', '.join(key.direction for key in it.keys)}"
    yield f"WITH collect([{it.all}]) AS {it.every}"


def listed_findings(every: str, after: Sequence[Argument], size: Argument, found: Place, names: Names) -> Iterator[str]:
    """A page of a list of all findings."""
    it = Breach(found)
    parts = ", ".join(f"each[{index}] AS {name}" for index, name in enumerate(it.all.split(", ")))
    yield f"UNWIND {every} AS each"
    yield f"WITH {parts}"
    if after:
        yield f"WHERE {beyond(it.keys, after, names)}"
    yield f"WITH {it.all} LIMIT {names.limit(size)} + 1"


def tallied(every: str, found: Place) -> Iterator[str]:
    """Codes of the rules that are broken, and how often."""
    it = Breach(found)
    yield f"UNWIND {every} AS each"
    yield f"WITH each[0] AS {it.code}, count(*) AS {it.figures} ORDER BY {it.code}"


def breaches(
    each: Findings, after: Sequence[Argument], place: Place, found: Place, names: Names, limit: str = ""
) -> Iterator[str]:
    """All findings after a place in the list; of each check no more than the limit."""
    names.declared = True
    it = Breach(found)
    checks = [one for one in each.checks if not each.answering or each.answering.way(one.label)]
    if not checks:
        nothing = f"'' AS {it.code}, [] AS {it.figures}, [] AS {it.mentioned}"
        yield f"MATCH ({found.node}) WHERE false WITH {found.node}, {nothing}"
        return
    imported = (place.node,) if each.here else ()
    branches = ("\n".join(branch(each, one, after, place, found, names, limit)) for one in checks)
    yield subquery(names.scope(*imported), ["\nUNION ALL\n".join(branches)])


def answerable(each: Answering, day: Argument, carried: Sequence[str], names: Names) -> Iterator[str]:
    """Each unit: the one asked about, and all that stand below it on the day.

    Each branch finds them anew: a list of them would be counted as memory of every row that is sorted beside it.
    """
    top = f":{quoted(each.label)} {{id: {names.parameter(each.id)}}})"
    if each.hop is None:
        yield f"MATCH (unit{top}"
        return
    yield f"MATCH {descent(f'(top{top}', each.hop, day, names)}"
    yield f"WITH DISTINCT {', '.join([*carried, 'unit'])}"


def branch(
    each: Findings, check: Check, after: Sequence[Argument], place: Place, found: Place, names: Names, limit: str
) -> Iterator[str]:
    """What one check finds."""
    it, node, rule = Breach(found), found.node, check.rule
    day = names.parameter(each.day)
    once = check.once
    if after:
        # Of rules that come before the cursor's nothing is read.
        yield f"WITH 1 AS one WHERE '{rule.code}' >= {names.parameter(after[0])}"
    if once:
        yield subquery("CALL ()", [filled(once.cypher, day, label=quoted(check.label))])
    yield from looked_at(each, check, place, found, names)
    # In the order of the ids, so that no more nodes are looked at than fill the page.
    yield f"WITH * ORDER BY {node}.id" if limit and not each.answering else "WITH *"
    if after:
        keys = it.keys_of(f"'{rule.code}'")
        yield f"WHERE {beyond(keys, after, names)}"
    known = ", ".join((node, *(once.variables if once else ())))
    yield subquery(f"CALL ({known})", [filled(check.cypher, day, node=node, label=quoted(check.label))])
    told = f"'{rule.code}' AS {it.code}, {node}, figures AS {it.figures}, mentioned AS {it.mentioned}"
    if each.answering:
        # Several units may answer for a node, or one in several ways. To sort that out before it is looked at takes the
        # database's memory for all that a province has, and it gives none of it back before the last branch.
        told = f"DISTINCT {told}"
    yield f"RETURN {told}{f' ORDER BY {node}.id {limit}' if limit else ''}"


def looked_at(each: Findings, check: Check, place: Place, found: Place, names: Names) -> Iterator[str]:
    """The nodes that a check looks at."""
    if each.here:
        # A subquery runs whichever case is taken: a rule is kept from nodes of other types.
        yield f"MATCH ({place.node}:{quoted(check.label)}) WITH *, {place.node} AS {found.node}"
    elif each.answering and (way := each.answering.way(check.label)):
        carried = check.once.variables if check.once else ()
        yield from answerable(each.answering, each.day, carried, names)
        ways = subquery("CALL (unit)", [filled(way, names.parameter(each.day), unit="unit", node="owned")])
        yield subquery("CALL (unit)", [ways, "RETURN DISTINCT owned"])
        yield f"WITH {', '.join([*carried, f'owned AS {found.node}'])}"
    else:
        yield f"MATCH ({found.node}:{quoted(check.label)})"
        yield f"WHERE {found.node}.id IS NOT NULL"


def breach(check: Check, day: Argument, names: Names, ids: Argument) -> str:
    """The same of nodes by their ids: id, figures, ids of what is mentioned; for executions that read node by node."""
    once, held = check.once, names.parameter(day)
    known = ", ".join(("n", *(once.variables if once else ())))
    lines = [subquery("CALL ()", [filled(once.cypher, held, label=quoted(check.label))])] if once else []
    lines += [
        f"MATCH (n:{quoted(check.label)}) WHERE n.id IN {names.parameter(ids)}",
        subquery(f"CALL ({known})", [filled(check.cypher, held, node="n", label=quoted(check.label))]),
        "RETURN n.id, figures, [each IN mentioned | each.id]",
    ]
    return "\n".join(lines)
