"""Questions of a schema that name nodes by their ids: each root field that takes such, and all that it tells first."""

from collections.abc import Iterator
from dataclasses import dataclass

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    Undefined,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
    is_non_null_type,
)

from graph.model import NODE

GIVEN = {"maxLength": "3", "first": "10", "from": '"1900-01-01"', "to": '"2100-01-01"', "includeSubordinates": "true"}


@dataclass(frozen=True, slots=True)
class Question:
    """A document, and its variables, each of which is an id."""

    field: str
    text: str
    variables: tuple[str, ...]


def by_id(schema: GraphQLSchema) -> Iterator[Question]:
    """A question for each field of the root that takes ids."""
    assert schema.query_type
    for name, field in schema.query_type.fields.items():
        taken = tuple(each for each, argument in field.args.items() if of_id(argument))
        if taken:
            given = {each: f"[${each}]" if "[" in str(field.args[each].type) else f"${each}" for each in taken}
            given |= {
                each: value(each, argument)
                for each, argument in field.args.items()
                if each not in given and wanted(each, argument)
            }
            written = ", ".join(f"{each}: {literal}" for each, literal in given.items())
            declared = ", ".join(f"${each}: ID!" for each in taken)
            yield Question(name, f"query({declared}) {{ {name}({written}) {told(field)} }}", taken)


def of_id(argument: GraphQLArgument) -> bool:
    return get_named_type(argument.type).name == "ID"


def wanted(name: str, argument: GraphQLArgument) -> bool:
    return name in GIVEN or (is_non_null_type(argument.type) and argument.default_value is Undefined)


def value(name: str, argument: GraphQLArgument) -> str:
    named = get_named_type(argument.type)
    return next(iter(named.values)) if isinstance(named, GraphQLEnumType) else GIVEN[name]


def told(field: GraphQLField, *, whole: bool = True) -> str:
    """What a field tells without being given more: of a node its values, of one within an answer its id."""
    named = get_named_type(field.type)
    if is_leaf_type(named):
        return ""
    parts = ["__typename"]
    if isinstance(named, GraphQLObjectType | GraphQLInterfaceType):
        for name, each in named.fields.items():
            if any(wanted(*argument) for argument in each.args.items() if argument[0] not in GIVEN):
                continue
            leaf, node = is_leaf_type(get_named_type(each.type)), is_node(named)
            if (leaf and (whole or name == "id" or not node)) or (
                not leaf and (not node or (whole and named.name == NODE))
            ):
                parts.append(f"{name} {told(each, whole=False)}")
    return f"{{ {' '.join(parts)} }}"


def is_node(named: GraphQLNamedType) -> bool:
    """Whether a type is of nodes."""
    if isinstance(named, GraphQLObjectType | GraphQLInterfaceType):
        return named.name == NODE or any(each.name == NODE for each in named.interfaces)
    return is_abstract_type(named)
