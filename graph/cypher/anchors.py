"""What a select finds, entered from the nodes that keys in its filter name where there are any, see `graph.plan.anchors`."""

from collections.abc import Iterator, Sequence

from graph.cypher.conditions import conjuncts, holding, matching, on_the_way
from graph.cypher.names import Names, Place, arrow, labels, quoted, subquery
from graph.plan import All, AnyOf, Compare, Predicate, Reached, Select, Some
from graph.plan.anchors import conjuncts as parts
from graph.plan.anchors import entrance, split


def finding(select: Select, place: Place, found: Place, names: Names) -> Iterator[str]:
    """The clauses that find the nodes of a select; a WHERE, if there is any, is the last."""
    entry = entrance(select)
    if entry is None:
        yield from matching(select, place, found, names)
        return
    first, rest = entry
    yield from entered(first, select.labels, found, names)
    yield f"WITH DISTINCT {found.node}"
    if told := conditions(rest, found, names):
        yield f"WHERE {' AND '.join(told)}"


def entered(where: Predicate, types: tuple[str, ...], found: Place, names: Names) -> Iterator[str]:
    """Clauses that find the nodes of these types that meet an anchored predicate, some of them several times."""
    match where:
        case All():
            yield from narrowed(where, types, found, names)
        case AnyOf():
            branches = ("\n".join((*entered(each, types, found, names), f"RETURN {found.node}")) for each in where.of)
            yield subquery(names.scope(), ["\nUNION\n".join(branches)])
        case Some() if where.where:
            there = names.place()
            first, rest = parted(where.where)
            yield from entered(first, where.labels, there, names)
            yield f"MATCH ({found.node}:{labels(types)}){arrow(where.hop, there.relationship)}({there.node})"
            held = holding(where.hop.as_of, there.relationship, names, where.hop.until)
            if told := [*held, *conditions(rest, there, names)]:
                yield f"WHERE {' AND '.join(told)}"
        case Reached():
            there = names.place()
            yield from narrowed(where.where, where.labels, there, names)
            yield f"MATCH ({found.node}:{labels(types)}){arrow(where.hop, there.relationship, '*1..')}({there.node})"
            yield from on_the_way(where, there, names)
            yield f"WITH DISTINCT {found.node}"
        case Compare():
            yield f"MATCH ({found.node}:{labels(types)})"
            if len(types) == 1:
                # While the database believes that there are few, it would look at all of them.
                yield f"USING INDEX SEEK {found.node}:{quoted(types[0])}({quoted(where.property.name)})"
            yield f"WHERE {' AND '.join(conditions([where], found, names))}"
        case _:
            raise AssertionError("it is not anchored")


def narrowed(where: Predicate, types: tuple[str, ...], found: Place, names: Names) -> Iterator[str]:
    """The nodes of one part of a conjunction, and of them those that meet the rest."""
    first, rest = parted(where)
    yield from entered(first, types, found, names)
    if told := conditions(rest, found, names):
        yield f"WITH {found.node} WHERE {' AND '.join(told)}"


def parted(where: Predicate) -> tuple[Predicate, tuple[Predicate, ...]]:
    """The part of an anchored predicate to enter by, and the rest."""
    found = split(parts(where))
    assert found
    return found


def conditions(given: Sequence[Predicate], place: Place, names: Names) -> list[str]:
    """Predicates as conditions."""
    return [told for each in given for told in conjuncts(each, place, names)]
