"""schema: the schema as text, and the reference of every type."""

from pathlib import Path
from typing import Annotated

import typer

import schema as declarations
from resolvers.reference import Reference
from schema.types import build, sdl
from server.cli.screen import out
from server.errors import CommandError
from server.manual import pages


def schema(
    *,
    docs: Annotated[
        Path | None, typer.Option(help="Write the reference into this folder, as Markdown, instead.")
    ] = None,
    cleared: Annotated[bool, typer.Option("--cleared", help="The schema of cleared readers.")] = False,
) -> None:
    """Print the GraphQL schema, or write the reference of every type."""
    model = declarations.government(cleared=cleared or docs is not None)
    if docs is None:
        print(sdl(build(model, Reference(model))), end="")
        return
    made = pages(model)
    try:
        docs.mkdir(parents=True, exist_ok=True)
        for name, text in made.items():
            (docs / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise CommandError(
            f"The reference cannot be written to {docs} ({error.strerror}).", "Name another folder with --docs.", 2
        ) from None
    out.print(f"{len(made)} pages are in {docs}; begin with index.md.", highlight=False, soft_wrap=True)
