"""What an operation is supposed to cost, by counts made up: 1,000 buildings of 10 rooms each, in a graph of nothing else."""

from typing import Any

import pytest
from graphql import OperationDefinitionNode, parse

import schema
from graph.cost import Cost, estimate
from graph.counts import Counts, question
from graph.model import Direction
from resolvers.planner import Planner
from tests.building import schema_of

MODEL = schema.government()
BUILT: Any = schema_of(MODEL)._schema  # Strawberry gives no other way to it
COUNTS = Counts(
    {**dict.fromkeys(MODEL.node_types, 0), "Building": 1_000, "Room": 10_000, "Agency": 100},
    {
        ("Room", "PART_OF", Direction.OUT): 10_000,
        ("Building", "PART_OF", Direction.IN): 10_000,
        ("Building", "OWNS", Direction.IN): 1_000,
        ("Agency", "OWNS", Direction.OUT): 1_000,
        ("Agency", "SUBORDINATE_TO", Direction.OUT): 99,
        ("Agency", "SUBORDINATE_TO", Direction.IN): 99,
    },
)


def cost(document: str) -> Cost:
    (operation,) = parse(document).definitions
    assert isinstance(operation, OperationDefinitionNode)
    planned = Planner(MODEL, BUILT, {}, {}).plan(operation)
    return estimate(planned.plan, COUNTS, lambda argument: planned.holes.binds[argument.index]({}))


@pytest.mark.parametrize(
    ("document", "rows", "dearest"),
    [
        ("{ __typename }", 0, ""),
        ('{ building(code: "b") { name } }', 1, "building"),
        ("{ buildings(first: 20) { nodes { name } } }", 21, "buildings"),
        ("{ buildings(first: 20, orderBy: [{grossFloorAreaM2: DESC}]) { nodes { name } } }", 21, "buildings"),
        ("{ buildings { totalCount } }", 0, "buildings"),
        ('{ buildings(first: 20, where: {structure: {contains: "x"}}) { nodes { name } } }', 1_000, "buildings"),
        ('{ buildings(first: 20, where: {structure: {contains: "x"}}) { totalCount } }', 1_000, "buildings.totalCount"),
        ('{ buildings(where: {name: {contains: "x"}}) { nodes { name } } }', 100, "buildings"),
        # An indexed property leaves a tenth of them to be looked at.
        ("{ buildings(where: {status: {eq: IDLE}}) { nodes { name } } }", 100, "buildings"),
        ('{ buildings(where: {code: {in: ["a", "b", "c"]}}) { nodes { name } } }', 3, "buildings"),
        # The rooms of each building on the page.
        ("{ buildings(first: 20) { nodes { rooms { nodes { number } } } } }", 21 + 200, "buildings.nodes.rooms"),
        ("{ buildings(first: 20) { edges { node { rooms { totalCount } } } } }", 221, "buildings.edges.node.rooms.totalCount"),
        # Each building's rooms are looked at for the filter.
        ('{ buildings(where: {rooms: {some: {number: {eq: "1"}}}}) { nodes { name } } }', 11_000, "buildings"),
        ("{ buildingsAggregate { count } }", 1_000, "buildingsAggregate"),
        ("{ buildingsGroupBy(by: [STATUS]) { aggregate { count } } }", 1_000, "buildingsGroupBy"),
        ("{ a: buildingsAggregate { count } b: roomsAggregate { count } }", 11_000, "b"),
        ('{ nodes(ids: ["a", "b"]) { id } }', 2, "nodes"),
        ('{ building(code: "b") { ownershipChain { circular } } }', 101, "building.ownershipChain"),
    ],
)  # fmt: skip
def test_rows_and_the_dearest_field(document: str, rows: int, dearest: str) -> None:
    found = cost(document)
    assert (found.rows, ".".join(found.dearest)) == (rows, dearest)


@pytest.mark.parametrize(
    "document",
    [
        '{ search(text: "a") { node { id ... on Building { rooms { nodes { id } } } } } }',
        '{ paths(from: "a", to: "b") { paths { nodes { id ... on Agency { owns { totalCount } } } links { kind } } } }',
        '{ neighbourhood(id: "a") { count } }',
        '{ neighbours(id: "a", kind: OWNS, direction: OUT) { nodes { id } totalCount } }',
        '{ changes(from: "2020-01-01", to: "2021-01-01", agency: "a") { nodes { on startNode { id } } totalCount } }',
        '{ changes(from: "2020-01-01", to: "2021-01-01") { nodes { on endNode { ... on Building { rooms { nodes { id } } } } } } }',
        '{ agencies(where: {parent: {reaches: {code: {eq: "a"}}}}) { nodes { holdings { share node { id } } } } }',
        "{ buildingsGroupBy(by: [DIVISION]) { keys { division { name situated { totalCount } } } } }",
        '{ node(id: "a") { id ... on Building { owners { nodes { name } } } ... on Agency { owns { nodes { id } } } } }',
    ],
)  # fmt: skip
def test_every_kind_of_field_has_a_cost(document: str) -> None:
    found = cost(document)
    assert found.rows > 0
    assert found.dearest_rows <= found.rows


def test_the_question_asks_for_each_count_once() -> None:
    text = question(MODEL)
    ends = {
        end
        for each in MODEL.relationship_types.values()
        for pair in each.endpoints
        for end in ((pair[0], each.name, 0), (pair[1], each.name, 1))
    }
    assert text.count("COUNT") == len(MODEL.node_types) + len(ends)
    numbers = range(text.count("COUNT"))
    counts = Counts.of(MODEL, numbers)
    assert sorted([*counts.nodes.values(), *counts.links.values()]) == [*numbers]
