"""demo: an invented province as files, and into the graph by the ordinary way."""

import asyncio
from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from graph.connection import Connection
from ingest.demo import SCALES, places, write
from server import settings
from server.cli.load import built_anew, explained, loaded, resumable, tell, written
from server.cli.resuming import Demo, forget, note
from server.cli.screen import counted, err, out
from server.errors import CommandError
from server.settings import Settings


class Size(StrEnum):
    """The sizes, by name."""

    S = "S"
    M = "M"
    L = "L"


SIZES = ", ".join(f"{each.name} about {each.nodes:,} nodes" for each in SCALES.values())


def demo(
    *,
    scale: Annotated[Size, typer.Option(help=f"How large: {SIZES}.", case_sensitive=False)] = Size.S,
    seed: Annotated[int, typer.Option(help="Another seed makes another province.")] = Demo().seed,
    load: Annotated[bool, typer.Option("--load/--no-load", help="Load the files into the graph.")] = True,
    bulk: Annotated[bool, typer.Option("--bulk", help="Load them in bulk, into an empty graph.")] = False,
    into: Annotated[Path | None, typer.Option("--out", help="Where the files go; the data folder if absent.")] = None,
) -> None:
    """Write the demo province and load it."""
    given, asked = settings.load(), Demo(scale.value, seed)
    folder = into or given.home / "demo" / asked.name
    counts = made(folder, asked)
    show(counts, folder)
    if not load:
        return
    rejects = folder / "rejects.csv"
    if bulk:
        summary = built_anew(given, folder, None, rejects, None, replace=False)
    else:
        summary = written(given, folder, None, rejects, None, lambda: note(given, asked))
        forget(given)
    tell(summary)


def fill(given: Settings, connection: Connection, asked: Demo) -> None:
    """Write and load a demo into a graph that is served next."""
    folder = given.home / "demo" / asked.name
    made(folder, asked)
    again = f"What was written stays; `{asked.command}` carries it on, `assetgraph serve` serves it as it is."
    with explained(), resumable(again) if given.neo4j_uri else nullcontext():
        rejects = folder / "rejects.csv"
        loading = loaded(folder, None, connection, False, rejects, None, lambda: note(given, asked))
        summary = asyncio.run(loading)
        forget(given)
    rows = sum(each.rows for each in summary.sections)
    err.print(f"Loaded {rows:,} nodes and relationships in {summary.seconds:.0f} s.", highlight=False)


def made(folder: Path, asked: Demo) -> dict[str, int]:
    """Write a demo's files and the mappings that load them, with a bar; how many rows there are of each kind."""
    with counted() as progress:
        task = progress.add_task("Writing the demo province, by territory", total=len(places()))
        try:
            return write(folder, SCALES[asked.scale], asked.seed, begun=lambda _: progress.advance(task))
        except OSError as error:
            raise CommandError(
                f"The demo cannot be written to {folder} ({error.strerror}).",
                "Make room there, or choose another folder by --out or ASSETGRAPH_HOME.",
                2,
            ) from None


def show(counts: dict[str, int], folder: Path) -> None:
    """How many rows were written, and where."""
    table = Table("kind", "rows", title="The demo province")
    for kind, count in counts.items():
        table.add_row(kind, f"{count:,}")
    out.print(table)
    out.print(f"Its files are in {folder}, with the mappings that load them.", highlight=False, soft_wrap=True)
