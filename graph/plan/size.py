"""How large a plan is: what the database prepares for it, and how many values its answer can have.

What is planned once is prepared in each branch that has it.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, assert_never

from graph.chains.measures import LINKS, PATHS, STAKES, Row
from graph.model import Direction
from graph.plan import (
    About,
    Aggregate,
    Around,
    ByRule,
    Chain,
    ChangeNode,
    ChangeTold,
    Circles,
    Constant,
    EdgeNode,
    Edges,
    Field,
    FindingFigures,
    FindingMentions,
    FindingNode,
    FindingRule,
    Findings,
    Gauged,
    Grouped,
    HitNode,
    Keys,
    LinkNode,
    Links,
    Listed,
    Many,
    Measured,
    Measurement,
    Measures,
    Members,
    Nodes,
    One,
    PageInfo,
    Paths,
    Read,
    Record,
    RouteLinks,
    RouteList,
    RouteNodes,
    Routes,
    RouteTold,
    Search,
    StakeNode,
    Stakes,
    Told,
    TotalCount,
    Typename,
    columns,
)


class Most(NamedTuple):
    """How many rows or groups a list has at most, and how many links a path of a chain."""

    rows: int
    groups: int
    depth: int


class Inside(NamedTuple):
    """Objects of one kind inside a field: how many at most, how many values each has beside those of its nodes."""

    number: int
    width: int
    records: tuple[Record, ...] = ()


def reads(fields: Iterable[Field]) -> int:
    """Lists, single nodes and figures that are prepared for the fields of an object, with all inside them."""
    return sum(
        own(each) + sum(reads(branch.fields) for inner in records(each) for branch in inner.branches) for each in fields
    )


def values(fields: Sequence[Field], most: Most) -> int:
    """How many values the fields of an object have at most."""
    total = len(fields)
    for each in fields:
        for number, width, nodes in inside(each, most):
            total += number * (
                width + sum(max(values(branch.fields, most) for branch in one.branches) for one in nodes)
            )
    return total


def repeats(fields: Sequence[Field]) -> int:
    """How many values are written at most for each that is read."""
    read = 1 + max((number for _, number in columns(fields)), default=0)
    below = (repeats(branch.fields) for each in fields for one in records(each) for branch in one.branches)
    told = (
        -(-one.width // len(Row._fields))
        for each in fields
        if isinstance(each, Chain)
        for one in inside(each, Most(1, 1, 1))
    )
    return max(-(-len(fields) // read), 1, *below, *told)


def own(field: Field) -> int:
    """What is prepared for a field itself."""
    match field:
        case Many():
            return field.lists
        case One() | Listed() | Aggregate() | Grouped() | Chain() | Gauged():
            return 1
        case Read() | Constant() | Typename() | ChangeTold() | FindingRule() | FindingFigures():
            return 0
        case About() | Around() | Routes() | Search() | ChangeNode() | FindingNode() | FindingMentions():
            return 0
        case _:
            assert_never(field)


def records(field: Field) -> Iterable[Record]:
    """What is read of the nodes that a field leads to: of a chain each use once, however many parts show it."""
    if isinstance(field, Chain):
        return (use.record for use in field.uses)
    return (record for one in inside(field, Most(1, 1, 1)) for record in one.records)


def inside(field: Field, most: Most) -> Iterator[Inside]:
    """The objects that a field leads to."""
    match field:
        case Read() | Constant() | Typename() | ChangeTold():
            pass
        case One() | ChangeNode() | FindingNode():
            yield Inside(1, 0, (field.record,))
        case Listed():
            yield Inside(most.rows, 0, (field.record,))
        case FindingMentions():
            yield Inside(most.groups, 0, (field.record,))
        case Many():
            yield from page(field, most)
        case Aggregate():
            yield Inside(1, sum(map(measures, field.measured)))
        case Grouped():
            yield groups(field, most)
        case Chain():
            yield from chain(field, most)
        case About():
            yield from inside(field.field, most)
        case Around():
            yield from around(field, most)
        case Routes():
            yield from routes(field)
        case Search():
            yield Inside(
                most.rows, len(field.fields), tuple(each.record for each in field.fields if isinstance(each, HitNode))
            )
        case FindingRule():
            yield Inside(1, len(field.fields))
        case FindingFigures():
            yield Inside(max((len(each.figures) for each in field.rules), default=0), len(field.fields))
        case Gauged():
            yield Inside(most.groups if field.indicator.many else 1, len(field.fields))
        case _:
            assert_never(field)


def page(many: Many, most: Most) -> Iterator[Inside]:
    """The parts of a page, and what they list."""
    yield Inside(1, len(many.parts))
    for part in many.parts:
        match part:
            case Nodes():
                yield Inside(most.rows, 0, (part.record,))
            case Edges():
                ends = tuple(each.record for each in part.fields if isinstance(each, EdgeNode))
                yield Inside(most.rows, len(part.fields), ends)
            case PageInfo():
                yield Inside(1, len(part.fields))
            case ByRule():
                rules = {each.rule.code for each in many.select.checks} if isinstance(many.select, Findings) else ()
                told = (len(each.fields) for each in part.fields if isinstance(each, FindingRule))
                yield Inside(len(rules), len(part.fields) + sum(told))
            case TotalCount() | Constant():
                pass
            case _:
                assert_never(part)


def groups(grouped: Grouped, most: Most) -> Inside:
    """The groups of a list."""
    keys = [each for part in grouped.parts if isinstance(part, Keys) for each in part.fields]
    told = sum(measures(each) for part in grouped.parts if isinstance(part, Measurement) for each in part.measured)
    shown = tuple(each.record for each in keys if not isinstance(each, Constant) and each.record)
    return Inside(most.groups, len(grouped.parts) + len(keys) + told, shown)


def measures(measured: Measured) -> int:
    """How many values one measure, or those of a property, come to."""
    return len(measured.measures) if isinstance(measured, Measures) else 1


def chain(given: Chain, most: Most) -> Iterator[Inside]:
    """What is listed of a chain; a circle and each of its members has a link of its own."""
    yield Inside(1, len(given.parts))
    for part in given.parts:
        match part:
            case Paths():
                yield Inside(PATHS, len(part.fields))
                yield from (links(each, PATHS * most.depth) for each in part.fields if isinstance(each, Links))
            case Stakes():
                whose = tuple(each.record for each in part.fields if isinstance(each, StakeNode))
                yield Inside(STAKES, len(part.fields), whose)
            case Circles():
                members = tuple(each.record for each in part.fields if isinstance(each, Members))
                yield Inside(LINKS, len(part.fields), members)
            case Links():
                yield links(part, LINKS)
            case Told() | Constant():
                pass
            case _:
                assert_never(part)


def links(given: Links, number: int) -> Inside:
    """So many links of a chain."""
    return Inside(number, len(given.fields), tuple(each.record for each in given.fields if isinstance(each, LinkNode)))


def around(given: Around, most: Most) -> Iterator[Inside]:
    """What is around a node: neighbours, or how many there are by type and direction."""
    if isinstance(given.field, Many):
        yield from page(given.field, most)
    else:
        yield Inside(len(Direction) * len(given.field.types), len(given.field.fields))


def routes(given: Routes) -> Iterator[Inside]:
    """The routes between two nodes, with a node more each than links."""
    yield Inside(1, len(given.lists))
    for each in given.lists:
        if isinstance(each, RouteList):
            yield Inside(given.number, len(each.parts))
            for part in each.parts:
                match part:
                    case RouteNodes():
                        yield Inside(given.number * (given.longest + 1), 0, (part.record,))
                    case RouteLinks():
                        yield Inside(given.number * given.longest, len(part.fields))
                    case RouteTold() | Constant():
                        pass
                    case _:
                        assert_never(part)
