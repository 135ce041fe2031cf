"""A database that dies under a service is started again; one that was told to stop stays stopped."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread

from filelock import FileLock, Timeout

from graph.connection import Connection
from server.errors import CommandError
from server.managed.server import ManagedNeo4j

LOOK_SECONDS = 1.0
# What has lived for so long is healthy: its next death is another matter than its last one.
CALM_SECONDS = 60.0
TRIES = 3
CLOSE_SECONDS = 20.0


class Unwanted(Exception):
    """The database was told to stop, or the service is, while it was being started."""


@dataclass(slots=True)
class Watch:
    """Looks at one service's database, time and again."""

    database: ManagedNeo4j
    tell: Callable[[str], None]
    ending: Callable[[], bool] = lambda: False
    clock: Callable[[], float] = time.monotonic
    tries: int = 0
    # Since when it lives; None while it does not.
    since: float | None = None
    # Whether it was said that it was told to stop.
    stopped: bool = False
    busy: bool = False
    closed: Event = field(default_factory=Event)

    def run(self) -> None:
        """Look until closed."""
        while not self.closed.wait(LOOK_SECONDS):
            self.look()

    def look(self) -> None:
        """Start it again where it has died, as long as that seems to be of use."""
        if self.database.process():
            self.since = self.clock() if self.since is None else self.since
            if self.clock() - self.since >= CALM_SECONDS:
                self.tries = 0
            self.stopped = False
            return
        self.since = None
        self.tell_of_stop()
        if self.unwanted() or self.tries > TRIES:
            return
        if self.tries == TRIES:
            # Told once; who starts it by hand has it watched again.
            self.tries += 1
            log = self.database.log_path
            self.tell(f"It died again and again and is left so: see {log}, then run `assetgraph neo4j start`.")
            return
        with self.alone() as alone:
            if alone:
                self.revive()

    def tell_of_stop(self) -> None:
        """Say once that somebody has stopped it, and what follows from that."""
        if self.database.told_to_stop() and not (self.stopped or self.leaving()):
            self.stopped = True
            self.tell("The database was told to stop: nothing is answered until `assetgraph neo4j start`.")

    def leaving(self) -> bool:
        """Whether the service is about to end, and with it the watch."""
        return self.closed.is_set() or self.ending()

    def unwanted(self) -> bool:
        """Whether it should stay as it is."""
        return self.leaving() or self.database.told_to_stop()

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Keep the folder from all others; False where somebody is at work in it, starting the database or without it."""
        try:
            with FileLock(self.database.home / "lock", timeout=0):
                self.busy = True
                yield True
        except Timeout:
            yield False
        finally:
            self.busy = False

    def revive(self) -> None:
        """Start it again, at the port where the service looks for it."""
        if self.unwanted() or not self.database.filled() or self.database.process() or self.database.stray():
            return
        self.tries += 1
        self.tell("The database has died: it is started again.")
        try:
            self.database.come_up(self.demand_wanted, stays=True)
        except Unwanted:
            return
        except (CommandError, OSError) as error:
            if not self.unwanted():
                self.tell(str(error))
            return
        self.tell("The database runs again.")

    def demand_wanted(self, _: Connection) -> None:
        """Asked once its process is noted: who stops it from then on finds it there, and who did before left word."""
        if self.unwanted():
            raise Unwanted

    def close(self) -> None:
        """Look no more; what is being started is ended."""
        self.closed.set()
        if self.busy:
            self.database.end()


@contextmanager
def watched(watch: Watch) -> Iterator[None]:
    """Looked after by a thread of its own, for as long as this lasts."""
    thread = Thread(target=watch.run, name="watch", daemon=True)
    thread.start()
    try:
        yield
    finally:
        watch.close()
        thread.join(CLOSE_SECONDS)
