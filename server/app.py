"""The application: GraphQL, its schema as text, health, and GraphiQL, over one graph."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from hashlib import blake2b
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.responses import Response as HttpResponse
from starlette.routing import Route

import schema
from graph import ddl
from graph.connection import Connection
from graph.errors import AssetGraphError, DatabaseError, DatabaseUnavailable
from graph.model import GraphModel
from graph.session import Graph
from resolvers.answers import Response, failed
from resolvers.execute import Executor
from resolvers.incidents import noted
from resolvers.reference import Reference
from schema.types import build, sdl
from server import exports, http
from server.graphiql import graphiql_routes
from server.headers import Guarded, cross_origin
from server.settings import Settings

READY_SECONDS = 2.0
EVERY_METHOD = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")


def create_app(settings: Settings, connection: Connection, model: GraphModel | None = None) -> Starlette:
    """The service over a graph. It starts whether the database is there or not, and heals when it returns."""
    model = model or schema.government()
    graph = Graph.connect(connection)
    built = build(model, Reference(model))
    service = Service(
        Executor(model, built, graph, settings.deadline_seconds, settings.row_limit),
        sdl(built),
        may_explain=settings.explain,
    )

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        # A database that is away now gets its indexes from the next start.
        try:
            await ddl.complete(graph, model)
        except DatabaseError as error:
            noted(error)
        try:
            yield
        finally:
            await graph.close()

    routes = [
        Route("/graphql", service.graphql, methods=EVERY_METHOD),
        Route("/export", service.export, methods=["POST"]),
        Route("/schema.graphql", service.schema),
        Route("/healthz", healthy),
        Route("/readyz", service.ready),
        *graphiql_routes(),
    ]
    middleware = [Middleware(Guarded), Middleware(GZipMiddleware, minimum_size=1000)]
    if settings.origins:
        middleware.append(cross_origin(settings.origins))
    return Starlette(routes=routes, lifespan=lifespan, middleware=middleware)


class Service:
    """What answers at each path."""

    def __init__(self, executor: Executor, text: str, *, may_explain: bool) -> None:
        self.executor = executor
        self.may_explain = may_explain
        self.text = text
        self.etag = f'"{blake2b(text.encode(), digest_size=12).hexdigest()}"'

    async def graphql(self, request: HttpRequest) -> HttpResponse:
        """GraphQL over HTTP; whatever happens, the answer is GraphQL's."""
        if request.method == "OPTIONS":
            return HttpResponse(status_code=204, headers={"allow": http.METHODS})
        media = http.JSON
        try:
            media = http.media_type(request.headers)
            asked = await http.read_request(request, self.executor.deadline_seconds, may_explain=self.may_explain)
            response = await unless_gone(request, asyncio.ensure_future(self.executor.execute(asked)))
        except ClientDisconnect:
            response = None
        except Exception as error:  # noqa: BLE001  # the log has the details
            response = failed([noted(error)])
        return http.answer(response, media) if response else HttpResponse(status_code=499)

    async def export(self, request: HttpRequest) -> HttpResponse:
        """One list as a file."""
        return await exports.answer(request, self.executor)

    async def schema(self, request: HttpRequest) -> HttpResponse:
        headers = {"etag": self.etag, "cache-control": "no-cache"}
        known = request.headers.get("if-none-match", "")
        if self.etag in known or known.strip() == "*":
            return HttpResponse(status_code=304, headers=headers)
        return PlainTextResponse(self.text, headers=headers)

    async def ready(self, _: HttpRequest) -> HttpResponse:
        try:
            async with asyncio.timeout(READY_SECONDS * 2):
                await self.executor.graph.read("RETURN 1", {}, timeout=READY_SECONDS)
        except (AssetGraphError, TimeoutError) as error:
            retry = {"retry-after": http.RETRY_AFTER_SECONDS}
            code = error.code if isinstance(error, AssetGraphError) else DatabaseUnavailable.code
            return JSONResponse({"status": "unavailable", "code": code}, status_code=503, headers=retry)
        return JSONResponse({"status": "ready"})


async def healthy(_: HttpRequest) -> HttpResponse:
    """The process lives."""
    return JSONResponse({"status": "ok"})


async def unless_gone(request: HttpRequest, work: "asyncio.Future[Response]") -> Response | None:
    """The work's result, or None when the client went away first: then its transaction is ended too."""
    gone = asyncio.ensure_future(disconnected(request))
    both: set[asyncio.Future[Any]] = {work, gone}
    try:
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        if work.done():
            return work.result()
        work.cancel()
        with suppress(asyncio.CancelledError):
            await work
        return None
    finally:
        for each in both:
            each.cancel()


async def disconnected(request: HttpRequest) -> None:
    with suppress(ClientDisconnect):
        while (await request.receive())["type"] != "http.disconnect":
            pass
