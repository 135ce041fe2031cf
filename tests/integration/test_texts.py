"""Texts are paged, filtered and listed in one order, that of code points, also where UTF-16 has another."""

from collections.abc import Iterator
from typing import Any

import pytest

from graph.model import NODE
from tests.profiling import Service, holding

pytestmark = pytest.mark.integration

# What lies beyond U+FFFF, and what in UTF-16 comes after it, alone and at the same place of several texts.
WORDS = ("王", "王（退休）", "王𠮷", "王！", "王𠮷（", "王（𠮷", "（", "𠮷", "王（", "王", "李", "\uffff𠮷", "王𠮷")
FILL = f"""UNWIND range(0, size($words) - 1) AS i
  CREATE (n:{NODE}:Staff {{id: $words[i] + i, code: 'S' + i, name: $words[i], namePinyin: 'w'}})
  CREATE (:{NODE}:Person {{id: $words[i] + 'p' + i, code: 'P' + i, name: $words[i], source: $words[i]}})
  MERGE (a:{NODE}:Agency {{id: 'a', code: 'A', name: 'A'}})
  CREATE (a)-[:EMPLOYS {{id: $words[i] + 'e' + i, post: $words[i]}}]->(n)"""
TURNS = {
    "forwards": ("first", "after", "hasNextPage", "endCursor"),
    "backwards": ("last", "before", "hasPreviousPage", "startCursor"),
}
LISTS = (
    "persons(PAGE, orderBy: {name: ASC})",
    "persons(PAGE, orderBy: {name: DESC})",
    "persons(PAGE, orderBy: {source: ASC})",
    'persons(PAGE, orderBy: {name: ASC}, where: {source: {gte: ""}})',
    'persons(PAGE, orderBy: {name: DESC}, where: {name: {gte: "王（"}, code: {startsWith: "P"}})',
    "persons(PAGE, orderBy: [{source: DESC}, {name: ASC}])",
    "persons(PAGE, orderBy: [{name: DESC}, {source: ASC}])",
    "agency.staff(PAGE, orderBy: {name: ASC})",
    "agency.staff(PAGE, edgeOrderBy: {post: DESC})",
    "agency.staff(PAGE)",
)
COMPARED = {"lt": str.__lt__, "lte": str.__le__, "gt": str.__gt__, "gte": str.__ge__}


@pytest.fixture(scope="module", params=["neo4j_2026", "neo4j_526"])
def service(request: pytest.FixtureRequest) -> Iterator[Service]:
    with holding(request.getfixturevalue(request.param), FILL, words=list(WORDS)) as service:
        yield service


def listed(service: Service, field: str, page: str, told: str, **variables: Any) -> Any:
    """A list, at the root or of the one agency."""
    inner = f"{field.removeprefix('agency.').replace('PAGE', page)} {{ {told} }}"
    if not field.startswith("agency."):
        return service.ask(f"query($at: String) {{ list: {inner} }}", **variables)["list"]
    return service.ask(f'query($at: String) {{ agency(code: "A") {{ list: {inner} }} }}', **variables)["agency"]["list"]


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("field", LISTS)
def test_pages_are_the_list(service: Service, field: str, turn: str) -> None:
    size, start, more, edge = TURNS[turn]
    whole = [each["id"] for each in listed(service, field, "first: 100, after: $at", "nodes { id }")["nodes"]]
    assert len(whole) > 5
    for length in (1, 2):
        seen: list[str] = []
        cursor = None
        while len(seen) <= len(whole):
            page = f"{size}: {length}, {start}: $at"
            found = listed(service, field, page, f"nodes {{ id }} pageInfo {{ {more} {edge} }}", at=cursor)
            ids = [each["id"] for each in found["nodes"]]
            seen = [*seen, *ids] if turn == "forwards" else [*ids, *seen]
            cursor = found["pageInfo"][edge]
            if not found["pageInfo"][more]:
                break
        assert seen == whole


@pytest.mark.parametrize("operator", COMPARED)
def test_filters_follow_the_list(service: Service, operator: str) -> None:
    query = f"""query($w: String!) {{
      persons(where: {{source: {{{operator}: $w}}}}, orderBy: {{source: ASC}}) {{ totalCount nodes {{ name }} }}
      personsAggregate(where: {{name: {{{operator}: $w}}}}) {{ count }}
      agency(code: "A") {{ staff(edgeWhere: {{post: {{{operator}: $w}}}}, edgeOrderBy: {{post: ASC}}) {{ nodes {{ name }} }} }}
    }}"""
    for word in WORDS:
        met = sorted(each for each in WORDS if COMPARED[operator](each, word))
        found = service.ask(query, w=word)
        assert [each["name"] for each in found["persons"]["nodes"]] == met
        assert found["persons"]["totalCount"] == found["personsAggregate"]["count"] == len(met)
        assert [each["name"] for each in found["agency"]["staff"]["nodes"]] == met
