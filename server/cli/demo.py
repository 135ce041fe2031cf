"""demo: an invented province as files, and into the graph by the ordinary way."""

import asyncio
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from graph.connection import Connection
from ingest.demo import SCALES, places, write
from server import settings
from server.cli.load import explained, loaded
from server.cli.load import load as load_mapping
from server.cli.screen import counted, err, out
from server.errors import CommandError
from server.settings import Settings

SEED = 33
# Beside the files while they are loaded: loading is done again where it was broken off.
UNFINISHED = "unfinished"


class Size(StrEnum):
    """The sizes, by name."""

    S = "S"
    M = "M"
    L = "L"


SIZES = ", ".join(f"{each.name} about {each.nodes:,} nodes" for each in SCALES.values())


def demo(
    *,
    scale: Annotated[Size, typer.Option(help=f"How large: {SIZES}.", case_sensitive=False)] = Size.S,
    seed: Annotated[int, typer.Option(help="Another seed makes another province.")] = SEED,
    load: Annotated[bool, typer.Option("--load/--no-load", help="Load the files into the graph.")] = True,
    bulk: Annotated[bool, typer.Option("--bulk", help="Load them in bulk, into an empty graph.")] = False,
    into: Annotated[Path | None, typer.Option("--out", help="Where the files go; the data folder if absent.")] = None,
) -> None:
    """Write the demo province and load it."""
    folder = into or settings.load().home / "demo" / f"{scale.value}-{seed}"
    mapping, counts = written(folder, scale.value, seed)
    show(counts, folder)
    if load:
        (folder / UNFINISHED).touch()
        load_mapping(mapping, rejects=folder / "rejects.csv", bulk=bulk)
        (folder / UNFINISHED).unlink()


def fill(given: Settings, connection: Connection) -> None:
    """Write and load the usual demo into a graph that is served next."""
    folder = given.home / "demo" / f"{Size.S.value}-{SEED}"
    mapping, _ = written(folder)
    with explained():
        (folder / UNFINISHED).touch()
        summary = asyncio.run(loaded(mapping, None, connection, False, folder / "rejects.csv", None))
        (folder / UNFINISHED).unlink()
    rows = sum(each.rows for each in summary.sections)
    err.print(f"Loaded {rows:,} nodes and relationships in {summary.seconds:.0f} s.", highlight=False)


def unfinished(given: Settings) -> bool:
    """Whether the loading of a demo was broken off."""
    return any((given.home / "demo").glob(f"*/{UNFINISHED}"))


def written(folder: Path, scale: str = "S", seed: int = SEED) -> tuple[Path, dict[str, int]]:
    """Write the files with a bar; the folder of mappings that loads them, and how many rows there are of each kind."""
    with counted(transient=True) as progress:
        task = progress.add_task("Writing the demo province, by territory", total=len(places()))
        try:
            counts = write(folder, SCALES[scale], seed, begun=lambda _: progress.advance(task))
        except OSError as error:
            raise CommandError(
                f"The demo cannot be written to {folder} ({error.strerror}).", "Name another folder with --out.", 2
            ) from None
    return folder, counts


def show(counts: dict[str, int], folder: Path) -> None:
    """How many rows were written, and where."""
    table = Table("kind", "rows", title="The demo province")
    for kind, count in counts.items():
        table.add_row(kind, f"{count:,}")
    out.print(table)
    out.print(f"Its files are in {folder}, with the mappings that load them.", highlight=False, soft_wrap=True)
