"""Processes: whether one runs, and how it is ended."""

import time
from contextlib import suppress

import psutil

from server.managed import archive

# It may be writing its classes down, on a machine that is busy.
STOP_SECONDS = 180.0
PAUSE_SECONDS = 0.05


def alive(process: psutil.Process) -> bool:
    """Whether a process runs; one that has ended and is waited for by nobody does not."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def end(process: psutil.Process) -> None:
    """End a database gently, and keep the classes that it recorded; one that does not listen is killed."""
    # It may end by itself meanwhile.
    with suppress(psutil.NoSuchProcess):
        line = process.cmdline()
        process.terminate()
        if ended(process):
            archive.keep(line)
            return
        process.kill()
        ended(process)


def ended(process: psutil.Process) -> bool:
    """Wait until it has ended; whether it has. What a running service started stays as a zombie until that is gone."""
    until = time.monotonic() + STOP_SECONDS
    while alive(process):
        if time.monotonic() > until:
            return False
        # Reaps a child of this process.
        with suppress(psutil.TimeoutExpired):
            process.wait(PAUSE_SECONDS)
    return True
