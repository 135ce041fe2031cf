"""Whether a graph can be read, and if not, what is in the way: asked before anything relies on it."""

import socket
from urllib.parse import urlsplit

from neo4j import Driver, GraphDatabase
from neo4j.exceptions import AuthError, DriverError, Neo4jError, TransientError

from graph.connection import Connection, Trouble

SECONDS = 5.0
# What a start asks next, too: of a database that has just come up, a statement that it knows takes no third of a second.
ANYTHING = "MATCH (n) RETURN 1 LIMIT 1"


def trouble(given: Connection, seconds: float = SECONDS) -> Trouble | None:
    """What is in the way of reading; None if nothing is."""
    try:
        with GraphDatabase.driver(
            given.uri, auth=(given.username, given.password), connection_timeout=seconds,
            connection_acquisition_timeout=seconds, notifications_min_severity="OFF",
        ) as driver:  # fmt: skip
            return _read(driver, given.database)
    except AuthError:
        return Trouble.REFUSED
    except (DriverError, Neo4jError, OSError, ValueError) as error:
        if (getattr(error, "code", None) or "").endswith("DatabaseNotFound"):
            return Trouble.NO_DATABASE
        return Trouble.UNREACHABLE if resolves(given.uri) else Trouble.UNKNOWN_HOST


def _read(driver: Driver, database: str) -> Trouble | None:
    """What is in the way of reading one database of a server that answers."""
    try:
        with driver.session(database=database) as session:
            session.run(ANYTHING).consume()
    except TransientError as error:
        if error.code.endswith("DatabaseUnavailable") and _failed(driver, database):
            return Trouble.BROKEN
        raise
    return None


def _failed(driver: Driver, database: str) -> bool:
    """Whether the server has tried to open a database and could not: it will not become better by waiting."""
    with driver.session(database="system") as session:
        told = session.run("SHOW DATABASE $name YIELD currentStatus, statusMessage", name=database)
        return any(status == "offline" and message for status, message in told)


def resolves(uri: str) -> bool:
    """Whether the host's name leads to an address."""
    parts = urlsplit(uri)
    try:
        socket.getaddrinfo(parts.hostname, parts.port or 7687)
    except (OSError, UnicodeError):
        return False
    return True
