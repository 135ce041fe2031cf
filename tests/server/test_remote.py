"""Commands that ask a running service: where they ask it, and what they tell where it does not answer."""

import socket
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from server.cli.asking import asked, text_of, values_of
from server.cli.checking import exact
from server.cli.exporting import download
from server.cli.remote import answer_of, endpoint, refusal, serves
from server.cli.screen import whole
from server.errors import CommandError
from server.settings import Settings, load
from tests.server.conftest import Serve

GIVEN = Settings.model_validate({})


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("", "http://127.0.0.1:8000/export"),
        ("http://a:1", "http://a:1/export"),
        ("http://a:1/", "http://a:1/export"),
        ("http://a:1/graphql", "http://a:1/export"),
        ("http://a/assets/export/", "http://a/assets/export"),
        ("http://a/elsewhere", "http://a/elsewhere"),
    ],
)
def test_a_service_is_named_by_its_base_or_by_a_path_of_it(url: str, address: str) -> None:
    assert endpoint(GIVEN, url, "/export") == address


def test_an_address_of_ipv6_is_in_brackets() -> None:
    given = Settings.model_validate({"host": "::1", "port": 8330})
    assert endpoint(given, "", "/graphql") == "http://[::1]:8330/graphql"
    assert not serves(given)


def test_a_variable_set_to_nothing_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for each in ("HOST", "HOME", "AUDIT_LOG"):
        monkeypatch.setenv(f"ASSETGRAPH_{each}", "")
    given = load()
    assert given.host == "127.0.0.1"
    assert given.home != Path()
    assert given.audit_log is None


def test_the_base_of_the_service_answers(live_url: str) -> None:
    assert asked("{ __typename }", {}, live_url) == {"data": {"__typename": "Query"}}


def told(url: str) -> str:
    with pytest.raises(CommandError) as refused:
        asked("{ __typename }", {}, url)
    return refused.value.sentence


def test_nothing_and_something_else_are_told_apart(serve: Serve, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        nobody = f"http://127.0.0.1:{free.getsockname()[1]}/graphql"
    assert told(nobody) == f"No service answers at {nobody}."
    other = serve(Starlette(routes=[Route("/{path}", careless, methods=["POST"])]))
    assert told(other) == f"Something else than the service answers at {other}/graphql."
    with pytest.raises(CommandError, match="Something else than the service"):
        download(f"{other}/export", "csv", {}, tmp_path / "part", GIVEN)


async def careless(_: Request) -> Response:
    return JSONResponse([1])


@pytest.mark.parametrize("url", ["http://[::1", "http://a:x", "localhost:8000", "http://::1:8000/graphql"])
def test_what_is_no_address_is_a_sentence(url: str) -> None:
    assert told(url).startswith(url)
    assert told(url).endswith(" is no address of a service.")


PROXIES = ["socks5://127.0.0.1:1080", "socks://127.0.0.1:1080", "http://[::1"]


@pytest.mark.parametrize("proxy", PROXIES)
def test_a_proxy_that_cannot_be_used_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    monkeypatch.setenv("ALL_PROXY", proxy)
    assert told("") == "The environment names a proxy that is not spoken to by HTTP."
    with pytest.raises(CommandError, match="Unset ALL_PROXY"):
        download("http://127.0.0.1:1/export", "csv", {}, tmp_path / "part", GIVEN)
    with pytest.raises(CommandError, match="Unset ALL_PROXY"):
        serves(GIVEN)


@pytest.mark.parametrize("text", ["", "<html>", "1", "{}", '{"errors": "no"}', '{"errors": [1]}', '{"message": "no"}'])
def test_what_graphql_would_not_answer_is_of_something_else(text: str) -> None:
    with pytest.raises(CommandError, match="Something else"):
        answer_of("http://a", text.encode())


def test_a_refusal_is_told_with_its_remedy() -> None:
    told: dict[str, Any] = {"message": "No.", "extensions": {"remedy": "Ask."}}
    refused = refusal({"errors": [told]})
    assert refused
    assert (refused.sentence, refused.remedy) == ("No.", "Ask.")
    assert refusal({"data": None}) is None


def test_variables_are_an_object() -> None:
    assert values_of('{"a": 1}') == {"a": 1}
    for each in ("[1]", "null", "x"):
        with pytest.raises(CommandError, match="no JSON object"):
            values_of(each)


def test_a_document_in_another_encoding_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "q.graphql"
    other.write_bytes('{ agency(code: "浙江省") { name } }'.encode("gb18030"))
    with pytest.raises(CommandError, match=r"q\.graphql is not text in UTF-8"):
        text_of(str(other))
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(other.read_bytes()), encoding="utf-8"))
    with pytest.raises(CommandError, match="What is piped in is not text in UTF-8"):
        text_of("-")


def test_a_file_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="cannot be written"), whole(tmp_path / "file" / "x.csv") as part:
        part.write_text("")


def test_figures_have_all_their_digits() -> None:
    assert [exact(each) for each in (123456789.25, 5.0, 1e21, 0.1 + 0.2, -0.5)] == [
        "123456789.25", "5", "1000000000000000000000", "0.3", "-0.5",
    ]  # fmt: skip
