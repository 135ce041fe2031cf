"""load --bulk: a whole new graph by Neo4j's offline importer."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import perf_counter

from rich.progress import Progress

import schema
from graph import ddl
from graph.connection import Connection
from graph.errors import AssetGraphError
from graph.session import Graph
from ingest import Summary, bulk
from server.cli.database import managed, running
from server.cli.resuming import forget
from server.cli.screen import Bars, counted, note
from server.errors import INTERRUPTED, WITH_REJECTS, CommandError
from server.managed import ManagedNeo4j, importing
from server.settings import Settings

# Rows whose indexes want more memory than most graphs do, and how much: of two large types at once.
MANY, ROOMY = 2_000_000, "2g"
UNINDEXED = "the graph is there, some of its indexes may not be."
INDEXES = "Start the service: it makes those that are missing."


class Barren(CommandError):
    """There is no graph to build; the summary tells what became of the rows."""

    def __init__(self, summary: Summary) -> None:
        status = WITH_REJECTS if summary.rejected else 2
        remedy = "Correct the mapping or its files, and load again."
        super().__init__("No row makes a node, so there is no graph to build: nothing was changed.", remedy, status)
        self.summary = summary
        summary.rehearsal = True


def built(
    given: Settings, mapping: Path, data: Path | None, rejects: Path | None, reject_limit: int | None, *, replace: bool
) -> Summary:
    """Validate, import, make indexes; the database does not run meanwhile, nor afterwards if nobody uses it."""
    if given.neo4j_uri:
        raise CommandError(
            "NEO4J_URI names an existing server, whose files are its own.", "Unset it, or load without --bulk.", 2
        )
    database = managed(given)
    database.demand_rest()
    if not replace:
        importing.demand_whole(database.home)
        if database.has_graph():
            with database.at_rest():
                demand_empty(database)
    database.prepare()

    def ready() -> None:
        if not replace:
            # Asked again: checking takes minutes, and something may have been loaded meanwhile.
            demand_empty(database)
        forget(given)

    with ExitStack() as last, counted() as progress, importing.workbench(database.home) as folder:
        started = perf_counter()
        written = bulk.write(
            mapping, schema.government(), folder, folder=data, rejects=rejects, reject_limit=reject_limit,
            progress=Bars(progress),
        )  # fmt: skip
        if not any(each.created for each in written.summary.sections if each.kind == "nodes"):
            raise Barren(written.summary)
        imported(database, written, progress, ready)
        last.enter_context(there())
    rows = sum(each.rows for each in written.summary.sections)
    with there(), roomy(given, rows) as connection, counted() as progress:
        asyncio.run(indexed(connection, progress))
    written.summary.seconds = perf_counter() - started
    return written.summary


@contextmanager
def there() -> Iterator[None]:
    """What stops a bulk load once the graph is there."""
    try:
        yield
    except KeyboardInterrupt:
        raise CommandError(f"Stopped: {UNINDEXED}", INDEXES, INTERRUPTED) from None
    except AssetGraphError as error:
        raise CommandError(f"{error.message} Yet {UNINDEXED}", INDEXES) from None
    except CommandError as error:
        raise CommandError(f"{error.sentence} Yet {UNINDEXED}", f"{error.remedy} {INDEXES}", error.status) from None
    except OSError as error:
        raise CommandError(f"{error.strerror or error}. Yet {UNINDEXED}", INDEXES) from None


@contextmanager
def roomy(given: Settings, rows: int) -> Iterator[Connection]:
    """The database, with memory for the indexes of so many rows if the machine has it, and else with what is set."""
    sizes = {name: max(getattr(given, name), ROOMY, key=megabytes) for name in ("heap", "page_cache")}
    wanted = given.model_copy(update=sizes) if rows > MANY else given
    with ExitStack() as used:
        try:
            connection = used.enter_context(running(wanted))
        except CommandError as error:
            # Of the settings that are too large for the machine, some are not the user's.
            if error.status != 2 or wanted == given:
                raise
            connection = used.enter_context(running(given))
        yield connection


def megabytes(size: str) -> int:
    """A size as settings have it.

    >>> megabytes("2g"), megabytes("512m")
    (2048, 512)
    """
    return int(size[:-1]) * (1024 if size.endswith("g") else 1)


def demand_empty(database: ManagedNeo4j) -> None:
    """Refuse a graph that holds something. The database is started to be asked, by who has the folder to themselves."""
    if not database.has_graph():
        return
    note("Looking whether the graph is empty …")
    database.come_up(lambda _: None)
    try:
        holds_nothing = asyncio.run(empty(database.connection()))
    finally:
        database.end()
    if not holds_nothing:
        raise CommandError(
            "The graph is not empty, and a bulk load builds it anew: nothing was changed.",
            "Give --replace to discard what is in it, or load without --bulk.",
            2,
        )


async def empty(connection: Connection) -> bool:
    """Whether the graph is empty."""
    async with Graph.connect(connection) as graph:
        return await graph.empty()


def imported(database: ManagedNeo4j, written: bulk.Written, progress: Progress, ready: Callable[[], None]) -> None:
    """Have the importer read the files; `ready` is done once nobody else can touch the graph."""
    task = progress.add_task("Import", total=1)
    arguments = [each.argument("nodes") for each in written.nodes]
    arguments += [each.argument("relationships") for each in written.relationships]
    importing.build(database, arguments, ready)
    progress.advance(task)


async def indexed(connection: Connection, progress: Progress) -> None:
    """Make constraints and indexes, and wait until they serve."""
    model = schema.government()
    async with Graph.connect(connection) as graph:
        left = await ddl.missing(graph, model)
        task = progress.add_task("Constraints and indexes", total=len(left))
        await ddl.make(graph, left, lambda: progress.advance(task))
