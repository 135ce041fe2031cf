"""Places: how many reads are on their way at a time; one that takes long gives its place up and is waited for beside."""

import asyncio
from collections.abc import Callable

# Two threads of the database are kept busy while the next batch gathers.
PLACES = 2
# A read that takes longer than this gives its place to the next.
SECONDS = 0.05
# Reads on their way, with and without a place: fewer than the driver has connections.
FLIGHTS = 64


class Places:
    """The places, and who is told when one gets free."""

    def __init__(self, freed: Callable[[], None]) -> None:
        self.freed = freed
        self.taken = 0
        self.flying = 0

    @property
    def free(self) -> bool:
        """Whether one more read may go."""
        return self.taken < PLACES and self.flying < FLIGHTS

    def take(self) -> "Place":
        """A place, until it is left."""
        return Place(self)


class Place:
    """One place, taken."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.held = True
        places.taken += 1
        places.flying += 1
        self.late = asyncio.get_running_loop().call_later(SECONDS, self._give_up)

    def _give_up(self) -> None:
        self.held = False
        self.places.taken -= 1
        self.places.freed()

    def leave(self) -> None:
        """What held it has landed."""
        self.late.cancel()
        self.places.flying -= 1
        if self.held:
            self._give_up()
        else:
            self.places.freed()
