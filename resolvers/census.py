"""How much the graph holds, asked of the database now and then: what estimates of cost rest on."""

import asyncio
from dataclasses import dataclass
from time import monotonic

from graph.counts import Counts, question
from graph.errors import AssetGraphError
from graph.model import GraphModel
from graph.session import Graph
from resolvers.incidents import noted

FRESH_SECONDS = 60.0
# A database that did not answer is asked again after so long.
AGAIN_SECONDS = 2.0


@dataclass(slots=True)
class Census:
    """The latest counts of one graph, which are taken by a task of their own: whoever asks meanwhile may go."""

    model: GraphModel
    graph: Graph
    counts: Counts | None = None
    due: float = 0.0
    counting: "asyncio.Task[None] | None" = None

    async def now(self) -> Counts | None:
        """The latest counts, at once, while those older than a minute are taken anew.

        Only the first are waited for; None where the database has never answered.
        """
        if monotonic() >= self.due and (self.counting is None or self.counting.done()):
            self.counting = asyncio.create_task(self._count())
        if self.counts is None and self.counting and not self.counting.done():
            await asyncio.wait([self.counting])
        return self.counts

    async def end(self) -> None:
        """Take none any more."""
        if self.counting and not self.counting.done():
            self.counting.cancel()
            await asyncio.wait([self.counting])

    async def _count(self) -> None:
        try:
            ((numbers,),) = await self.graph.read(question(self.model), {}, timeout=FRESH_SECONDS)
            self.counts = Counts.of(self.model, numbers)
            self.due = monotonic() + FRESH_SECONDS
        except Exception as error:  # noqa: BLE001  # nobody waits for it: the log has the details
            # Of a database that is away the operation's own read will tell.
            if not isinstance(error, AssetGraphError):
                noted(error)
            self.due = monotonic() + AGAIN_SECONDS
