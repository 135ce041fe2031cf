"""All pages of the reference."""

from graph.model import GraphModel
from resolvers.reference import Reference
from schema.types import build
from server.manual.index import index_page
from server.manual.nodes import CODE_LISTS, INTERFACES, RELATIONSHIPS, node_page
from server.manual.rules import RULES, rules_page
from server.manual.shared import code_lists_page, interfaces_page, relationships_page


def pages(model: GraphModel) -> dict[str, str]:
    """The reference of a model: Markdown by file name."""
    schema = build(model, Reference(model))._schema  # noqa: SLF001  # Strawberry gives no other way to it
    made = {"index.md": index_page(model, schema)}
    made |= {f"{each.name}.md": node_page(model, schema, each) for each in model.node_types.values()}
    made[INTERFACES] = interfaces_page(model)
    made[RELATIONSHIPS] = relationships_page(model)
    if model.rules:
        made[RULES] = rules_page(model)
    if model.enums:
        made[CODE_LISTS] = code_lists_page(model)
    return made
