"""Rules as the database reads them: nothing that the graph does not know, the same on every version."""

import asyncio
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import orjson
import pytest
from neo4j import GraphDatabase

import schema
from graph import ddl
from graph.connection import Connection
from graph.cypher import Statement
from graph.cypher.findings import breach
from graph.cypher.names import Names
from graph.plan import Argument, Check
from graph.rules import Severity
from graph.session import Graph
from resolvers import reference
from resolvers.execute import Executor, Request
from schema import assets, interfaces, relationships, risks
from schema.link import link
from schema.refusals import DeclarationError
from schema.risks import declaring
from tests.building import schema_of
from tests.generation import DAYS, NODES_PER_TYPE, Snapshot, snapshot, store
from tests.markdown import blocks

pytestmark = pytest.mark.integration

MODEL = schema.government()
CHECKS = [Check(rule, label) for rule in MODEL.rules for label in rule.checks]
DAY = date.fromisoformat(DAYS[2])


async def found(connection: Connection, graphs: list[Snapshot]) -> list[Any]:
    """What every rule finds in graphs, one after the other."""
    answers: list[Any] = []
    async with Graph.connect(connection) as graph:
        await ddl.complete(graph, MODEL)
        for each in graphs:
            await store(graph, each)
            for check in CHECKS:
                names = Names()
                text = breach(check, Argument(0), names, Argument(1))
                ids = [f"{check.label}{number}" for number in range(NODES_PER_TYPE)]
                given = names.filled((DAY, ids))
                rows = await graph.read(text, given)
                answers.append((check.rule.code, check.label, sorted(map(plain, rows))))
    return answers


def plain(row: Any) -> Any:
    id_, figures, mentioned = row
    return id_, [each and round(each, 6) for each in figures], sorted(mentioned)


def test_both_versions_find_the_same(neo4j_2026: Connection, neo4j_526: Connection) -> None:
    # Of the first dozen, those that between them break the most rules.
    seeds = (0, 1, 2, 6, 11, 12)
    graphs = [snapshot(MODEL, Random(seed), gaps=seed % 2 == 1, least=2) for seed in seeds]
    newest, long_term = (asyncio.run(found(each, graphs)) for each in (neo4j_2026, neo4j_526))
    assert newest == long_term
    assert len({code for code, _, rows in newest if rows}) > 12


def test_no_rule_names_what_is_not_declared(neo4j_2026: Connection) -> None:
    """With a graph that holds every type and property, the database warns of nothing."""
    asyncio.run(found(neo4j_2026, [snapshot(MODEL, Random(2), gaps=False, least=3)]))
    known = neo4j_2026
    unknown = []
    with GraphDatabase.driver(known.uri, auth=(known.username, known.password)) as driver, driver.session() as session:
        for check in CHECKS:
            names = Names()
            text = breach(check, Argument(0), names, Argument(1))
            given = names.filled((DAY, []))
            summary = session.run("EXPLAIN " + text, given).consume()  # type: ignore[arg-type]  # text of our own
            kinds = ("UNRECOGNIZED", "DEPRECATION")
            unknown += [(check.rule.code, each.status_description) for each in summary.gql_status_objects
                        if getattr(each, "raw_classification", "") in kinds]  # fmt: skip
    assert unknown == []


def test_the_recipe_of_a_new_rule(neo4j_2026: Connection) -> None:
    _, text = blocks((Path(__file__).parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8"), "python")
    rule = eval(text, {**vars(declaring), "Severity": Severity})
    model = link(interfaces, relationships, *assets.SUBJECTS, rules=[*risks.RULES, rule], custody=risks.CUSTODY)
    executor = Executor(model, schema_of(model), Graph.connect(neo4j_2026), 300)
    nodes = [
        ("Building", {"id": f"b{each}", "heritage": True, "condition": each, "grossFloorAreaM2": 9.5})
        for each in ("POOR", "GOOD")
    ]
    snapshot = Snapshot((*nodes, ("Agency", {"id": "a"})), (("MANAGES", "a", "bPOOR", {"id": "m"}),))

    async def ask() -> Any:
        await store(executor.graph, snapshot)
        query = "{ findings(rules: [HERITAGE_POOR]) { nodes { node { id } mentions { id } figures { name value } } } }"
        answer = await executor.execute(Request(query))
        await executor.graph.close()
        return orjson.loads(answer.body)

    finding = {"node": {"id": "bPOOR"}, "mentions": [{"id": "a"}], "figures": [{"name": "area", "value": 9.5}]}
    assert asyncio.run(ask()) == {"data": {"findings": {"nodes": [finding]}}}


def test_a_finding_whose_node_goes_before_it_is_told_is_sought_again(
    neo4j_2026: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    nodes = tuple(("Building", {"id": each, "name": each, "status": "IN_USE"}) for each in ("gone", "here"))
    query = "{ findings(rules: [NO_OWNER]) { totalCount nodes { node { ... on Building { name } } } } }"
    reads: list[str] = []

    async def ask() -> Any:
        async with Graph.connect(neo4j_2026) as graph:
            executor = Executor(MODEL, schema_of(MODEL), graph, 300)
            await store(graph, Snapshot(nodes, ()))
            read = executor.reader.cohorts.read

            async def slow(statement: Statement, *given: Any, **named: Any) -> Any:
                row = await read(statement, *given, **named)
                if not reads:
                    await graph.write("MATCH (n {id: 'gone'}) DETACH DELETE n", {})
                reads.append(statement.text)
                return row

            monkeypatch.setattr(executor.reader.cohorts, "read", slow)
            return orjson.loads((await executor.execute(Request(query))).body)

    found = asyncio.run(ask())
    assert found == {"data": {"findings": {"totalCount": 1, "nodes": [{"node": {"name": "here"}}]}}}
    assert reads[:2] == reads[2:]


def energies(*areas: float | None) -> Snapshot:
    """Schools with buildings of these areas; each building has used 1,000 kWh in June."""
    item = {"id": "item", "measure": "KGCE_PER_KWH", "limit": 0.1229, "unit": "kgce", "code": "item"}
    times = {"id": "times", "measure": "ENERGY_TIMES_MEDIAN", "limit": 3.0, "unit": "", "code": "times"}
    nodes: list[tuple[str, dict[str, Any]]] = [("StandardItem", item), ("StandardItem", times)]
    nodes.append(("Agency", {"id": "school", "sector": "EDUCATION"}))
    links: list[tuple[str, str, str, dict[str, Any]]] = []
    for number, area in enumerate(areas):
        reading = {"id": f"r{number}", "month": date(2025, 6, 1), "electricityKwh": 1_000.0}
        given = {} if area is None else {"grossFloorAreaM2": area}
        nodes += [("Building", {"id": f"b{number}", "status": "IN_USE", **given}), ("EnergyReading", reading)]
        links += [
            ("USES", "school", f"b{number}", {"id": f"u{number}", "areaM2": 1.0}),
            ("RECORDED_FOR", f"r{number}", f"b{number}", {"id": f"l{number}"}),
        ]
    return Snapshot(tuple(nodes), tuple(links))


OUT_OF_LINE = 'findings(rules: [ENERGY_ANOMALY], asOf: "2025-06-30") { nodes { node { id } figures { name value } } }'
BENCHMARKS = """
  buildings { nodes { id energyBenchmark(from: "2025-01-01", to: "2026-01-01", asOf: "2025-06-30") { medianKgcePerM2 buildings } } }
"""


def both(connection: Connection, graph: Snapshot, query: str) -> tuple[Any, Any, list[str]]:
    """What both executions answer, and codes of faults."""

    async def ask() -> Any:
        async with Graph.connect(connection) as reader:
            built = schema_of(MODEL)
            await store(reader, graph)
            answer = orjson.loads((await Executor(MODEL, built, reader, 60).execute(Request(query))).body)
            expected = await reference.execute(built, MODEL, reader, query, {})
            assert bool(expected.errors) is ("errors" in answer)
            return answer["data"], expected.data, [each["extensions"]["code"] for each in answer.get("errors", ())]

    answered: tuple[Any, Any, list[str]] = asyncio.run(ask())
    return answered


def test_a_building_without_area_is_not_out_of_line_and_shifts_no_median(neo4j_2026: Connection) -> None:
    # The median is that of the other two; with those of no area it would be without end.
    answer, expected, faults = both(
        neo4j_2026, energies(0.0, 0.0, 100.0, 100.0, None), f"{{ {OUT_OF_LINE} {BENCHMARKS} }}"
    )
    assert faults == []
    assert answer == expected
    assert answer["findings"]["nodes"] == []
    benchmarks = [each["energyBenchmark"] for each in answer["buildings"]["nodes"]]
    assert benchmarks == [{"medianKgcePerM2": pytest.approx(1.229), "buildings": 5}] * 5


def test_a_figure_without_end_is_told_as_unfit(neo4j_2026: Connection, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("CRITICAL", "strawberry")
    answer, expected, faults = both(neo4j_2026, energies(5e-324, 100.0, 100.0), f"{{ {OUT_OF_LINE} }}")
    assert answer == expected
    assert faults == ["UNFIT_VALUE"]


def test_rules_are_told_apart_and_look_at_what_is_there() -> None:
    (rule,) = (each for each in risks.RULES if each.code == "NO_OWNER")
    with pytest.raises(DeclarationError, match="2 rules are called NO_OWNER"):
        link(rules=[rule, rule])
    with pytest.raises(DeclarationError, match="A rule looks at Building, which is not declared"):
        link(rules=[rule])
