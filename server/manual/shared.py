"""The pages of what several node types share: interfaces and unions, relationship types, code lists."""

from collections import defaultdict
from collections.abc import Iterator

from graph import ddl
from graph.cypher import quoted
from graph.model import EnumType, GraphModel, Interface, Property, RelationshipType, Union
from server.manual.links import by_name, owners
from server.manual.markdown import block, cell, code, codes, page, paragraph, section, table
from server.manual.nodes import link, properties, relationships


def interfaces_page(model: GraphModel) -> str:
    """Interfaces and unions, each with the node types that it stands for."""
    return page(
        "Interfaces and unions",
        "A field that leads to one of these may meet nodes of several types: ask for `__typename`, and for what only "
        "one type has in `... on Type { }`.",
        *(_interface(model, each) for each in model.interfaces.values()),
        *(_union(model, each) for each in model.unions.values()),
    )


def _interface(model: GraphModel, each: Interface) -> str:
    return section(
        each.name,
        paragraph(each.description),
        f"Interface of {_members(model, each.name)}.",
        properties(each.properties.values()) if each.properties else "",
        relationships(model, each.relationships.values()) if each.relationships else "",
    )


def _union(model: GraphModel, each: Union) -> str:
    return section(each.name, paragraph(each.description), f"Union of {_members(model, each.name)}.")


def _members(model: GraphModel, name: str) -> str:
    return ", ".join(link(model, each) for each in model.members(name)) or "no node type yet"


def relationships_page(model: GraphModel) -> str:
    """Relationship types: what they join, what tells two of them apart, what they carry."""
    return page(
        "Relationship types",
        "A relationship's own properties are read on the edges of a connection. One that has `validFrom` and `validTo` "
        "holds from the one day up to and without the other; `asOf` decides which are met.",
        *(_relationship_type(model, each) for each in by_name(model.relationship_types)),
    )


def _relationship_type(model: GraphModel, each: RelationshipType) -> str:
    apart = f"Two between the same nodes are told apart by {codes(each.identity)}." if each.identity else (
        "There is one at most between the same two nodes."
    )  # fmt: skip
    rows = ((link(model, start), ", ".join(ends)) for start, ends in _joined(model, each))
    shown = properties(each.properties) if each.properties else ""
    kept = [one for one in ddl.statements(model) if f"-[r:{quoted(each.name)}]-" in one]
    statements = block("cypher", "\n".join(kept))
    return section(each.name, paragraph(each.description), table(["from", "to"], rows), apart, shown, statements)


def _joined(model: GraphModel, each: RelationshipType) -> Iterator[tuple[str, list[str]]]:
    ends: dict[str, list[str]] = defaultdict(list)
    for start, end in sorted(each.endpoints):
        ends[start].append(link(model, end))
    yield from ends.items()


def code_lists_page(model: GraphModel) -> str:
    """Code lists: every code with its meaning, and where it is used."""
    return page("Code lists", *(_code_list(model, each) for each in by_name(model.enums)))


def _code_list(model: GraphModel, each: EnumType) -> str:
    rows = ((code(value.name), cell(value.description)) for value in each.values)
    return section(
        each.name,
        paragraph(each.description),
        f"Used by {codes(users(model, each))}.",
        table(["code", "meaning"], rows),
    )


def users(model: GraphModel, enum: EnumType) -> list[str]:
    """The properties whose values are codes of a list, each named where it is declared first."""

    def uses(each: Property) -> bool:
        return each.enum is not None and each.enum.name == enum.name

    found: dict[str, None] = {}
    for owner in owners(model):
        inherited = {name for each in owner.interfaces for name in model.interfaces[each].properties}
        found |= {
            f"{owner.name}.{e.name}": None for e in owner.properties.values() if uses(e) and e.name not in inherited
        }
    for type_ in by_name(model.relationship_types):
        found |= {f"{type_.name}.{each.name}": None for each in type_.properties if uses(each)}
    return list(found)
