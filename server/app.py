"""The application: GraphQL, its schema as text, health, and GraphiQL, over one graph."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.responses import Response as HttpResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Lifespan, Receive, Scope, Send

import schema
from graph import ddl
from graph.connection import Connection
from graph.errors import AssetGraphError, DatabaseError, DatabaseUnavailable, Stopping
from graph.model import GraphModel
from graph.session import Graph
from resolvers.execute import Executor
from resolvers.incidents import noted
from resolvers.reference import Reference
from schema.types import build, sdl
from server import exports, http, metrics
from server.audit import Audit
from server.ending import Ending
from server.endpoint import Endpoint
from server.garbage import settle
from server.graphiql import graphiql_routes
from server.headers import GUARDS, HEADERS, cross_origin
from server.readers import Readers, Served, address
from server.settings import Settings
from server.warming import keep, warm

if TYPE_CHECKING:
    from server.principals import Issuer

READY_SECONDS = 2.0
log = logging.getLogger(__name__)


def create_app(settings: Settings, connection: Connection, model: GraphModel | None = None) -> "Application":
    """The service over a graph. It starts whether the database is there or not, and heals when it returns.

    Without a model it is a government's, with what is restricted for those who are cleared.
    """
    known = clearance(settings)
    graph, whole = Graph.connect(connection), model or schema.government()
    readers = reading(settings, graph, model or schema.government(cleared=False), whole, known)
    service, ending = Service(readers), Ending(settings.deadline_seconds)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        # A database that is away now gets its indexes from the next start.
        try:
            await ddl.complete(graph, whole)
        except DatabaseError as error:
            noted(error)
        warming = asyncio.create_task(prepare(readers, settings))
        try:
            with ending.heard():
                yield
        finally:
            warming.cancel()
            with suppress(asyncio.CancelledError):
                await warming
            for each in readers.executors:
                await each.census.end()
            await graph.close()

    others = [
        Route("/export", service.export, methods=["POST"]),
        Route("/schema.graphql", service.schema),
        Route("/healthz", healthy),
        Route("/readyz", service.ready),
        Route("/metrics", metrics.metrics),
        *graphiql_routes(),
    ]
    endpoint = Endpoint(readers, may_explain=settings.explain)
    routes = [Mount("", routes=others, middleware=GUARDS)]
    return Application(endpoint, routes, lifespan, settings.origins, ending)


class Application(Starlette):
    """The service. GraphQL is answered before Starlette's layers, which take a fifth of the time of a small question."""

    def __init__(
        self,
        endpoint: Endpoint,
        others: Sequence[BaseRoute],
        lifespan: Lifespan[Starlette],
        origins: Sequence[str],
        ending: Ending,
    ) -> None:
        everywhere = [cross_origin(origins)] if origins else []
        handlers = {HTTPException: refused, AssetGraphError: told}
        super().__init__(routes=others, lifespan=lifespan, middleware=everywhere, exception_handlers=handlers)
        self.endpoint, self.ending = endpoint, ending
        self._graphql: ASGIApp = endpoint
        for layer, given, named in everywhere:
            self._graphql = layer(self._graphql, *given, **named)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await super().__call__(scope, receive, send)
            return
        with self.ending.answering():
            if scope["path"] == "/graphql":
                await self._graphql(scope, receive, send)
            else:
                await self._other(scope, receive, send)

    async def _other(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        except asyncio.CancelledError:
            # An answer that has begun cannot become another one: its connection ends with it.
            with suppress(RuntimeError):
                answer = await told(HttpRequest(scope), Stopping())
                await answer(scope, receive, send)


def reading(
    settings: Settings, graph: Graph, model: GraphModel, whole: GraphModel, known: "tuple[Issuer, Audit] | None"
) -> Readers:
    """Everyone reads by a model, the cleared by the whole one. They are known by tokens: without an issuer there are none."""

    def served(model: GraphModel) -> Served:
        built = build(model, Reference(model))
        observed = metrics.Observed()
        return Served(
            Executor(model, built, graph, settings.deadline_seconds, settings.row_limit, observed), sdl(built)
        )

    if known:
        return Readers(served(model), served(whole), *known)
    return Readers(served(model))


def clearance(settings: Settings) -> "tuple[Issuer, Audit] | None":
    """Who names those who are cleared, and where their reads are written down; refused where it cannot be."""
    if not (settings.token_keys and settings.token_issuer and settings.audit_log):
        return None
    from server.principals import Issuer  # noqa: PLC0415  # most services know no issuer

    issuer = Issuer.of(settings.token_keys, settings.token_issuer, settings.token_audience)
    return issuer, Audit(settings.audit_log)


async def prepare(readers: Readers, settings: Settings) -> None:
    """Warm up and settle, then keep warm. It is for speed alone: where it fails, the log tells and the service goes on."""
    try:
        if settings.warm:
            await warm(readers.everyone.served.executor, settings.warm)
        settle()
        await keep(readers.executors)
    except Exception:
        log.exception("Warming has ended: first answers take longer.")


class Service:
    """What answers beside GraphQL."""

    def __init__(self, readers: Readers) -> None:
        self.readers = readers

    async def export(self, request: HttpRequest) -> HttpResponse:
        """One list as a file."""
        return await exports.answer(request, self.readers)

    async def schema(self, request: HttpRequest) -> HttpResponse:
        """The schema as text, as whoever asks may see it."""
        given = request.headers.get("if-none-match", "")
        try:
            reader = self.readers.reader(request.headers.get("authorization"), address(request.scope))
            etag = reader.served.etag
            known = etag in given or given.strip() == "*"
            text = await reader.schema(request.url.path, known=known)
        except AssetGraphError as error:
            return exports.refused(error)
        headers = {"etag": etag, "cache-control": "no-cache", "vary": "Authorization"}
        return HttpResponse(status_code=304, headers=headers) if known else PlainTextResponse(text, headers=headers)

    async def ready(self, _: HttpRequest) -> HttpResponse:
        try:
            async with asyncio.timeout(READY_SECONDS * 2):
                await self.readers.everyone.served.executor.graph.read("RETURN 1", {}, timeout=READY_SECONDS)
        except (AssetGraphError, TimeoutError) as error:
            retry = {"retry-after": http.RETRY_AFTER_SECONDS}
            code = error.code if isinstance(error, AssetGraphError) else DatabaseUnavailable.code
            return JSONResponse({"status": "unavailable", "code": code}, status_code=503, headers=retry)
        return JSONResponse({"status": "ready"})


async def refused(_: HttpRequest, error: Exception) -> HttpResponse:
    """What is not there, or not asked so."""
    assert isinstance(error, HTTPException)
    return PlainTextResponse(error.detail, error.status_code, headers={**HEADERS, **(error.headers or {})})


async def told(_: HttpRequest, error: Exception) -> HttpResponse:
    """What is refused before anyone is asked for an answer, as GraphQL tells it."""
    answer = exports.refused(error)
    answer.headers.update(HEADERS)
    return answer


async def healthy(_: HttpRequest) -> HttpResponse:
    """The process lives."""
    return JSONResponse({"status": "ok"})
