"""One of several processes that serve: its settings and its database come by the environment."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

from starlette.applications import Starlette

from graph.connection import Connection
from server import settings
from server.app import create_app
from server.errors import CommandError
from server.garbage import staying
from server.metrics import SHARED


@contextmanager
def inherited(connection: Connection) -> Iterator[None]:
    """What workers find in their environment: the database, and a folder for the figures that they have in common."""
    with TemporaryDirectory(prefix="assetgraph-metrics-") as folder:
        os.environ |= {
            "NEO4J_URI": connection.uri,
            "NEO4J_USERNAME": connection.username,
            "NEO4J_PASSWORD": connection.password,
            "NEO4J_DATABASE": connection.database,
            SHARED: folder,
        }
        yield


def create() -> Starlette:
    """The service of a worker."""
    given = settings.load()
    connection = given.existing()
    if connection is None:
        raise CommandError("A worker has no database to serve.", "Start the service by `assetgraph serve`.")
    with staying():
        return create_app(given, connection)
