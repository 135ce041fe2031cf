"""The page of the rules, and what node pages say of them."""

from collections.abc import Iterator
from inspect import cleandoc

from graph.model import GraphModel
from graph.rules import Rule
from server.manual.markdown import block, cell, code, page, paragraph, section, table

RULES = "rules.md"


def rules_page(model: GraphModel) -> str:
    """Every rule: what it finds, on what it rests, and how it is computed."""
    rows = (
        (f"[{code(each.code)}](#{each.code.lower()})", each.severity.value, cell(each.title), ", ".join(each.checks))
        for each in model.rules
    )
    return page(
        "Rules",
        "What is wrong with a node, or worth a look. Each rule is asked of the nodes of some types on a day, by the Cypher "
        "shown with it: `$node` is the node, `$day` the day, and `held(r)` is true of a relationship, or of a standard's "
        "item, that holds on the day. Limits are data: items of standards that are in force on the day.",
        block(
            "graphql",
            "{ findings(severities: [SERIOUS], first: 20) { totalCount nodes { rule { title } node { id } } } }",
        ),
        table(["rule", "severity", "finds", "looks at"], rows),
        *(_rule(model, each) for each in model.rules),
    )


def _rule(model: GraphModel, each: Rule) -> str:
    figures = ((code(one.name), cell(one.description), cell(one.unit)) for one in each.figures)
    return section(
        each.code,
        paragraph(each.description),
        f"{each.severity.value.capitalize()}. Rests on: {each.instrument}.",
        table(["figure", "meaning", "unit"], figures) if each.figures else "",
        *_cypher(model, each),
    )


def _cypher(model: GraphModel, each: Rule) -> Iterator[str]:
    """Each check once, with the types that it is asked of."""
    texts: dict[tuple[str, str], list[str]] = {}
    for label, text in each.checks.items():
        once = each.once.get(label)
        texts.setdefault((cleandoc(once.cypher) if once else "", cleandoc(text)), []).append(label)
    for (before, text), labels in texts.items():
        yield "Of each " + " and ".join(f"[{label}]({label}.md)" for label in labels if label in model.node_types) + ":"
        if before:
            yield block("cypher", before)
        yield block("cypher", text)


def watched(model: GraphModel, label: str) -> str:
    """The rules that look at nodes of a type."""
    found = [f"[{code(each.code)}]({RULES}#{each.code.lower()})" for each in model.rules if label in each.checks]
    return f"Rules that look at it: {', '.join(found)}." if found else ""
