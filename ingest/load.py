"""load: a mapping and its files → the graph, and a summary of what was done."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from graph.errors import DatabaseFailed
from graph.model import GraphModel, NodeType
from graph.session import Graph
from ingest.errors import Malformed
from ingest.layout import Layout
from ingest.ledger import Ledger
from ingest.links import LinkWriter
from ingest.mapping import Mapping, read_mapping
from ingest.nodes import NodeWriter
from ingest.progress import Progress, Silent
from ingest.rejects import RejectFile
from ingest.repeats import Repeats
from ingest.rows import Fault, Row, Validator
from ingest.store import Outcome, Store
from ingest.summary import Summary
from ingest.workspace import Workspace, demand_folder, laid_out, opened

BATCH = 2_000
# Between so many rows the writing of the batch before gets its turn.
CHUNK = 500


async def load(
    mapping: Path | Mapping,
    model: GraphModel,
    graph: Graph | None,
    *,
    folder: Path | None = None,
    rejects: Path | None = None,
    rehearsal: bool = False,
    reject_limit: int | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Load a mapping's files, from its own folder or another, keeping what is rejected in a file.

    A rehearsal checks all and writes nothing; it alone can do without a graph.
    """
    parsed = mapping if isinstance(mapping, Mapping) else read_mapping(mapping)
    kept = rejects or Path(f"{parsed.name}.rejects.csv")
    summary = Summary(parsed.name, rehearsal)
    told = progress or Silent()
    started = perf_counter()
    with opened(parsed, folder or parsed.folder) as workspace:
        order = laid_out(workspace, parsed, model)
        with Ledger(workspace, RejectFile(kept), summary, reject_limit) as ledger:
            ledger.check_limit(Malformed)
            store = Store(graph, rehearsal=rehearsal, progress=told)
            await store.prepare(model)
            await store.survey(layout for _, layout in order)
            told.expect(len(order))
            for place, (number, layout) in enumerate(order, 1):
                followed = any(each.section.target == layout.section.target for _, each in order[place:])
                await _Section(workspace, layout, number, store, ledger, told, followed).load()
            await store.finish(model)
            summary.bookmarks = graph.bookmarks if graph else ()
    summary.seconds = perf_counter() - started
    return summary


def look_at(mapping: Path, folder: Path | None = None) -> None:
    """Raise what can be told of a mapping and its folder before any file is read."""
    parsed = read_mapping(mapping)
    demand_folder(folder or parsed.folder)


class _Section:
    """The loading of one section."""

    def __init__(
        self,
        workspace: Workspace,
        layout: Layout,
        number: int,
        store: Store,
        ledger: Ledger,
        progress: Progress,
        followed: bool,
    ) -> None:
        self.workspace, self.layout, self.number = workspace, layout, number
        self.ledger, self.progress = ledger, progress
        self.tally = ledger.tally(layout)
        self.writer = (
            NodeWriter(layout, layout.owner, store, datetime.now(UTC))
            if isinstance(layout.owner, NodeType)
            else LinkWriter(layout, layout.owner, store, followed=followed)
        )

    async def load(self) -> None:
        """Validate a batch while those before are written."""
        started = perf_counter()
        self.tally.rows = self.workspace.count(self.layout, self.number)
        self.progress.begin(self.layout.title, self.tally.rows)
        writing: deque[asyncio.Task[Outcome]] = deque()
        try:
            async for rows, size in self._sound():
                while len(writing) >= self.writer.lanes:
                    self._done(await writing.popleft())
                writing.append(asyncio.create_task(self._write(rows)))
                self.progress.advance(size)
            while writing:
                self._done(await writing.popleft())
        finally:
            for each in writing:
                each.cancel()
            await asyncio.gather(*writing, return_exceptions=True)
            self.tally.seconds = perf_counter() - started
            self.ledger.flush()
        self.workspace.drop(self.number)

    async def _write(self, rows: list[Row]) -> Outcome:
        try:
            return await self.writer.write(rows)
        except DatabaseFailed:
            # Another load may have taken a unique value since we looked: look again.
            self.writer.look_again()
            return await self.writer.write(rows)

    def _done(self, outcome: Outcome) -> None:
        self.tally.add(outcome)
        self.ledger.keep(self.layout, outcome.faults)
        self.ledger.check_limit()

    async def _sound(self) -> AsyncIterator[tuple[list[Row], int]]:
        """The sound rows of each batch, and how many rows it had."""
        validator = Validator(self.layout)
        repeats = Repeats(self.workspace.repeated(self.layout, self.number))
        for batch in self.workspace.batches(self.number, BATCH):
            sound: list[Row] = []
            for start in range(0, len(batch), CHUNK):
                sound += self._admitted(validator.check(batch[start : start + CHUNK]), repeats)
                self.ledger.check_limit()
                await asyncio.sleep(0)
            yield sound, len(batch)

    def _admitted(self, checked: Iterable[Row | list[Fault]], repeats: Repeats) -> Iterator[Row]:
        for each in checked:
            match repeats.admit(each) if isinstance(each, Row) else each:
                case Row() as row:
                    self._accept(row)
                    yield row
                case None:
                    self.tally.repeated += 1
                case faults:
                    self.tally.rejected += 1
                    self.ledger.keep(self.layout, faults)

    def _accept(self, row: Row) -> None:
        if row.doubts:
            self.tally.accepted += 1
            self.ledger.keep(self.layout, row.doubts)
