"""Pages of all nodes of a type, read in the order of an index: the work is the page's, wherever it lies.

The nodes that have a value of the first key, and those that have none, are two stretches of the list, each with an
index of its own. A place in the list cuts one of them; since a cursor's value may be null or not, the statement
holds what is to be read in either case, and what does not apply reads nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.cypher.conditions import demanded, pattern
from graph.cypher.names import Names, Place, quoted, subquery
from graph.cypher.order import OrderKey, beyond
from graph.cypher.texts import Operand
from graph.model import Kind, Property, absence
from graph.plan import Argument, Compare, Page, Select, Side
from graph.plan.anchors import conjuncts, entrance, served

# So many nodes are looked at to see how many of them meet a filter, and so many are enough to go on in the order.
PROBED, DENSE = 200, 4


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some of the list in order: what holds of its nodes, and what of the parameters for it to be read at all.

    It has a value of the first key or not, and is cut at a value of its index or the whole of it.
    """

    conditions: tuple[str, ...]
    guard: str = ""
    valued: bool = True
    cut: bool = True
    otherwise: tuple[str, ...] = ()
    """The same conditions where no seek may answer them, if they differ then."""

    def hint(self, property: Property, node: str, label: str) -> str:
        """The index to read, and to seek in where it is cut. Left alone, the database reads another way, or too much,
        while its statistics lag behind a load.
        """
        key = property.name if self.valued else absence(property)
        index = quoted(key) if property.unique and self.valued else f"{quoted(key)}, id"
        return f"USING INDEX{' SEEK' if self.cut else ''} {node}:{quoted(label)}({index})"


def seekable(select: Select) -> bool:
    """Whether an index gives the order: of all nodes of one type, by an indexed property of their own first."""
    if select.hop or len(select.labels) != 1 or not select.order_by or any(each.steps for each in select.order_by):
        return False
    if entrance(select):
        return False
    first = select.order_by[0]
    return first.side is Side.NODE and first.property.indexed and first.property.kind is not Kind.POINT


def seek(select: Select, page: Page, keys: Sequence[OrderKey], found: Place, names: Names) -> Iterator[str]:
    """The page's nodes, its keys as variables, in order."""
    start = page.before if page.backward else page.after
    further = [*demanded(select, found, names)]
    if further and leading(select):
        dense = f"d{found.node[1:]}"
        yield f"WITH {probe(select, start, keys, names)} >= {DENSE} AS {dense}"
        ways = [(dense, True), (f"NOT {dense}", False)]
        scope = names.scope(dense)
    else:
        ways, scope = [("", True)], names.scope()
    limit = f"LIMIT {names.limit(page.size)} + 1"
    branches: list[str] = []
    for guard, hinted in ways:
        for place, each in enumerate(stretches(select, keys, start, found, names)):
            # The nodes of a tie are cheap to go on with; those beyond may be searched for long, and in vain if the tie fills the page.
            wanted = unfilled(select, page, start, keys, found, names, further) if hinted and further and place else ""
            guards = " AND ".join(one for one in (guard, wanted) if one)
            branches.append(branch(select, page, keys, found, names, each, further, guards, hinted=hinted))
    aliases = [found.key(index) for index in range(len(keys))]
    yield subquery(scope, ["\nUNION ALL\n".join(branches)])
    merged = ", ".join(f"{alias}{' DESC' if key.falling else ''}" for alias, key in zip(aliases, keys, strict=True))
    yield f"WITH {', '.join([found.node, *aliases])} ORDER BY {merged} {limit}"


def unfilled(
    select: Select,
    page: Page,
    start: Sequence[Argument],
    keys: Sequence[OrderKey],
    found: Place,
    names: Names,
    further: Sequence[str],
) -> str:
    """Whether the first stretch leaves room on the page."""
    first = next(stretches(select, keys, start, found, names))
    lines = [
        *([f"WITH 1 AS one WHERE {first.guard}"] if first.guard else []),
        *sought(select, first, (*first.conditions, *further), found),
        f"WITH {found.node} LIMIT {names.limit(page.size)} + 1",
        f"RETURN {found.node}",
    ]
    return f"{subquery('COUNT', lines)} <= {names.parameter(page.size)}"


def branch(
    select: Select,
    page: Page,
    keys: Sequence[OrderKey],
    found: Place,
    names: Names,
    stretch: Stretch,
    further: Sequence[str],
    guard: str,
    *,
    hinted: bool,
) -> str:
    """What a stretch holds of the page, read in the order of its index if `hinted`, else as the database likes."""
    stop = page.after if page.backward else page.before
    conditions = [*(stretch.conditions if hinted else stretch.otherwise or stretch.conditions), *further]
    if stop:
        conditions.append(beyond(keys, stop, names, against=True))
    guards = " AND ".join(each for each in (guard, stretch.guard) if each)
    lines = [f"WITH 1 AS one WHERE {guards}"] if guards else []
    lines += sought(select, stretch, conditions, found, hinted=hinted)
    first = keys[0].expression if stretch.valued else "null"
    values = [first, *(key.expression for key in keys[1:])]
    aliases = (found.key(index) for index in range(len(keys)))
    returned = ", ".join(f"{value} AS {alias}" for value, alias in zip(values, aliases, strict=True))
    limit = f"LIMIT {names.limit(page.size)} + 1"
    return "\n".join(
        [*lines, f"RETURN {found.node}, {returned} ORDER BY {ordering(select, keys, found, stretch)} {limit}"]
    )


def sought(
    select: Select, stretch: Stretch, conditions: Sequence[str], found: Place, *, hinted: bool = True
) -> Iterator[str]:
    """The nodes of a stretch that meet conditions."""
    yield f"MATCH {pattern(select, Place('', ''), found)}"
    if hinted:
        yield stretch.hint(select.order_by[0].property, found.node, *select.labels)
    yield f"WHERE {' AND '.join(conditions)}"


def leading(select: Select) -> bool:
    """Whether an index of what the filter asks may lead to fewer nodes than that of the order."""
    where = conjuncts(select.where) if select.where else ()
    return any(isinstance(each, Compare) and each.side is Side.NODE and served(each) for each in where)


def probe(select: Select, start: Sequence[Argument], keys: Sequence[OrderKey], names: Names) -> str:
    """How many of the next nodes in the order meet the filter.

    Where many do, a page is full before long; where hardly any does, the filter's own index leads there. The values
    decide, so it is asked each time, of a few nodes.
    """
    seen, first = names.place(), keys[0]
    it = seen.property(select.order_by[0].property)
    range_ = f"{it} {'<=' if first.falling else '>='} {names.parameter(start[0])}" if start else f"{it} IS NOT NULL"
    whole = Stretch((range_, f"{seen.node}.id IS NOT NULL"), cut=bool(start))
    lines = [
        *sought(select, whole, whole.conditions, seen),
        f"WITH {seen.node} LIMIT {PROBED}",
        f"WHERE {' AND '.join(demanded(select, seen, names))}",
        f"RETURN {seen.node}",
    ]
    return subquery("COUNT", lines)


def ordering(select: Select, keys: Sequence[OrderKey], found: Place, stretch: Stretch) -> str:
    """The keys as the index of the stretch has them; the first of them is absent in all, and still its first."""
    first, *rest = keys
    if not stretch.valued:
        absent = f"{found.node}.{quoted(absence(select.order_by[0].property))}"
        first = OrderKey(absent, absent, first.falling)
    return ", ".join(each.direction for each in (first, *rest))


def stretches(
    select: Select, keys: Sequence[OrderKey], start: Sequence[Argument], found: Place, names: Names
) -> Iterator[Stretch]:
    """What may hold part of the page, in the order of the list: null is greater than any value."""
    first, *rest = keys
    property = select.order_by[0].property
    total = f"{found.node}.id IS NOT NULL"
    absent = f"{found.node}.{quoted(absence(property))} = true"
    if not start:
        valued = Stretch((f"{first.expression} IS NOT NULL", total), cut=False)
        unvalued = [] if property.required else [Stretch((absent, total), valued=False, cut=False)]
        yield from (*unvalued, valued) if first.falling else (valued, *unvalued)
        return
    value = names.parameter(start[0])
    within = beyond(rest, start[1:], names)
    yield Stretch((f"{first.expression} = {value}", within))
    sign = "<" if first.falling else ">"
    otherwise = (Operand.of(start[0], names).compared(first.expression, sign), total)
    yield Stretch((f"{first.expression} {sign} {value}", total), otherwise=otherwise)
    if property.required:
        return
    yield Stretch((absent, within), f"{value} IS NULL", valued=False)
    if first.falling:
        yield Stretch((f"{first.expression} IS NOT NULL", total), f"{value} IS NULL", cut=False)
    else:
        yield Stretch((absent, total), f"{value} IS NOT NULL", valued=False)
