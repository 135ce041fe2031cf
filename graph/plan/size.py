"""How large a plan is: what the database prepares for it, and how many values its answer can have.

What is planned once is prepared in each branch that has it.
"""

from collections.abc import Iterable, Iterator, Sequence

from graph.plan import (
    About,
    Aggregate,
    Around,
    Chain,
    ChangeNode,
    Constant,
    EdgeNode,
    Edges,
    Field,
    FindingMentions,
    FindingNode,
    Gauged,
    Grouped,
    HitNode,
    Keys,
    Listed,
    Many,
    Measured,
    Measurement,
    Measures,
    Neighbourhood,
    Nodes,
    One,
    Record,
    RouteList,
    RouteNodes,
    Routes,
    Search,
    columns,
)


def reads(fields: Iterable[Field]) -> int:
    """Lists, single nodes and figures that are prepared for the fields of an object, with all inside them."""
    return sum(
        own(each) + sum(reads(branch.fields) for inner in records(each) for branch in inner.branches) for each in fields
    )


def values(fields: Sequence[Field], rows: int, groups: int) -> int:
    """How many values the fields of an object have at most, where a list has so many rows or groups at most."""
    total = len(fields)
    for each in fields:
        inner = width(each)
        inner += sum(max(values(branch.fields, rows, groups) for branch in one.branches) for one in records(each))
        match each:
            case One() | ChangeNode() | FindingNode() | Aggregate():
                total += inner
            case Grouped():
                total += inner * groups
            case Many():
                total += len(each.parts) + inner * rows
            case _:
                total += inner * rows
    return total


def width(field: Field) -> int:
    """How many values a row of a list, a group or an aggregate has beside those of its node."""
    match field:
        case Many():
            return sum(len(part.fields) for part in field.parts if isinstance(part, Edges))
        case Aggregate():
            return sum(map(measures, field.measured))
        case Grouped():
            keys = (part.fields for part in field.parts if isinstance(part, Keys))
            told = (part.measured for part in field.parts if isinstance(part, Measurement))
            return sum(map(len, keys)) + sum(measures(each) for of in told for each in of)
        case _:
            return 0


def measures(measured: Measured) -> int:
    """How many values one measure, or those of a property, come to."""
    return len(measured.measures) if isinstance(measured, Measures) else 1


def repeats(fields: Sequence[Field]) -> int:
    """How many values are written at most for each that is read."""
    read = 1 + max((number for _, number in columns(fields)), default=0)
    below = (repeats(branch.fields) for each in fields for one in records(each) for branch in one.branches)
    return max(-(-len(fields) // read), 1, *below)


def own(field: Field) -> int:
    """What is prepared for a field itself."""
    match field:
        case Many():
            return field.lists
        case One() | Listed() | Aggregate() | Grouped() | Chain() | Gauged():
            return 1
        case _:
            return 0


def records(field: Field) -> Iterator[Record]:
    """What is read of the nodes that a field leads to."""
    match field:
        case One() | Listed() | ChangeNode() | FindingNode() | FindingMentions():
            yield field.record
        case Many():
            yield from (part.record for part in field.parts if isinstance(part, Nodes))
            edges = (part.fields for part in field.parts if isinstance(part, Edges))
            yield from (each.record for of in edges for each in of if isinstance(each, EdgeNode))
        case Grouped():
            keys = (part.fields for part in field.parts if isinstance(part, Keys))
            yield from (each.record for of in keys for each in of if not isinstance(each, Constant) and each.record)
        case Chain():
            yield from (use.record for use in field.uses)
        case About() | Around() if not isinstance(field.field, Neighbourhood):
            yield from records(field.field)
        case Routes():
            parts = (part for each in field.lists if isinstance(each, RouteList) for part in each.parts)
            yield from (part.record for part in parts if isinstance(part, RouteNodes))
        case Search():
            yield from (hit.record for hit in field.fields if isinstance(hit, HitNode))
        case _:
            pass
