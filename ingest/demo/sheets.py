"""The files of a demo: rows are gathered, then written a territory at a time, so that memory stays bounded."""

import csv
import re
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self, TypeVar

from ingest.demo.links import RELATIONSHIPS
from ingest.demo.records import DECISIONS, RECORDS
from ingest.demo.rows import NODES, Planted
from schema.asset import camel

Gathered = TypeVar("Gathered", bound=NamedTuple)

FILES = {
    row: re.sub(r"(?<=[a-z])(?=[A-Z])", "_", row.__name__).lower()
    for row in (*NODES, *RELATIONSHIPS, *RECORDS, *DECISIONS, Planted)
}
"""The class of a row → its file's name, such as `stands_on`."""


class Sheets:
    """CSV files, one for each class of row, open while a demo is written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.counts: Counter[str] = Counter()
        self._rows: dict[type, list[tuple[Any, ...]]] = {row: [] for row in FILES}
        self._files = ExitStack()
        self._writers: dict[type, Any] = {}

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        for row, name in FILES.items():
            file = self._files.enter_context((self.folder / f"{name}.csv").open("w", encoding="utf-8", newline=""))
            self._writers[row] = csv.writer(file, lineterminator="\n")
            self._writers[row].writerow(map(camel, row._fields))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._files.close()

    def add(self, row: NamedTuple) -> None:
        """Gather a row for its file."""
        self._rows[type(row)].append(row)

    def gathered(self, kind: type[Gathered]) -> list[Gathered]:
        """The rows of a class that are not written yet: a change of this list is one of what will be."""
        return self._rows[kind]  # type: ignore[return-value]  # rows are kept under their class

    def flush(self) -> None:
        """Write what was gathered."""
        for row, gathered in self._rows.items():
            self._writers[row].writerows(gathered)
            self.counts[row.__name__] += len(gathered)
            gathered.clear()
