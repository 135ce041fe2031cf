"""The first page of the reference."""

from collections.abc import Iterator

from graphql import GraphQLScalarType, GraphQLSchema, is_specified_scalar_type, specified_scalar_types

from graph.model import GraphModel
from server.manual.diagrams import diagram
from server.manual.links import by_name, everywhere
from server.manual.markdown import cell, code, codes, page, section, table
from server.manual.nodes import CODE_LISTS, INTERFACES, RELATIONSHIPS, link
from server.manual.queries import root_fields
from server.manual.rules import RULES


def index_page(model: GraphModel, schema: GraphQLSchema) -> str:
    """Everything there is, each with a link to where it is described."""
    return page(
        "Reference",
        "Every type of node, relationship and code that the graph can hold. These pages are made from the declarations "
        "and are not edited by hand.",
        diagram(model, everywhere(model)),
        section("Node types", table(["type", "meaning", "root fields"], _node_types(model, schema))),
        section(
            "Interfaces and unions",
            f"What several node types have in common: [{INTERFACES}]({INTERFACES}).",
            table(["type", "meaning", "stands for"], _interfaces(model)),
        ),
        section(
            "Relationship types",
            f"With their properties and what they may join: [{RELATIONSHIPS}]({RELATIONSHIPS}).",
            table(["type", "meaning", "own properties"], _relationship_types(model)),
        ),
        section(
            "Rules",
            f"What is wrong with a node, or worth a look: [{RULES}]({RULES}).",
            table(["rule", "severity", "finds"], _rules(model)),
        ),
        section(
            "Code lists",
            f"With their codes: [{CODE_LISTS}]({CODE_LISTS}).",
            table(["list", "meaning", "codes"], _code_lists(model)),
        ),
        section(
            "Kinds of value",
            f"GraphQL's own {codes(sorted(specified_scalar_types))}, and these:",
            table(["kind", "meaning"], _scalars(schema)),
        ),
    )


def _node_types(model: GraphModel, schema: GraphQLSchema) -> Iterator[tuple[str, str, str]]:
    for each in by_name(model.node_types):
        yield link(model, each.name), cell(each.description), codes(root_fields(schema, each))


def _interfaces(model: GraphModel) -> Iterator[tuple[str, str, str]]:
    described = {each.name: each.description for each in model.interfaces.values()}
    described |= {each.name: each.description for each in model.unions.values()}
    for name, description in described.items():
        yield link(model, name), cell(description), ", ".join(model.members(name))


def _relationship_types(model: GraphModel) -> Iterator[tuple[str, str, str]]:
    for each in by_name(model.relationship_types):
        named = f"[{code(each.name)}]({RELATIONSHIPS}#{each.name.lower()})"
        yield named, cell(each.description), codes(one.name for one in each.properties)


def _rules(model: GraphModel) -> Iterator[tuple[str, str, str]]:
    for each in model.rules:
        yield f"[{code(each.code)}]({RULES}#{each.code.lower()})", each.severity.value, cell(each.title)


def _code_lists(model: GraphModel) -> Iterator[tuple[str, str, str]]:
    for each in by_name(model.enums):
        yield (
            f"[{each.name}]({CODE_LISTS}#{each.name.lower()})",
            cell(each.description),
            codes(v.name for v in each.values),
        )


def _scalars(schema: GraphQLSchema) -> Iterator[tuple[str, str]]:
    for name, each in sorted(schema.type_map.items()):
        if isinstance(each, GraphQLScalarType) and not is_specified_scalar_type(each):
            yield code(name), cell(each.description or "")
