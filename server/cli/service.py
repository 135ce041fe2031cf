"""The service over a database that runs."""

import asyncio
import logging
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from math import ceil

import uvicorn

import schema
from graph import ddl
from graph.connection import Connection
from graph.errors import AssetGraphError, DatabaseError
from graph.session import Graph
from server.app import clearance, create_app
from server.cli.demo import fill
from server.cli.resuming import Demo, unfinished
from server.cli.screen import err, note, out
from server.errors import CommandError
from server.protocol import Bounded
from server.settings import Settings, located
from server.worker import Workers, inherited, supervise

# What one agency owns on a day, and who uses it: of the demo province, or of a graph of one's own.
QUERY = (
    "{ agencies(first: 1, where: {owns: {some: {status: {eq: IN_USE}}}}) { nodes { name owns(first: 2) { totalCount "
    "edges { right validFrom node { name } } } staff { totalCount } } } }"
)
# Whoever runs that server may not have meant it.
EMPTY_SERVER = "The graph at {} is empty: a demo province, all invented, is loaded into it. `assetgraph serve` would leave it empty."


class Service:
    """Everything but the database, built and not yet listening."""

    def __init__(self, given: Settings, connection: Connection) -> None:
        self.given, self.connection = given, connection
        self.app = create_app(given, connection) if given.workers == 1 else None
        if self.app is None:
            # Several workers each make their own; what would be refused to all is refused here, once.
            clearance(given)
        self._told: Callable[[], bool] = lambda: False

    def ending(self) -> bool:
        """Whether it was told to stop: answers that are under way may take seconds more."""
        return self._told()

    def prepare(self) -> None:
        """See that there is something to serve."""
        try:
            empty = asyncio.run(nothing(self.connection))
        except AssetGraphError as error:
            raise CommandError(error.message, "Start again: what was done stays.") from None
        left, theirs = unfinished(self.given), self.given.neo4j_uri
        if left and theirs and not empty:
            # Perhaps it was loaded into otherwise since.
            note(f"The loading of the demo into {theirs} was broken off: `{left.command}` carries it on.")
        elif left:
            note("The loading of the demo was broken off: it goes on.")
            fill(self.given, self.connection, left)
        elif empty:
            note(
                EMPTY_SERVER.format(theirs) if theirs else "The graph is empty: a demo province is written and loaded."
            )
            fill(self.given, self.connection, Demo())

    def serve(self) -> None:
        """Serve until told to stop. Failures go to standard error, with the references that clients are told."""
        logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
        config = self.config()
        if self.app is None:
            # Of several workers that make the same indexes at once, each would wait for another.
            asyncio.run(defined(self.connection))
        ready = partial(welcome, self.given)
        try:
            if self.app:
                server = Announced(config, ready)
                self._told = lambda: server.should_exit
                server.run()
            else:
                with inherited(self.connection):
                    several = Workers(config, ready)
                    self._told = several.should_exit.is_set
                    supervise(several)
        finally:
            err.print("Stopped serving.")

    def config(self) -> uvicorn.Config:
        """How it is served. Told to stop, it answers what it was asked, by its deadline at the latest."""
        return uvicorn.Config(
            self.app or "server.worker:create", factory=self.app is None, workers=self.given.workers,
            host=self.given.host, port=self.given.port, log_level="warning", access_log=False,
            http=Bounded, timeout_graceful_shutdown=ceil(self.given.deadline_seconds) + 1,
        )  # fmt: skip


class Announced(uvicorn.Server):
    """It says so once it can be asked."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


async def nothing(connection: Connection) -> bool:
    """Whether the graph is empty."""
    async with Graph.connect(connection) as graph:
        return await graph.empty()


async def defined(connection: Connection) -> None:
    """Make the indexes that are missing; a database that is away gets them from the next start."""
    async with Graph.connect(connection) as graph:
        with suppress(DatabaseError):
            await ddl.complete(graph, schema.government())


def welcome(given: Settings) -> None:
    """What to open, and a query to try."""
    here = given.host in ("127.0.0.1", "0.0.0.0", "::")  # noqa: S104
    address = located("localhost" if here else given.host, given.port)
    body = f'{{"query": "{QUERY}"}}'
    out.print(
        f"\nOpen   {address}/graphiql/        to explore\n"
        f"       {address}/schema.graphql   for the schema\n"
        f"Ask    curl -s {address}/graphql -H 'content-type: application/json' -d '{body}'\n"
        "Stop   Ctrl-C\n",
        markup=False,
        highlight=False,
        soft_wrap=True,
    )
    # Through a pipe it would be read only at the end.
    sys.stdout.flush()
