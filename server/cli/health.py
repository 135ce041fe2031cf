"""doctor: what is right and what is not, each with its remedy."""

import asyncio
import platform
from collections.abc import Callable, Iterator
from tempfile import TemporaryFile

import typer
from rich.table import Table

import schema
from graph import ddl
from graph.connection import Connection
from graph.errors import AssetGraphError
from graph.session import Graph
from server import settings
from server.cli.database import managed
from server.cli.existing import reach
from server.cli.remote import serves
from server.cli.screen import out
from server.cli.serving import claim
from server.errors import CommandError
from server.managed.importing import demand_whole
from server.managed.jars import VERSION, class_path, local
from server.managed.java import java
from server.managed.room import free_bytes, writing
from server.settings import Settings

Check = tuple[str, Callable[[], str]]
# Beside the kernel the database tells of its languages, which have versions too.
KERNEL = "CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions"


def doctor() -> None:
    """Check everything the service needs; exit status 1 where something is amiss."""
    table = Table("", "check", "found, or what to do")
    healthy = True
    for name, check in checks(settings.load()):
        try:
            table.add_row("[green]✓[/]", name, check())
        except (CommandError, AssetGraphError) as error:
            healthy = False
            table.add_row("[red]✗[/]", name, str(error))
    out.print(table)
    if not healthy:
        raise typer.Exit(1)


def checks(given: Settings) -> Iterator[Check]:
    yield "Python", platform.python_version
    yield f"port {given.port}", lambda: free(given)
    if given.neo4j_uri is None:
        yield "Java", lambda: str(java())
        yield "Neo4j", jars
        yield "disk", lambda: space(given)
    yield "database", lambda: asyncio.run(reached(connection(given)))


def free(given: Settings) -> str:
    try:
        claim(given)
    except CommandError:
        if serves(given):
            return "this service answers there"
        raise
    return "free"


def jars() -> str:
    class_path()
    return f"{VERSION} in {local()}"


def space(given: Settings) -> str:
    """What a start would ask of the folder; nothing is left in it."""
    with writing(given.home):
        given.home.mkdir(parents=True, exist_ok=True)
        database = given.home / "neo4j"
        free = free_bytes(database if database.exists() else given.home)
        TemporaryFile(dir=given.home).close()
    return f"{free / 1_000_000_000:.1f} GB free in {given.home}"


def connection(given: Settings) -> Connection:
    if existing := given.existing():
        reach(existing)
        return existing
    database = managed(given)
    demand_whole(database.home)
    if not database.process():
        raise CommandError("The managed database does not run.", "Start it: `assetgraph neo4j start`.")
    return database.connection()


async def reached(given: Connection) -> str:
    async with Graph.connect(given) as graph:
        ((versions,),) = await graph.read(KERNEL, {})
        found = {name for name, state, *_ in await graph.read(ddl.STATES, {}) if state != "FAILED"}
    missing = {ddl.name(each) for each in ddl.statements(schema.government())} - found
    return f"Neo4j {versions[0]} at {given.uri}, {len(found)} indexes" + (
        f", {len(missing)} missing: the service makes them when it starts" if missing else ""
    )
