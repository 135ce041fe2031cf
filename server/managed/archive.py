"""Classes that Java keeps ready from one start for the next ones, which then take half the time.

Java records them while a database runs and writes them when it stops. It refuses what does not fit it or its class path
by itself: without an archive, or with a wrong one, a start is slower, and nothing else.
"""

import os
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from platformdirs import user_cache_path

KEPT = 3
RECORDED = "-XX:ArchiveClassesAtExit="
# Java would tell of each class that it cannot keep.
QUIET = ("-Xlog:cds=off", "-Xlog:cds+dynamic=off")


@dataclass(frozen=True, slots=True)
class Archive:
    """A folder for one Java and one class path, with Java's own classes and, above them, the database's."""

    folder: Path

    @classmethod
    def of(cls, command: Path, classes: str) -> "Archive":
        """The archive of this user; any file of Java or the database that was written anew has another."""
        files = (command, *map(Path, classes.split(os.pathsep)))
        key = "\n".join(f"{each} {each.stat().st_mtime_ns}" for each in files)
        return cls(user_cache_path("assetgraph") / "classes" / blake2b(key.encode(), digest_size=12).hexdigest())

    @property
    def base(self) -> Path:
        """Java's own classes, which its wheel leaves out."""
        return self.folder / "java.jsa"

    @property
    def top(self) -> Path:
        """The database's classes."""
        return self.folder / "neo4j.jsa"

    def options(self, command: Path, *, record: bool) -> list[str]:
        """How Java is told to use it, or else to record it if that is wished."""
        try:
            if self.top.exists():
                os.utime(self.folder)
                return [f"-XX:SharedArchiveFile={self.base}{os.pathsep}{self.top}", *QUIET]
            if record:
                self.prepare(command)
                part = self.top.with_name(f"{os.getpid()}.part")
                return [f"-XX:SharedArchiveFile={self.base}", f"{RECORDED}{part}", *QUIET]
        except (OSError, subprocess.CalledProcessError):
            pass
        return []

    def prepare(self, command: Path) -> None:
        """Make room for it, and write Java's own classes."""
        self.folder.mkdir(parents=True, exist_ok=True)
        os.utime(self.folder)
        latest_first = sorted(self.folder.parent.iterdir(), key=lambda each: -each.stat().st_mtime)
        for each in latest_first[KEPT:]:
            shutil.rmtree(each, ignore_errors=True)
        part = self.base.with_name(f"{os.getpid()}.java.part")
        subprocess.run(  # noqa: S603  # the wheel's own Java
            [command, "-Xshare:dump", f"-XX:SharedArchiveFile={part}"], check=True, capture_output=True
        )
        part.replace(self.base)


def keep(command_line: Iterable[str]) -> None:
    """Give its name to what a database recorded that was started by this command line and has stopped in peace."""
    for each in command_line:
        part = Path(each.removeprefix(RECORDED))
        if each.startswith(RECORDED) and part.exists():
            part.replace(part.with_name("neo4j.jsa"))
            for other in part.parent.glob("*.part"):
                other.unlink(missing_ok=True)
