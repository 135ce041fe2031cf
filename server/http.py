"""GraphQL over HTTP: which requests are GraphQL, in which form the answer goes, and with which status."""

from typing import Any

import orjson
from starlette.datastructures import Headers
from starlette.requests import Request as HttpRequest
from starlette.responses import Response as HttpResponse

from graph.errors import BadRequest, MethodNotAllowed
from resolvers.execute import Request, Response

GRAPHQL = "application/graphql-response+json"
JSON = "application/json"
BODY_BYTES = 1_000_000
RETRY_AFTER_SECONDS = "2"


async def read_request(http: HttpRequest) -> Request:
    """The GraphQL request that an HTTP request carries."""
    if http.method == "GET":
        return of_parameters(dict(http.query_params))
    if http.method != "POST":
        raise MethodNotAllowed("GraphQL is asked by GET or POST.")
    kind = http.headers.get("content-type", "").partition(";")
    if kind[0].strip().lower() != JSON:
        raise BadRequest("The body is not application/json.", status=415)
    charset = kind[2].strip().lower()
    if charset and charset.replace('"', "") not in ("charset=utf-8", "charset=utf8"):
        raise BadRequest("The body is not UTF-8.", status=415)
    try:
        body = orjson.loads(await whole_body(http))
    except orjson.JSONDecodeError:
        raise BadRequest("The body is not JSON.") from None
    if not isinstance(body, dict):
        raise BadRequest("The body is not a JSON object.")
    return of_body(body, reads_only=False)


async def whole_body(http: HttpRequest) -> bytes:
    """The body, refused as soon as it grows too large."""
    body = bytearray()
    async for chunk in http.stream():
        body += chunk
        if len(body) > BODY_BYTES:
            raise BadRequest(f"The body is larger than {BODY_BYTES:,} bytes.", status=413)
    return bytes(body)


def of_parameters(parameters: dict[str, str]) -> Request:
    body: dict[str, Any] = dict(parameters)
    for name in ("variables", "extensions"):
        if name in body:
            try:
                body[name] = orjson.loads(body[name])
            except orjson.JSONDecodeError:
                raise BadRequest(f"`{name}` is not JSON.") from None
    return of_body(body, reads_only=True)


def of_body(body: dict[str, Any], *, reads_only: bool) -> Request:
    query, variables = body.get("query"), body.get("variables")
    name, extensions = body.get("operationName"), body.get("extensions")
    if not isinstance(query, str):
        raise BadRequest("`query` is missing or is not a string.")
    if not isinstance(variables, dict | None):
        raise BadRequest("`variables` is not an object.")
    if not isinstance(name, str | None):
        raise BadRequest("`operationName` is not a string.")
    if not isinstance(extensions, dict | None):
        raise BadRequest("`extensions` is not an object.")
    return Request(query, variables or {}, name or None, reads_only)


def media_type(headers: Headers) -> str | None:
    """The form of answer that the client prefers of the two there are; None if it takes neither."""
    accepted = headers.get("accept", "").lower()
    if not accepted.strip():
        return JSON
    weights: dict[str, float] = {}
    for each in accepted.split(","):
        kind, *parameters = (part.strip() for part in each.split(";"))
        weight = next((part[2:] for part in parameters if part.startswith("q=")), "1")
        try:
            weights[kind] = float(weight)
        except ValueError:
            weights[kind] = 0.0
    general = max(weights.get("*/*", 0.0), weights.get("application/*", 0.0))
    # A client that takes anything gets what clients have always got.
    graphql = weights.get(GRAPHQL, 0.0)
    json = weights.get(JSON, general)
    if max(graphql, json) <= 0:
        return None
    return GRAPHQL if graphql >= json else JSON


def answer(response: Response, media: str) -> HttpResponse:
    """The answer in the form agreed on; plain JSON tells faults of a document with 200, as it always did."""
    told = response.status
    if media == JSON and response.well_formed and told == 400:
        told = 200
    headers = {"content-type": f"{media}; charset=utf-8", "cache-control": "no-store"}
    if told == 503:
        headers["retry-after"] = RETRY_AFTER_SECONDS
    if told == 405:
        headers["allow"] = "GET, POST"
    return HttpResponse(response.body, told, headers)
