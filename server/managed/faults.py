"""Why a database does not come to run, each with its remedy."""

from pathlib import Path
from typing import TYPE_CHECKING

from server.errors import CommandError
from server.managed.jars import discard_damaged

if TYPE_CHECKING:
    from server.managed.server import ManagedNeo4j

# The line of the log with which a start begins.
STARTING = "-- start\n"
# So much is said by a database that stops at once.
LAST = 1000


def refused(home: Path) -> CommandError:
    """The password in its folder is not its own."""
    return CommandError(
        f"The database does not accept the password in {home / 'password'}.",
        f"Put back the one it was made with, or move {home} away: the next start makes a new database.",
    )


def broken(home: Path) -> CommandError:
    """It runs, and cannot open its graph."""
    return CommandError(
        f"The database cannot open the graph in {home / 'data'}: its files are damaged.",
        f"Put them back from a copy, or load anew with --bulk --replace. {home / 'logs' / 'debug.log'} tells more.",
    )


def stopped(database: "ManagedNeo4j") -> CommandError:
    """It stopped while it was starting."""
    words = last_words(database)
    return misfit(words, database.heap, database.page_cache) or CommandError(
        "The database stopped while it was starting.", reason(words, database.log_path, database.version)
    )


def last_words(database: "ManagedNeo4j") -> str:
    """What was said since it was started: an earlier start may have failed of something else."""
    own, log = (
        each.read_text(encoding="utf-8", errors="replace")[-4000:] if each.exists() else "" for each in database.logs
    )
    noted = database.home / "pid"
    fresh = own and noted.exists() and database.logs[0].stat().st_mtime >= noted.stat().st_mtime
    return log.rpartition(STARTING)[2] + (own[-LAST:] if fresh else "")


def misfit(words: str, heap: str, page_cache: str) -> CommandError | None:
    """Which setting Java or Neo4j refuses, if it is one of memory."""
    if any(each in words for each in ("Too small", "OutOfMemoryError")):
        return CommandError(
            f"ASSETGRAPH_HEAP is wrong: {heap} is too little for the database.", "Set it to 512m or more.", 2
        )
    if any(
        each in words
        for each in (
            "enough space for",
            "Invalid maximum heap",
            "Invalid initial heap",
            "insufficient memory",
            "Cannot allocate memory",
        )
    ):
        return CommandError(
            f"ASSETGRAPH_HEAP is wrong: this machine does not have {heap}.", "Set it to less, such as 1g.", 2
        )
    return overfull(words, heap, page_cache)


def overfull(words: str, heap: str, page_cache: str) -> CommandError | None:
    """Whether Neo4j refuses what its files would take of the memory."""
    if "exceeds physical memory" in words or "setting 'server.memory.pagecache.size'" in words:
        return CommandError(
            f"ASSETGRAPH_HEAP ({heap}) and ASSETGRAPH_PAGE_CACHE ({page_cache}) are more than this machine's memory.",
            "Set them to less, such as 1g and 512m.",
            2,
        )
    return None


def reason(words: str, log: Path, version: str) -> str:
    """Why it stopped, as far as its last words tell, and what to do."""
    if "No space left" in words:
        return "The disk is full: free some space and start again."
    if "already in use" in words:
        return "Its port was taken meanwhile: start again, and it takes another."
    if discard_damaged(version):
        return "A jar of it was damaged: start again, and it is fetched anew."
    return f"See {log}, and start again."
