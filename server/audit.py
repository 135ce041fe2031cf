"""The audit log: who read what, a line of JSON for each read, on the disk before the answer goes out."""

import asyncio
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

import orjson

from graph.errors import NotRecorded
from server.errors import CommandError


class Audit:
    """A file that is only ever appended to, by this process and by others, and may be moved away at any time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._torn = False
        self._turn = Lock()
        try:
            self._append(b"")
        except OSError as error:
            sentence = f"The audit log {path} cannot be written ({error.strerror})."
            raise CommandError(sentence, "Set ASSETGRAPH_AUDIT_LOG to a file that can.", 2) from None

    async def record(self, told: Mapping[str, object]) -> None:
        """Write a read down. What cannot be written down must not be answered."""
        line = orjson.dumps({"at": datetime.now(UTC), **told}) + b"\n"
        try:
            await asyncio.to_thread(self._append, line)
        except OSError as error:
            raise NotRecorded("The read could not be written into the audit log, so it is not answered.") from error

    def _append(self, line: bytes) -> None:
        # Opened anew each time: a log that was moved away goes on in a new file.
        file = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            # In one piece, or lines of several processes would mix; after half a line, on a line of its own.
            with self._turn:
                whole = b"\n" + line if self._torn else line
                self._torn = os.write(file, whole) < len(whole)
                if self._torn:
                    raise OSError(None, "half a line was written")
            os.fsync(file)
        finally:
            os.close(file)
