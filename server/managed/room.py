"""Whether a database's folder can be written, and has room on its disk."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from server.errors import CommandError

# What a new database takes, and with what one that is there starts and can be written to.
FREE_BYTES, LEFT_BYTES = 500_000_000, 100_000_000


@contextmanager
def writing(home: Path) -> Iterator[None]:
    """What is in the way of writing there, as a sentence."""
    try:
        yield
    except OSError as error:
        raise CommandError(
            f"The data folder {home} cannot be written ({error.strerror}).",
            "Set ASSETGRAPH_HOME to a folder that can.",
            2,
        ) from None


def filled(home: Path) -> bool:
    """Whether a database has been made there."""
    return (home / "data" / "databases" / "system").exists()


def free_bytes(home: Path) -> int:
    """What is free for a database's folder; refused where that is too little, for a new one or for the one that is there."""
    free, there = shutil.disk_usage(home).free, filled(home)
    needed = LEFT_BYTES if there else FREE_BYTES
    if free < needed:
        otherwise = "" if there else ", or set ASSETGRAPH_HOME to another disk"
        raise CommandError(
            f"Only {free // 1_000_000} MB are free where {home} is.",
            f"Free at least {needed // 1_000_000} MB{otherwise}.",
        )
    return free
