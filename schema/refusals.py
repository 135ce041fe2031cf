"""What a model cannot be, as a sentence that says what to do."""

import re
from collections import Counter
from collections.abc import Iterator

from graph.model import GraphModel

# What in Cypher is text, a name in quotes or a comment, and what it stands for where patterns are looked for.
QUOTED = re.compile(r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`[^`]*`|//[^\n]*|/\*.*?\*/""", re.DOTALL)
# A relationship pattern that names no type, or all but some, or has it from a value.
UNTYPED = re.compile(
    r"""\)\s*<?\s*-\s*(?:
        -\s*>?\s*(?:[*+]|\{[\d\s,]*\})?\s*\(
        | \[\s*\w*\s*(?:\]\s*- | [*{] | WHERE\b | (?::|IS\b)(?:(?!WHERE\b)[\w\s:|&()])*[!%$])
    )""",
    re.VERBOSE | re.IGNORECASE,
)
# A node pattern by itself that names no label, or all but some, or has it from a value.
UNLABELLED = re.compile(
    r"(?:\bMATCH|,)\s*\(\s*\w*\s*(?:(?:\{[^}]*\}\s*)?\)|:[\w\s:|&(]*(?:[!%]|\$\w*\())(?!\s*[-<])", re.IGNORECASE
)
ANYTHING = {
    UNTYPED: "follows relationships of any type, so to what is restricted, too: name their types, as in `-[:OWNS|USES]->`.",
    UNLABELLED: "reads nodes of any label, so what is restricted, too: name their labels, as in `(other:Building)`.",
}


class DeclarationError(TypeError):
    """A class is declared in a way that cannot be linked."""


def refuse_shared_fields(linked: GraphModel) -> None:
    """Each node type has two root fields to itself."""
    fields = Counter(["node", "nodes", "search", "neighbourhood", "neighbours", "paths", "changes", "findings"])
    for each in linked.node_types.values():
        fields.update((each.singular, each.plural))
    for name, count in fields.items():
        if count > 1:
            raise DeclarationError(
                f"The root field {name} is named {count} times: give `@asset` another singular or plural."
            )


def refuse_timeless(linked: GraphModel) -> None:
    """Every relationship holds for a period, and says where that is written: what is told of any relationship is what all have."""
    for each in linked.relationship_types.values():
        if not each.dated:
            raise DeclarationError(f"{each.name} has no period: derive its class from `Dated`, as all others are.")


def refuse_other_hierarchies(linked: GraphModel) -> None:
    """One hierarchy at most, of nodes of one type."""
    hierarchies = [each for each in linked.relationship_types.values() if each.hierarchy]
    if len(hierarchies) > 1:
        names = " and ".join(each.name for each in hierarchies)
        raise DeclarationError(f"{names} are both the hierarchy: declare one of them so.")
    if hierarchies and len({end for pair in hierarchies[0].endpoints for end in pair}) != 1:
        raise DeclarationError(f"{hierarchies[0].name} joins nodes of several types: a hierarchy is of one type.")


def refuse_strange_rules(linked: GraphModel) -> None:
    """Rules look at nodes of the model, and each has a code to itself."""
    for code, count in Counter(each.code for each in linked.rules).items():
        if count > 1:
            raise DeclarationError(f"{count} rules are called {code}: give each a code of its own.")
    labels = {label for each in linked.rules for label in each.checks} | {*linked.custody}
    if strangers := sorted(labels - {*linked.node_types}):
        raise DeclarationError(f"A rule looks at {strangers[0]}, which is not declared: link it too.")


def refuse_open_ways(linked: GraphModel) -> None:
    """Nothing that everyone reads leads to what is restricted."""
    hidden = {each.name for each in linked.node_types.values() if each.restricted}
    for each in linked.relationship_types.values():
        for pair in each.endpoints:
            if bool(hidden & {*pair}) is not each.restricted:
                raise DeclarationError(
                    f"{each.name} joins {' and '.join(pair)}: a relationship type is restricted if, and only if, every "
                    "pair of types that it joins has a restricted one. Declare another for the other pairs."
                )
    hidden |= {each.name for each in linked.relationship_types.values() if each.restricted} | {*linked.hidden}
    for name, label, text in _declared_cypher(linked):
        if not hidden or label in hidden:
            continue
        if found := hidden.intersection(re.findall(r"\w+", text)):
            raise DeclarationError(
                f"Cypher of {name} that starts from {label} leads to {min(found)}, which is restricted."
            )
        plain = QUOTED.sub(_plain, text)
        for anything, told in ANYTHING.items():
            if anything.search(plain):
                raise DeclarationError(f"Cypher of {name} that starts from {label} {told}")


def _declared_cypher(linked: GraphModel) -> Iterator[tuple[str, str, str]]:
    """The Cypher of each declaration: what it is declared as, and from which type it starts."""
    for each in linked.rules:
        yield from ((each.code, label, text) for label, text in each.checks.items())
        yield from ((each.code, label, once.cypher) for label, once in each.once.items())
    yield from ((each.code, each.owner, each.cypher) for each in linked.indicators)
    yield from (("custody", label, text) for label, text in linked.custody.items())


def _plain(quoted: re.Match[str]) -> str:
    return " " if quoted[0].startswith("/") else "_"


def refuse_strange_indicators(linked: GraphModel) -> None:
    """Indicators are fields of types that are there, and of none twice."""
    for each in linked.indicators:
        owner = linked.node_types.get(each.owner)
        if owner is None:
            raise DeclarationError(f"{each.code} is of a type that is not declared: link it too.")
        if owner.meaning(each.name) or linked.indicator(each.owner, each.name) is not each:
            raise DeclarationError(
                f"{each.owner} has another field called {each.name}: give the indicator another name."
            )
