"""GraphQL over HTTP where no database is needed: media types, statuses, refusals."""

from collections.abc import Iterator

import httpx
import pytest

from server.http import GRAPHQL, JSON, media_type
from server.settings import load


@pytest.fixture
def client(live_url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=live_url) as opened:
        yield opened


def test_schema_has_an_etag(client: httpx.Client) -> None:
    answer = client.get("/schema.graphql")
    assert answer.status_code == 200
    assert "type Query {" in answer.text
    assert client.get("/schema.graphql", headers={"if-none-match": answer.headers["etag"]}).status_code == 304


def test_the_tag_is_that_of_all_forms_of_the_schema(client: httpx.Client) -> None:
    forms = [client.get("/schema.graphql", headers={"accept-encoding": each}) for each in ("gzip", "identity")]
    assert ["content-encoding" in each.headers for each in forms] == [True, False]
    assert forms[0].headers["etag"] == forms[1].headers["etag"]
    tag = forms[0].headers["etag"]
    assert tag.startswith('W/"')
    kept = [
        client.get("/schema.graphql", headers={"if-none-match": each}) for each in (tag, tag[2:], f'"x", {tag}', "*")
    ]
    assert [(each.status_code, each.headers["etag"]) for each in kept] == [(304, tag)] * 4
    for answer in (*forms, *kept):
        assert answer.headers["vary"].replace(", Origin", "") == "Authorization, Accept-Encoding"


def test_introspection(client: httpx.Client) -> None:
    answer = client.post("/graphql", json={"query": "{ __schema { queryType { name } } __typename }"})
    assert answer.json() == {"data": {"__schema": {"queryType": {"name": "Query"}}, "__typename": "Query"}}


def test_health_without_a_database(client: httpx.Client) -> None:
    assert client.get("/healthz").status_code == 200
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "unavailable", "code": "DATABASE_UNAVAILABLE"}


def test_a_database_that_is_away_is_told(client: httpx.Client) -> None:
    answer = client.post("/graphql", json={"query": '{ building(code: "B1") { id } }'}, headers={"accept": GRAPHQL})
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == "DATABASE_UNAVAILABLE"
    assert "127.0.0.1" not in answer.text
    assert "Traceback" not in answer.text


def test_an_export_that_is_refused_has_the_headers_of_an_answer(client: httpx.Client) -> None:
    body = {"query": "{ buildings { nodes { code } } }"}
    away = client.post("/export", params={"format": "csv"}, json=body)
    assert (away.status_code, away.headers["retry-after"], away.headers["cache-control"]) == (503, "2", "no-store")
    assert away.json()["errors"][0]["extensions"]["code"] == "DATABASE_UNAVAILABLE"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"query": "{ nothing }"}, "GRAPHQL_VALIDATION_FAILED"),
        ({"query": "{ building("}, "GRAPHQL_PARSE_FAILED"),
        ({"query": "{ building { id } }"}, "BAD_ARGUMENT"),
        ({"query": '{ building(code: "a", id: "b") { id } }'}, "BAD_ARGUMENT"),
        ({"query": "{ buildings(first: 100000) { totalCount } }"}, "PAGE_TOO_LARGE"),
        ({"query": "{ buildings(first: -1) { totalCount } }"}, "BAD_ARGUMENT"),
        ({"query": '{ buildings(after: "x") { nodes { id } } }'}, "BAD_CURSOR"),
        ({"query": '{ buildings(before: "x") { totalCount } }'}, "BAD_CURSOR"),
        ({"query": "{ buildings(orderBy: [{code: ASC, name: ASC}]) { nodes { id } } }"}, "BAD_ARGUMENT"),
        ({"query": "{ buildings(where: {code: {eq: null}}) { nodes { id } } }"}, "BAD_ARGUMENT"),
        (
            {"query": "query($n: Int!) { buildings(first: $n) { nodes { id } } }", "variables": {"n": "x"}},
            "BAD_VARIABLES",
        ),
        ({"query": "query A { __typename } query B { __typename }"}, "OPERATION_NOT_FOUND"),
        ({"query": 1}, "BAD_REQUEST"),
        ({"query": "{" + "node(id:1){" * 3000}, "GRAPHQL_PARSE_FAILED"),
    ],
)
def test_faults_of_a_request(client: httpx.Client, body: dict[str, object], code: str) -> None:
    answer = client.post("/graphql", json=body, headers={"accept": GRAPHQL})
    assert answer.status_code == 400
    told = answer.json()
    assert "data" not in told
    assert told["errors"][0]["extensions"]["code"] == code
    assert told["errors"][0]["extensions"]["remedy"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("orderBy: [{}]", "An object of `orderBy` names no key: give it one, or leave it away."),
        ("orderBy: [{code: $d}]", "An object of `orderBy` names no key: give it one, or leave it away."),
        ("orderBy: [{code: ASC, name: ASC}]", "Each object of `orderBy` names one key: give several objects for several keys."),
        ("orderBy: [{code: null}]", "`orderBy.code` is null: give ASC or DESC."),
        ("first: -1", "`first` is -1 and cannot be negative."),
    ],
)  # fmt: skip
def test_an_argument_is_told_with_its_place(client: httpx.Client, arguments: str, message: str) -> None:
    declared = "($d: Direction)" if "$d" in arguments else ""
    query = f"query{declared} {{\n  __typename\n  all: buildings({arguments}) {{ totalCount }}\n}}"
    (error,) = client.post("/graphql", json={"query": query}).json()["errors"]
    assert (error["message"], error["path"], error["locations"]) == (message, ["all"], [{"line": 3, "column": 3}])


def test_a_body_that_is_too_large(client: httpx.Client) -> None:
    answer = client.post("/graphql", json={"query": "#" * 1_100_000})
    assert answer.status_code == 413


def test_settings_are_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", "http://somewhere")
    with pytest.raises(Exception, match="NEO4J_URI is wrong: it should be like bolt://host:7687"):
        load()


def test_what_is_more_than_a_query_is_refused_by_get(live_url: str) -> None:
    for form in ("application/json", "application/graphql-response+json"):
        answer = httpx.get(f"{live_url}/graphql", params={"query": "mutation { __typename }"}, headers={"accept": form})
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET, POST")
        assert answer.json()["errors"][0]["extensions"]["code"] == "METHOD_NOT_ALLOWED"


@pytest.mark.parametrize(
    ("accepted", "compressed"),
    [("gzip", True), ("gzip;q=0", False), ("br, GZIP ; q=0.5", True), ("identity", False), ("deflate;q=1, gzip;q=0.0", False)],
)  # fmt: skip
def test_compression_is_for_those_who_take_it(client: httpx.Client, accepted: str, compressed: bool) -> None:
    headers = {"accept-encoding": accepted}
    body = {"query": "{ __schema { types { name description } } }"}
    for answer in (client.post("/graphql", json=body, headers=headers), client.get("/schema.graphql", headers=headers)):
        assert ("content-encoding" in answer.headers) is compressed
        assert "Accept-Encoding" in answer.headers["vary"]
        assert len(answer.content) > 1000


@pytest.mark.parametrize(
    ("accepted", "preferred"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("application/json, text/plain, */*", JSON),
        ("application/json;q=0, */*", GRAPHQL),
        ("application/json;q=0, application/*", GRAPHQL),
        (f"{GRAPHQL};q=0, */*", JSON),
        (f"{GRAPHQL}, application/json", GRAPHQL),
        (f"{GRAPHQL};q=0.5, */*;q=0.5", GRAPHQL),
        (f"{GRAPHQL};q=0.5, */*", JSON),
        (f"application/json, {GRAPHQL};q=0.9", JSON),
        ("application/*;q=0.1, */*;q=0, application/json;q=0", GRAPHQL),
    ],
)
def test_the_form_that_is_preferred(accepted: str, preferred: str) -> None:
    assert media_type(accepted) == preferred


def test_a_repeated_header_is_one_list(client: httpx.Client) -> None:
    headers = [("accept", "text/html"), ("accept", GRAPHQL), ("accept", "application/json;q=0.5")]
    answer = client.post("/graphql", json={"query": "{ __typename }"}, headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (200, f"{GRAPHQL}; charset=utf-8")


def test_pages_may_send_and_read_all_headers(client: httpx.Client) -> None:
    own = "assetgraph-bookmarks, assetgraph-cost, assetgraph-explain"
    asked = {"access-control-request-method": "POST", "access-control-request-headers": own}
    mine = client.options("/graphql", headers={"origin": "https://page.example", **asked})
    assert mine.status_code == 200
    answer = client.post("/export", headers={"origin": "https://page.example"})
    assert "content-disposition" in answer.headers["access-control-expose-headers"]
