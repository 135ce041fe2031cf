"""How DuckDB is told of names, texts and files."""

import re
from pathlib import Path

# What makes a path a pattern.
GLOB = re.compile(r"[*?[]")


def quoted(name: str) -> str:
    """An identifier of SQL."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A string of SQL."""
    return "'" + text.replace("'", "''") + "'"


def only(path: Path) -> str:
    """A file as DuckDB's readers are told of it: that one, though they take a path for a pattern, and no more than is in it,
    though they take a folder called a=b for a column.

    >>> only(Path("/x[1]/a.csv"))
    "'/x[[]1]/a.csv', hive_partitioning := false"
    """
    return literal(GLOB.sub(r"[\g<0>]", str(path))) + ", hive_partitioning := false"
