"""Entering a select from the nodes that keys name, see `graph.plan.anchors`."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from graph.cypher.names import Names, Place, labels, quoted, subquery
from graph.model import Direction
from graph.plan import All, AnyOf, Compare, Hop, Predicate, Reached, Some
from graph.plan.anchors import conjuncts, split

# How a predicate and the dates of a hop are written; `conditions` writes them, and enters by what is written here.
Conditions: TypeAlias = Callable[[Sequence[Predicate], Place], list[str]]
Dates: TypeAlias = Callable[[Hop, str], list[str]]


def entered(
    where: Predicate, types: tuple[str, ...], found: Place, names: Names, conditions: Conditions, dates: Dates
) -> Iterator[str]:
    """Clauses that find the nodes of these types that meet an anchored predicate, some of them several times."""

    def from_there(given: Predicate) -> tuple[Place, Iterator[str], tuple[Predicate, ...]]:
        """What stands at the other end, the clauses that enter it, and what else must hold there."""
        there = names.place()
        parted = split(conjuncts(given))
        assert parted
        first, rest = parted
        inner = where.labels if isinstance(where, Some | Reached) else ()
        return there, entered(first, inner, there, names, conditions, dates), rest

    match where:
        case All():
            parted = split(where.of)
            assert parted
            first, rest = parted
            yield from entered(first, types, found, names, conditions, dates)
            if told := conditions(rest, found):
                yield f"WITH {found.node} WHERE {' AND '.join(told)}"
        case AnyOf():
            branches = (
                "\n".join((*entered(each, types, found, names, conditions, dates), f"RETURN {found.node}"))
                for each in where.of
            )
            yield subquery(names.scope(), ["\nUNION\n".join(branches)])
        case Some() if where.where:
            there, before, rest = from_there(where.where)
            yield from before
            yield f"MATCH {way(where.hop, types, found, there, '')}"
            if told := [*dates(where.hop, there.relationship), *conditions(rest, there)]:
                yield f"WHERE {' AND '.join(told)}"
        case Reached():
            there, before, rest = from_there(where.where)
            yield from before
            if told := conditions(rest, there):
                yield f"WITH {there.node} WHERE {' AND '.join(told)}"
            yield f"MATCH {way(where.hop, types, found, there, '*1..')}"
            on_the_way = dates(where.hop, "each")
            if where.edge:
                on_the_way += conditions([where.edge], Place(there.node, "each"))
            if on_the_way:
                yield f"WHERE all(each IN {there.relationship} WHERE {' AND '.join(on_the_way)})"
            yield f"WITH DISTINCT {found.node}"
        case Compare():
            yield f"MATCH ({found.node}:{labels(types)})"
            if len(types) == 1:
                # While the database believes that there are few, it would look at all of them.
                yield f"USING INDEX SEEK {found.node}:{quoted(types[0])}({quoted(where.property.name)})"
            yield f"WHERE {' AND '.join(conditions([where], found))}"
        case _:
            raise AssertionError("it is not anchored")


def way(hop: Hop, types: tuple[str, ...], found: Place, there: Place, length: str) -> str:
    """A pattern from what is looked for to where it is entered from."""
    left, right = ("-", "->") if hop.direction is Direction.OUT else ("<-", "-")
    return f"({found.node}:{labels(types)}){left}[{there.relationship}:{quoted(hop.type)}{length}]{right}({there.node})"
