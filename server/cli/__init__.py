"""The command line: one module a group of commands.

serving   up, serve
database  neo4j start, stop, status, logs
load      load
demo      demo
asking    query, schema
health    doctor
"""

import logging
import sys
from importlib.metadata import version
from typing import Annotated

import typer

from server.cli import asking, database, demo, health, load, serving
from server.cli.screen import complain
from server.errors import CommandError

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode="rich")
app.add_typer(database.app, name="neo4j")
for module in (serving, load, demo, asking, health):
    for command in module.COMMANDS:
        app.command()(command)


@app.callback(invoke_without_command=True)
def root(
    *, show_version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False
) -> None:
    """Serve a government's assets graph as GraphQL."""
    if show_version:
        print(version("assetgraph"))
        raise typer.Exit


def main() -> None:
    """Run a command; a fault is a sentence and an exit status."""
    # The driver tells each retry; what a client hears of it is enough.
    logging.getLogger("neo4j").setLevel(logging.ERROR)
    try:
        app()
    except CommandError as error:
        complain(error)
        sys.exit(error.status)
