"""What node pages say of indicators."""

from collections.abc import Iterator

from graph.model import GraphModel, Indicator, NodeType
from server.manual.markdown import cell, code, codes, paragraph, table


def figures(model: GraphModel, node_type: NodeType) -> Iterator[str]:
    """Each figure that is computed of a node, with what it takes and what it answers."""
    for each in model.indicators:
        if each.owner == node_type.name:
            yield f"### {each.name}"
            yield paragraph(each.description)
            yield f"Takes {codes(taken(each))}; answers {'a list of' if each.many else 'one'} {code(each.answers)}."
            rows = ((code(one.name), code(one.kind.value), cell(one.description)) for one in each.values)
            yield table(["value", "kind", "meaning"], rows)


def taken(each: Indicator) -> Iterator[str]:
    """Its arguments."""
    if each.period:
        yield "from: Date!"
        yield "to: Date!"
    if each.below:
        yield "includeSubordinates: Boolean"
    yield "asOf: Date"
