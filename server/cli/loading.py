"""load: a mapping's files into the graph."""

import asyncio
from pathlib import Path
from typing import Annotated

import orjson
import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

import schema
from graph import ddl
from graph.errors import AssetGraphError
from graph.session import Connection, Graph
from ingest.errors import LoadError, MappingError
from ingest.load import load as load_mapping
from ingest.summary import Summary
from server import settings
from server.cli.database import running
from server.cli.screen import err, out
from server.errors import CommandError

WITH_REJECTS = 3


class Bars:
    """A bar for each section."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.task: TaskID | None = None

    def begin(self, title: str, total: int) -> None:
        self.task = self.progress.add_task(title, total=total)

    def advance(self, rows: int) -> None:
        if self.task is not None:
            self.progress.advance(self.task, rows)


def load(
    mapping: Annotated[Path, typer.Argument(help="The mapping, a .sql file or a folder of them.")],
    *,
    data: Annotated[Path | None, typer.Option(help="The folder of the files; the mapping's own if absent.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check everything, write nothing.")] = False,
    rejects: Annotated[Path | None, typer.Option(help="Where rejected rows are told.")] = None,
    reject_limit: Annotated[int | None, typer.Option(min=0, help="Stop beyond so many rejects.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Load a mapping's files; exit status 3 where rows were rejected, 2 where the mapping is wrong."""
    given = settings.load()
    with running(given) as connection:
        try:
            summary = asyncio.run(
                loaded(mapping, connection, data, dry_run=dry_run, rejects=rejects, reject_limit=reject_limit)
            )
        except MappingError as error:
            raise CommandError(str(error), "See docs/loading.md for how a mapping is written.", 2) from None
        except (LoadError, AssetGraphError) as error:
            raise CommandError(str(error), "What was written stays; load again to carry on.") from None
    if json:
        print(orjson.dumps(summary.json(), default=str).decode())
    else:
        show(summary)
    if summary.rejected:
        raise typer.Exit(WITH_REJECTS)


async def loaded(
    mapping: Path,
    connection: Connection,
    data: Path | None,
    *,
    dry_run: bool = False,
    rejects: Path | None = None,
    reject_limit: int | None = None,
) -> Summary:
    """Load with a bar for each section."""
    model = schema.government()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    async with Graph.connect(connection) as graph:
        if not dry_run:
            await graph.execute(ddl.statements(model))
        with Progress(*columns, console=err) as progress:
            return await load_mapping(
                mapping, model, graph, folder=data, rejects=rejects, rehearsal=dry_run, reject_limit=reject_limit,
                progress=Bars(progress),
            )  # fmt: skip


def show(summary: Summary) -> None:
    """The summary as a table."""
    names = ("rows", "created", "changed", "unchanged", "repeated", "rejected")
    table = Table("section", *names, title=summary.mapping)
    for each in summary.sections:
        table.add_row(each.title, *(f"{getattr(each, name):,}" for name in names))
    out.print(table)
    if summary.rejected:
        out.print(f"{summary.rejected:,} rows were rejected: see {summary.rejects}.")


COMMANDS = (load,)
