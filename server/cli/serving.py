"""up and serve: the database, its indexes, and the service over them."""

import asyncio
import errno
import logging
import signal
import socket
import sys
from types import FrameType

import uvicorn

import schema
from graph import ddl
from graph.errors import AssetGraphError
from graph.session import Connection, Graph
from server import settings
from server.app import create_app
from server.cli.database import running
from server.cli.demo import fill, unfinished
from server.cli.screen import err, out
from server.errors import CommandError
from server.settings import Settings

# What one agency owns on a day, and who uses it: of the demo province, or of a graph of one's own.
QUERY = (
    "{ agencies(first: 1, where: {owns: {some: {status: {eq: IN_USE}}}}) { nodes { name owns(first: 2) { totalCount "
    "edges { right validFrom node { name } } } staff { totalCount } } } }"
)


def up() -> None:
    """Start everything: the database, its constraints and indexes, the service."""
    given = settings.load()
    claim(given)
    with interruptible(), running(given) as connection:
        try:
            empty = asyncio.run(prepare(connection))
        except AssetGraphError as error:
            raise CommandError(error.message, "Start again: what was done stays.") from None
        if empty or unfinished(given):
            err.print("The graph is empty: a demo province is written and loaded.")
            fill(given, connection)
        serve_over(given, connection)


def serve() -> None:
    """Serve what is in the graph; the database is NEO4J_URI's or the managed one."""
    given = settings.load()
    claim(given)
    with interruptible(), running(given, patient=True) as connection:
        serve_over(given, connection)


async def prepare(connection: Connection) -> bool:
    """Make constraints and indexes that are not there, unless the graph is empty, which is told: a load then makes them."""
    async with Graph.connect(connection) as graph:
        empty = await graph.empty()
        if not empty:
            await ddl.complete(graph, schema.government())
        return empty


def claim(given: Settings) -> None:
    """Refuse at once where another program has the port."""
    try:
        with socket.socket(socket.AF_INET6 if ":" in given.host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((given.host, given.port))
    except OSError as error:
        raise unclaimed(given, error) from None


def unclaimed(given: Settings, error: OSError) -> CommandError:
    """Why an address cannot be listened on."""
    sentence = f"{given.host}:{given.port} cannot be listened on ({error.strerror})."
    if error.errno == errno.EADDRINUSE:
        return CommandError(sentence, "Stop the program that has it, or set ASSETGRAPH_PORT to another port.")
    if error.errno in (errno.EACCES, errno.EPERM):
        return CommandError(sentence, "Set ASSETGRAPH_PORT to a port above 1023.", 2)
    return CommandError(sentence, "Set ASSETGRAPH_HOST to an address of this machine.", 2)


def interruptible() -> "Interruptible":
    return Interruptible()


class Interruptible:
    """SIGTERM stops as Ctrl-C does, gracefully and with status 0; both even where a parent had Ctrl-C ignored."""

    def __enter__(self) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, self.interrupt)

    def interrupt(self, _number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> bool:
        return kind is not None and issubclass(kind, KeyboardInterrupt)


def serve_over(given: Settings, connection: Connection) -> None:
    """Serve until told to stop. Failures go to standard error, with the references that clients are told."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    config = uvicorn.Config(
        create_app(given, connection), host=given.host, port=given.port, log_level="warning", access_log=False,
        timeout_graceful_shutdown=10,
    )  # fmt: skip
    welcome(given)
    try:
        uvicorn.Server(config).run()
    finally:
        err.print("Stopped serving.")


def welcome(given: Settings) -> None:
    """What to open, and a query to try."""
    address = f"http://{'localhost' if given.host in ('127.0.0.1', '0.0.0.0') else given.host}:{given.port}"  # noqa: S104
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


COMMANDS = (up, serve)
