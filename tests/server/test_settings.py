"""Settings that are wrong, each told in a plain sentence."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from server import settings
from server.cli import app
from server.errors import CommandError
from tests.tokens import Mint, believing


def told(monkeypatch: pytest.MonkeyPatch, **variables: str) -> str:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(CommandError) as caught:
        settings.load()
    assert caught.value.status == 2
    return caught.value.sentence


@pytest.mark.parametrize(
    ("uri", "why"),
    [
        ("bolt://someone:secret@localhost:7687", "NEO4J_USERNAME and NEO4J_PASSWORD"),
        ("bolt://someone:secret@[localhost", "like bolt://host:7687"),
        ("bolt://someone:secret", "its port should be a number"),
        ("bolt://h:70000", "its port should be a number"),
        ("bolt://h:0", "its port should be a number"),
        ("bolt://h/secret", "named by NEO4J_DATABASE"),
        ("bolt://h#secret", "named by NEO4J_DATABASE"),
        ("bolt://h?x=secret", "question mark"),
        ("neo4j://h?secret", "question mark"),
        ("neo4j://h?address=secret", "question mark"),
        ("neo4j://h?a=secret&a=secret", "question mark"),
    ],
)
def test_a_wrong_address_is_a_sentence_that_keeps_secrets(monkeypatch: pytest.MonkeyPatch, uri: str, why: str) -> None:
    sentence = told(monkeypatch, NEO4J_URI=uri, NEO4J_PASSWORD="x")
    assert sentence.startswith("NEO4J_URI is wrong: ")
    assert why in sentence
    assert "secret" not in sentence


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        (["TOKEN_ISSUER"], "ASSETGRAPH_TOKEN_KEYS and ASSETGRAPH_AUDIT_LOG"),
        (["AUDIT_LOG"], "ASSETGRAPH_TOKEN_KEYS and ASSETGRAPH_TOKEN_ISSUER"),
        (["TOKEN_KEYS", "TOKEN_ISSUER"], "ASSETGRAPH_AUDIT_LOG"),
    ],
)
def test_clearance_that_is_not_whole_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, given: list[str], missing: str
) -> None:
    whole = believing(Mint.new(), tmp_path)
    names = [f"ASSETGRAPH_{each}" for each in given]
    sentence = told(monkeypatch, **{f"ASSETGRAPH_{each}": str(whole[each.lower()]) for each in given})
    assert f"{' and '.join(names)} is set without {missing}" in sentence


@pytest.mark.parametrize("token", ["'eyJ…'", "eyJé", "Bearer eyJ", "eyJ\n", "=", "eyJ\udc80"])
def test_a_token_that_cannot_be_sent_is_a_sentence_that_keeps_it(monkeypatch: pytest.MonkeyPatch, token: str) -> None:
    sentence = told(monkeypatch, ASSETGRAPH_TOKEN=token)
    assert sentence.startswith("ASSETGRAPH_TOKEN is wrong: it holds what no token does")
    assert "eyJ" not in sentence


@pytest.mark.parametrize(
    "command", [["query", "{ __typename }"], ["export", "{ __typename }", "--out", "x.csv"], ["check"]]
)
def test_who_sends_a_token_tells_of_one_that_cannot_be_sent(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSETGRAPH_TOKEN", "eyJ…")
    error = CliRunner().invoke(app, command).exception
    assert isinstance(error, CommandError)
    assert error.status == 2


@pytest.mark.parametrize("uri", ["bolt://h", "neo4j+s://h:7687/", "neo4j://[::1]:7687?policy=eu&region=a"])
def test_a_right_address_is_taken(monkeypatch: pytest.MonkeyPatch, uri: str) -> None:
    monkeypatch.setenv("NEO4J_URI", uri)
    monkeypatch.setenv("NEO4J_PASSWORD", "x")
    assert settings.load().neo4j_uri == uri


@pytest.mark.parametrize(
    "wrong",
    ["page.example", "http://", "https://:443", "https://a:0", "https://a:65536", "https://a:x", "https://a b", "https://[::g]",
     "https://a/", "https://a?b", "ftp://a", "null", "https://*.example.org", "https://münchen.example"],
)  # fmt: skip
def test_what_no_browser_sends_as_an_origin_is_refused(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    sentence = told(monkeypatch, ASSETGRAPH_CORS_ORIGINS=f"https://right.example, {wrong}")
    assert sentence == f"ASSETGRAPH_CORS_ORIGINS is wrong: {wrong} is no origin such as https://assets.example.org."


def test_an_origin_with_a_password_is_refused_and_not_told_again(monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = told(monkeypatch, ASSETGRAPH_CORS_ORIGINS="https://someone:secret@page.example")
    assert "without a name or a password" in sentence
    assert "secret" not in sentence


def test_origins_are_compared_as_browsers_write_them(monkeypatch: pytest.MonkeyPatch) -> None:
    given = "https://Page.Example:443 , HTTP://a:80, http://a:443,https://[0:0::1]:8443,*,"
    monkeypatch.setenv("ASSETGRAPH_CORS_ORIGINS", given)
    read = settings.load().origins
    assert read == ("https://page.example", "http://a", "http://a:443", "https://[::1]:8443", "*")


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("PORT", "abc", "abc is not a whole number from 1 up to 65535."),
        ("PORT", "70000", "70000 is not a whole number from 1 up to 65535."),
        ("DEADLINE_SECONDS", "nan", "nan is not a number above 0 up to 3600."),
        ("ROW_LIMIT", "1.5", "1.5 is not a whole number above 0."),
        ("EXPLAIN", "maybe", "maybe is not true or false."),
        ("HEAP", "1x", "1x is not a size such as 512m or 2g."),
        ("PAGE_CACHE", "0g", "0g is not a size such as 512m or 2g."),
        ("WORKERS", "x" * 1000, f"{'x' * 60}… is not a whole number from 1 up to 256."),
        ("WARM", "/no/where", "there is no folder /no/where."),
    ],
)
def test_a_wrong_value_is_told_beside_what_is_allowed(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, why: str
) -> None:
    assert told(monkeypatch, **{f"ASSETGRAPH_{name}": value}) == f"ASSETGRAPH_{name} is wrong: {why}"


def test_a_variable_that_is_no_setting_is_told_beside_the_nearest() -> None:
    assert [*settings.unknown(["ASSETGRAPH_PROT", "ASSETGRAPH_XYZZYXYZZYXYZZY", "HOME", "NEO4J_HOME"])] == [
        "ASSETGRAPH_PROT is no setting, and does nothing: is ASSETGRAPH_PORT meant?",
        "ASSETGRAPH_XYZZYXYZZYXYZZY is no setting, and does nothing.",
    ]


@pytest.mark.parametrize(
    ("given", "sentences"),
    [
        (["NEO4J_URI", "NEO4J_PASSWORD", "NEO4J_USERNAME"], []),
        (["neo4j_password", "assetgraph_neo4j_uri"], []),
        (["NEO4J_DATABASE"], ["NEO4J_DATABASE does nothing without NEO4J_URI: the managed database has its own."]),
        (
            ["NEO4J_USERNAME", "NEO4J_PASSWORD"],
            ["NEO4J_PASSWORD and NEO4J_USERNAME do nothing without NEO4J_URI: the managed database has its own."],
        ),
        (["ASSETGRAPH_XYZZYXYZZYXYZZY"], ["ASSETGRAPH_XYZZYXYZZYXYZZY is no setting, and does nothing."]),
    ],
)
def test_a_variable_that_does_nothing_is_told(given: list[str], sentences: list[str]) -> None:
    assert [*settings.idle(given)] == sentences


def test_settings_and_what_the_project_reads_elsewhere_are_known() -> None:
    own = {settings.variable(each) for each in settings.Settings.model_fields}
    root = Path(__file__).parents[2]
    read = {
        name
        for layer in ("server", "ingest", "tests", "bench")
        for each in (root / layer).rglob("*.py")
        for name in re.findall(r'environ(?:\.get\(|\[)"(ASSETGRAPH_\w+)"', each.read_text(encoding="utf-8"))
    }
    assert read
    assert not [*settings.unknown(own | read | {"assetgraph_port", "ASSETGRAPH_NEO4J_URI"})]
