"""Why a database does not come to run, each with its remedy."""

from pathlib import Path

from server.errors import CommandError
from server.managed.jars import discard_damaged


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


def reason(log: Path, version: str) -> str:
    """Why it stopped while it was starting, as far as its last words tell, and what to do."""
    last = log.read_text(encoding="utf-8", errors="replace")[-4000:]
    if "No space left" in last:
        return "The disk is full: free some space and start again."
    if "already in use" in last:
        return "Its port was taken meanwhile: start again, and it takes another."
    if discard_damaged(version):
        return "A jar of it was damaged: start again, and it is fetched anew."
    return f"See {log}, and start again."
