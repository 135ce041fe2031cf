"""query: asking a running service."""

import sys
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer

from server import settings
from server.cli.remote import answer_of, endpoint, reaching
from server.cli.screen import out
from server.errors import CommandError
from server.proxies import client
from server.settings import Settings


def query(
    document: Annotated[str, typer.Argument(help="The document, a file that holds it, or - for standard input.")],
    *,
    variables: Annotated[str, typer.Option(help="Variables, as JSON.")] = "{}",
    url: Annotated[str, typer.Option(help="Where the service is; that of the settings if empty.")] = "",
) -> None:
    """Ask a running service; exit status 1 where the answer holds errors."""
    answer = asked(text_of(document), values_of(variables), url)
    text = orjson.dumps(answer, option=orjson.OPT_INDENT_2).decode()
    if sys.stdout.isatty():
        out.print_json(text)
    else:
        print(text)
    if "errors" in answer:
        raise typer.Exit(1)


def asked(document: str, variables: dict[str, Any], url: str = "") -> dict[str, Any]:
    """What the service answers; that of the settings where no other is named."""
    given = settings.load()
    address = endpoint(given, url, "/graphql")
    body = {"query": document, "variables": variables}
    with reaching(address), client() as asking:
        answer = asking.post(address, json=body, headers=authorization(given), timeout=given.deadline_seconds + 5)
    return answer_of(address, answer.content)


def authorization(given: Settings) -> dict[str, str]:
    """The header that tells who asks, where a token is set."""
    return {"authorization": f"Bearer {given.token.get_secret_value()}"} if given.token else {}


def values_of(variables: str) -> dict[str, Any]:
    """Variables as they are sent."""
    try:
        values = orjson.loads(variables)
    except orjson.JSONDecodeError:
        values = None
    if not isinstance(values, dict):
        raise CommandError("--variables is no JSON object.", 'Give one such as \'{"code": "B1"}\'.', 2)
    return values


def text_of(document: str) -> str:
    """The document itself: given, in a file, or piped in."""
    if "{" in document:
        return document
    try:
        if document == "-":
            return sys.stdin.read()
        path = Path(document)
        if not path.is_file():
            raise CommandError(f"{document} is neither a document nor a file.", "Give a query such as '{ … }'.", 2)
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        what = "What is piped in" if document == "-" else document
        raise CommandError(f"{what} is not text in UTF-8.", "Save it in UTF-8.", 2) from None
