"""How much the graph holds, asked of the database now and then: what estimates of cost rest on."""

import asyncio
from dataclasses import dataclass, field
from time import monotonic

from graph.counts import Counts, question
from graph.errors import AssetGraphError
from graph.model import GraphModel
from graph.session import Graph

FRESH_SECONDS = 60.0


@dataclass(slots=True)
class Census:
    """The latest counts of one graph."""

    model: GraphModel
    graph: Graph
    counts: Counts | None = None
    taken: float = -FRESH_SECONDS
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def now(self) -> Counts | None:
        """Counts of the last minute; those before where the database does not answer, None where it never has."""
        if monotonic() - self.taken < FRESH_SECONDS and self.counts:
            return self.counts
        async with self.lock:
            if monotonic() - self.taken >= FRESH_SECONDS:
                self.taken = monotonic()
                try:
                    ((numbers,),) = await self.graph.read(question(self.model), {}, timeout=FRESH_SECONDS)
                except AssetGraphError:
                    # The operation's own read will tell.
                    return self.counts
                self.counts = Counts.of(self.model, numbers)
            return self.counts
