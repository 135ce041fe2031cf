"""What a load makes of values, such as pinyin of names: of each value once, on all cores."""

import csv
import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Self

from duckdb import DuckDBPyConnection

from graph.model import Derivation, NodeType
from ingest.bulk.nodes import table
from ingest.nodes import derived
from ingest.sql import literal, only, quoted

# Values that a core takes at a time, and from how many on the other cores are worth their start.
CHUNK, MANY = 5_000, 20_000


class Maker:
    """Makes values, on all cores where there are many; the other cores' processes stay until it is closed."""

    def __init__(self, connection: DuckDBPyConnection, scratch: Path) -> None:
        self.connection, self.scratch = connection, scratch
        self.stack = ExitStack()
        self.pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stack.close()

    def make(self, node_type: NodeType, given: Iterable[str]) -> dict[str, str]:
        """A table of each source's values and what is made of them; name of what is made → source."""
        made: dict[str, list[tuple[str, Derivation]]] = {}
        for name, each in derived(node_type, [*given]):
            made.setdefault(each.source, []).append((name, each))
        for source, wanted in made.items():
            column = quoted(source)
            values = self.connection.execute(
                f"SELECT DISTINCT {column} FROM {table(node_type)} WHERE {column} IS NOT NULL"
            )
            path = self.scratch / f"{node_type.name}-{source}.csv"
            self._write(path, [value for (value,) in values.fetchall()], [each for _, each in wanted])
            names = ", ".join(["'value': 'VARCHAR'", *(f"{literal(name)}: 'VARCHAR'" for name, _ in wanted)])
            self.connection.execute(
                f"CREATE TABLE {made_table(node_type, source)} AS SELECT * FROM read_csv({only(path)}, header := false, "
                f"auto_detect := false, columns := {{{names}}}, quote := '\"', escape := '\"', delim := ',', nullstr := '\\N')"
            )
            path.unlink()
        return {name: source for source, wanted in made.items() for name, _ in wanted}

    def _write(self, path: Path, values: list[Any], wanted: list[Derivation]) -> None:
        chunks = [values[start : start + CHUNK] for start in range(0, len(values), CHUNK)]
        with path.open("w", encoding="utf-8", newline="") as file:
            # All quoted: an empty text is none the less a text.
            writer = csv.writer(file, quoting=csv.QUOTE_ALL)
            for rows in self._map(len(values))(_made, [wanted] * len(chunks), chunks):
                writer.writerows(rows)

    def _map(self, number: int) -> Any:
        if number < MANY and self.pool is None:
            return map
        if self.pool is None:
            # Not forked: DuckDB's threads would be missing in the copy.
            self.pool = self.stack.enter_context(ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")))
        return self.pool.map


def made_table(node_type: NodeType, source: str) -> str:
    """The table of what is made of a property's values."""
    return quoted(f"_made_{node_type.name}_{source}")


def _made(wanted: list[Derivation], values: list[Any]) -> list[list[Any]]:
    return [[value, *(each.make(value) for each in wanted)] for value in values]
