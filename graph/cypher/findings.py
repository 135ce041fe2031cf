"""Findings: each check looks at nodes of one type and keeps those that break the rule; checks of one type look at the same."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.cypher.conditions import descent
from graph.cypher.declared import filled
from graph.cypher.names import Names, Place, quoted, subquery
from graph.cypher.order import OrderKey, beyond
from graph.plan import Answering, Argument, Check, Findings
from graph.rules import Once


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

    @property
    def order(self) -> str:
        """The list's order, as ORDER BY takes it."""
        return ", ".join(key.direction for key in self.keys)

    def keys_of(self, code: str) -> tuple[OrderKey, ...]:
        """The place of a finding whose rule's code is had from there."""
        parts = (code, f"{self.place.node}.id")
        return tuple(OrderKey(each, each, falling=False, nullable=False) for each in parts)


def breaches(
    each: Findings, after: Sequence[Argument], place: Place, found: Place, names: Names, limit: str = ""
) -> Iterator[str]:
    """All findings after a place in the list; of each check no more than the limit."""
    names.declared = True
    it = Breach(found)
    if not each.checks:
        nothing = f"'' AS {it.code}, [] AS {it.figures}, [] AS {it.mentioned}"
        yield f"MATCH ({found.node}) WHERE false WITH {found.node}, {nothing}"
        return
    if each.here or each.answering:
        labels = dict.fromkeys(one.label for one in each.checks)
        alike = [[one for one in each.checks if one.label == label] for label in labels]
        branches = [among(each, checks, after, place, found, names) for checks in alike]
    else:
        branches = [throughout(each, one, after, found, names, limit) for one in each.checks]
    imported = (place.node,) if each.here else ()
    yield subquery(names.scope(*imported), ["\nUNION ALL\n".join("\n".join(lines) for lines in branches)])


def among(
    each: Findings, checks: Sequence[Check], after: Sequence[Argument], place: Place, found: Place, names: Names
) -> Iterator[str]:
    """What checks of one type find among some nodes of it, which are found once for all of them."""
    it, day, label = Breach(found), names.parameter(each.day), checks[0].label
    if each.answering:
        # Where none of these rules is asked for, nothing of the type is looked up.
        codes = ", ".join(f"'{one.rule.code}'" for one in checks)
        yield f"WITH 1 AS one WHERE any(code IN [{codes}] WHERE code IN {names.parameter(each.answering.codes)})"
    known = {one.once: f"o{found.node[1:]}_{index}_" for index, one in enumerate(checks) if one.once}
    for once, prefix in known.items():
        told = ", ".join(f"{name} AS {prefix}{name}" for name in once.variables)
        yield subquery("CALL ()", [asked(once, label, day), f"RETURN {told}"])
    yield from looked_at(each, label, place, found, names)
    scope = ", ".join((found.node, *(f"{prefix}{name}" for once, prefix in known.items() for name in once.variables)))
    branches = (one_of_several(each, one, known, after, it, names) for one in checks)
    yield subquery(f"CALL ({scope})", ["\nUNION ALL\n".join("\n".join(lines) for lines in branches)])
    # Several units may answer for a node, or one in several ways. To sort that out before it is looked at takes the
    # database's memory for all that a province has, and it gives none of it back before the last branch.
    yield f"RETURN {'DISTINCT ' if each.answering else ''}{it.all}"


def one_of_several(
    each: Findings, check: Check, known: Mapping[Once, str], after: Sequence[Argument], it: Breach, names: Names
) -> Iterator[str]:
    """What one of the checks finds of a node; others may have asked beforehand for what they call alike."""
    node, code, once = it.place.node, f"'{check.rule.code}'", check.once
    given = (f"{known[once]}{name} AS {name}" for name in once.variables) if once else ()
    yield f"WITH {', '.join([node, *given])}"
    asked_for = [f"{code} IN {names.parameter(each.answering.codes)}"] if each.answering else []
    if conditions := asked_for + ([beyond(it.keys_of(code), after, names)] if after else []):
        yield f"WHERE {' AND '.join(conditions)}"
    yield checked(check, node, names.parameter(each.day))
    yield f"RETURN {code} AS {it.code}, figures AS {it.figures}, mentioned AS {it.mentioned}"


def looked_at(each: Findings, label: str, place: Place, found: Place, names: Names) -> Iterator[str]:
    """The nodes of a type that are asked about: the one at hand, or those that a unit, or those below it, answer for, or one."""
    if each.here:
        # A subquery runs whichever case is taken: a rule is kept from nodes of other types.
        yield f"MATCH ({place.node}:{quoted(label)}) WITH *, {place.node} AS {found.node}"
    elif each.answering:
        told = f"RETURN {found.node}"
        lines = [f"MATCH ({found.node}:{quoted(label)} {{id: {names.parameter(each.answering.one)}}})", told]
        if way := each.answering.way(label):
            units = subquery("CALL ()", [*answerable(each.answering, each.day, names), "RETURN DISTINCT unit"])
            ways = subquery("CALL (unit)", [filled(way, names.parameter(each.day), unit="unit", node="owned")])
            owned = subquery("CALL (unit)", [ways, f"RETURN DISTINCT owned AS {found.node}"])
            lines += ["UNION ALL", units, owned, told]
        yield subquery("CALL ()", lines)


def answerable(each: Answering, day: Argument, names: Names) -> Iterator[str]:
    """Each unit: the one asked about, and if they are wanted all that stand below it on the day.

    Each branch finds them anew: a list of them would be counted as memory of every row that is sorted beside it.
    """
    top = f"(top:{quoted(each.label)} {{id: {names.parameter(each.unit)}}})"
    yield f"MATCH {descent(top, each.hop, day, names, each.below)}"


def throughout(
    each: Findings, check: Check, after: Sequence[Argument], found: Place, names: Names, limit: str
) -> Iterator[str]:
    """What one check finds among all nodes of its type."""
    it, node, code, once = Breach(found), found.node, f"'{check.rule.code}'", check.once
    day = names.parameter(each.day)
    if after:
        # Of rules that come before the cursor's nothing is read.
        yield f"WITH 1 AS one WHERE {code} >= {names.parameter(after[0])}"
    if once:
        yield asked(once, check.label, day)
    yield f"MATCH ({node}:{quoted(check.label)})"
    yield f"WHERE {node}.id IS NOT NULL"
    # In the order of the ids, so that no more nodes are looked at than fill the page.
    yield f"WITH * ORDER BY {node}.id" if limit else "WITH *"
    if after:
        yield f"WHERE {beyond(it.keys_of(code), after, names)}"
    yield checked(check, node, day)
    told = f"{code} AS {it.code}, {node}, figures AS {it.figures}, mentioned AS {it.mentioned}"
    yield f"RETURN {told}{f' ORDER BY {node}.id {limit}' if limit else ''}"


def asked(once: Once, label: str, day: str) -> str:
    """What checks of a type need to know of the graph beyond a node; what nothing is known of is null, and others go on."""
    return subquery("OPTIONAL CALL ()", [filled(once.cypher, day, label=quoted(label))])


def checked(check: Check, node: str, day: str) -> str:
    """What a check finds of a node, with what it asked once before."""
    known = ", ".join((node, *(check.once.variables if check.once else ())))
    return subquery(f"CALL ({known})", [filled(check.cypher, day, node=node, label=quoted(check.label))])


def breach(check: Check, day: Argument, names: Names, ids: Argument) -> str:
    """The same of nodes by their ids: id, figures, ids of what is mentioned; for executions that read node by node."""
    once, held = check.once, names.parameter(day)
    lines = [asked(once, check.label, held)] if once else []
    lines += [
        f"MATCH (n:{quoted(check.label)}) WHERE n.id IN {names.parameter(ids)}",
        checked(check, "n", held),
        "RETURN n.id, figures, [each IN mentioned | each.id]",
    ]
    return "\n".join(lines)
