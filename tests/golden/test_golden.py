"""Golden quartets: .graphql → .plan → .cypher → .json. `pytest tests/golden --bless` writes them anew; read the diff."""

import asyncio
from pathlib import Path

import orjson
import pytest
from graphql import FragmentDefinitionNode, get_operation_ast, get_variable_values, parse

import schema
from graph import ddl
from graph.connection import Connection
from graph.cypher import render
from graph.plan.text import lines
from graph.session import Graph
from resolvers.execute import Executor, Request
from resolvers.planner import Planner
from tests.blessing import expect
from tests.building import schema_of
from tests.generation import golden, store

TOGETHER = 5
CASES = sorted((Path(__file__).parent / "cases").glob("*.graphql"))
MODEL = schema.government(cleared=False)
BUILT = schema_of(MODEL)


@pytest.mark.parametrize("case", CASES, ids=lambda each: each.stem)
def test_plan_and_cypher(case: Path, bless: bool) -> None:
    document = parse(case.read_text(encoding="utf-8"))
    operation = get_operation_ast(document)
    assert operation
    fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
    variables = get_variable_values(BUILT._schema, operation.variable_definitions or (), {})
    assert not isinstance(variables, list), variables
    planned = Planner(MODEL, BUILT._schema, fragments, variables.coerced).plan(operation)
    expect(case.with_suffix(".plan"), "\n".join(lines(planned.plan)) + "\n", bless=bless)
    texts = [f"{each.text}\n" for each in render(planned.plan).all]
    expect(case.with_suffix(".cypher"), "\n".join(texts), bless=bless)


@pytest.mark.integration
def test_answers(neo4j_2026: Connection, bless: bool) -> None:
    async def ask() -> None:
        async with Graph.connect(neo4j_2026) as graph:
            await ddl.complete(graph, MODEL)
            await store(graph, golden(MODEL))
            executor = Executor(MODEL, BUILT, graph, 300)
            for case in CASES:
                request = Request(case.read_text(encoding="utf-8"))
                # At once, so that some of them travel together.
                response, *others = await asyncio.gather(*(executor.execute(request) for _ in range(TOGETHER)))
                assert {each.body for each in others} == {response.body}, case.stem
                found = orjson.dumps(orjson.loads(response.body), option=orjson.OPT_INDENT_2).decode() + "\n"
                expect(case.with_suffix(".json"), found, bless=bless)

    asyncio.run(ask())
