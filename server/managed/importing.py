"""A graph made anew by Neo4j's importer, and how it is known, and mended, where that was broken off."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
from filelock import FileLock, Timeout

from server.errors import CommandError

if TYPE_CHECKING:
    from server.managed.server import ManagedNeo4j

ADMIN = "org.neo4j.server.startup.Neo4jAdminCommand"
# The importer takes nodes by number, and as much memory as it is given.
COMMAND = (
    "database", "import", "full", "neo4j", "--overwrite-destination=true", "--id-type=integer", "--max-off-heap-memory=1500m"
)  # fmt: skip


def build(database: "ManagedNeo4j", arguments: Sequence[str], ready: Callable[[], None] = lambda: None) -> None:
    """Make a database's graph anew from the files that the importer is told of; what was in it goes.

    `ready` is done right before, while nobody else can start the database; what it raises leaves all as it was.
    """
    with database.at_rest() as (command, classes):
        ready()
        whole, before = not broken_off(database.home), _files(database.home)
        _marker(database.home).touch()
        try:
            database.admin(command, classes, *COMMAND, *arguments)
        except BaseException:
            # One that was refused, for want of memory perhaps, leaves the graph as it was.
            if whole and _files(database.home) == before:
                _marker(database.home).unlink()
            raise
        _marker(database.home).unlink()


def broken_off(home: Path) -> bool:
    """Whether an import has begun here and not come to its end: what it left is no graph."""
    return _marker(home).exists()


def demand_whole(home: Path) -> None:
    """Refuse a graph that is not whole."""
    if broken_off(home):
        raise CommandError(
            "A bulk load was broken off here: the graph is not whole.", "Load again with --bulk --replace."
        )


@contextmanager
def workbench(home: Path) -> Iterator[Path]:
    """An empty folder for the importer's files, gone afterwards. What an earlier load left there goes first."""
    home.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(home / "import.lock", timeout=0):
            folder = home / "import"
            _discard(folder)
            folder.mkdir()
            try:
                yield folder
            finally:
                _discard(folder)
    except Timeout:
        raise CommandError("Another bulk load is at work here.", "Wait until it is done.") from None


def end(home: Path) -> None:
    """End an importer that outlived the command that started it; whoever holds the database's lock knows it does."""
    for each in psutil.process_iter():
        try:
            if ADMIN in each.cmdline() and each.environ().get("NEO4J_HOME") == str(home):
                each.kill()
                each.wait()
        except psutil.Error:
            continue


def sweep(home: Path) -> None:
    """Take away what is left of an import that was cut short."""
    if broken_off(home):
        end(home)
    if (home / "import").exists():
        try:
            with workbench(home):
                pass
        except CommandError:
            return


def _marker(home: Path) -> Path:
    return home / "importing"


def _files(home: Path) -> dict[Path, tuple[int, int]]:
    """The files of its graph, each with its size and when it was written."""
    found = (each for name in ("databases", "transactions") for each in (home / "data" / name / "neo4j").rglob("*"))
    return {each: (told.st_size, told.st_mtime_ns) for each in found for told in [each.stat()]}


def _discard(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
