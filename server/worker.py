"""One of several processes that serve: its settings and its database come by the environment."""

import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

import uvicorn
from starlette.applications import Starlette
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from graph.connection import Connection
from server import settings
from server.app import create_app
from server.errors import CommandError, quieten
from server.garbage import staying
from server.metrics import SHARED, forget_dead

# Making its schema takes a worker some seconds.
READY_SECONDS = 60.0
log = logging.getLogger(__name__)


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
    """The service of a worker. Where it cannot be made, all ends: a worker made again would fail in the same way."""
    quieten()
    try:
        return made()
    except CommandError as error:
        sys.stderr.write(f"{error}\n")
    except Exception:
        log.exception("A worker cannot be made.")
    sys.exit(STARTUP_FAILURE)


def made() -> Starlette:
    """A worker's own service, over the database that it is told of."""
    given = settings.load()
    connection = given.existing()
    if connection is None:
        raise CommandError("A worker has no database to serve.", "Start the service by `assetgraph serve`.")
    # Perhaps in the place of one that was killed.
    forget_dead()
    with staying():
        return create_app(given, connection)


class Workers(Multiprocess):
    """Several that serve, and whoever has started them; it says so once one of them can be asked."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config, [config.bind_socket()])
        self._ready = ready

    def init_processes(self) -> None:
        super().init_processes()
        if self.processes[0].wait_until_ready(READY_SECONDS):
            self._ready()


def supervise(several: Workers) -> None:
    """Have them serve until told to stop."""
    several.run()
    if any(each.exitcode == STARTUP_FAILURE for each in several.processes):
        raise CommandError("A worker could not be made, so all have ended.", "See above why, and start again.")
