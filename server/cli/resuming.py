"""A demo whose loading was broken off: noted from its first row on, until it is whole."""

from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from server.cli.database import managed
from server.settings import Settings

# A note of what is being loaded; whatever else is loaded next takes it away.
NOTE = "demo-unfinished"


class Demo(NamedTuple):
    """A demo province, by its size and its seed."""

    scale: str = "S"
    seed: int = 33

    @property
    def name(self) -> str:
        """The folder of its files."""
        return f"{self.scale}-{self.seed}"

    @property
    def command(self) -> str:
        """What loads it.

        >>> Demo("M").command
        'assetgraph demo --scale M'
        """
        usual = Demo()
        scale = f" --scale {self.scale}" if self.scale != usual.scale else ""
        seed = f" --seed {self.seed}" if self.seed != usual.seed else ""
        return f"assetgraph demo{scale}{seed}"


def place(given: Settings) -> Path:
    """Where it is noted: beside the managed database, or for a server that somebody else runs in a file of its own."""
    if not given.neo4j_uri:
        return managed(given).home / NOTE
    server = blake2b(f"{given.neo4j_uri} {given.neo4j_database}".encode(), digest_size=8)
    return given.home / f"{NOTE}-{server.hexdigest()}"


def note(given: Settings, demo: Demo) -> None:
    """Rows of a demo are written next."""
    kept = place(given)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(f"{demo.scale} {demo.seed}", encoding="utf-8")


def forget(given: Settings) -> None:
    """The demo is whole, or the graph is no longer its own."""
    place(given).unlink(missing_ok=True)


def unfinished(given: Settings) -> Demo | None:
    """The demo whose loading was broken off; a note that cannot be read tells of none."""
    from ingest.demo import SCALES  # noqa: PLC0415  # loads need none of it

    try:
        scale, seed = place(given).read_text(encoding="utf-8").split()
        return Demo(scale, int(seed)) if scale in SCALES else None
    except (OSError, ValueError):
        return None
