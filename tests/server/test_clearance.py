"""Who is cleared: tokens that are believed and those that are not, and the log of what was read."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import jwt
import orjson
import pytest
from jwt.algorithms import ECAlgorithm
from prometheus_client import REGISTRY

from graph.connection import Connection
from server import http, settings
from server.app import create_app
from server.errors import CommandError
from server.settings import Settings
from tests.server.conftest import serving
from tests.tokens import ISSUER, Mint, believing

# A driver that is stopped while it connects, here after a second, leaves its socket to Python, which warns of it.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")

ROOT = Path(__file__).parents[2]
NOWHERE = Connection("bolt://127.0.0.1:1", "neo4j", "nobody")
# The schema is asked about itself: no database need answer.
ASKED = '{ __type(name: "ServiceArrangement") { name } }'
SEEN, UNSEEN = {"data": {"__type": {"name": "ServiceArrangement"}}}, {"data": {"__type": None}}
MINT, OTHER = Mint.new(), Mint.new()

ARRANGEMENTS = ["ServiceArrangement", "ServiceArrangementConnection", "ServiceArrangementEdge"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("clearance")


@pytest.fixture(scope="module")
def url(folder: Path) -> Iterator[str]:
    given = Settings.model_validate({**believing(MINT, folder), "deadline_seconds": 1})
    with serving(create_app(given, NOWHERE)) as found:
        yield found


def sent(url: str, token: str | None = None, method: str = "POST", query: str = ASKED) -> httpx.Response:
    headers = {} if token is None else {"authorization": f"Bearer {token}".strip()}
    return httpx.request(method, url, headers=headers, json={"query": query} if method == "POST" else None)


def written(folder: Path) -> list[Any]:
    log = folder / "audit.jsonl"
    return [orjson.loads(line) for line in log.read_bytes().splitlines()]


def test_a_token_with_clearance_is_shown_all(url: str, folder: Path) -> None:
    before = len(written(folder))
    assert sent(f"{url}/graphql", MINT.token()).json() == SEEN
    (line,) = written(folder)[before:]
    assert line["principal"] == "officer-7"
    assert (line["token"], line["status"], line["query"], line["variables"]) == ("t1", 200, ASKED, {})
    assert line["client"] == "127.0.0.1"


@pytest.mark.parametrize("clearance", [None, "INTERNAL", ["CONFIDENTIAL"], {"RESTRICTED": True}, True])
def test_a_token_without_is_shown_what_everyone_is(url: str, folder: Path, clearance: object) -> None:
    before = len(written(folder))
    assert sent(f"{url}/graphql", MINT.token(clearance=clearance)).json() == UNSEEN
    assert sent(f"{url}/graphql").json() == UNSEEN
    assert len(written(folder)) == before


UNBELIEVED = {
    "of another issuer": MINT.token(iss="https://other.example"),
    "for another service": MINT.token(aud="mail"),
    "signed by another key": OTHER.token(),
    "signed with the public key as a secret": MINT.token(algorithm="HS256", key=MINT.public()["x"]),
    "not signed": jwt.encode({"iss": ISSUER, "aud": "assetgraph", "sub": "x", "exp": 1 << 33}, "", "none"),
    "of a key that is not known": Mint(MINT.key, "k2").token(),
    "not valid yet": MINT.token(nbf=1 << 33),
    "of nobody": MINT.token(sub=None),
    "of an empty name": MINT.token(sub=" "),
    "for ever": MINT.token(exp=None),
    "of a name that cannot be written down": MINT.token(sub="officer-\ud800"),
    "with an id that cannot be written down": MINT.token(jti="\ud800"),
    "no token": "nonsense",
    "empty": "",
    "not even text": "a.b.c",
}


@pytest.mark.parametrize("which", UNBELIEVED)
@pytest.mark.parametrize(
    ("path", "method"), [("/graphql", "POST"), ("/export?format=csv", "POST"), ("/schema.graphql", "GET")]
)
def test_what_is_not_believed_is_refused(url: str, folder: Path, which: str, path: str, method: str) -> None:
    before = len(written(folder))
    answer = sent(f"{url}{path}", UNBELIEVED[which], method)
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == "UNAUTHENTICATED"
    assert "data" not in answer.json()
    assert len(written(folder)) == before


@pytest.mark.parametrize("query", ["{ counted: __typename }", "{ counted", ASKED])
def test_what_is_looked_up_to_be_written_down_is_not_counted(url: str, query: str) -> None:
    def sought() -> float:
        found = (
            REGISTRY.get_sample_value("assetgraph_cache_lookups_total", {"cache": "documents", "outcome": each})
            for each in ("miss", "hit")
        )
        return sum(each or 0.0 for each in found)

    before = sought()
    sent(f"{url}/graphql", MINT.token(), query=query)
    assert sought() == before + 1


@pytest.mark.parametrize("inner", ["[]", "{}", '{"a": [5]}'])
def test_variables_of_any_depth_that_is_answered_are_written_down(url: str, folder: Path, inner: str) -> None:
    levels = http.LEVELS - inner.count("[") - inner.count("{")
    for opening, closing in (("[", "]"), ('{"a":', "}")):
        for depth, status in ((levels - 1, 200), (levels, 400), (800, 400)):
            body = f'{{"query": "{{ __typename }}", "variables": {{"a": {opening * depth}{inner}{closing * depth}}}}}'
            before = len(written(folder))
            for token in (None, MINT.token()):
                headers = {"content-type": "application/json"} | ({"authorization": f"Bearer {token}"} if token else {})
                answer = httpx.post(f"{url}/graphql", headers=headers, content=body)
                assert answer.status_code == status
                code = [each["extensions"]["code"] for each in answer.json().get("errors", [])]
                assert code == ([] if status == 200 else ["BAD_REQUEST"])
            assert [each["variables"] for each in written(folder)[before:]] == (
                [orjson.loads(body)["variables"]] if status == 200 else []
            )


def test_an_expired_token_is_told_so(url: str) -> None:
    (error,) = sent(f"{url}/graphql", MINT.token(seconds=-60)).json()["errors"]
    assert error["message"] == "The bearer token has expired."


def test_the_schema_as_text_is_of_whoever_asks(url: str) -> None:
    everyone, cleared = (sent(f"{url}/schema.graphql", token, "GET") for token in (None, MINT.token()))
    assert "ServiceArrangement" not in everyone.text
    assert "type ServiceArrangement" in cleared.text
    for name in ("ARRANGED_", "ARRANGEMENT_", "ArrangementKind"):
        assert name not in everyone.text
        assert name in cleared.text
    assert everyone.headers["etag"] != cleared.headers["etag"]
    assert "Authorization" in cleared.headers["vary"]


@pytest.mark.parametrize(
    ("query", "restricted"),
    [
        ("{ serviceArrangements { totalCount } }", ARRANGEMENTS),
        ("{ serviceArrangements { nodes { code } } }", ARRANGEMENTS),
        (
            "{ findings(rules: [ARRANGEMENT_OUTLASTS_POST]) { totalCount } }",
            ["RuleCode.ARRANGEMENT_OUTLASTS_POST", "ServiceArrangement"],
        ),
        (
            '{ neighbourhood(id: "x") { count } }',
            [f"RelationshipKind.ARRANGED_{end}" for end in ("BY", "FOR", "WITH")],
        ),
        ("{ buildings { totalCount } }", []),
        ('{ node(id: "x") { id } }', ["ServiceArrangement"]),
        ('{ agency(code: "x") { name } }', []),
        ("{ buildings { __typename } }", []),
        ("{ nonsense }", []),
        ("{", []),
    ],
)
def test_what_may_be_restricted_is_named(url: str, folder: Path, query: str, restricted: list[str]) -> None:
    sent(f"{url}/graphql", MINT.token(), query=query)
    assert written(folder)[-1]["restricted"] == restricted
    assert written(folder)[-1]["query"] == query


@pytest.mark.parametrize(
    "query",
    [
        "{ __schema { types { name } } }",
        ASKED,
        "{ ...asked } fragment asked on Query { told: __schema { types { name } } }",
    ],
)
def test_a_schema_asked_about_itself_may_tell_what_its_text_does(url: str, folder: Path, query: str) -> None:
    sent(f"{url}/schema.graphql", MINT.token(), "GET")
    sent(f"{url}/graphql", MINT.token(), query=query)
    text, asked = written(folder)[-2:]
    assert asked["query"] == query
    assert asked["restricted"] == text["restricted"] != []


def test_each_page_of_an_export_is_written_down(url: str, folder: Path) -> None:
    before = len(written(folder))
    answer = sent(f"{url}/export?format=csv", MINT.token(), query="{ serviceArrangements { nodes { code } } }")
    (line,) = written(folder)[before:]
    # The database is away: whether that is known already, or the deadline comes first, depends on who asked before.
    assert line["status"] == answer.status_code
    assert answer.status_code in (503, 504)
    assert line["restricted"] == ARRANGEMENTS


@pytest.mark.parametrize(
    ("query", "restricted"),
    [
        ("{ serviceArangements { nodes { code } } }", []),
        ("{ serviceArrangements { totalCount } }", ARRANGEMENTS),
        ("{", []),
    ],
)
def test_an_export_that_is_refused_is_written_down(url: str, folder: Path, query: str, restricted: list[str]) -> None:
    before = len(written(folder))
    answer = sent(f"{url}/export?format=csv", MINT.token(), query=query)
    (line,) = written(folder)[before:]
    assert (line["query"], line["restricted"], line["status"]) == (query, restricted, 400)
    assert (answer.status_code, answer.headers["cache-control"]) == (400, "no-store")
    assert answer.json()["errors"][0]["extensions"]["code"]


def test_who_is_told_the_schema_is_written_down(url: str, folder: Path) -> None:
    before = len(written(folder))
    sent(f"{url}/schema.graphql", None, "GET")
    assert len(written(folder)) == before
    answer = sent(f"{url}/schema.graphql", MINT.token(), "GET")
    headers = {"authorization": f"Bearer {MINT.token()}", "if-none-match": answer.headers["etag"]}
    assert httpx.get(f"{url}/schema.graphql", headers=headers).status_code == 304
    whole, unchanged = written(folder)[before:]
    assert (whole["query"], whole["status"], whole["principal"]) == ("/schema.graphql", 200, "officer-7")
    assert {*ARRANGEMENTS, "RuleCode.ARRANGEMENT_OUTLASTS_POST"} < {*whole["restricted"]}
    assert all(each.partition(".")[2] in answer.text for each in whole["restricted"])
    assert (unchanged["query"], unchanged["status"], unchanged["restricted"]) == ("/schema.graphql", 304, [])


def test_what_cannot_be_written_down_is_not_answered(tmp_path: Path) -> None:
    with serving(create_app(Settings.model_validate(believing(MINT, tmp_path)), NOWHERE)) as url:
        log = tmp_path / "audit.jsonl"
        log.unlink()
        log.mkdir()
        answer, other = sent(f"{url}/graphql", MINT.token()), sent(f"{url}/graphql")
        text = sent(f"{url}/schema.graphql", MINT.token(), "GET")
        export = sent(f"{url}/export?format=csv", MINT.token(), query="{ nonsense }")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    assert answer.json()["errors"][0]["extensions"]["code"] == "NOT_RECORDED"
    assert "data" not in answer.json()
    assert (text.status_code, export.status_code) == (503, 503)
    assert "ServiceArrangement" not in text.text
    assert other.json() == UNSEEN


WRONG: dict[str, tuple[dict[str, str], str]] = {
    "no issuer": ({"ASSETGRAPH_TOKEN_KEYS": "keys.json"}, "without ASSETGRAPH_TOKEN_ISSUER and ASSETGRAPH_AUDIT_LOG"),
    "no file": ({"ASSETGRAPH_TOKEN_KEYS": "none.json"}, "none.json cannot be read"),
    "no keys": ({"ASSETGRAPH_TOKEN_KEYS": "empty.json"}, "is no JSON Web Key Set"),
    "no JSON": ({"ASSETGRAPH_TOKEN_KEYS": "text.json"}, "is no JSON Web Key Set"),
    "a secret": ({"ASSETGRAPH_TOKEN_KEYS": "secret.json"}, "has a key that is secret"),
    "a private key": ({"ASSETGRAPH_TOKEN_KEYS": "private.json"}, "has a key that is secret"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_setting_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    private = ECAlgorithm.to_jwk(MINT.key, as_dict=True)
    secret = {"kty": "oct", "k": "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0", "alg": "HS256"}
    files = {"empty": {"keys": []}, "text": "text", "secret": {"keys": [secret]}, "private": {"keys": [private]}}
    for name, content in {"keys": {"keys": [MINT.public()]}, **files}.items():
        (tmp_path / f"{name}.json").write_bytes(orjson.dumps(content))
    monkeypatch.chdir(tmp_path)
    given, told = WRONG[case]
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(CommandError) as refused:
        settings.load()
    assert told in str(refused.value)
