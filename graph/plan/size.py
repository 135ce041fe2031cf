"""How much a plan asks the database to prepare: what is planned once is prepared in each branch that has it."""

from collections.abc import Iterable, Iterator

from graph.plan import (
    Aggregate,
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
    Keys,
    Listed,
    Many,
    Nodes,
    One,
    Record,
)


def reads(fields: Iterable[Field]) -> int:
    """Lists, single nodes and figures that are prepared for the fields of an object, with all inside them."""
    return sum(
        own(each) + sum(reads(branch.fields) for inner in records(each) for branch in inner.branches) for each in fields
    )


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
        case _:
            pass
