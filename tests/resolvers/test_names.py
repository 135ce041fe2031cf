"""Names that filters give to nodes: known inside the filter that gives them, and nowhere else."""

import pytest
from graphql import get_operation_ast, get_variable_values, parse

import schema
from graph.cypher import render
from graph.errors import BadArgument
from resolvers.planner import Planner
from tests.building import schema_of

MODEL = schema.government()
SCHEMA = schema_of(MODEL)._schema


def statement(where: str, variables: str = "", **given: str) -> str:
    operation = get_operation_ast(parse(f"query {variables} {{ agencies(where: {where}) {{ nodes {{ id }} }} }}"))
    assert operation
    coerced = get_variable_values(SCHEMA, operation.variable_definitions or (), given)
    assert not isinstance(coerced, list)
    return render(Planner(MODEL, SCHEMA, {}, coerced.coerced).plan(operation).plan).text


def test_the_nearest_of_a_name_is_meant() -> None:
    inner = '{ some: { as: "it", subordinates: { some: { is: "it" } } } }'
    text = statement(f'{{ as: "it", parent: {inner}, subordinates: {{ some: {{ is: "it" }} }} }}')
    assert "AND n2 = n1" in text
    assert "AND n3 = n0" in text


def test_a_name_can_be_a_variable() -> None:
    where = "{ as: $name, parent: { some: { is: $name } } }"
    assert "n1 = n0" in statement(where, "($name: String)", name="any")


@pytest.mark.parametrize(
    ("where", "place"),
    [
        ('{ is: "it" }', "where.is"),
        ('{ parent: { some: { as: "it" }, none: { is: "it" } } }', "where.parent.none.is"),
        ('{ as: "it", parent: { some: { is: "another" } } }', "where.parent.some.is"),
    ],
)
def test_a_name_that_nobody_gave_is_told(where: str, place: str) -> None:
    with pytest.raises(
        BadArgument, match=f"`{place}` is `(it|another)`, and no filter around it has that name in `as`."
    ):
        statement(where)


@pytest.mark.parametrize("where", ["{ as: null }", '{ as: "it", is: null }'])
def test_null_is_no_name(where: str) -> None:
    with pytest.raises(BadArgument, match="is null: leave it out"):
        statement(where)
