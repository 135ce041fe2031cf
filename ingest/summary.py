"""What a load did, section by section."""

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ingest.store import Outcome


@dataclass(slots=True)
class Tally:
    """The rows of one section by what became of them. `accepted` ones are among those loaded."""

    title: str
    kind: str
    rows: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    repeated: int = 0
    rejected: int = 0
    accepted: int = 0
    unchecked: int = 0
    seconds: float = 0.0

    def add(self, outcome: Outcome) -> None:
        """Count a batch."""
        self.created += outcome.created
        self.changed += outcome.changed
        self.unchanged += outcome.unchanged
        self.unchecked += outcome.unchecked
        self.rejected += len(outcome.faults)


@dataclass(slots=True)
class Summary:
    """A whole load. `malformed` counts lines of files that could not be read as rows at all."""

    mapping: str
    rehearsal: bool
    sections: list[Tally] = field(default_factory=list)
    malformed: int = 0
    rejects: Path | None = None
    seconds: float = 0.0
    bookmarks: tuple[str, ...] = ()
    """Where the graph stands after it: reads that name them see what was loaded, from whichever server of a cluster."""

    @property
    def rejected(self) -> int:
        """How many rows and lines were not loaded."""
        return self.malformed + sum(each.rejected for each in self.sections)

    def json(self) -> dict[str, Any]:
        """The same for machines."""
        return asdict(self) | {"rejects": self.rejects and str(self.rejects), "rejected": self.rejected}
