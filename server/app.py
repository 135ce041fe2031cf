"""The application: GraphQL, its schema as text, health, and GraphiQL, over one graph."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hashlib import blake2b

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.responses import Response as HttpResponse
from starlette.routing import Mount, Route

import schema
from graph import ddl
from graph.connection import Connection
from graph.errors import AssetGraphError, DatabaseError, DatabaseUnavailable
from graph.model import GraphModel
from graph.session import Graph
from resolvers.execute import Executor
from resolvers.incidents import noted
from resolvers.reference import Reference
from schema.types import build, sdl
from server import exports, http, metrics
from server.endpoint import Endpoint
from server.garbage import settle
from server.graphiql import graphiql_routes
from server.headers import HEADERS, Guarded, cross_origin
from server.settings import Settings
from server.warming import warm

READY_SECONDS = 2.0


def create_app(settings: Settings, connection: Connection, model: GraphModel | None = None) -> Starlette:
    """The service over a graph. It starts whether the database is there or not, and heals when it returns."""
    model = model or schema.government()
    graph = Graph.connect(connection)
    built = build(model, Reference(model))
    executor = Executor(model, built, graph, settings.deadline_seconds, settings.row_limit, metrics.Observed())
    service = Service(executor, sdl(built))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        # A database that is away now gets its indexes from the next start.
        try:
            await ddl.complete(graph, model)
        except DatabaseError as error:
            noted(error)
        warming = asyncio.create_task(prepare(executor, settings))
        try:
            yield
        finally:
            warming.cancel()
            await graph.close()

    others = [
        Route("/export", service.export, methods=["POST"]),
        Route("/schema.graphql", service.schema),
        Route("/healthz", healthy),
        Route("/readyz", service.ready),
        Route("/metrics", metrics.metrics),
        *graphiql_routes(),
    ]
    guards = [Middleware(Guarded), Middleware(GZipMiddleware, minimum_size=1000)]
    routes = [
        Route("/graphql", Endpoint(executor, may_explain=settings.explain)),
        Mount("", routes=others, middleware=guards),
    ]
    everywhere = [cross_origin(settings.origins)] if settings.origins else []
    return Starlette(
        routes=routes, lifespan=lifespan, middleware=everywhere, exception_handlers={HTTPException: refused}
    )


async def prepare(executor: Executor, settings: Settings) -> None:
    """Warm up, and settle."""
    if settings.warm:
        await warm(executor, settings.warm)
    settle()


class Service:
    """What answers beside GraphQL."""

    def __init__(self, executor: Executor, text: str) -> None:
        self.executor = executor
        self.text = text
        self.etag = f'"{blake2b(text.encode(), digest_size=12).hexdigest()}"'

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


async def refused(_: HttpRequest, error: Exception) -> HttpResponse:
    """What is not there, or not asked so."""
    assert isinstance(error, HTTPException)
    return PlainTextResponse(error.detail, error.status_code, headers={**HEADERS, **(error.headers or {})})


async def healthy(_: HttpRequest) -> HttpResponse:
    """The process lives."""
    return JSONResponse({"status": "ok"})
