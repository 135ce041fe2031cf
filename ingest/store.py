"""The graph as a load sees it: reads and writes that wait out a short absence, and a rehearsal that writes nothing."""

from asyncio import sleep
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from time import monotonic
from typing import Any

from graph import ddl
from graph.cypher import quoted
from graph.errors import DatabaseUnavailable
from graph.model import GraphModel, NodeType, Property
from graph.session import Graph
from ingest.layout import Layout
from ingest.progress import Progress, Silent
from ingest.rows import Fault

# A database that is restarted is back within this time; a load then goes on as if nothing had been.
PATIENCE_SECONDS = 60.0
PAUSE_SECONDS = 1.0
# So many nodes are remembered by what finds them, about 300 bytes each; the graph is asked for all others.
KNOWN = 500_000
# Batches that are written at a time: the database writes each by one core.
LANES = 2


@dataclass(slots=True)
class Outcome:
    """What became of a batch's rows: each is counted once, or has a fault."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    unchecked: int = 0
    faults: list[Fault] = field(default_factory=list)


class Store:
    """The graph of one load. A rehearsal remembers the nodes it would have made; it can do without a graph.

    `linked` holds the ids of relationships that a rehearsal would have made and that a later section may touch.
    What a load wrote or found is known to it: the ends of most relationships need not be asked for.
    """

    def __init__(self, graph: Graph | None, *, rehearsal: bool = False, progress: Progress | None = None) -> None:
        self.graph = graph
        self.rehearsal = rehearsal
        self.progress = progress or Silent()
        self._lost = False
        self._rehearsed: dict[tuple[str, str], dict[Any, Any]] = defaultdict(dict)
        self.linked: set[str] = set()
        self._vacant: set[str] = set()
        self._known: dict[tuple[str, str], dict[Any, str]] = defaultdict(dict)
        self._room = KNOWN

    async def prepare(self, model: GraphModel) -> None:
        """Make the constraints and indexes that are not there; of an empty graph, those alone that loading relies on."""
        if self.graph and not self.rehearsal:
            if await self.graph.empty():
                await ddl.make(self.graph, await ddl.missing(self.graph, model, needed=True))
            else:
                await ddl.complete(self.graph, model)

    async def finish(self, model: GraphModel) -> None:
        """Make what is still missing: an index over nodes that are there takes less than one that grows with them."""
        if self.graph and not self.rehearsal and (left := await ddl.missing(self.graph, model)):
            self.progress.begin("Indexes", len(left))
            await ddl.make(self.graph, left, lambda: self.progress.advance(1))

    async def survey(self, layouts: Iterable[Layout]) -> None:
        """Find out for which sections the graph has nothing yet; counting this takes no look at any node."""
        patterns = {each.title: _pattern(each) for each in layouts}
        if await self.read("RETURN [COUNT { () }]") == [0]:
            # Asking for each takes a database that has just started seconds.
            self._vacant = set(patterns)
            return
        counts = await self.read(f"RETURN [{', '.join(f'COUNT {{ {each} }}' for each in patterns.values())}]")
        self._vacant = {title for title, count in zip(patterns, counts, strict=False) if not count}

    def occupy(self, layout: Layout) -> bool:
        """Whether neither the graph nor an earlier section has what this section writes; from now on it may."""
        vacant = layout.title in self._vacant
        self._vacant.discard(layout.title)
        return vacant

    async def read(self, text: str, **parameters: Any) -> list[Any]:
        """The one list that a statement returns; nothing, without a graph."""
        if self.graph is None:
            return []
        # What the load has just written decides about what comes next.
        ((rows,),) = await self._patiently(partial(self.graph.read, latest=True), text, parameters)
        return list(rows)

    async def write(self, text: str, rows: Sequence[object], again: str = "", **parameters: Any) -> int:
        """Run a statement over `$rows` that returns how many it wrote; all of them, in a rehearsal.

        Run twice it must do no harm: if it does, `again` is what runs the second time.
        """
        if not rows or self.graph is None or self.rehearsal:
            return len(rows)
        ((count,),) = await self._patiently(self.graph.write, text, {"rows": rows, **parameters}, again)
        return int(count)

    def learn(self, node_type: NodeType, by: Property, ids: Iterable[tuple[Any, str]]) -> None:
        """Remember the ids of nodes that the graph has, by a unique property, while there is room."""
        if self._room > 0 and not self.rehearsal:
            known = self._known[node_type.name, by.name]
            before = len(known)
            known.update(ids)
            self._room -= len(known) - before

    def forget(self) -> None:
        """Someone else works on the graph too: look at everything anew."""
        self._known.clear()
        self._vacant.clear()
        self._room = KNOWN

    async def ends(self, node_type: NodeType, by: Property, wanted: Iterable[Any]) -> dict[Any, Any]:
        """The ids of the nodes that have these values of a unique property: from memory, else from the graph."""
        values = list(dict.fromkeys(wanted))
        known = self._known[node_type.name, by.name]
        found = {each: known[each] for each in values if each in known}
        if len(found) < len(values):
            asked = await self.find(node_type, by, (each for each in values if each not in found))
            self.learn(node_type, by, asked.items())
            found |= asked
        return found

    async def find(self, node_type: NodeType, by: Property, wanted: Iterable[Any], what: str = "id") -> dict[Any, Any]:
        """For each value of a unique property that a node has: what the node has of another property."""
        values = list(dict.fromkeys(wanted))
        label, key = quoted(node_type.name), quoted(by.name)
        found = await self.read(
            f"UNWIND $values AS value MATCH (n:{label} {{{key}: value}}) USING INDEX SEEK n:{label}({key}) RETURN collect([n.{key}, n.{quoted(what)}])",
            values=values,
        )
        rehearsed = self._rehearsed.get((node_type.name, by.name), {})
        return {e: rehearsed[e] for e in values if e in rehearsed} | {plain(value): other for value, other in found}

    def remember(self, node_type: NodeType, by: Property, values: Iterable[tuple[Any, Any]]) -> None:
        """In a rehearsal: such nodes would now exist."""
        if self.rehearsal:
            self._rehearsed[node_type.name, by.name].update(values)

    def foreseen(self, node_type: NodeType, by: Property, values: Iterable[Any]) -> set[Any]:
        """Of these values, those of nodes that a rehearsal would have made."""
        rehearsed = self._rehearsed.get((node_type.name, by.name), {})
        return {each for each in values if each in rehearsed}

    def could_miss(self, node_type: NodeType) -> bool:
        """Whether a node of this type may exist though it was not found: nobody could be asked."""
        return self.graph is None and not any(label == node_type.name for label, _ in self._rehearsed)

    async def _patiently(
        self, run: Callable[..., Awaitable[list[list[Any]]]], text: str, parameters: dict[str, Any], again: str = ""
    ) -> list[list[Any]]:
        deadline = monotonic() + PATIENCE_SECONDS
        while True:
            try:
                records = await run(text, parameters)
            except DatabaseUnavailable:
                if monotonic() > deadline:
                    raise
                # Each batch that is written finds it out.
                if not self._lost:
                    self._lost = True
                    self.progress.away(PATIENCE_SECONDS)
                # What was on its way when the connection broke may have been written.
                text = again or text
                await sleep(PAUSE_SECONDS)
            else:
                self._lost = False
                return records


def _pattern(layout: Layout) -> str:
    """What the graph counts as it goes: nodes of a type, relationships of a type from nodes of a type."""
    if not layout.feet:
        return f"(:{quoted(layout.owner.name)})"
    return f"(:{quoted(layout.feet[0].type.name)})-[:{quoted(layout.owner.name)}]->()"


def plain(value: Any) -> Any:
    """A value read from the graph as Python has it."""
    return value.to_native() if hasattr(value, "to_native") else value
