"""Pages of findings, and how many there are by rule.

Of one node they are told as they are found. At the root they are sought first, by a statement that no selection
changes, and told then: the checks of all rules take the database seconds to prepare.
"""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from graph.cypher.findings import Breach, breaches
from graph.cypher.names import Names, Place, Statement, listed, subquery
from graph.cypher.order import beyond, later_than
from graph.cypher.texts import Operand
from graph.model import NODE
from graph.plan import ByRule, Findings, Many, Page, TotalCount

# How a finding is written, of which the place has the variables.
Row: TypeAlias = Callable[[Place, Names], str]


def findings_page(each: Many, findings: Findings, place: Place, names: Names, row: Row) -> str:
    """A page's size, its rows and one more, and if asked for how many there are by rule."""
    counts = any(isinstance(part, TotalCount | ByRule) for part in each.parts)
    wanted = row if each.reads_rows else None
    if findings.here or not (wanted or counts):
        return sought(findings, each.page, place, names, wanted, counts=counts)
    return told(seeking(findings, each.page, rows=each.reads_rows, counts=counts), names, wanted)


# -- sought


def seeking(findings: Findings, page: Page, *, rows: bool, counts: bool) -> Statement:
    """What seeks findings: the row is the column of a page whose rows are the rule, the node, the numbers, what is mentioned.

    Of what a unit answers for all findings are sought at any rate: then one text does for all that may be asked.
    """
    names, everything = Names(), findings.answering is not None
    row = reference if rows or everything else None
    column = sought(findings, page, Place("", ""), names, row, counts=counts or everything)
    return Statement(f"RETURN {column} AS row", tuple(names.arguments))


def reference(found: Place, _: Names) -> str:
    """A finding by its rule's code and the ids of its nodes."""
    it = Breach(found)
    return listed([it.code, f"{found.node}.id", it.figures, f"[each IN {it.mentioned} | each.id]"])


def sought(findings: Findings, page: Page, place: Place, names: Names, row: Row | None, *, counts: bool) -> str:
    """The column of a page that is found here."""
    if counts:
        return tallied_page(findings, page, place, names, row)
    if row is None:
        return listed([names.parameter(page.size), "null"])
    found = names.place()
    it, size = Breach(found), names.parameter(page.size)
    lines = [*finding_lines(findings, page, place, found, names)]
    return listed([size, names.collected(place, found, lines, row(found, names), it.mentioned, sums=False)])


def finding_lines(each: Findings, page: Page, place: Place, found: Place, names: Names) -> Iterator[str]:
    """A page of findings, in order."""
    it, limit = Breach(found), f"LIMIT {names.limit(page.size)} + 1"
    yield from breaches(each, page.after, place, found, names, limit)
    yield f"WITH {it.all} ORDER BY {it.order} {limit}"


def tallied_page(findings: Findings, page: Page, place: Place, names: Names, row: Row | None) -> str:
    """The same with how many findings there are by rule: from one list, so that no rule is asked twice."""
    found = names.place()
    every = Breach(found).every
    rows = "null"
    if row:
        shown = names.place()
        lines = [*listed_findings(findings, every, page, shown, names)]
        also = Breach(shown).mentioned
        rows = names.collected(Place(every, ""), shown, lines, row(shown, names), also, sums=False)
    counted = names.place()
    tally = [*tallied(every, counted)]
    number = names.collected(Place(every, ""), counted, tally, listed(Breach(counted).tally), sums=True)
    lines = [*all_findings(findings, place, found, names)]
    both = names.collected(place, found, lines, listed([rows, number]), every, sums=False)
    # Of a node without any, the list that should be empty has no row at all where it is collected inside another.
    return f"[{names.parameter(page.size)}] + coalesce(head({both}), [[], []])"


def all_findings(each: Findings, place: Place, found: Place, names: Names) -> Iterator[str]:
    """All findings as one list, in order."""
    it = Breach(found)
    yield from breaches(each, (), place, found, names)
    yield f"WITH {it.all} ORDER BY {it.order}"
    yield f"WITH collect([{it.all}]) AS {it.every}"


def listed_findings(findings: Findings, every: str, page: Page, found: Place, names: Names) -> Iterator[str]:
    """A page of a list of all findings."""
    it = Breach(found)
    parts = ", ".join(f"each[{index}] AS {name}" for index, name in enumerate(it.all.split(", ")))
    yield f"UNWIND {every} AS each"
    yield f"WITH {parts}"
    if findings.answering:
        place = names.parameter(findings.answering.place)
        yield f"WHERE {later_than(it.keys, (Operand(f'{place}[0]'), Operand(f'{place}[1]', f'{place}[2]')))}"
    elif page.after:
        yield f"WHERE {beyond(it.keys, page.after, names)}"
    yield f"WITH {it.all} LIMIT {names.limit(page.size)} + 1"


def tallied(every: str, found: Place) -> Iterator[str]:
    """Codes of the rules that are broken, and how often."""
    it = Breach(found)
    yield f"UNWIND {every} AS each"
    yield f"WITH each[0] AS {it.code}, count(*) AS {it.figures} ORDER BY {it.code}"


# -- told


def told(statement: Statement, names: Names, row: Row | None) -> str:
    """The column of a page that another statement has found: its nodes are looked up by their ids.

    One that is gone by now has no values, and all is read again.
    """
    sought = names.parameter(statement)
    if row is None:
        return sought
    found, other = names.place(), names.place()
    it = Breach(found)
    mentions = (
        f"UNWIND each[3] AS id{other.node}",
        f"OPTIONAL MATCH ({other.node}:{NODE} {{id: id{other.node}}})",
        f"RETURN {other.node}",
    )
    lines = (
        f"UNWIND {sought}[1] AS each",
        f"OPTIONAL MATCH ({found.node}:{NODE} {{id: each[1]}})",
        f"WITH each[0] AS {it.code}, {found.node}, each[2] AS {it.figures}, {subquery('COLLECT', mentions)} AS {it.mentioned}",
        f"WITH {it.all} ORDER BY {it.order}",
    )
    page = names.collected(Place("", ""), found, lines, row(found, names), it.mentioned, sums=False)
    return f"[{sought}[0], {page}] + {sought}[2..]"
