"""The list of a version's jars, written anew: `python -m server.managed.resolve VERSION`."""

import sys
from hashlib import sha256
from pathlib import Path

import jgo

from server.managed.jars import LISTS, Jar, local

ARTIFACTS = ("org.neo4j.app:neo4j-server", "org.neo4j:neo4j", "org.neo4j:neo4j-slf4j-provider")


def resolve(version: str) -> list[Jar]:
    """All jars that a server of this version needs, by their POMs; what is missing is fetched.

    The largest first: they take longest to fetch, and Java, which looks for a class in one after the other, finds it soon.
    """
    found = jgo.resolve("+".join(f"{each}:{version}" for each in ARTIFACTS))
    return sorted((jar(Path(str(each.resolve())), local()) for each in found), key=lambda each: (-each.size, each.path))


def jar(file: Path, repository: Path) -> Jar:
    content = file.read_bytes()
    return Jar(len(content), sha256(content).hexdigest(), file.relative_to(repository).as_posix())


def write(version: str) -> Path:
    """Write the list of a version; where."""
    target = LISTS / f"{version}.txt"
    target.write_text("".join(f"{each.line}\n" for each in resolve(version)), encoding="utf-8")
    return target


if __name__ == "__main__":
    print(write(sys.argv[1]))  # noqa: T201  # a command's answer
