"""The graph as a load sees it: reads and writes that wait out a short absence, and a rehearsal that writes nothing."""

from asyncio import sleep
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from graph import ddl
from graph.cypher import quoted
from graph.errors import DatabaseUnavailable
from graph.model import GraphModel, NodeType, Property
from graph.session import Graph
from ingest.rows import Fault

# A database that is restarted is back within this time; a load then goes on as if nothing had been.
PATIENCE_SECONDS = 60.0
PAUSE_SECONDS = 1.0


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
    """

    def __init__(self, graph: Graph | None, *, rehearsal: bool = False) -> None:
        self.graph = graph
        self.rehearsal = rehearsal
        self._rehearsed: dict[tuple[str, str], dict[Any, Any]] = defaultdict(dict)
        self.linked: set[str] = set()

    async def prepare(self, model: GraphModel) -> None:
        """Make the constraints and indexes that loading relies on, and wait for them."""
        if self.graph and not self.rehearsal:
            await self.graph.execute((*ddl.statements(model), "CALL db.awaitIndexes(600)"))

    async def read(self, text: str, **parameters: Any) -> list[Any]:
        """The one list that a statement returns; nothing, without a graph."""
        if self.graph is None:
            return []
        ((rows,),) = await _patiently(self.graph.read, text, parameters)
        return list(rows)

    async def write(self, text: str, rows: Sequence[object], stamps: Mapping[str, object]) -> None:
        """Run a statement over `$rows`, marking each with `$stamps`; it must do no harm when run twice."""
        if rows and self.graph and not self.rehearsal:
            await _patiently(self.graph.write, text, {"rows": rows, "stamps": stamps})

    async def find(self, node_type: NodeType, by: Property, wanted: Iterable[Any], what: str = "id") -> dict[Any, Any]:
        """For each value of a unique property that a node has: what the node has of another property."""
        values = list(dict.fromkeys(wanted))
        label, key = quoted(node_type.name), quoted(by.name)
        found = await self.read(
            f"UNWIND $values AS value MATCH (n:{label} {{{key}: value}}) RETURN collect([n.{key}, n.{quoted(what)}])",
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
    run: Callable[..., Awaitable[list[list[Any]]]], text: str, parameters: dict[str, Any]
) -> list[list[Any]]:
    deadline = monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return await run(text, parameters)
        except DatabaseUnavailable:
            if monotonic() > deadline:
                raise
            await sleep(PAUSE_SECONDS)


def plain(value: Any) -> Any:
    """A value read from the graph as Python has it."""
    return value.to_native() if hasattr(value, "to_native") else value
