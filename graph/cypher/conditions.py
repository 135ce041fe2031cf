"""Which nodes match: labels, hops, the dates on which they hold, predicates."""

from collections.abc import Iterable, Iterator
from itertools import product
from typing import assert_never

from graph.cypher.names import Names, Place, arrow, labels, quoted, subquery
from graph.cypher.texts import Operand
from graph.plan import (
    All,
    AnyOf,
    Area,
    Argument,
    Compare,
    Counted,
    Hop,
    IsNull,
    Marked,
    Not,
    Operator,
    Overlap,
    Predicate,
    Ratio,
    Reached,
    Same,
    Select,
    Some,
    Text,
    Unlike,
    Within,
)

SIGNS = {Operator.LESS: "<", Operator.AT_MOST: "<=", Operator.GREATER: ">", Operator.AT_LEAST: ">="}
# Crossing number: each edge that straddles the point's latitude to the east of it turns inside to outside.
POLYGON = (
    "reduce(inside = false, e IN {edges} | CASE WHEN (e[1] > {it}.latitude) <> (e[3] > {it}.latitude) AND "
    "{it}.longitude < (e[2] - e[0]) * ({it}.latitude - e[1]) / (e[3] - e[1]) + e[0] THEN NOT inside ELSE inside END)"
)


def matching(select: Select, place: Place, found: Place, names: Names) -> Iterator[str]:
    """The MATCH of a select and its WHERE."""
    yield f"MATCH {pattern(select, place, found)}"
    if conditions := [*demanded(select, found, names)]:
        yield f"WHERE {' AND '.join(conditions)}"


def pattern(select: Select, place: Place, found: Place) -> str:
    """The nodes alone, or at the end of their hop."""
    there = f"({found.node}:{labels(select.labels)})"
    if not (hop := select.hop):
        return there
    here = f"({place.node}:{place.guard})" if place.guard else f"({place.node})"
    return f"{here}{arrow(hop, found.relationship)}{there}"


def demanded(select: Select, found: Place, names: Names) -> Iterator[str]:
    """What must hold of the nodes found."""
    if select.hop:
        yield from holding(select.hop.as_of, found.relationship, names, select.hop.until)
    if select.where:
        yield from conjuncts(select.where, found, names)


def holding(as_of: Argument | None, relationship: str, names: Names, until: Argument | None = None) -> Iterator[str]:
    """Its period covers the date: from `validFrom` up to and without `validTo`, each open where null.

    With `until`, it has a day in common with the period from the date up to and without that one.
    """
    if as_of:
        yield from held_on(relationship, names.parameter(as_of), names.parameter(until) if until else None)


def held_on(it: str, day: str, until: str | None = None) -> Iterator[str]:
    """The same, of a variable and of days as Cypher."""
    yield f"({it}.validFrom IS NULL OR {it}.validFrom {f'< {until}' if until else f'<= {day}'})"
    yield f"({it}.validTo IS NULL OR {it}.validTo > {day})"


def descent(here: str, hop: Hop, day: Argument, names: Names, wanted: Argument | None = None) -> str:
    """From a node to each `unit` that it or a hop after another leads to, all of them held on a day, if wanted at all."""
    conditions = [names.parameter(wanted)] if wanted else []
    held = " AND ".join([*conditions, *holding(day, "each", names)])
    return f"{here}{arrow(hop, 'way', '*0..')}(unit) WHERE all(each IN way WHERE {held})"


def latest(hop: Hop, found: Place) -> str:
    """Where the data names several for a to-one relationship, the latest stands, of those that go first if any."""
    leads = ""
    if hop.first:
        name, value = hop.first
        leads = f"coalesce({found.relationship}.{quoted(name)} = '{value}', false) DESC, "
    begins = f"{found.relationship}.validFrom DESC, " if hop.as_of else ""
    return f"{leads}{begins}{found.node}.id, {found.relationship}.id"


def conjuncts(given: Predicate, place: Place, names: Names) -> Iterator[str]:
    """The conditions whose conjunction is the predicate."""
    if isinstance(given, All):
        for each in given.of:
            yield from conjuncts(each, place, names)
    elif isinstance(given, Marked):
        names.marks[given.mark] = place.node
        yield from conjuncts(given.where, place, names)
    else:
        yield predicate(given, place, names)


def predicate(given: Predicate, place: Place, names: Names) -> str:
    """A predicate as one condition."""
    match given:
        case Compare():
            it = place.property(given.property, given.side)
            if isinstance(given.value, Text):
                return Operand.of(given.value, names).compared(it, SIGNS[given.operator])
            return compared(given.operator, it, names.parameter(given.value))
        case IsNull():
            return f"{place.property(given.property, given.side)} IS {'NULL' if given.expected else 'NOT NULL'}"
        case Within():
            return within(given, place, names)
        case Same(mark):
            return f"{place.node} = {names.marks[mark]}"
        case Unlike():
            return f"none(label IN labels({place.node}) WHERE label IN {names.parameter(given.labels)})"
        case All() | Marked():
            return joined("AND", conjuncts(given, place, names), "true")
        case AnyOf(of):
            return joined("OR", (predicate(each, place, names) for each in of), "false")
        case Not(Some() | Reached() | Overlap() | Same() as inner):
            return f"NOT {predicate(inner, place, names)}"
        case Not(inner):
            # Unknown is not so: what has no value is met by the complement.
            return f"NOT coalesce({predicate(inner, place, names)}, false)"
        case Some():
            return subquery("EXISTS", related(given, place, names))
        case Overlap():
            return subquery("EXISTS", overlap(given, place, names))
        case Reached():
            return subquery("EXISTS", reached(given, place, names))
        case Counted():
            number = subquery("COUNT", related(given, place, names))
            return compared(given.operator, number, names.parameter(given.value))
        case Ratio():
            found = subquery("COLLECT", ratio(given, place, names))
            return compared(given.operator, f"{found}[0]", names.parameter(given.value))
        case _:
            assert_never(given)


def related(given: Some | Counted, place: Place, names: Names) -> Iterator[str]:
    return matching(Select(given.labels, given.hop, given.where), place, names.place(), names)


def ratio(given: Ratio, place: Place, names: Names) -> Iterator[str]:
    found = names.place()
    yield from matching(Select(given.labels, given.hop, given.among), place, found, names)
    met = f"CASE WHEN {predicate(given.where, found, names)} THEN 1.0 ELSE 0.0 END"
    yield f"RETURN CASE WHEN count(*) > 0 THEN sum({met}) / count(*) END"


def reached(given: Reached, place: Place, names: Names) -> Iterator[str]:
    """Each node on the way is visited once, however many trails lead to it."""
    found = names.place()
    here = f"({place.node}:{place.guard})" if place.guard else f"({place.node})"
    yield f"MATCH {here}{arrow(given.hop, found.relationship, '*1..')}({found.node})"
    yield from on_the_way(given, found, names)
    yield f"WITH DISTINCT {found.node}"
    arrived = [f"{found.node}:{labels(given.labels)}", *conjuncts(given.where, found, names)]
    yield f"WHERE {' AND '.join(arrived)}"
    yield f"RETURN {found.node}"


def on_the_way(given: Reached, found: Place, names: Names) -> Iterator[str]:
    """What must hold of every link of the way."""
    held = [*holding(given.hop.as_of, "each", names, given.hop.until)]
    if given.edge:
        held += conjuncts(given.edge, Place(found.node, "each"), names)
    if held:
        yield f"WHERE all(each IN {found.relationship} WHERE {' AND '.join(held)})"


def overlap(given: Overlap, place: Place, names: Names) -> Iterator[str]:
    """Of three periods of which each two have a day in common, all have: so a hop's own period is met by each link alone."""
    one, other = names.place(), names.place()
    conditions = [f"{one.node}.id < {other.node}.id"]
    for each in (one, other):
        yield f"MATCH {pattern(Select(given.labels, given.hop), place, each)}"
        conditions += demanded(Select(given.labels, given.hop, given.edge), each, names)
    for first, last in product((one, other), repeat=2):
        begins, ends = f"{first.relationship}.validFrom", f"{last.relationship}.validTo"
        conditions.append(f"({begins} IS NULL OR {ends} IS NULL OR {begins} < {ends})")
    yield f"WHERE {' AND '.join(conditions)}"


def joined(word: str, conditions: Iterable[str], of_none: str) -> str:
    several = [*conditions]
    return f"({f' {word} '.join(several)})" if len(several) > 1 else several[0] if several else of_none


def compared(operator: Operator, it: str, value: str) -> str:
    """A comparison; null, which is not true, where there is no value."""
    match operator:
        case Operator.EQUAL:
            return f"{it} = {value}"
        case Operator.UNEQUAL:
            return f"{it} <> {value}"
        case Operator.IN:
            return f"{it} IN {value}"
        case Operator.NOT_IN:
            return f"({it} IS NOT NULL AND NOT {it} IN {value})"
        case Operator.LESS | Operator.AT_MOST | Operator.GREATER | Operator.AT_LEAST:
            return f"{it} {SIGNS[operator]} {value}"
        case Operator.STARTS_WITH:
            return f"{it} STARTS WITH {value}"
        case Operator.ENDS_WITH:
            return f"{it} ENDS WITH {value}"
        case Operator.CONTAINS:
            return f"{it} CONTAINS {value}"
        case _:
            assert_never(operator)


def within(given: Within, place: Place, names: Names) -> str:
    """A place inside an area, in a form that a point index serves."""
    it = place.property(given.property, given.side)
    values = [names.parameter(each) for each in given.values]
    match given.area:
        case Area.CIRCLE:
            return f"point.distance({it}, {point(*values[:2])}) <= {values[2]}"
        case Area.BOX:
            return f"point.withinBBox({it}, {point(*values[:2])}, {point(*values[2:])})"
        case Area.POLYGON:
            box = f"point.withinBBox({it}, {point(*values[1:3])}, {point(*values[3:])})"
            return f"({box} AND {POLYGON.format(edges=values[0], it=it)})"
        case _:
            assert_never(given.area)


def point(longitude: str, latitude: str) -> str:
    return f"point({{longitude: {longitude}, latitude: {latitude}}})"
