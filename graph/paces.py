"""Paces: how long reads of each statement take, as the latest ones tell."""

# How much the latest read says of the next ones: one that is slow may have been planned, or waited for a lock.
FASTER, SLOWER = 0.7, 0.3
# Of how many statements the pace is remembered.
PACES = 10_000


class Paces:
    """Seconds that a read takes, by statement."""

    def __init__(self) -> None:
        self._paces: dict[str, float] = {}

    def of(self, text: str, unknown: float = 0.0) -> float:
        """What a read of this statement takes; `unknown` if there was none."""
        return self._paces.get(text, unknown)

    def learn(self, text: str, seconds: float) -> None:
        """A read of a statement took so long, alone or as its part of a batch."""
        pace = self._paces.get(text, seconds)
        self.set(text, pace + (FASTER if seconds < pace else SLOWER) * (seconds - pace))

    def set(self, text: str, seconds: float) -> None:
        """Forget what reads of a statement have taken; say so long."""
        if len(self._paces) >= PACES and text not in self._paces:
            self._paces.clear()
        self._paces[text] = seconds

    def outlasted(self, text: str, seconds: float) -> None:
        """A read came to nothing after so long: it is no faster than this."""
        if seconds > self.of(text):
            self.learn(text, seconds)
