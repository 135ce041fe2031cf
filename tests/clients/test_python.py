"""Clients from PyPI, and curl."""

import json
import shutil
import subprocess
from typing import Any

import httpx
import pytest
from gql import Client, GraphQLRequest, gql
from gql.transport.exceptions import TransportQueryError
from gql.transport.httpx import HTTPXAsyncTransport, HTTPXTransport
from graphql import (
    GraphQLSchema,
    build_client_schema,
    build_schema,
    find_breaking_changes,
    find_dangerous_changes,
    get_introspection_query,
    lexicographic_sort_schema,
    print_schema,
)

from tests.clients.conftest import ADDRESS, BUILDINGS, snippet

pytestmark = pytest.mark.integration

OWNERS = """
query Owners($code: String!, $day: Date) {
  building(code: $code, asOf: $day) { owners { edges { share node { __typename name ... on Agency { kind } } } } }
}
"""


def test_curl(url: str) -> None:
    if not (curl := shutil.which("curl")):
        pytest.skip("curl is not installed")
    command = snippet("curl").replace(ADDRESS, url).replace("curl ", f"{curl} ", 1)
    answer = subprocess.run(["sh", "-c", command], check=True, capture_output=True, timeout=60)
    assert json.loads(answer.stdout) == {"data": {"building": {"name": "B1号楼"}}}


def test_the_guide_meets_every_building(url: str) -> None:
    names: dict[str, Any] = {}
    exec(compile(snippet("python"), "clients.md", "exec"), names)  # our own guide
    found = names["buildings"](url)
    assert [each["code"] for each in found] == [*BUILDINGS]
    assert found[0] == {"code": "B1", "name": "B1号楼", "grossFloorAreaM2": 1000.0}


def test_variables_and_interfaces(url: str) -> None:
    with Client(transport=HTTPXTransport(url=url), fetch_schema_from_transport=True) as session:
        answer = session.execute(GraphQLRequest(OWNERS, variable_values={"code": "B1", "day": "2025-06-30"}))
    assert sorted(answer["building"]["owners"]["edges"], key=lambda each: str(each["share"])) == [
        {"share": "0.4", "node": {"__typename": "Enterprise", "name": "浙江省机关资产公司"}},
        {"share": "0.6", "node": {"__typename": "Agency", "name": "浙江省机关事务管理局", "kind": "GOVERNMENT"}},
    ]


async def test_asynchronously(url: str) -> None:
    async with Client(transport=HTTPXAsyncTransport(url=url), fetch_schema_from_transport=True) as session:
        assert session.client.schema
        answer = await session.execute(gql('{ agency(code: "A1") { subordinates { totalCount nodes { code } } } }'))
    assert answer == {"agency": {"subordinates": {"totalCount": 1, "nodes": [{"code": "A2"}]}}}


def test_a_fault_is_told(url: str) -> None:
    with Client(transport=HTTPXTransport(url=url)) as session, pytest.raises(TransportQueryError) as raised:
        session.execute(gql("{ buildings(first: 1000) { totalCount } }"))
    assert raised.value.errors
    assert raised.value.errors[0]["extensions"]["code"] == "PAGE_TOO_LARGE"


def test_introspection_says_what_the_text_says(url: str) -> None:
    everything = get_introspection_query(
        specified_by_url=True, directive_is_repeatable=True, schema_description=True, input_value_deprecation=True
    )
    told = httpx.post(url, json={"query": everything}, timeout=60).json()["data"]
    text = httpx.get(url.replace("/graphql", "/schema.graphql")).text
    introspected, written = build_client_schema(told), build_schema(text)
    assert not differences(introspected, written)
    assert not differences(written, introspected)
    assert print_schema(lexicographic_sort_schema(introspected)) == text.rstrip("\n")


def differences(old: GraphQLSchema, new: GraphQLSchema) -> list[Any]:
    return [*find_breaking_changes(old, new), *find_dangerous_changes(old, new)]
