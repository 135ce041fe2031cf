"""Whether a database's folder can be written, and has room on its disk."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from server.errors import CommandError

FREE_BYTES = 500_000_000


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


def free_bytes(home: Path) -> int:
    """What is free there; refused where that is too little for a database."""
    free = shutil.disk_usage(home).free
    if free < FREE_BYTES:
        raise CommandError(
            f"Only {free // 1_000_000} MB are free where {home} is.",
            f"Free at least {FREE_BYTES // 1_000_000} MB, or set ASSETGRAPH_HOME to another disk.",
        )
    return free
