"""The keys of a total order, and what lies beyond a place in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graph.cypher.conditions import latest, matching
from graph.cypher.names import Names, Place, shown, subquery
from graph.cypher.texts import Operand
from graph.plan import Argument, Select, SortKey, Step


@dataclass(frozen=True, slots=True)
class OrderKey:
    """One key of a total order: what to compare, how it is shown in a cursor, and which way the list is walked."""

    expression: str
    shown: str
    falling: bool
    nullable: bool = True
    projection: str = ""

    @property
    def direction(self) -> str:
        """As ORDER BY takes it."""
        return f"{self.expression} DESC" if self.falling else self.expression


def order(select: Select, found: Place, names: Names, *, backward: bool = False) -> tuple[OrderKey, ...]:
    """The sort keys, then the identifiers that make the order total; walked backward, each is turned round."""
    # Ids fall where the last key falls: so one index, read either way, gives the order.
    falling = bool(select.order_by and select.order_by[-1].descending) != backward
    ends = [f"{found.node}.id"] + ([f"{found.relationship}.id"] if select.hop else [])
    keys = (sort_key(each, index, found, names, backward=backward) for index, each in enumerate(select.order_by))
    return *keys, *(OrderKey(each, each, falling, nullable=False) for each in ends)


def sort_key(key: SortKey, index: int, found: Place, names: Names, *, backward: bool) -> OrderKey:
    falling = key.descending != backward
    if not key.steps:
        expression = found.property(key.property, key.side)
        return OrderKey(expression, shown(key.property, expression), falling)
    alias = found.key(index)
    return OrderKey(
        alias,
        shown(key.property, alias),
        falling,
        projection=of_relative(key.steps, found, names, lambda there: there.property(key.property)),
    )


def of_relative(steps: Sequence[Step], place: Place, names: Names, read: Callable[[Place], str]) -> str:
    """What is read of a relative some steps away, null where there is none."""
    if not steps:
        return read(place)
    step, *rest = steps
    there = names.place()
    lines = [
        *matching(Select(step.labels, step.hop), place, there, names),
        f"WITH {there.node}, {there.relationship} ORDER BY {latest(step.hop, there)} LIMIT 1",
        f"RETURN {of_relative(rest, there, names, read)}",
    ]
    return f"head({subquery('COLLECT', lines)})"


def beyond(keys: Sequence[OrderKey], place: Sequence[Argument], names: Names, *, against: bool = False) -> str:
    """True of what comes later on the walk than a place in it, or against the walk's direction, earlier."""
    return later_than(keys, [Operand.of(each, names) for each in place], against=against)


def later_than(keys: Sequence[OrderKey], place: Sequence[Operand], *, against: bool = False) -> str:
    """The same of a place whose values are had from there."""
    later = ""
    for key, value in reversed([*zip(keys, place, strict=True)]):
        further, same = further_and_same(key, value, falling=key.falling != against)
        later = f"({further} OR ({same} AND {later}))" if later else f"({further})"
    return later


def further_and_same(key: OrderKey, given: Operand, *, falling: bool) -> tuple[str, str]:
    it, value = key.expression, given.value
    further = given.compared(it, "<" if falling else ">")
    if not key.nullable:
        return further, f"{it} = {value}"
    present, absent = (value, it) if falling else (it, value)
    # Null is the greatest value: last where values rise, first where they fall.
    edge = f"({absent} IS NOT NULL AND {present} IS NULL)"
    return f"({further} OR {edge})", f"({it} = {value} OR ({it} IS NULL AND {value} IS NULL))"
