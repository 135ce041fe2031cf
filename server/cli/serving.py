"""up and serve: the database, its indexes, and the service over them."""

import errno
import socket
from contextlib import AbstractContextManager, nullcontext, suppress
from typing import TYPE_CHECKING

from graph.connection import Connection
from server import settings
from server.cli.database import managed, running
from server.cli.screen import note
from server.cli.stopping import undisturbed
from server.errors import CommandError
from server.garbage import staying
from server.settings import Settings

if TYPE_CHECKING:
    from server.cli.service import Service


def up() -> None:
    """Start everything: the database, its constraints and indexes, the service."""
    given = settings.load()
    claim(given)
    ahead = Ahead(given)
    with suppress(KeyboardInterrupt), running(given, meanwhile=ahead.ready), ahead.watched():
        ahead.service.prepare()
        ahead.service.serve()


def serve() -> None:
    """Serve what is in the graph; the database is NEO4J_URI's or the managed one."""
    given = settings.load()
    claim(given)
    ahead = Ahead(given)
    with suppress(KeyboardInterrupt), running(given, patient=True, meanwhile=ahead.ready), ahead.watched():
        ahead.service.serve()


class Ahead:
    """The service, made while the database comes up: reading its modules and building its schema takes seconds too."""

    service: "Service"

    def __init__(self, given: Settings) -> None:
        self.given = given

    def ready(self, connection: Connection) -> None:
        """Make it."""
        with staying(), undisturbed():
            from server.cli.service import Service  # noqa: PLC0415  # not before the database has begun to start

            self.service = Service(self.given, connection)

    def watched(self) -> AbstractContextManager[None]:
        """Its database is started again where it dies; one that somebody else runs is theirs to start."""
        if self.given.neo4j_uri:
            return nullcontext()
        from server.managed.watch import Watch, watched  # noqa: PLC0415  # of use once the database runs

        return watched(Watch(managed(self.given), note, self.service.ending))


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
        from server.cli.remote import serves  # noqa: PLC0415  # a port is seldom taken

        if serves(given):
            return CommandError(
                f"The service runs already, at {given.url}.", "Use that one, or set ASSETGRAPH_PORT to another port.", 2
            )
        return CommandError(sentence, "Stop the program that has it, or set ASSETGRAPH_PORT to another port.", 2)
    if error.errno in (errno.EACCES, errno.EPERM):
        return CommandError(sentence, "Set ASSETGRAPH_PORT to a port above 1023.", 2)
    return CommandError(sentence, "Set ASSETGRAPH_HOST to an address of this machine.", 2)
