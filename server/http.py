"""GraphQL over HTTP: which requests are GraphQL, in which form the answer goes, and with which status."""

import asyncio
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import orjson
from starlette.requests import ClientDisconnect
from starlette.types import Receive

from graph.errors import BadRequest, ExplainRefused, MethodNotAllowed, PersistedQueryNotSupported
from resolvers.answers import Response
from resolvers.execute import Request

GRAPHQL = "application/graphql-response+json"
JSON = "application/json"
BODY_BYTES = 1_000_000
# Of all headers of a request, their names among them.
HEADER_BYTES = 32_000
# How deep values of variables stand in one another: far more than any type has, and no more than can be written again as JSON.
LEVELS = 100
RETRY_AFTER_SECONDS = "2"
METHODS = "GET, POST"
# How many different headers of clients are remembered with what they mean: clients of one kind send the same.
HEADERS = 100
EXPLAIN, COST, BOOKMARKS = "assetgraph-explain", "assetgraph-cost", "assetgraph-bookmarks"


class Asked(NamedTuple):
    """An HTTP request: its method, its headers in lower case, its query string, and where its body comes from."""

    method: str
    headers: Mapping[str, str]
    query: bytes
    receive: Receive


async def read_request(asked: Asked, seconds: float, *, may_explain: bool) -> Request:
    """The GraphQL request that an HTTP request carries, its body read within so many seconds."""
    explain, cost = wanted(asked.headers, EXPLAIN), wanted(asked.headers, COST)
    if explain and not may_explain:
        raise ExplainRefused("This service does not tell how requests are answered.")
    request = await _read_request(asked, seconds)
    if not (explain or cost or BOOKMARKS in asked.headers):
        return request
    bookmarks = tuple(each.strip() for each in asked.headers.get(BOOKMARKS, "").split(",") if each.strip())
    return request._replace(explain=explain, cost=cost, bookmarks=bookmarks)


def wanted(headers: Mapping[str, str], name: str) -> bool:
    """Whether a header asks for something beside the answer."""
    return name in headers and headers[name].strip().lower() in ("1", "true", "yes")


async def _read_request(asked: Asked, seconds: float) -> Request:
    if asked.method == "GET":
        return of_parameters(dict(parse_qsl(asked.query.decode("latin-1"), keep_blank_values=True)))
    if asked.method != "POST":
        raise MethodNotAllowed("GraphQL is asked by GET or POST.")
    return await read_body(asked, seconds)


async def read_body(asked: Asked, seconds: float) -> Request:
    """The GraphQL request in a body."""
    check_type(asked.headers.get("content-type", ""))
    if asked.headers.get("content-encoding", "identity").lower() != "identity":
        raise BadRequest("The body is compressed.", 415, "Send it without Content-Encoding.")
    try:
        async with asyncio.timeout(seconds):
            text = await whole_body(asked.receive)
    except TimeoutError:
        raise BadRequest("The body did not arrive in time.", 408, "Send the whole body at once.") from None
    body = json(text, "The body")
    if isinstance(body, list):
        raise BadRequest("Several requests in one body are not answered.", remedy="Send each request by itself.")
    if not isinstance(body, dict):
        raise BadRequest("The body is not a JSON object.")
    return of_body(body, reads_only=False)


@lru_cache(HEADERS)
def check_type(header: str) -> None:
    """Refuse a body that is not JSON in UTF-8."""
    kind, *given = (part.strip().lower() for part in header.split(";"))
    parameters = dict(part.replace('"', "").split("=", 1) for part in given if "=" in part)
    if kind != JSON or parameters.get("charset", "utf-8") not in ("utf-8", "utf8"):
        sentence = f"The body is not {JSON} in UTF-8, says its Content-Type."
        raise BadRequest(sentence, 415, f"Send JSON with `Content-Type: {JSON}`.")


def json(text: bytes | str, what: str) -> Any:
    """The value of a JSON text; where it is none, what is wrong and at which character."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise BadRequest(f"{what} is not JSON in UTF-8: {error.msg}, at character {error.pos}.") from None


async def whole_body(receive: Receive) -> bytes:
    """The body, refused as soon as it grows too large."""
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > BODY_BYTES:
            sentence = f"The body is larger than {BODY_BYTES:,} bytes."
            raise BadRequest(sentence, 413, "Send a shorter document, or fewer values in its variables.")
    return body


def of_parameters(parameters: dict[str, str]) -> Request:
    body: dict[str, Any] = dict(parameters)
    for name in ("variables", "extensions"):
        if name in body:
            body[name] = json(body[name], f"`{name}`")
    return of_body(body, reads_only=True)


def of_body(body: dict[str, Any], *, reads_only: bool) -> Request:
    query, variables = body.get("query"), body.get("variables")
    name, extensions = body.get("operationName"), body.get("extensions")
    if query is None and isinstance(extensions, dict) and "persistedQuery" in extensions:
        # The message is the protocol's own: clients know it and send the document next.
        raise PersistedQueryNotSupported("PersistedQueryNotSupported")
    if not isinstance(query, str):
        raise BadRequest("`query` is missing or is not a string.")
    if not isinstance(variables, dict | None):
        raise BadRequest("`variables` is not an object.")
    if variables and deeper(variables, LEVELS):
        sentence = f"`variables` is nested in more than {LEVELS} levels."
        raise BadRequest(sentence, remedy="Send values of the variables' declared types, which are nested less.")
    if not isinstance(name, str | None):
        raise BadRequest("`operationName` is not a string.")
    if not isinstance(extensions, dict | None):
        raise BadRequest("`extensions` is not an object.")
    return Request(query, variables or {}, name or None, reads_only)


def deeper(value: dict[str, Any], levels: int) -> bool:
    """Whether objects and lists stand in one another in more than so many levels.

    >>> deeper({"a": [1]}, 2), deeper({"a": []}, 1)
    (False, True)
    """
    standing: list[Any] = [value]
    for _ in range(levels):
        inner = (each.values() if isinstance(each, dict) else each for each in standing)
        standing = [part for parts in inner for part in parts if isinstance(part, dict | list)]
        if not standing:
            return False
    return True


@lru_cache(HEADERS)
def media_type(accept: str) -> str:
    """The form of answer that the client prefers of the two there are, by its header `Accept`."""
    preferred = accepted_type(accept)
    if preferred is None:
        sentence = f"The answer is {GRAPHQL} or {JSON}; `Accept` allows neither."
        raise BadRequest(sentence, 406, f"Send `Accept: {GRAPHQL}`.")
    return preferred


def accepted_type(accept: str) -> str | None:
    """The preferred form, or None if the client takes neither."""
    accepted = accept.lower()
    if not accepted.strip():
        return JSON
    weights = weighed(accepted)
    # What is named more closely counts, RFC 9110, section 12.5.1.
    general = weights.get("application/*", weights.get("*/*", 0.0))
    graphql, json = weights.get(GRAPHQL, general), weights.get(JSON, general)
    if max(graphql, json) <= 0:
        return None
    if graphql == json:
        # A client that takes anything gets what clients have always got.
        return GRAPHQL if GRAPHQL in weights else JSON
    return GRAPHQL if graphql > json else JSON


def weighed(accepted: str) -> dict[str, float]:
    """How much a client wants each of what a header lists, RFC 9110, section 12.4.2; nothing of what cannot be read."""
    weights: dict[str, float] = {}
    for each in accepted.split(","):
        kind, *parameters = (part.strip() for part in each.split(";"))
        weight = next((part[2:] for part in parameters if part.startswith("q=")), "1")
        try:
            weights[kind] = float(weight)
        except ValueError:
            weights[kind] = 0.0
    return weights


@lru_cache(HEADERS)
def takes_gzip(accept_encoding: str) -> bool:
    """Whether an answer may be compressed."""
    return weighed(accept_encoding.lower()).get("gzip", 0.0) > 0


def joined(given: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers by name; one that is repeated is one list, RFC 9110, section 5.3. Refused where they are too large."""
    headers: dict[str, str] = {}
    size = 0
    for name, text in given:
        size += len(name) + len(text)
        if size > HEADER_BYTES:
            sentence = f"The headers of the request have more than {HEADER_BYTES:,} bytes together."
            raise BadRequest(sentence, 431, "Send fewer headers, or shorter ones.")
        known, value = name.decode("latin-1"), text.decode("latin-1")
        headers[known] = f"{headers[known]}, {value}" if known in headers else value
    return headers


def answer(response: Response, media: str) -> tuple[int, dict[str, str]]:
    """Status and headers of an answer in the form agreed on; plain JSON tells faults of a document with 200, as always."""
    told = response.status
    if media == JSON and response.well_formed and told == 400:
        told = 200
    return told, headers_of(media, told)


def headers_of(media: str, status: int) -> dict[str, str]:
    """Headers of an answer of a form and a status."""
    headers = {"content-type": f"{media}; charset=utf-8", "cache-control": "no-store"}
    if status == 503:
        headers["retry-after"] = RETRY_AFTER_SECONDS
    if status == 401:
        headers["www-authenticate"] = "Bearer"
    if status == 405:
        headers["allow"] = METHODS
    return headers
