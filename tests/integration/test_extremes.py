"""Values and filters at the edge of what there can be: both executions give the right answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import pytest

from graph.connection import Connection
from graph.model import NODE
from resolvers import reference
from resolvers.execute import Request
from tests.building import schema_of
from tests.profiling import Service, holding

pytestmark = pytest.mark.integration

FILL = f"""UNWIND $rows AS row
  CREATE (n:{NODE}:Building {{id: row.code, name: 'B', namePinyin: 'b', status: 'IN_USE'}}) SET n += row
  WITH collect(n)[0] AS one CREATE (one)<-[:OWNS {{id: 'o'}}]-(:{NODE}:Agency {{id: 'a', code: 'A', name: 'A', namePinyin: 'a'}})"""
ROWS: tuple[dict[str, Any], ...] = (
    {"code": "1", "builtOn": date(1, 2, 3), "recordedAt": datetime.fromisoformat("2020-01-01T00:00:00.999+00:00"), "originalCost": 213756800},
    {"code": "2", "builtOn": date(2020, 12, 31), "recordedAt": datetime.fromisoformat("2020-01-01T00:00:00.999999+00:00"), "originalCost": 9 * 10**18 + 1},
    {"code": "3", "recordedAt": datetime.fromisoformat("2020-01-01T00:00:00+00:00")},
)  # fmt: skip
QUARTERS = "{ buildingsGroupBy(by: [BUILT_ON_QUARTER]) { keys { builtOnQuarter } } }"


@pytest.fixture(scope="module")
def service(neo4j_2026: Connection) -> Iterator[Service]:
    with holding(neo4j_2026, FILL, rows=list(ROWS)) as service:
        yield service


def asked(service: Service, query: str) -> Any:
    """What both executions answer."""
    answer, model = service.ask(query), service.executor.model
    known = service.runner.run(reference.execute(schema_of(model), model, service.graph, query, {}))
    assert known.data == answer
    return answer


def met(service: Service, where: str) -> list[str]:
    found = asked(service, f"{{ buildings(where: {where}, orderBy: {{code: ASC}}) {{ nodes {{ code }} }} }}")
    return [each["code"] for each in found["buildings"]["nodes"]]


def test_quarters_have_years_of_four_digits(service: Service) -> None:
    found = asked(service, QUARTERS)["buildingsGroupBy"]
    assert [each["keys"]["builtOnQuarter"] for each in found] == ["0001-Q1", "2020-Q4", None]


def test_an_empty_filter_of_edges_demands_one(service: Service) -> None:
    assert met(service, "{owners: {edge: {}}}") == ["1"]
    assert met(service, "{owners: {}}") == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("operand", "expected"),
    [
        ('{eq: "2137568.000000000000000001"}', []),
        ('{in: ["2137567.999999999999999999", "2137568"]}', ["1"]),
        ('{ne: "2137568.000000000000000001"}', ["1", "2"]),
        ('{lt: "2137568.000000000000000001"}', ["1"]),
        ('{gte: "2137568.000000000000000001"}', ["2"]),
        ('{gt: "2137567.999999999999999999999999999999999"}', ["1", "2"]),
        ('{gt: "90000000000000000.00"}', ["2"]),
        ('{lte: "1000000000000000000"}', ["1", "2"]),
        ('{gt: "-0.000000000000000000000000000001"}', ["1", "2"]),
    ],
)
def test_decimals_are_compared_to_their_last_digit(service: Service, operand: str, expected: list[str]) -> None:
    assert met(service, f"{{originalCost: {operand}}}") == expected


def test_a_place_too_many_in_a_large_number_is_refused(service: Service) -> None:
    query = '{ buildings(where: {originalCost: {gt: "90000000000000000.001"}}) { totalCount } }'
    (error,) = service.told(Request(query))["errors"]
    assert error["extensions"]["code"] == "BAD_ARGUMENT"
    assert error["path"] == ["buildings"]


def test_times_are_compared_as_times(service: Service) -> None:
    assert met(service, '{recordedAt: {gt: "2020-01-01T00:00:00.999Z"}}') == ["2"]
    assert met(service, '{recordedAt: {lt: "2020-01-01T00:00:00.5Z"}}') == ["3"]
    query = "{ buildings(orderBy: {recordedAt: ASC}) { nodes { code } } buildingsAggregate { recordedAt { min max } } }"
    assert [each["code"] for each in asked(service, query)["buildings"]["nodes"]] == ["3", "1", "2"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("rightExpiresOn", each) for each in ("'soon'", "'20200101'", "5", "datetime('2020-01-01T00:00Z')")),
        *(("recordedAt", each) for each in ("'now'", "date('2020-01-01')", "localdatetime('2020-01-01T00:00')")),
        *(("location", each) for each in ("'here'", "3", "point({x: 1, y: 2})")),
    ],
)
def test_what_is_of_another_type_is_told_at_its_field(service: Service, name: str, value: str) -> None:
    with parcel(service, name, value):
        query = f"{{ landParcels {{ nodes {{ code {name} }} }} }}"
        answer, model = service.told(Request(query)), service.executor.model
        assert answer["data"] == {"landParcels": {"nodes": [{"code": "P", name: None}]}}
        (error,) = answer["errors"]
        assert (error["path"], error["extensions"]["code"]) == (["landParcels", "nodes", 0, name], "UNFIT_VALUE")
        known = service.runner.run(reference.execute(schema_of(model), model, service.graph, query, {}))
        assert known.data == answer["data"]
        assert [each.path for each in known.errors or ()] == [error["path"]]


@pytest.mark.parametrize(
    ("name", "value", "answer"),
    [
        ("recordedAt", "datetime('2020-01-01T00:00+08:00')", "2020-01-01T00:00:00+08:00"),
        ("recordedAt", "datetime('2020-01-01T00:00:01.5Z')", "2020-01-01T00:00:01.5Z"),
        ("location", "point({longitude: 1, latitude: 2, height: 3})", {"longitude": 1.0, "latitude": 2.0}),
    ],
)
def test_what_is_of_its_type_is_answered(service: Service, name: str, value: str, answer: object) -> None:
    with parcel(service, name, value):
        found = asked(service, f"{{ landParcels {{ nodes {{ {name} }} }} }}")
        assert found == {"landParcels": {"nodes": [{name: answer}]}}


@contextmanager
def parcel(service: Service, name: str, value: str) -> Iterator[None]:
    """One that has such a value, written past the service."""
    sound = "id: 'p', code: 'P', name: 'P', namePinyin: 'p', status: 'IDLE'"
    created = f"CREATE (n:{NODE}:LandParcel {{{sound}, {name}: {value}}}) RETURN 1"
    service.runner.run(service.graph.write(created, {}))
    try:
        yield
    finally:
        service.runner.run(service.graph.write("MATCH (n {id: 'p'}) DELETE n RETURN 1", {}))
