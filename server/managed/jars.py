"""The jars of a Neo4j: which they are, by a list in lists/, and whether each is there to the last byte."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

VERSION = "2026.08.1"
LISTS = Path(__file__).with_name("lists")
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Jar:
    """A jar as it should be: its size in bytes, the SHA-256 of its content, its path in a Maven repository."""

    size: int
    digest: str
    path: str

    @property
    def line(self) -> str:
        """Its line in a list."""
        return f"{self.size} {self.digest} {self.path}"

    def whole(self, repository: Path) -> bool:
        """Whether it is there to its last byte."""
        try:
            return (repository / self.path).stat().st_size == self.size
        except OSError:
            return False

    def damaged(self, repository: Path) -> bool:
        """Whether what is there has other bytes; that takes reading them all."""
        try:
            return sha256((repository / self.path).read_bytes()).hexdigest() != self.digest
        except OSError:
            return False


def jars(version: str) -> tuple[Jar, ...]:
    """All that a server of this version needs."""
    lines = (LISTS / f"{version}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(Jar(int(size), digest, path) for size, digest, path in map(str.split, lines))


def local() -> Path:
    """The Maven repository of this user, which other programs share."""
    return Path(os.environ.get("M2_REPO") or Path.home() / ".m2" / "repository")


def class_path(version: str = VERSION, progress: Progress = lambda _done, _total: None) -> str:
    """The class path of a server of this version; fetched once a user, and again where a jar is missing or cut short."""
    repository, wanted = local(), jars(version)
    if not all(jar.whole(repository) for jar in wanted):
        from server.managed.fetch import fetch  # noqa: PLC0415  # a start that fetches nothing does not wait for it

        fetch(wanted, repository, progress)
    return os.pathsep.join(str(repository / jar.path) for jar in wanted)


def discard_damaged(version: str) -> bool:
    """Throw away jars with other bytes than they should have, to be fetched anew; whether there were any."""
    repository = local()
    damaged = [repository / jar.path for jar in jars(version) if jar.damaged(repository)]
    for file in damaged:
        file.unlink(missing_ok=True)
    return bool(damaged)
