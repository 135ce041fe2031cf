"""The pages of errors: each request shown is sent, each answer shown is what comes. `--bless` writes the answers anew."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest
from neo4j.exceptions import Neo4jError
from starlette.applications import Starlette

import schema
from graph.cohort import WAITING
from graph.connection import Connection
from graph.counts import question
from graph.errors import DatabaseUnavailable, Overloaded
from graph.session import Graph, explained
from resolvers import incidents
from server.app import create_app
from server.settings import Settings
from tests.errors import ErrorPage, error_pages
from tests.tokens import Mint, believing

FOLDER = Path(__file__).parents[1] / "docs" / "errors"
INDEX = (FOLDER / "index.md").read_text(encoding="utf-8")
HTTP = re.compile(r"^```http\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# Of an answer's headers, those that a client acts on.
SHOWN = ("allow", "retry-after", "www-authenticate")
QUESTION, CROWDED = question(schema.government(cleared=False)), "TOO_EXPENSIVE"
NOWHERE = Connection("bolt://127.0.0.1:1", "neo4j", "nobody")
MINT = Mint.new()

Read = Callable[..., Awaitable[list[list[Any]]]]


def answering(*row: Any) -> Read:
    async def read(*_: Any, **__: Any) -> list[list[Any]]:
        return [[[list(row)]]]

    return read


def failing(error: BaseException) -> Read:
    async def read(*_: Any, **__: Any) -> list[list[Any]]:
        raise error

    return read


def refusing(code: str) -> Read:
    class Refusal(Neo4jError):
        @property
        def code(self) -> str:
            return code

    return failing(explained(Refusal("the database's own words")))


async def slow(*_: Any, **__: Any) -> list[list[Any]]:
    await asyncio.sleep(60)
    return []


# What the database does where an error is not the request's: everything else meets the database that is not there.
READS: dict[str, Read] = {
    "DEADLINE_EXCEEDED": slow,
    "OUT_OF_MEMORY": refusing("Neo.TransientError.General.MemoryPoolOutOfMemoryError"),
    "DATABASE_FAILED": refusing("Neo.DatabaseError.Statement.ExecutionFailed"),
    "OVERLOADED": failing(Overloaded(f"{WAITING:,} questions wait to be answered already.")),
    "STOPPING": failing(asyncio.CancelledError()),
    "NO_SUCH_NODE": answering(None, False),
    "MISSING_VALUE": answering(["B1", None]),
    "UNFIT_VALUE": answering(["B1", "RUINOUS"]),
    "TOO_EXPENSIVE": failing(AssertionError("it is refused before the database is asked")),
    "INTERNAL": failing(ZeroDivisionError("a fault of our own")),
}


def exchanges(text: str) -> list[tuple[re.Match[str], re.Match[str]]]:
    """The requests of a page, each with the answer that is shown below it."""
    found = [*HTTP.finditer(text)]
    return list(zip(found[::2], found[1::2], strict=True))


def parsed(message: str) -> tuple[str, dict[str, str], str]:
    """First line, headers and body."""
    head, _, body = message.partition("\n\n")
    first, *headers = head.splitlines()
    return first, dict(each.split(": ", 1) for each in headers), body.rstrip("\n")


def shown(answer: httpx.Response) -> str:
    """An answer as a page shows it."""
    head = [f"HTTP/1.1 {answer.status_code} {HTTPStatus(answer.status_code).phrase}"]
    head += [f"{name}: {answer.headers[name]}" for name in SHOWN if name in answer.headers]
    body = orjson.dumps(answer.json(), option=orjson.OPT_INDENT_2).decode()
    return "\n".join([*head, "", body, ""])


def unless_counting(code: str) -> Read:
    async def read(_: Graph, text: str, *given: Any, **named: Any) -> list[list[Any]]:
        if text != QUESTION:
            return await READS[code](text, *given, **named)
        if code != CROWDED:
            raise DatabaseUnavailable("Nothing is counted.")
        return [[[30_000_000] * text.count("COUNT")]]

    return read


@cache
def served(seconds: float, *, crowded: bool) -> Starlette:
    # What is counted is remembered by the service: of a crowded graph by a service of its own.
    del crowded
    return create_app(Settings.model_validate({"deadline_seconds": seconds}), NOWHERE)


@cache
def guarded(folder: Path, *, recording: bool) -> Starlette:
    """A service that knows an issuer of tokens, its audit log in the way of nobody, or not to be written."""
    app = create_app(Settings.model_validate(believing(MINT, folder)), NOWHERE)
    if not recording:
        (folder / "audit.jsonl").unlink()
        (folder / "audit.jsonl").mkdir()
    return app


@pytest.mark.parametrize("error", error_pages(), ids=lambda each: each.code)
async def test_each_answer_is_the_one_shown(
    error: ErrorPage, monkeypatch: pytest.MonkeyPatch, bless: bool, tmp_path: Path
) -> None:
    monkeypatch.setattr(incidents, "token_hex", lambda _: "4f1c09a6b2d8")
    if error.code in READS:
        monkeypatch.setattr(Graph, "read", unless_counting(error.code))
    hasty = error.code == "DEADLINE_EXCEEDED"
    app = served(0.2 if hasty else 30.0, crowded=error.code == CROWDED)
    if error.code in ("UNAUTHENTICATED", "NOT_RECORDED"):
        app = guarded(tmp_path, recording=error.code == "UNAUTHENTICATED")
    page = FOLDER / f"{error.code}.md"
    text = page.read_text(encoding="utf-8")
    kept = exchanges(text)
    assert kept
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://service") as client:
        for request, expected in reversed(kept):
            line, headers, body = parsed(request[1])
            method, path = line.split()
            if "…" in headers.get("authorization", ""):
                headers["authorization"] = f"Bearer {MINT.token()}"
            answer = await client.request(method, path, headers=headers, content=body)
            assert error.code in {each["extensions"]["code"] for each in answer.json()["errors"]}
            if bless:
                text = text[: expected.start(1)] + shown(answer) + text[expected.end(1) :]
            else:
                assert shown(answer) == expected[1]
            assert f"{answer.status_code}" in row(error)[1]
    if bless:
        page.write_text(text, encoding="utf-8")


def row(error: ErrorPage) -> list[str]:
    """What the index says of a code: link, statuses, meaning."""
    (found,) = re.findall(rf"^\| (\[{error.code}\]\({error.code}\.md\)) \| (.*) \| (.*) \|$", INDEX, re.MULTILINE)
    return list(found)


@pytest.mark.parametrize("error", error_pages(), ids=lambda each: each.code)
def test_page_and_index_say_what_the_error_says(error: ErrorPage) -> None:
    text = (FOLDER / f"{error.code}.md").read_text(encoding="utf-8")
    assert text.startswith(f"# {error.code}\n\n{error.summary}\n\n**What to do.** {error.remedy}\n\n")
    assert row(error)[2] == error.summary


def test_each_page_has_its_error() -> None:
    codes = [each.code for each in error_pages()]
    assert {each.stem for each in FOLDER.glob("*.md")} == {*codes, "index"}
    assert re.findall(r"^\| \[(\w+)\]", INDEX, re.MULTILINE) == codes
