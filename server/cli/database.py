"""The managed database: neo4j start, stop, status, logs."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Annotated

import typer

from graph.connection import Connection
from server import settings
from server.cli.screen import download, err, out
from server.errors import CommandError
from server.managed import ManagedNeo4j, Meanwhile
from server.managed.sharing import alone, passes, share, stay
from server.settings import Settings

neo4j = typer.Typer(no_args_is_help=True, add_completion=False, help="The managed local database.")


def managed(given: Settings) -> ManagedNeo4j:
    """The database of the data folder."""
    if given.neo4j_uri:
        raise CommandError("NEO4J_URI names an existing server.", "Unset it to use the managed one.", status=2)
    return ManagedNeo4j(given.home.absolute() / "neo4j", heap=given.heap, page_cache=given.page_cache)


def started(
    given: Settings, *, patient: bool = False, passing: bool = False, meanwhile: Meanwhile = lambda _: None
) -> Connection:
    """The database to read, started where it has to be; `meanwhile` is done before it need answer."""
    if existing := given.existing():
        from server.cli.existing import reach  # noqa: PLC0415  # a managed database starts before the driver is read

        meanwhile(existing)
        reach(existing, patient=patient)
        return existing
    database = managed(given)
    if database.process() and database.answers():
        meanwhile(database.connection())
        return database.connection()
    err.print("Starting the database …")
    with download("Fetching Neo4j", "Starting the database") as progress:
        return replace(database, progress=progress, record=True, passing=passing).start(meanwhile)


@contextmanager
def running(given: Settings, *, patient: bool = False, meanwhile: Meanwhile = lambda _: None) -> Iterator[Connection]:
    """The database for the time of a command: what commands have started, the last of them stops."""
    with using(given):
        yield started(given, patient=patient, passing=True, meanwhile=meanwhile)


@contextmanager
def using(given: Settings) -> Iterator[None]:
    """Keep others from stopping a managed database, and stop it if nobody is left for whom it runs."""
    if given.neo4j_uri:
        yield
        return
    database = managed(given)
    try:
        with share(database.home):
            yield
    finally:
        with alone(database.home) as last:
            if last and passes(database.home):
                # It may have been stopped by somebody else.
                if database.process():
                    err.print("Stopping the database …")
                database.end()


@neo4j.command()
def start() -> None:
    """Start the managed database and leave it running."""
    given = settings.load()
    with using(given):
        connection = started(given)
        if not given.neo4j_uri:
            stay(managed(given).home)
    out.print(f"Running at {connection.uri}")


@neo4j.command()
def stop() -> None:
    """Stop the managed database."""
    out.print("Stopped." if managed(settings.load()).stop() else "Not running.")


@neo4j.command()
def status() -> None:
    """Tell whether the managed database runs; exit status 1 if not."""
    database = managed(settings.load())
    if not database.process():
        out.print("Not running.")
        raise typer.Exit(1)
    out.print(f"Running at {database.connection().uri}")


@neo4j.command()
def logs(lines: Annotated[int, typer.Option(min=1, help="How many lines.")] = 50) -> None:
    """Print the end of the managed database's log."""
    paths = [each for each in managed(settings.load()).logs if each.exists()]
    if not paths:
        raise CommandError("There is no log yet.", "Start the database: `assetgraph neo4j start`.")
    said = [line for each in paths for line in each.read_text(encoding="utf-8", errors="replace").splitlines()]
    out.print("\n".join(said[-lines:]), markup=False, highlight=False)
