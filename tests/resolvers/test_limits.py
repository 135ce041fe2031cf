"""What an operation may ask for: documents that cost more than they say are refused before they are planned."""

from collections.abc import AsyncIterator

import orjson
import pytest

import schema
from graph.connection import Connection
from graph.errors import TooComplex
from graph.plan.size import values
from graph.session import Graph
from resolvers import limits, reading
from resolvers.execute import MOST, Executor, Request
from resolvers.planner import Planner
from resolvers.reading import takes_long
from tests.building import schema_of


@pytest.fixture(scope="module")
async def executor() -> AsyncIterator[Executor]:
    model = schema.government()
    async with Graph.connect(Connection("bolt://127.0.0.1:1", "neo4j", "nobody")) as nowhere:
        yield Executor(model, schema_of(model), nowhere, 30)


def plan(executor: Executor, document: str, variables: dict[str, object] | None = None) -> Planner:
    """The planner after it planned a document, with what is left of its budget."""
    request = Request(document, variables or {})
    parsed = executor.document(document)
    operation = executor.operation(parsed, request)
    fragments = {each.name.value: each for each in parsed.definitions if each.kind == "fragment_definition"}  # type: ignore[attr-defined]
    planner = Planner(executor.model, executor.schema, fragments, executor.variables(operation, request.variables))  # type: ignore[arg-type]
    planner.plan(operation)
    return planner


async def refusal(executor: Executor, document: str, variables: dict[str, object] | None = None) -> str:
    response = await executor.execute(Request(document, variables or {}))
    (error, *_) = orjson.loads(response.body)["errors"]
    assert error["extensions"]["code"] == "TOO_COMPLEX", error
    assert error["extensions"]["remedy"]
    assert response.status == 400
    return str(error["message"])


def doubling(levels: int, first: str, second: str) -> str:
    """Fragments of which each spreads the next twice."""
    inner = "".join(
        f"fragment F{level} on Agency {{ {first} {{ nodes {{ ...F{level + 1} }} }} {second} {{ nodes {{ ...F{level + 1} }} }} }} "
        for level in range(levels)
    )
    return f"{{ agencies {{ nodes {{ ...F0 }} }} }} {inner} fragment F{levels} on Agency {{ id }}"


def nested(levels: int, field: str = "subordinates { nodes { %s } }", inside: str = "id") -> str:
    for _ in range(levels):
        inside = field.replace("%s", inside)
    return f"{{ agencies {{ nodes {{ {inside} }} }} }}"


async def test_fragments_that_double(executor: Executor) -> None:
    assert "150 lists" in await refusal(executor, doubling(8, "a: subordinates", "b: subordinates"))
    assert "10 levels" in await refusal(executor, doubling(40, "a: subordinates", "b: subordinates"))


def test_fragments_that_merge_are_planned_once(executor: Executor) -> None:
    merged = plan(executor, doubling(9, "subordinates", "subordinates")).budget
    assert limits.LISTS - merged.lists == 10
    assert limits.FIELDS - merged.fields < 200


def test_levels_of_interfaces_do_not_multiply(executor: Executor) -> None:
    """Each of four kinds of asset is owned by each of three kinds of party; four such levels are one plan."""
    inside = "id"
    for _ in range(4):
        inside = f"... on Asset {{ owners {{ nodes {{ ... on Party {{ owns {{ nodes {{ {inside} }} }} }} }} }} }}"
    budget = plan(executor, f'{{ node(id: "x") {{ {inside} }} }}').budget
    assert limits.LISTS - budget.lists == 9
    assert limits.FIELDS - budget.fields < 200


def differing(inside: str, interface: str, *types: str) -> str:
    """What is asked alike of several types, and something else of each, so that each has a branch of its own."""
    return f"... on {interface} {{ {inside} }} " + " ".join(f"... on {each} {{ {each}: __typename }}" for each in types)


LOCATED = ("Located", "Agency", "Building", "LandParcel", "HousingUnit", "Compound")
ASSETS = ("Asset", "Building", "LandParcel", "HousingUnit", "Vehicle")


async def test_what_is_asked_in_each_branch_counts_in_each(executor: Executor) -> None:
    single = " ".join(f'd{number}: division(asOf: "2025-01-{number + 1:02}") {{ code }}' for number in range(30))
    assert "150 lists" in await refusal(executor, f'{{ node(id: "x") {{ {differing(single, *LOCATED)} }} }}')
    few = " ".join(f"d{number}: division {{ code }}" for number in range(20))
    plan(executor, f'{{ node(id: "x") {{ {differing(few, *LOCATED)} }} }}')


async def test_branches_in_branches_multiply(executor: Executor) -> None:
    inside = "id"
    for _ in range(4):
        inside = differing(f"owners {{ nodes {{ ... on Party {{ owns {{ nodes {{ {inside} }} }} }} }} }}", *ASSETS)
    assert "150 lists" in await refusal(executor, f'{{ node(id: "x") {{ {inside} }} }}')


async def test_relatives_that_lists_are_ordered_by(executor: Executor) -> None:
    ordered = "query($o: [BuildingOrder!]) { buildings(orderBy: $o) { nodes { code } } }"
    deep: dict[str, object] = {"name": "ASC"}
    for _ in range(10):
        deep = {"parent": deep}
    assert "150 lists" in await refusal(executor, ordered, {"o": [{"division": deep}] * 15})
    assert "`orderBy` names more than 20 keys" in await refusal(executor, ordered, {"o": [{"code": "ASC"}] * 21})


async def test_levels(executor: Executor) -> None:
    assert plan(executor, nested(limits.LEVELS - 1)).budget.level == 0
    assert "10 levels" in await refusal(executor, nested(limits.LEVELS))


async def test_aliases(executor: Executor) -> None:
    several = " ".join(f'a{number}: agency(id: "x") {{ id }}' for number in range(200))
    assert "150 lists" in await refusal(executor, f"{{ {several} }}")
    several = " ".join(f"a{number}: id b{number}: code c{number}: name" for number in range(limits.NAMES))
    every = " ".join(f"k{number}: owns(first: {number}) {{ nodes {{ ...F }} }}" for number in range(60))
    kinds = f"{{ parents: agencies {{ nodes {{ {every} }} }} }} fragment F on Asset {{ {several} }}"
    assert "10,000 fields" in await refusal(executor, kinds)
    several = " ".join(f"a{number}: code" for number in range(limits.NAMES + 1))
    assert "`code` is asked for by more than 20 names" in await refusal(
        executor, f"{{ agencies {{ nodes {{ {several} }} }} }}"
    )


async def test_tokens(executor: Executor) -> None:
    many = " ".join(f"a{number}: __typename" for number in range(5000))
    assert "10,000 tokens" in await refusal(executor, f"{{ {many} }}")


async def test_repetition_that_would_be_checked_for_long(executor: Executor) -> None:
    assert "not checked to its end" in await refusal(executor, f"{{ {'__typename ' * 3000} }}")


async def test_questions_about_the_schema(executor: Executor) -> None:
    inner = "fields { type { " * 20 + "name" + " } }" * 20
    assert "too many levels" in await refusal(executor, f"{{ __schema {{ types {{ {inner} }} }} }}")


@pytest.mark.parametrize(
    ("document", "variables"),
    [
        ("query($i: [ID!]!) { nodes(ids: $i) { id } }", {"i": [1.5] * 10_000}),
        (
            f"{{ agencies(where: {{{' '.join(f'unknown{number}: 1' for number in range(3_000))}}}) {{ totalCount }} }}",
            {},
        ),
    ],
)
async def test_so_many_faults_are_told_and_no_more(
    executor: Executor, document: str, variables: dict[str, object]
) -> None:
    response = await executor.execute(Request(document, variables))
    errors = orjson.loads(response.body)["errors"]
    assert len(errors) == limits.FAULTS + 1
    assert "Too many" in errors[-1]["message"]


WHERE = "query($w: AgencyFilter) { agencies(where: $w) { totalCount } }"


async def test_filters_nested_in_variables(executor: Executor) -> None:
    deep: dict[str, object] = {}
    for _ in range(20):
        deep = {"not": deep}
    assert "12 levels" in await refusal(executor, WHERE, {"w": deep})


async def test_filters_nested_without_end(executor: Executor) -> None:
    deep: dict[str, object] = {}
    for _ in range(800):
        deep = {"not": deep}
    response = await executor.execute(Request(WHERE, {"w": deep}))
    assert orjson.loads(response.body)["errors"][0]["message"] == "Variable values are nested too deeply."


async def test_filters_of_many_conditions(executor: Executor) -> None:
    many = {"or": [{"code": {"eq": str(number)}} for number in range(600)]}
    assert "500 conditions" in await refusal(executor, WHERE, {"w": many})
    related = {"or": [{"staff": {"some": {"code": {"eq": str(number)}}}} for number in range(200)]}
    assert "150 lists" in await refusal(executor, WHERE, {"w": related})


async def test_filters_that_demand_nothing(executor: Executor) -> None:
    assert "500 conditions" in await refusal(executor, WHERE, {"w": {"or": [{}] * 600}})


async def test_values_of_an_answer(executor: Executor, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand rows are found, each with two values told by ten names; four thousand values are one too many."""
    rows = [1_000, [[[str(number), "x"]] for number in range(1_000)]]
    told = " ".join(f"a{number}: code b{number}: name" for number in range(10))
    document = f"{{ agencies {{ nodes {{ subordinates {{ nodes {{ subordinates {{ nodes {{ {told} }} }} }} }} }} }} }}"
    operation = executor.operation(executor.document(document), Request(document))
    compiled = executor.compile(executor.document(document), operation, Request(document), {})
    assert compiled.vast
    assert compiled.repeats == 10
    assert takes_long(compiled, rows) is True
    assert takes_long(compiled, [1, [[["1", "x"]]]]) is False
    monkeypatch.setattr(reading, "VALUES", 20_000)
    with pytest.raises(TooComplex, match="more than 20,000 values"):
        takes_long(compiled, rows)


LINK = "kind direction validFrom validTo document source"
CIRCLE = "{ circles { fate members { name } } }"


@pytest.mark.parametrize(
    ("document", "least", "vast"),
    [
        ("{ agencies(first: 100) { nodes { holdings { share kind } } } }", 100 * 1_000 * 2, False),
        ("{ agencies(first: 100) { nodes { holdings { share kind depth exact node { id a: id b: id c: id d: id e: id } } } } }", 100 * 1_000 * 11, True),
        ('{ building(code: "x") { ownershipChain { ultimateOwners { share party { name } } } } }', 1_000 * 3, False),
        ('{ building(code: "x") { ownershipChain { paths { share links { share kind } } } } }', 100 * (2 + 100 * 2), False),
        ("{ buildings(first: 100) { nodes { ownershipChain { paths { share links { share kind } } } } } }", 100 * 100 * 202, True),
        ('{ building(code: "x") { ownershipChain { unknown { kind share } } } }', 200_000 * 2, False),
        ("{ buildings(first: 100) { nodes { ownershipChain { unknown { kind share } } } } }", 100 * 200_000 * 2, True),
        (f'{{ building(code: "x") {{ ownershipChain {CIRCLE} }} }}', 200_000 * 3, False),
        (f'{{ paths(from: "a", to: "b", first: 10, maxLength: 10) {{ paths {{ nodes {{ id }} links {{ {LINK} }} }} }} }}', 10 * 11 + 10 * 10 * 6, False),
        ('{ search(text: "x", first: 100) { score matched node { id } } }', 100 * 4, False),
        ("{ findings(first: 100) { nodes { rule { code title } } byRule { count } } }", 100 * 3, False),
        ("{ agencies(first: 100) { edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }", 100 * 3 + 2, False),
    ],
)  # fmt: skip
def test_values_of_whatever_is_listed(executor: Executor, document: str, least: int, *, vast: bool) -> None:
    operation = executor.operation(executor.document(document), Request(document))
    compiled = executor.compile(executor.document(document), operation, Request(document), {})
    assert least <= values(compiled.planned.plan.fields, MOST) < 1.2 * least + 600
    assert compiled.vast is vast


def test_what_is_shallow_is_not_counted(executor: Executor) -> None:
    document = (
        "{ buildings(first: 100) { nodes { code rooms(first: 100) { nodes { number occupants { totalCount } } } } } }"
    )
    operation = executor.operation(executor.document(document), Request(document))
    assert not executor.compile(executor.document(document), operation, Request(document), {}).vast


async def test_corners(executor: Executor) -> None:
    inside = "query($c: [GeoPointInput!]) { buildings(where: {location: {inPolygon: $c}}) { totalCount } }"
    corners = [{"longitude": 120, "latitude": 30}] * 1_001
    assert "1,001 corners and may have 1,000" in await refusal(executor, inside, {"c": corners})


async def test_what_is_kept_is_bounded(executor: Executor) -> None:
    executor.compiled.clear()
    plan(executor, "{ agencies { totalCount } }")
    kept = len(executor.documents)
    heavy = "{ agencies { totalCount } }" + "#" * 200_000
    plan(executor, heavy)
    assert len(executor.documents) == kept
