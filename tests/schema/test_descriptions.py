"""English on everything that introspection shows, and the domain's own term on everything that is declared for it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from graphql import GraphQLSchema, is_introspection_type, is_specified_scalar_type

import schema
from graph.model import GraphModel, Interface, NodeType
from tests.building import schema_of
from tests.railway import railway

GOVERNMENT = schema.government()
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def elements(given: GraphQLSchema) -> Iterator[tuple[str, str | None]]:
    """Every type, field, argument, input field, code and directive, with its description."""
    for type_ in given.type_map.values():
        if is_introspection_type(type_) or is_specified_scalar_type(type_):
            continue
        yield type_.name, type_.description
        parts: dict[str, Any] = {**getattr(type_, "fields", {}), **getattr(type_, "values", {})}
        for name, each in parts.items():
            yield f"{type_.name}.{name}", each.description
            for key, argument in getattr(each, "args", {}).items():
                yield f"{type_.name}.{name}({key}:)", argument.description
    for directive in given.directives:
        yield f"@{directive.name}", directive.description
        for key, argument in directive.args.items():
            yield f"@{directive.name}({key}:)", argument.description


def declared(model: GraphModel) -> Iterator[tuple[str, str]]:
    """Everything that a declaration describes."""
    owners: list[NodeType | Interface] = [*model.node_types.values(), *model.interfaces.values()]
    for owner in owners:
        yield owner.name, owner.description
        yield from ((f"{owner.name}.{each.name}", each.description) for each in owner.properties.values())
        yield from ((f"{owner.name}.{each.name}", each.description) for each in owner.relationships.values())
    for type_ in model.relationship_types.values():
        yield type_.name, type_.description
        yield from ((f"{type_.name}.{each.name}", each.description) for each in type_.properties)
    yield from ((each.name, each.description) for each in model.unions.values())
    for enum in model.enums.values():
        yield enum.name, enum.description
        yield from ((f"{enum.name}.{each.name}", each.description) for each in enum.values)


def in_english(description: str | None) -> bool:
    first = (description or "").partition("\n")[0]
    return bool(re.search(r"[A-Za-z]{2}", first)) and not CHINESE.search(first)


@pytest.mark.parametrize("model", [GOVERNMENT, railway()], ids=["government", "railway"])
def test_everything_is_described_in_english(model: GraphModel) -> None:
    found = list(elements(schema_of(model)._schema))
    assert len(found) > 100
    assert [name for name, description in found if not in_english(description)] == []


def test_everything_declared_has_its_chinese_term() -> None:
    assert [name for name, description in declared(GOVERNMENT) if not CHINESE.search(description)] == []


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("Depot", {"description": ""}),
        ("Depot.title", {"properties": "title"}),
        ("Depot.stabled", {"relationships": "stabled"}),
    ],
)
def test_what_is_not_described_is_found(name: str, change: dict[str, str]) -> None:
    model = railway()
    depot = model.node_types["Depot"]
    for field, key in change.items():
        kept: Any = getattr(depot, field)
        value: Any = {**kept, key: replace(kept[key], description="")} if key else ""
        depot = replace(depot, **{field: value})
    bare = replace(model, node_types={**model.node_types, "Depot": depot})
    assert name in [each for each, description in elements(schema_of(bare)._schema) if not in_english(description)]
