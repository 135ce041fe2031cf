"""The driver: one place that talks to Neo4j, with deadlines, and failures told in our own words."""

from asyncio import sleep
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import partial
from random import random
from time import monotonic
from typing import Any, LiteralString, Self, cast

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    AsyncDriver,
    AsyncGraphDatabase,
    AsyncManagedTransaction,
    Bookmarks,
    Query,
    ResultSummary,
    unit_of_work,
)
from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from graph.connection import Connection
from graph.errors import AssetGraphError, BadRequest, DatabaseFailed, DatabaseUnavailable, DeadlineExceeded, OutOfMemory
from graph.explain import Operator, operator
from graph.reach import ANYTHING

Parameters = Mapping[str, Any]
# A request waits no longer than this for a free or a new connection; the client is told to come back.
ACQUISITION_SECONDS = 2.0
RETRY_SECONDS, PAUSE_SECONDS = 2.0, 0.1
# How often indexes are made anew that others make as well.
DEADLOCKS = 50
AWAY = "The database cannot be reached."
# Writes of one graph that may end in any order: the last one told is not always the last one made.
WRITERS = 4
# Connections at most: more than all that a service reads at a time, for everyone and for the cleared.
POOL = 200


class Graph:
    """A graph that can be read and written, over one pool of connections."""

    def __init__(self, driver: AsyncDriver, database: str) -> None:
        self._driver = driver
        self._database = database
        self._written: deque[frozenset[str]] = deque(maxlen=WRITERS)
        # Since when no read has reached the database, and whether one is finding out if it is back.
        self._lost: float | None = None
        self._sought = False

    @property
    def bookmarks(self) -> tuple[str, ...]:
        """Where the graph stood after the last writes here: whoever reads after them sees them, in whichever place."""
        return tuple(sorted(frozenset().union(*self._written)))

    @classmethod
    def connect(cls, connection: Connection) -> Self:
        """Prepare to connect; nothing is sent before the first read."""
        driver = AsyncGraphDatabase.driver(
            connection.uri,
            auth=(connection.username, connection.password),
            connection_acquisition_timeout=ACQUISITION_SECONDS,
            max_connection_pool_size=POOL,
            connection_timeout=ACQUISITION_SECONDS,
            max_transaction_retry_time=RETRY_SECONDS,
            notifications_min_severity="OFF",
        )
        return cls(driver, connection.database)

    async def close(self) -> None:
        """Give all connections back."""
        await self._driver.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def read(
        self,
        text: str,
        parameters: Parameters,
        *,
        timeout: float | None = None,
        after: Sequence[str] = (),
        latest: bool = False,
    ) -> list[list[Any]]:
        """The records of one statement in one transaction, each a list of its values; `after` these bookmarks.

        Of a cluster, followers read, and may be behind; for the `latest`, who writes does.
        The transaction begins and ends with the statement: one round trip. What is worth another try gets it here; of
        a database that has been away for longer than tries take, everyone is told at once.
        """
        query = Query(trusted(text), timeout=timeout)
        async with told():
            await self._seek()
            until = monotonic() + RETRY_SECONDS
            while True:
                try:
                    records = await self._read(query, dict(parameters), after, WRITE_ACCESS if latest else READ_ACCESS)
                except (DriverError, Neo4jError) as error:
                    if isinstance(error, ServiceUnavailable | SessionExpired):
                        self._lost = self._lost or monotonic()
                        until = min(until, self._lost + RETRY_SECONDS)
                    if not error.is_retryable() or final(error) or monotonic() > until:
                        raise
                    await sleep(PAUSE_SECONDS)
                else:
                    self._lost = None
                    return records

    async def _seek(self) -> None:
        """Of a database that has been away for longer than tries take, one read at a time finds out if it is back.

        A host that answers nothing at all would keep each of them for seconds.
        """
        if self._lost is None or monotonic() <= self._lost + RETRY_SECONDS:
            return
        if self._sought:
            raise DatabaseUnavailable(AWAY)
        self._sought = True
        try:
            await self._driver.verify_connectivity()
            self._lost = None
        finally:
            self._sought = False

    async def _read(
        self, query: Query, parameters: dict[str, Any], after: Sequence[str], access: str
    ) -> list[list[Any]]:
        # All records at once: none is waited for.
        async with self._driver.session(
            database=self._database,
            default_access_mode=access,
            fetch_size=-1,
            bookmarks=bookmarks(after) if after else None,
        ) as session:
            result = await session.run(query, parameters)
            return [record.values() async for record in result]

    async def profile(
        self, text: str, parameters: Parameters, *, timeout: float | None = None, after: Sequence[str] = ()
    ) -> tuple[list[list[Any]], Operator]:
        """The same, and what the database did for it."""
        records, summary = await self._work(READ_ACCESS, f"PROFILE {text}", parameters, timeout, after)
        return records, operator(summary.profile or {"operatorType": "unknown"})

    async def write(self, text: str, parameters: Parameters, *, timeout: float | None = None) -> list[list[Any]]:
        """The records of one statement in one write transaction."""
        records, _ = await self._work(WRITE_ACCESS, text, parameters, timeout)
        return records

    async def empty(self) -> bool:
        """Whether there is no node at all."""
        return not await self.read(ANYTHING, {}, latest=True)

    async def execute(self, statements: Iterable[str]) -> None:
        """Statements that must each have a transaction of their own, such as those that make indexes."""
        async with told(), self._driver.session(database=self._database) as session:

            async def one(text: str) -> None:
                await (await session.run(trusted(text))).consume()

            for each in statements:
                await past_deadlocks(partial(one, each))

    async def define(self, statements: Sequence[str]) -> None:
        """Constraints and indexes of one type, all or none: together they take the database half the time."""
        async with told(), self._driver.session(database=self._database) as session:

            async def together() -> None:
                async with await session.begin_transaction() as transaction:
                    for each in statements:
                        await (await transaction.run(trusted(each))).consume()
                    await transaction.commit()

            await past_deadlocks(together)

    async def _work(
        self, access: str, text: str, parameters: Parameters, timeout: float | None, after: Sequence[str] = ()
    ) -> tuple[list[list[Any]], ResultSummary]:
        @unit_of_work(timeout=timeout)
        async def work(transaction: AsyncManagedTransaction) -> tuple[list[list[Any]], ResultSummary]:
            result = await transaction.run(trusted(text), dict(parameters))
            records = [record.values() async for record in result]
            return records, await result.consume()

        known = bookmarks(after) if after else None
        async with (
            told(),
            self._driver.session(database=self._database, default_access_mode=access, bookmarks=known) as session,
        ):
            if access == READ_ACCESS:
                return await session.execute_read(work)
            result = await session.execute_write(work)
            self._written.append((await session.last_bookmarks()).raw_values)
            return result


async def past_deadlocks(work: Callable[[], Awaitable[None]]) -> None:
    """Two that make the same indexes wait for each other; the database ends one of them, which finds them made next time."""
    for left in reversed(range(DEADLOCKS)):
        try:
            await work()
        except TransientError as error:
            if not left or "Deadlock" not in (error.code or ""):
                raise
            # Not at the same moment as the other.
            await sleep(random() * PAUSE_SECONDS)
        else:
            return


def bookmarks(told: Sequence[str]) -> Bookmarks:
    """Bookmarks as a client sent them; the database breaks on what is shorter than how they begin, the driver on signs."""
    if any(len(each) < len("FB:") or not each.isascii() for each in told):
        raise no_bookmark()
    return Bookmarks.from_raw_values(told)


def no_bookmark() -> BadRequest:
    return BadRequest("A bookmark is none of this database's.", remedy="Send the bookmarks that a load told, or none.")


def trusted(text: str) -> LiteralString:
    """The one place where built text becomes a statement: it holds names of the model and parameters, no values."""
    return cast("LiteralString", text)  # type: ignore[redundant-cast]  # mypy takes any str for one, pyright does not


@asynccontextmanager
async def told() -> AsyncIterator[None]:
    """Tell the driver's failures in our own words; the database's text goes to the log alone."""
    try:
        yield
    except (DriverError, Neo4jError) as error:
        raise explained(error) from error
    except OSError as error:
        raise DatabaseUnavailable(AWAY) from error


def final(error: DriverError | Neo4jError) -> bool:
    """Whether a failure that the database calls passing would come again: the answer takes too much memory."""
    code = getattr(error, "code", None) or ""
    return "MemoryPool" in code or "OutOfMemory" in code


def explained(error: DriverError | Neo4jError) -> AssetGraphError:
    """What a failure of the driver or the database means to a client."""
    code = getattr(error, "code", None) or ""
    if final(error):
        return OutOfMemory("The answer needs more memory than one read may take.")
    if "TransactionTimedOut" in code or "TransactionTerminated" in code or "LockClientStopped" in code:
        return DeadlineExceeded()
    if "InvalidBookmark" in code:
        return no_bookmark()
    if "BookmarkTimeout" in code:
        return DatabaseUnavailable("The database has not yet got as far as the bookmarks say.")
    if isinstance(error, AuthError | ConfigurationError):
        return DatabaseUnavailable("The database does not accept this service's credentials or address.")
    if isinstance(error, ServiceUnavailable | SessionExpired | TransientError) or "DatabaseUnavailable" in code:
        return DatabaseUnavailable(AWAY)
    if "no such fulltext schema index" in str(error):
        return DatabaseUnavailable("The database has no index yet that the answer needs: `assetgraph up` makes it.")
    if isinstance(error, DriverError):
        return DatabaseUnavailable(AWAY)
    return DatabaseFailed("The database failed to answer.")
