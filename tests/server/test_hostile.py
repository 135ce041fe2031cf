"""Requests that are wrong on purpose: each is refused in a sentence, none harms the next."""

import json
from collections.abc import Iterator

import httpx
import pytest
from pydantic import ValidationError

from server import http
from server.settings import Settings

GRAPHQL = "application/graphql-response+json"
JSON = {"content-type": "application/json", "accept": GRAPHQL}
KEY = "query($c: String) { building(code: $c) { id } }"
FLOAT = "query($f: Float) { buildings(where: {grossFloorAreaM2: {eq: $f}}) { totalCount } }"


@pytest.fixture
def client(live_url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=live_url, timeout=30) as opened:
        yield opened


def told(answer: httpx.Response) -> tuple[int, str]:
    """The status and code of a refusal, which has the form it always has."""
    body = answer.json()
    assert set(body) == {"errors"}
    for error in body["errors"]:
        assert error["message"]
        assert error["extensions"]["remedy"]
        assert "Traceback" not in error["message"]
        assert len(error["message"]) < 600
    return answer.status_code, body["errors"][0]["extensions"]["code"]


def asked(query: str, variables: str = "{}") -> str:
    return f'{{"query": {json.dumps(query)}, "variables": {variables}}}'


BODIES: dict[str, tuple[str | bytes, int, str]] = {
    "nothing": ("", 400, "BAD_REQUEST"),
    "null": ("null", 400, "BAD_REQUEST"),
    "several requests": ('[{"query": "{ __typename }"}]', 400, "BAD_REQUEST"),
    "no query": ("{}", 400, "BAD_REQUEST"),
    "bytes that are not UTF-8": (b'{"query": "\xff"}', 400, "BAD_REQUEST"),
    "UTF-16": ('{"query": "{ __typename }"}'.encode("utf-16"), 400, "BAD_REQUEST"),
    "half a pair in the query": ('{"query": "{ building(code: \\"\\ud800\\") { id } }"}', 400, "BAD_REQUEST"),
    "half a pair in a variable": (asked(KEY, '{"c": "\\ud800"}'), 400, "BAD_REQUEST"),
    "half a pair in a literal": (asked('{ building(code: "\\ud800") { id } }'), 400, "GRAPHQL_PARSE_FAILED"),
    "NaN": (asked("{ __typename }", '{"a": NaN}'), 400, "BAD_REQUEST"),
    "a number beyond doubles": (asked(FLOAT, '{"f": 1e999}'), 400, "BAD_REQUEST"),
    "a literal beyond doubles": (asked(FLOAT.replace("($f: Float)", "").replace("$f", "1e400")), 400, "BAD_ARGUMENT"),
    "an integer beyond doubles": (asked(FLOAT.replace("($f: Float)", "").replace("$f", "9" * 400)), 400, "BAD_ARGUMENT"),
    "an id of 5,000 digits": (asked(f"{{ node(id: {'9' * 5000}) {{ id }} }}"), 400, "BAD_ARGUMENT"),
    "an Int of 5,000 digits": (asked(f"{{ buildings(first: {'9' * 5000}) {{ totalCount }} }}"), 400, "GRAPHQL_VALIDATION_FAILED"),
    "an Int beyond 32 bits": (asked("query($n: Int) { buildings(first: $n) { totalCount } }", '{"n": 9223372036854775808}'), 400, "BAD_VARIABLES"),
    "an id that is no whole number": (asked("query($i: ID!) { node(id: $i) { id } }", '{"i": 1.5}'), 400, "BAD_VARIABLES"),
    "JSON nested in 2,000 levels": (asked("{ __typename }", '{"a": ' + "[" * 2000 + "]" * 2000 + "}"), 400, "BAD_REQUEST"),
    "a list nested in 900 levels": (asked("query($i: [ID!]!) { nodes(ids: $i) { id } }", '{"i": ' + "[" * 900 + "]" * 900 + "}"), 400, "BAD_REQUEST"),
    "a list nested in 99 levels": (asked("query($i: [ID!]!) { nodes(ids: $i) { id } }", '{"i": ' + "[" * 99 + "]" * 99 + "}"), 400, "BAD_VARIABLES"),
    "101 ids": (asked("query($i: [ID!]!) { nodes(ids: $i) { id } }", json.dumps({"i": ["x"] * 101})), 400, "PAGE_TOO_LARGE"),
    "200 aliases": (asked("{ " + " ".join(f'a{n}: agency(id: "x") {{ id }}' for n in range(200)) + " }"), 400, "TOO_COMPLEX"),
    "30,000 aliases": (asked("{ " + " ".join(f"a{n}: __typename" for n in range(30_000)) + " }"), 400, "TOO_COMPLEX"),
    "a circle of fragments": (asked("{ node(id: 1) { ...A } } fragment A on Node { ...B } fragment B on Node { ...A }"), 400, "GRAPHQL_VALIDATION_FAILED"),
    "a directive twice": (asked("{ __typename @skip(if: false) @skip(if: false) }"), 400, "GRAPHQL_VALIDATION_FAILED"),
    "an unknown directive": (asked("{ __typename @live }"), 400, "GRAPHQL_VALIDATION_FAILED"),
    "a subscription": (asked("subscription { __typename }"), 400, "GRAPHQL_VALIDATION_FAILED"),
    "operationName that is no string": ('{"query": "{ __typename }", "operationName": 5}', 400, "BAD_REQUEST"),
    "variables that are a string": ('{"query": "{ __typename }", "variables": "{}"}', 400, "BAD_REQUEST"),
    "extensions that are a list": ('{"query": "{ __typename }", "extensions": []}', 400, "BAD_REQUEST"),
    "a hash without its document": ('{"extensions": {"persistedQuery": {"version": 1}}}', 400, "PERSISTED_QUERY_NOT_SUPPORTED"),
}  # fmt: skip


@pytest.mark.parametrize("case", BODIES)
def test_bodies(client: httpx.Client, case: str) -> None:
    body, status, code = BODIES[case]
    assert told(client.post("/graphql", content=body, headers=JSON)) == (status, code)


def test_the_last_of_two_equal_keys_counts(client: httpx.Client) -> None:
    body = '{"query": "{ nothing }", "query": "{ __typename }"}'
    assert client.post("/graphql", content=body, headers=JSON).json() == {"data": {"__typename": "Query"}}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"content-type": "text/plain"}, 415),
        ({"content-type": ""}, 415),
        ({"content-type": "application/x-www-form-urlencoded"}, 415),
        ({"content-type": "application/json; charset=latin-1"}, 415),
        ({"content-encoding": "gzip"}, 415),
        ({"accept": "text/html"}, 406),
        ({"accept": "*/*;q=0"}, 406),
        ({"accept": ",;,"}, 406),
        ({"accept": "application/json;q=nan"}, 406),
        ({"accept": "*/*, application/*;q=0"}, 406),
        ({"accept": f"application/json;q=0, {GRAPHQL};q=0, */*"}, 406),
    ],
)
def test_headers_that_are_refused(client: httpx.Client, headers: dict[str, str], status: int) -> None:
    body = asked("{ __typename }")
    assert told(client.post("/graphql", content=body, headers={**JSON, **headers})) == (status, "BAD_REQUEST")


@pytest.mark.parametrize(
    "headers",
    [
        {"content-type": 'application/json; boundary=x; charset="UTF-8"'},
        {"accept": "APPLICATION/JSON"},
        {"accept": "text/*, */*;q=0.1"},
        {"accept": 'application/json;a="b,c"'},
        {"host": "elsewhere.example"},
    ],
)
def test_headers_that_are_taken(client: httpx.Client, headers: dict[str, str]) -> None:
    answer = client.post("/graphql", content=asked("{ __typename }"), headers={**JSON, **headers})
    assert answer.json() == {"data": {"__typename": "Query"}}


def test_headers_that_are_too_large_are_refused_everywhere(client: httpx.Client) -> None:
    for large in ([("accept", f"{GRAPHQL};a={'x' * 32_000}")], [(f"x-{n}", "y" * 100) for n in range(400)]):
        for method, path in (("GET", "/graphql?query={__typename}"), ("GET", "/schema.graphql"), ("POST", "/export")):
            answer = client.request(method, path, headers=large)
            assert told(answer) == (431, "BAD_REQUEST"), path
            assert answer.headers["x-content-type-options"] == "nosniff", path
    assert client.get("/graphql?query={__typename}", headers={"accept": f"*/*;a={'x' * 30_000}"}).status_code == 200


def test_what_is_remembered_of_headers_is_small() -> None:
    remembered = sum(each.cache_info().maxsize or 0 for each in (http.check_type, http.media_type, http.takes_gzip))
    assert 0 < remembered * http.HEADER_BYTES <= 10_000_000


def test_methods(client: httpx.Client) -> None:
    for method in ("PUT", "PATCH", "DELETE", "TRACE", "HEAD"):
        answer = client.request(method, "/graphql")
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET, POST"), method
    answer = client.options("/graphql")
    assert (answer.status_code, answer.headers["allow"]) == (204, "GET, POST")
    assert not {"content-length", "transfer-encoding"} & {*answer.headers}
    assert client.head("/schema.graphql").status_code == 200


def test_queries_by_get(client: httpx.Client) -> None:
    headers = {"accept": GRAPHQL}
    long = "{" + " ".join(f"{'a' * 1500}{n}: __typename" for n in range(20)) + "}"
    assert len(client.get("/graphql", params={"query": long}).json()["data"]) == 20
    assert told(client.get("/graphql?query=%ff%fe", headers=headers)) == (400, "GRAPHQL_PARSE_FAILED")
    assert told(client.get("/graphql?query={__typename}&variables=[]", headers=headers)) == (400, "BAD_REQUEST")
    assert told(client.get("/graphql", headers=headers)) == (400, "BAD_REQUEST")


def test_answers_are_guarded(client: httpx.Client) -> None:
    for path in ("/graphql?query={__typename}", "/graphql", "/schema.graphql", "/healthz", "/nowhere"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["content-security-policy"].startswith("default-src 'none'"), path
    page = client.get("/graphiql/").headers["content-security-policy"]
    assert page.startswith("default-src 'none'; script-src 'self'")


def test_pages_of_the_origins_named_may_ask(client: httpx.Client) -> None:
    wanted = {"access-control-request-method": "POST", "access-control-request-headers": "content-type"}
    mine = client.options("/graphql", headers={"origin": "https://page.example", **wanted})
    assert (mine.status_code, mine.headers["access-control-allow-origin"]) == (200, "https://page.example")
    assert client.options("/graphql", headers={"origin": "https://other.example", **wanted}).status_code == 400
    answer = client.post(
        "/graphql", content=asked("{ __typename }"), headers={**JSON, "origin": "https://other.example"}
    )
    assert "access-control-allow-origin" not in answer.headers
    with pytest.raises(ValidationError, match="is no origin such as"):
        Settings.model_validate({"cors_origins": "page.example"})


# -- on the wire
