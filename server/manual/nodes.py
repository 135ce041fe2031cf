"""The page of a node type."""

from collections.abc import Iterable, Iterator
from typing import cast

from graphql import GraphQLObjectType, GraphQLSchema

from graph import ddl
from graph.cypher import quoted
from graph.model import Direction, GraphModel, NodeType, Property, Relationship
from schema.findings import FINDINGS
from schema.ownership import CHAINS
from server.manual import registers
from server.manual.diagrams import diagram
from server.manual.figures import figures
from server.manual.links import around, leading_to
from server.manual.markdown import block, cell, code, codes, page, paragraph, section, table
from server.manual.queries import Asker, inputs, root_fields
from server.manual.rules import watched
from server.manual.words import measure, rules

INTERFACES, RELATIONSHIPS, CODE_LISTS = "interfaces-and-unions.md", "relationship-types.md", "code-lists.md"


def node_page(model: GraphModel, schema: GraphQLSchema, node_type: NodeType) -> str:
    """All that a declaration leads to."""
    also = ", ".join(link(model, each) for each in (*reversed(node_type.interfaces), *_unions(model, node_type)))
    return page(
        node_type.name,
        paragraph(node_type.description),
        f"It is also: {also}." if also else "",
        "For [cleared readers](../clearance.md) alone: for everyone else there is no such type."
        if node_type.restricted
        else "",
        diagram(model, around(model, node_type)),
        section("Properties", properties(node_type.properties.values())),
        section(
            "Relationships", relationships(model, node_type.relationships.values()), _totals(model, schema, node_type)
        ),
        section("Figures", *figures(model, node_type)),
        section("Where it is met", _met(model, node_type)),
        section("Rules", watched(model, node_type.name)),
        section("Asking", *_asking(model, schema, node_type)),
        section("Loading", *_loading(model, node_type)),
        section("Constraints and indexes", _statements(model, node_type)),
    )


def properties(given: Iterable[Property]) -> str:
    """Properties as a table."""
    rows = (
        (code(e.name), kind(e), cell(e.description), measure(e.description), cell("; ".join(rules(e)))) for e in given
    )
    return table(["property", "kind", "meaning", "unit, standard", "rules"], rows)


def kind(property: Property) -> str:
    """A property's kind; a code list leads to its codes."""
    if property.enum:
        return f"[{code(property.enum.name)}]({CODE_LISTS}#{property.enum.name.lower()})"
    return code(property.kind.value)


def relationships(model: GraphModel, given: Iterable[Relationship]) -> str:
    """Relationships as a table."""
    return table(["field", "leads to", "by", "meaning", "on the edge"], (_relationship(model, each) for each in given))


def _relationship(model: GraphModel, each: Relationship) -> tuple[str, ...]:
    target = f"{'many' if each.many else 'one'} {link(model, each.target)}"
    # The edge is there where there is a connection; what leads to one node shows that node alone.
    edge = codes(one.name for one in model.relationship_types[each.type].properties) if each.many else ""
    return code(each.name), target, _by(each), cell(each.description), edge


def _totals(model: GraphModel, schema: GraphQLSchema, node_type: NodeType) -> str:
    """The fields that are neither property nor relationship: what the lists of a node come to, and chains."""
    known = node_type.properties.keys() | node_type.relationships.keys()
    computed = {each.name for each in model.indicators if each.owner == node_type.name}
    fields = cast("GraphQLObjectType", schema.type_map[node_type.name]).fields
    extra = [name for name in fields if name not in {*known, *computed, FINDINGS}]
    totals, chains = ([each for each in extra if (each in CHAINS) is chained] for chained in (False, True))
    told = [f"What these lists come to: {codes(totals)}."] if totals else []
    told += [f"Along chains of ownership, through all owners and holdings: {codes(chains)}."] if chains else []
    return "\n\n".join(told)


def _by(each: Relationship) -> str:
    way = "outgoing" if each.direction is Direction.OUT else "incoming"
    return f"[{code(each.type)}]({RELATIONSHIPS}#{each.type.lower()}), {way}"


def link(model: GraphModel, name: str) -> str:
    """A link to where a node type, interface or union is described."""
    return f"[{name}]({name}.md)" if name in model.node_types else f"[{name}]({INTERFACES}#{name.lower()})"


def _unions(model: GraphModel, node_type: NodeType) -> Iterator[str]:
    return (each.name for each in model.unions.values() if node_type.name in each.members)


def _met(model: GraphModel, node_type: NodeType) -> str:
    rows = [
        (f"{link(model, owner.name)}.{code(each.name)}", _by(each), cell(each.description))
        for owner, each in leading_to(model, node_type)
    ]
    return table(["field", "by", "meaning"], rows) if rows else ""


def _asking(model: GraphModel, schema: GraphQLSchema, node_type: NodeType) -> Iterator[str]:
    assert schema.query_type
    fields = {name: schema.query_type.fields[name] for name in root_fields(schema, node_type)}
    rows = [
        (
            code(name),
            cell(f.description or ""),
            codes(f"{a}: {one.type}" for a, one in f.args.items()),
            code(str(f.type)),
        )
        for name, f in fields.items()
    ]
    yield table(["root field", "meaning", "arguments", "answers"], rows)
    asker = Asker(model, schema, node_type)
    yield block("graphql", asker.by_key())
    yield block("graphql", asker.listed())
    for query in asker.grouped():
        yield block("graphql", query)
    yield f"`where` takes {codes(inputs(schema, node_type.plural, 'where'))}."
    yield f"`orderBy` takes {codes(inputs(schema, node_type.plural, 'orderBy'))}."


def _loading(model: GraphModel, node_type: NodeType) -> Iterator[str]:
    if not registers.loadable(node_type):
        yield "Its nodes cannot be loaded from files: it has no required unique property by which to tell them apart."
        return
    yield registers.columns(node_type)
    yield registers.mapping(model, node_type)
    yield registers.relationships(model, node_type)


def _statements(model: GraphModel, node_type: NodeType) -> str:
    own = f"FOR (n:{quoted(node_type.name)})"
    return block("cypher", "\n".join(each for each in ddl.statements(model) if own in each))
