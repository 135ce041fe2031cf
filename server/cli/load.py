"""load: a mapping's files into the graph."""

import asyncio
import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import duckdb
import orjson
import typer
from rich.markup import escape
from rich.table import Table

import ingest
import schema
from graph.connection import Connection
from graph.errors import AssetGraphError, DatabaseUnavailable
from graph.session import Graph
from ingest import LoadError, MappingError, Summary
from ingest.errors import Malformed
from ingest.rejects import Unwritable
from ingest.workspace import MEMORY
from server import settings
from server.cli.bulk import Barren, built
from server.cli.database import managed, running, using
from server.cli.existing import reach
from server.cli.resuming import forget
from server.cli.screen import Bars, counted, err, out
from server.errors import INTERRUPTED, WITH_REJECTS, CommandError
from server.managed.importing import broken_off
from server.settings import Settings

# What became of rows, as a summary has it.
COLUMNS = ("rows", "created", "changed", "unchanged", "repeated", "rejected", "accepted", "unchecked")
AGAIN = "What was written stays; load again to carry on."
UNBEGUN = "Nothing was written; load again once that is mended."
SPLIT = "Split its largest sections, by a WHERE in each."
UNCHANGED = "Nothing was changed; load again once that is mended."
ROOM = "Make room on that disk. "
FULL = (errno.ENOSPC, errno.EDQUOT)
UNWRITTEN = "Nothing was written; check again once that is mended."


def load(
    mapping: Annotated[Path, typer.Argument(help="The mapping: a .sql file, or a folder of them.")],
    *,
    data: Annotated[Path | None, typer.Option(help="The folder of the files; the mapping's own if absent.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check everything, write nothing.")] = False,
    rejects: Annotated[
        Path | None, typer.Option(help="The file for rejected rows; MAPPING.rejects.csv in this folder if absent.")
    ] = None,
    reject_limit: Annotated[int | None, typer.Option(min=0, help="Stop beyond so many rejects.")] = None,
    bulk: Annotated[
        bool, typer.Option("--bulk", help="Build a whole new graph: much faster, into an empty managed database alone.")
    ] = False,
    replace: Annotated[bool, typer.Option("--replace", help="With --bulk: discard what is in the graph.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Load a mapping's files into the graph.

    Exit status: 0 all is loaded, 3 some rows were rejected, 2 the mapping or its files are wrong, 1 anything else.
    """
    given = settings.load()
    demand_one_way(dry_run=dry_run, bulk=bulk, replace=replace)
    with explained():
        # What is wrong with it is told before a database is started for it.
        ingest.look_at(mapping, data)
    if bulk:
        try:
            summary = built_anew(given, mapping, data, rejects, reject_limit, replace=replace)
        except Barren as barren:
            display(barren.summary, json=json)
            raise
    elif dry_run:
        with resumable("Nothing was written; check again."), explained(UNWRITTEN), rehearsing(given) as connection:
            summary = asyncio.run(loaded(mapping, data, connection, True, rejects, reject_limit))
    else:
        summary = written(given, mapping, data, rejects, reject_limit, lambda: forget(given))
    tell(summary, json=json)


def demand_one_way(*, dry_run: bool, bulk: bool, replace: bool) -> None:
    """Refuse options that contradict each other."""
    if dry_run and (bulk or replace):
        raise CommandError("--dry-run writes nothing, --bulk and --replace do.", "Give one or the other.", 2)
    if replace and not bulk:
        raise CommandError(
            "--replace discards the graph for a new one in bulk; a load without --bulk keeps what is there.",
            "Give --bulk too, or leave --replace away.",
            2,
        )


def tell(summary: Summary, *, json: bool = False) -> None:
    """What was loaded; exit status 3 where rows were rejected."""
    display(summary, json=json)
    if summary.rejected:
        raise typer.Exit(WITH_REJECTS)


def display(summary: Summary, *, json: bool) -> None:
    """The summary, for a person or for machines."""
    if json:
        print(orjson.dumps(summary.json()).decode())
    else:
        show(summary)


def written(
    given: Settings,
    mapping: Path,
    data: Path | None,
    rejects: Path | None,
    reject_limit: int | None,
    begun: Callable[[], None],
) -> Summary:
    """A load into the database, with what stops it explained; `begun` is done before the first row is written."""
    with resumable(), explained(), running(given) as connection:
        return asyncio.run(loaded(mapping, data, connection, False, rejects, reject_limit, begun))


def built_anew(
    given: Settings, mapping: Path, data: Path | None, rejects: Path | None, reject_limit: int | None, *, replace: bool
) -> Summary:
    """A bulk load, with what stops it explained; broken off, it is begun again."""
    try:
        with explained(UNCHANGED):
            return built(given, mapping, data, rejects, reject_limit, replace=replace)
    except KeyboardInterrupt:
        begun = broken_off(managed(given).home)
        remedy = "Load again with --bulk --replace." if begun else "Nothing was changed; load again."
        raise CommandError("Stopped.", remedy, INTERRUPTED) from None


@contextmanager
def rehearsing(given: Settings) -> Iterator[Connection | None]:
    """The database if there is one that may run; none is started for a rehearsal, nor need one answer."""
    if existing := given.existing():
        reach(existing, patient=True)
        yield existing
    else:
        database = managed(given)
        if not database.process():
            yield None
            return
        with using(given):
            # Whoever ended meanwhile may have stopped it.
            yield database.connection() if database.process() else None


@contextmanager
def explained(again: str = AGAIN) -> Iterator[None]:
    """What stops a load, as a sentence with its remedy and exit status."""
    try:
        yield
    except MappingError as error:
        raise CommandError(str(error), "See docs/loading.md for how a mapping is written.", 2) from None
    except Unwritable as error:
        raise CommandError(str(error), "Name another file with --rejects.", 2) from None
    except Malformed as error:
        raise CommandError(str(error), UNBEGUN if again == AGAIN else again) from None
    except LoadError as error:
        raise CommandError(str(error), again) from None
    except DatabaseUnavailable as error:
        raise CommandError(error.message, f"{again} `assetgraph doctor` tells what is amiss.") from None
    except AssetGraphError as error:
        raise CommandError(error.message, again) from None
    except duckdb.OutOfMemoryException:
        raise CommandError(
            f"Its rows take more than the {MEMORY} of memory that there are for them.", f"{SPLIT} {again}"
        ) from None
    except duckdb.Error as error:
        told = str(error).partition("\n")[0]
        full = os.strerror(errno.ENOSPC) in told
        raise CommandError(f"DuckDB failed: {told}", f"{ROOM if full else ''}{again}") from None
    except OSError as error:
        told = error.strerror or str(error)
        remedy = f"{ROOM if error.errno in FULL else ''}{again}"
        raise CommandError(f"{error.filename}: {told}." if error.filename else f"{told}.", remedy) from None


@contextmanager
def resumable(again: str = AGAIN) -> Iterator[None]:
    """Ctrl-C stops a load, and another carries it on."""
    try:
        yield
    except KeyboardInterrupt:
        raise CommandError("Stopped.", again, INTERRUPTED) from None


async def loaded(
    mapping: Path,
    data: Path | None,
    connection: Connection | None,
    dry_run: bool,
    rejects: Path | None,
    reject_limit: int | None,
    begun: Callable[[], None] = lambda: None,
) -> Summary:
    """Load with a bar for each section."""
    graph = await reached(connection, dry_run)
    try:
        with counted() as progress:
            return await ingest.load(
                mapping,
                schema.government(),
                graph,
                folder=data,
                rejects=rejects,
                rehearsal=dry_run,
                reject_limit=reject_limit,
                progress=Bars(progress, begun),
            )
    finally:
        if graph:
            await graph.close()


async def reached(connection: Connection | None, dry_run: bool) -> Graph | None:
    """The graph; a rehearsal does without one that does not answer."""
    if connection:
        graph = Graph.connect(connection)
        try:
            await graph.read("RETURN 1", {})
        except DatabaseUnavailable:
            await graph.close()
            if not dry_run:
                raise
        else:
            return graph
    err.print("The database is not running: relationships to nodes of other mappings are not checked.")
    return None


def show(summary: Summary) -> None:
    """The summary as a table; columns that are seldom needed are there only then."""
    sections = summary.sections
    always = ("rows", "created", "rejected")
    names = [name for name in COLUMNS if name in always or any(getattr(each, name) for each in sections)]
    title = f"{summary.mapping}: {'checked, nothing written' if summary.rehearsal else 'loaded'}"
    table = Table(title=escape(f"{title}, {summary.seconds:.1f} s"), show_footer=len(sections) > 1)
    table.add_column("section", "in all")
    for name in names:
        total = f"{sum(getattr(each, name) for each in sections):,}"
        # Where there is no room for all, it is the section's name that takes two lines.
        table.add_column(name, total, justify="right", no_wrap=True)
    for each in sections:
        table.add_row(escape(each.title), *(f"{getattr(each, name):,}" for name in names))
    out.print(table)
    if summary.malformed:
        out.print(f"Lines of files that could not be read as rows: {summary.malformed:,}.")
    if summary.rejects:
        what = "rejected" if summary.rejected else "accepted though doubtful"
        out.print(f"What was {what}, and why: {summary.rejects}", markup=False, highlight=False, soft_wrap=True)
