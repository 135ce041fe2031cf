"""Who uses a managed database: each command holds a share of it, and the last one stops what commands have started.

A share is a lock on a file of the folder, so that whoever is killed holds none.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from server.managed.room import writing

# A note that a command started it for itself; `assetgraph neo4j start` takes it away.
PASSING = "passing"


@contextmanager
def share(home: Path) -> Iterator[None]:
    """Keep others from stopping it; while somebody does, wait."""
    with _users(home) as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


@contextmanager
def alone(home: Path) -> Iterator[bool]:
    """Keep others from using it; False where somebody does."""
    with _users(home) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def passes(home: Path) -> bool:
    """Whether it runs for those alone who use it."""
    return (home / PASSING).exists()


def stay(home: Path) -> None:
    """Have it run on when nobody uses it."""
    (home / PASSING).unlink(missing_ok=True)


def _users(home: Path) -> IO[bytes]:
    with writing(home):
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        return (home / "users").open("ab")
