"""Ledger: keeps what was rejected, finds the lines it stands on, and counts."""

from collections import defaultdict
from collections.abc import Iterable
from types import TracebackType
from typing import Self

from ingest.errors import TooManyRejects
from ingest.layout import Layout
from ingest.lines import file_of
from ingest.rejects import Reject, RejectFile
from ingest.rows import Fault, Origin
from ingest.summary import Summary, Tally
from ingest.workspace import Workspace

Lines = dict[str, dict[int, int]]
# Finding lines reads the file again: do it for many rejects at once.
HELD = 20_000


class Ledger:
    """The rejects of one load."""

    def __init__(self, workspace: Workspace, file: RejectFile, summary: Summary, limit: int | None) -> None:
        self.workspace = workspace
        self.file = file
        self.summary = summary
        self.limit = limit
        self._held: list[tuple[Layout, Fault]] = []

    def __enter__(self) -> Self:
        self.file.__enter__()
        self.summary.malformed = len(self.workspace.rejects)
        for each in self.workspace.rejects:
            self.file.write(each)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.flush()
        self.file.__exit__(kind, error, trace)
        self.summary.rejects = self.file.path if self.file.written else None

    def tally(self, layout: Layout) -> Tally:
        """A section's counts, as part of the summary."""
        self.summary.sections.append(Tally(layout.title, "relationships" if layout.feet else "nodes"))
        return self.summary.sections[-1]

    def keep(self, layout: Layout, faults: Iterable[Fault]) -> None:
        """Keep what is wrong with rows of a section."""
        self._held += ((layout, each) for each in faults)
        if len(self._held) >= HELD:
            self.flush()

    def check_limit(self, stop: type[TooManyRejects] = TooManyRejects) -> None:
        """Stop the load if more was rejected than is allowed."""
        if self.limit is not None and self.summary.rejected > self.limit:
            raise stop(f"Stopped: more than {self.limit} rows were rejected; see {self.file.path}.")

    def flush(self) -> None:
        """Write what is held."""
        lines = self._lines()
        for layout, fault in self._held:
            self.file.write(_reject(layout, fault, lines))
        self._held.clear()

    def _lines(self) -> Lines:
        wanted: dict[str, set[int]] = defaultdict(set)
        for _, fault in self._held:
            for each in (fault.origin, fault.other):
                if each and each.file is not None and each.record is not None:
                    wanted[each.file].add(each.record)
        read = self.workspace.read
        return {file: read[file].lines(records) for file, records in wanted.items() if file in read}


def _reject(layout: Layout, fault: Fault, lines: Lines) -> Reject:
    file, other = file_of(fault.origin.file or ""), fault.other
    beside = f" ({file_of(other.file)} line {_line(other, lines)})" if other and other.file else ""
    line = _line(fault.origin, lines)
    section = layout.title if file else f"{layout.title}: {_key(layout, fault.origin)}"
    return Reject(file, line, section, fault.field, fault.value, fault.reason + beside)


def _key(layout: Layout, origin: Origin) -> str:
    """What tells a row from others where nothing says on which line it stands."""
    values = ("(none)" if each is None else str(each) for each in origin.key)
    return ", ".join(f"{name} {value}" for name, value in zip(layout.key, values, strict=True))


def _line(origin: Origin, lines: Lines) -> int | None:
    return lines.get(origin.file or "", {}).get(origin.record or 0)
