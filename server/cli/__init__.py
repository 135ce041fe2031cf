"""The command line: a module for each group of commands, read when one of them is asked for.

serving   up, serve
service   the service over a database that runs
load      load
bulk      load --bulk
demo      demo
resuming  a demo whose loading was broken off
asking    query
remote    where a running service is asked, and what is told where it does not answer
checking  check
exporting export
printing  schema
health    doctor
database  neo4j start, stop, status, logs
existing  a server that somebody else runs
screen    what commands print
stopping  how commands are stopped
"""

import sys
from collections.abc import Mapping
from importlib import import_module
from importlib.metadata import version
from os import environ
from types import MappingProxyType
from typing import Annotated

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from server.cli.screen import complain, note
from server.cli.stopping import heed, undisturbed
from server.errors import INTERRUPTED, CommandError, quieten

# In the order in which help lists them.
MODULES: Mapping[str, str] = MappingProxyType({
    "up": "serving", "serve": "serving", "load": "load", "demo": "demo", "query": "asking", "check": "checking", "export": "exporting",
    "schema": "printing",
    "doctor": "health", "neo4j": "database",
})  # fmt: skip


class Commands(TyperGroup):
    """Commands by name; a command waits for the modules of none but itself."""

    def list_commands(self, ctx: object) -> list[str]:  # noqa: ARG002  # as the class above names it
        return [*MODULES]

    def get_command(self, ctx: object, cmd_name: str) -> TyperCommand | TyperGroup | None:  # noqa: ARG002
        if cmd_name not in MODULES:
            return None
        with undisturbed():
            found = getattr(import_module(f"{__name__}.{MODULES[cmd_name]}"), cmd_name)
        if not isinstance(found, typer.Typer):
            command, found = found, typer.Typer(add_completion=False, rich_markup_mode="rich")
            found.command(cmd_name)(command)
        made = get_command(found)
        assert isinstance(made, TyperCommand | TyperGroup)
        made.name = cmd_name
        return made


app = typer.Typer(
    cls=Commands, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode="rich"
)


@app.callback(invoke_without_command=True)
def root(
    *, show_version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False
) -> None:
    """Serve a government's assets graph as GraphQL."""
    if show_version:
        print(version("assetgraph"))
        raise typer.Exit
    from server.settings import idle  # noqa: PLC0415  # help and the version need no settings

    for sentence in idle(name for name, value in environ.items() if value):
        note(sentence)


def main() -> None:
    """Run a command; a fault is a sentence and an exit status."""
    quieten()
    try:
        heed()
        app()
    except CommandError as error:
        complain(error)
        sys.exit(error.status)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
