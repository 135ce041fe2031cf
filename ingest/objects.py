"""Lines of a file of one JSON object a line that are none: a copy without them is one that DuckDB reads whole."""

import json
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from ingest.dialect import NO_TEXT, PART, TOLD, opened_bytes

ONE_A_LINE = (".jsonl", ".ndjson")
# What DuckDB takes as one object, in bytes.
LONGEST = 16 << 20

# The number of a line, how it begins, and what is wrong with it.
Fault = tuple[int, str, str]


def is_one_a_line(path: Path) -> bool:
    """Whether each of a file's lines is an object by itself, by its name."""
    return path.name.lower().removesuffix(".gz").endswith(ONE_A_LINE)


def mend(file: Path, copy: Path, valid: Callable[[str], bool]) -> list[Fault]:
    """Write the copy, with blank lines for those that are no objects; which these are.

    No line is at fault in a file that is an array, or has no object at all. DuckDB takes more for JSON than the standard
    does: `valid` is asked of what the standard refuses.
    """
    faults, sound = list[Fault](), 0
    with opened_bytes(file) as lines, copy.open("wb") as target:
        for number, line in enumerate(_lines(lines), 1):
            text = line.removeprefix(BOM_UTF8).strip()
            if not faults and not sound and text.startswith(b"["):
                return []
            fault = _fault(text, valid) if text else None
            if fault:
                faults.append((number, text[:TOLD].decode("utf-8", "replace"), fault))
            sound += bool(text) and not fault
            target.write(b"\n" if fault else line)
    return faults if sound else []


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines, of those that are too long the beginning."""
    while line := file.readline(LONGEST + 1):
        rest = line
        while len(line) > LONGEST and rest and not rest.endswith(b"\n"):
            rest = file.readline(PART)
        yield line


def _fault(line: bytes, valid: Callable[[str], bool]) -> str | None:
    if len(line) > LONGEST:
        return "it is longer than 16 MB: does a line end lack?"
    try:
        text = line.decode()
    except UnicodeDecodeError:
        return NO_TEXT
    if not text.startswith("{"):
        return "it is no JSON object"
    try:
        orjson.loads(line)
    except orjson.JSONDecodeError as error:
        if not valid(text):
            return f"it is no JSON object: {error.msg}, at character {error.colno}"
    try:
        json.loads(text, object_pairs_hook=_once)
    except _Repeated as error:
        return f"it has the name {error} twice"
    except (ValueError, RecursionError):
        pass
    return None


class _Repeated(Exception):
    """A name that an object has twice."""


def _once(pairs: list[tuple[str, Any]]) -> None:
    seen = set[str]()
    for name, _ in pairs:
        if name in seen:
            raise _Repeated(name)
        seen.add(name)
