"""A plan's rows and columns, field by field."""

from typing import assert_never

from graph.cypher.anchors import finding
from graph.cypher.changes import Happening
from graph.cypher.conditions import latest, predicate
from graph.cypher.findings import Breach
from graph.cypher.indicators import gauged
from graph.cypher.measures import aggregate, grouped
from graph.cypher.names import REQUEST, VALUE, Names, Place, Statement, Together, labels, listed, quoted, shown
from graph.cypher.ownership import chain
from graph.cypher.pages import many
from graph.cypher.search import search
from graph.cypher.surroundings import around, routes, there
from graph.plan import (
    About,
    Aggregate,
    Around,
    Branch,
    Chain,
    ChangeNode,
    ChangeTold,
    Constant,
    Field,
    FindingFigures,
    FindingMentions,
    FindingNode,
    FindingRule,
    Gauged,
    Grouped,
    Listed,
    Many,
    One,
    Plan,
    Read,
    Record,
    Routes,
    Search,
    Typename,
    columns,
)

ROOT = Place("", "")


def render(plan: Plan) -> Statement:
    """The Cypher of a plan."""
    names = Names()
    text = f"RETURN {row(plan.fields, ROOT, names)} AS row"
    together = None if names.declared else render_together(plan)
    return Statement(text, tuple(names.arguments), together)


def render_together(plan: Plan) -> Together:
    """The same for many requests: one record of all their rows, each with its request's number."""
    names = Names(many=True)
    told = row(plan.fields, ROOT, names)
    lines = (
        f"UNWIND $cohort.{VALUE} AS {REQUEST}",
        f"WITH {REQUEST}[0] AS number, {told} AS row",
        "RETURN collect([number, row]) AS rows",
    )
    return Together("\n".join(lines), tuple(names.common))


def row(fields: tuple[Field, ...], place: Place, names: Names) -> str:
    """A list of the fields' values: of those that share a column, the first one's."""
    read: dict[int, Field] = {}
    for each, number in columns(fields):
        if not isinstance(each, Constant):
            read.setdefault(number, each)
    return listed(column(each, place, names) for each in read.values())


def column(each: Field, place: Place, names: Names) -> str:
    match each:
        case Read():
            return shown(each.property, place.property(each.property, each.side))
        case Typename():
            return cases(place.node, [((label,), f"'{label}'") for label in each.labels])
        case One():
            return one(each, place, names)
        case Many():
            return many(each, place, names, record)
        case Listed():
            return listing(each, place, names)
        case Aggregate():
            return aggregate(each, place, names)
        case Grouped():
            return grouped(each, place, names, record)
        case Chain():
            return chain(each, place, names, record)
        case About():
            subjects = (there(one, names) for one in each.subjects)
            return listed([column(each.field, place, names), *subjects])
        case Around():
            return around(each, place, names, record)
        case Routes():
            return routes(each, place, names, record)
        case Search():
            return search(each, place, names, record)
        case ChangeTold():
            return Happening(place).told(each.fact)
        case ChangeNode():
            return record(each.record, Happening(place).end(each.end), names)
        case FindingRule() | FindingFigures() | FindingNode() | FindingMentions():
            return found(each, place, names)
        case Gauged():
            return gauged(each, place, names)
        case Constant():
            raise AssertionError("a constant is not read")
        case _:
            assert_never(each)


def record(read: Record, place: Place, names: Names) -> str:
    """A node's row; where its type matters, its branch's number first."""
    if len(read.branches) == 1:
        return row(read.branches[0].fields, place, names)
    return cases(
        place.node, [(each.labels, branch(number, each, place, names)) for number, each in enumerate(read.branches)]
    )


def branch(number: int, each: Branch, place: Place, names: Names) -> str:
    # A subquery runs whichever case is taken: the guard keeps it from nodes of other branches.
    guarded = Place(place.node, place.relationship, labels(each.labels))
    return f"[{number}, {row(each.fields, guarded, names)}]"


def one(each: One, place: Place, names: Names) -> str:
    found = names.place()
    lines = [*finding(each.select, place, found, names)]
    if each.select.hop:
        lines.append(f"WITH {found.node}, {found.relationship} ORDER BY {latest(each.select.hop, found)} LIMIT 1")
    return names.collected(place, found, lines, record(each.record, found, names), sums=False)


def listing(each: Listed, place: Place, names: Names) -> str:
    found = names.place()
    node, ids = found.node, names.parameter(each.ids)
    lines = [
        f"UNWIND range(0, size({ids}) - 1) AS i{node}",
        f"OPTIONAL MATCH ({node}:{quoted(each.label)} {{id: {ids}[i{node}]}})",
        *([f"WHERE {predicate(each.where, found, names)}"] if each.where else []),
        f"WITH i{node}, {node} ORDER BY i{node}",
    ]
    read = f"[CASE WHEN {node} IS NOT NULL THEN {record(each.record, found, names)} END]"
    return names.collected(place, found, lines, read, sums=False)


def found(each: FindingRule | FindingFigures | FindingNode | FindingMentions, place: Place, names: Names) -> str:
    """What is read of a finding."""
    match each:
        case FindingRule():
            return Breach(place).code
        case FindingFigures():
            return listed(Breach(place).tally)
        case FindingNode():
            return record(each.record, place, names)
        case FindingMentions():
            return mentions(each, place, names)
        case _:
            assert_never(each)


def mentions(each: FindingMentions, place: Place, names: Names) -> str:
    found, mentioned = names.place(), Breach(place).mentioned
    lines = [f"UNWIND {mentioned} AS {found.node}"]
    return names.collected(Place(mentioned, ""), found, lines, record(each.record, found, names), sums=False)


def cases(node: str, branches: list[tuple[tuple[str, ...], str]]) -> str:
    whens = " ".join(f"WHEN {node}:{labels(each)} THEN {then}" for each, then in branches)
    return f"CASE {whens} END"
