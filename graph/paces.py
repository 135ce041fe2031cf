"""Paces: how long reads of each statement take, as the latest ones tell."""

# How much the latest read says of the next ones: one that is slow may have been planned, or waited for a lock.
FASTER, SLOWER = 0.7, 0.3
# Of how many statements the pace is remembered.
PACES = 10_000


class Paces:
    """Seconds that a read takes, by statement."""

    def __init__(self) -> None:
        # By hashes: a text may have hundreds of kilobytes, and two with one hash would share a pace and nothing else.
        self._paces: dict[int, float] = {}

    def of(self, text: str, unknown: float = 0.0) -> float:
        """What a read of this statement takes; `unknown` if there was none."""
        return self._paces.get(hash(text), unknown)

    def learn(self, text: str, seconds: float) -> None:
        """A read of a statement took so long, alone or as its part of a batch."""
        pace = self.of(text, seconds)
        self.set(text, pace + (FASTER if seconds < pace else SLOWER) * (seconds - pace))

    def set(self, text: str, seconds: float) -> None:
        """Forget what reads of a statement have taken; say so long."""
        key = hash(text)
        if len(self._paces) >= PACES and key not in self._paces:
            self._paces.clear()
        self._paces[key] = seconds

    def outlasted(self, text: str, seconds: float) -> None:
        """A read came to nothing after so long: it is no faster than this."""
        if seconds > self.of(text):
            self.learn(text, seconds)
