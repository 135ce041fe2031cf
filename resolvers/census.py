"""How much the graph holds, asked of the database now and then: what estimates of cost rest on."""

import asyncio
from dataclasses import dataclass, field
from time import monotonic

from graph.counts import Counts, question
from graph.errors import AssetGraphError
from graph.model import GraphModel
from graph.session import Graph

FRESH_SECONDS = 60.0
# A database that did not answer is asked again after so long.
AGAIN_SECONDS = 2.0


@dataclass(slots=True)
class Census:
    """The latest counts of one graph."""

    model: GraphModel
    graph: Graph
    counts: Counts | None = None
    due: float = 0.0
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def now(self) -> Counts | None:
        """Counts of the last minute; those before where the database does not answer, None where it never has."""
        if monotonic() < self.due:
            return self.counts
        async with self.lock:
            if monotonic() >= self.due:
                await self._count()
            return self.counts

    async def _count(self) -> None:
        try:
            ((numbers,),) = await self.graph.read(question(self.model), {}, timeout=FRESH_SECONDS)
        except AssetGraphError:
            # The operation's own read will tell.
            self.due = monotonic() + AGAIN_SECONDS
        else:
            self.counts = Counts.of(self.model, numbers)
            self.due = monotonic() + FRESH_SECONDS
