"""Anchors: of a filter, the part by which the nodes that meet it are entered, from a node that a key names.

`{users: {some: {code: {eq: …}}}}` is met by what one agency uses. To look at every room whether that agency is among
its users takes work that grows with the graph; to begin at the agency takes work that grows with the answer.
"""

from collections.abc import Sequence

from graph.plan.predicates import All, AnyOf, Compare, Marked, Not, Operator, Predicate, Reached, Same, Side, Some
from graph.plan.selection import Select


def entrance(select: Select) -> tuple[Predicate, tuple[Predicate, ...]] | None:
    """The conjunct by which a select is entered from a node that a key names, and the others; none where there is none.

    What the database seeks by itself, such as a node's own key, is left to it.
    """
    if select.hop or select.where is None:
        return None
    given = conjuncts(select.where)
    if any(keyed(each) for each in given):
        return None
    return split(given)


def split(given: Sequence[Predicate]) -> tuple[Predicate, tuple[Predicate, ...]] | None:
    """The conjunct to enter by, and the others."""
    able = [each for each in given if anchored(each)]
    if not able:
        return None
    first = min(able, key=far)
    return first, tuple(each for each in given if each is not first)


def conjuncts(where: Predicate) -> tuple[Predicate, ...]:
    """The predicates whose conjunction it is."""
    if isinstance(where, All):
        return tuple(part for each in where.of for part in conjuncts(each))
    return (where,)


def keyed(each: Predicate) -> bool:
    """Whether it names nodes by a key of their own."""
    return (
        isinstance(each, Compare)
        and each.side is Side.NODE
        and each.property.unique
        and each.operator in (Operator.EQUAL, Operator.IN)
    )


def served(each: Compare) -> bool:
    """Whether an index leads to what meets a comparison."""
    match each.operator:
        case Operator.CONTAINS | Operator.ENDS_WITH:
            return each.property.text
        case Operator.UNEQUAL | Operator.NOT_IN:
            return False
        case _:
            return each.property.indexed


def anchored(where: Predicate) -> bool:
    """Whether keys somewhere lead to all that can meet it."""
    match where:
        case All():
            return free(where) and any(anchored(each) for each in where.of)
        case AnyOf():
            return free(where) and bool(where.of) and all(anchored(each) for each in where.of)
        case Some():
            return where.where is not None and free(where.where) and anchored(where.where)
        case Reached():
            return (where.edge is None or free(where.edge)) and free(where.where) and anchored(where.where)
        case _:
            return keyed(where)


def far(where: Predicate) -> int:
    """How far from its keys what meets it is, in links; what is reached by any number of them is farthest."""
    match where:
        case All():
            return min(far(each) for each in where.of if anchored(each))
        case AnyOf():
            return max(far(each) for each in where.of)
        case Some(where=inner) if inner:
            return 1 + far(inner)
        case Reached():
            return 100 + far(where.where)
        case _:
            return 0


def free(where: Predicate) -> bool:
    """Whether it can be looked at by itself: it has to do with no node that is marked elsewhere."""
    match where:
        case Marked() | Same():
            return False
        case All() | AnyOf():
            return all(free(each) for each in where.of)
        case Not():
            return free(where.predicate)
        case _:
            return all(free(inner) for name in ("where", "edge", "among") if (inner := getattr(where, name, None)))
