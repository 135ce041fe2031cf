"""The audit log: who read what, a line of JSON for each read, on the disk before the answer goes out."""

import asyncio
import fcntl
import os
import stat
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import orjson

from graph.errors import NotRecorded
from server.errors import CommandError

# Of its own: a read that is answered waits for nothing but the disk, which writes several lines at a time.
THREADS = 4


class Audit:
    """A file that is only ever appended to, by this process and by others, and may be moved away at any time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._threads = ThreadPoolExecutor(THREADS, "audit")
        try:
            self._append(b"")
        except OSError as error:
            sentence = f"The audit log {path} cannot be written ({error.strerror})."
            raise CommandError(sentence, "Set ASSETGRAPH_AUDIT_LOG to a file that can.", 2) from None

    async def record(self, told: Mapping[str, object]) -> None:
        """Write a read down. What cannot be written down must not be answered."""
        line = orjson.dumps({"at": datetime.now(UTC), **told}) + b"\n"
        try:
            await asyncio.get_running_loop().run_in_executor(self._threads, self._append, line)
        except OSError as error:
            raise NotRecorded("The read could not be written into the audit log, so it is not answered.") from error

    def _append(self, line: bytes) -> None:
        # Opened anew each time: a log that was moved away goes on in a new file.
        file = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            # One that was there already may be open to others.
            if stat.S_IMODE(os.fstat(file).st_mode) & 0o077:
                os.fchmod(file, 0o600)
            # Each at a time, of all threads and all processes; after half a line, on a line of its own.
            fcntl.flock(file, fcntl.LOCK_EX)
            whole = b"\n" + line if line and _torn(file) else line
            if os.write(file, whole) < len(whole):
                raise OSError(None, "half a line was written")
            fcntl.flock(file, fcntl.LOCK_UN)
            os.fsync(file)
        finally:
            os.close(file)
        # The file may be new, of this process or another: without its name on the disk, a crash would take all of it.
        folder = os.open(self.path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _torn(file: int) -> bool:
    """Whether it ends in half a line: of a disk that was full, or of a machine that went down."""
    size = os.fstat(file).st_size
    return size > 0 and os.pread(file, 1, size - 1) != b"\n"
