"""A demo whose loading was broken off: noted beside the managed database from the first row on, until it is whole."""

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


def note(given: Settings, demo: Demo) -> None:
    """Rows of a demo are written next. Of a server that somebody else runs nothing is noted: what it holds is theirs."""
    if not given.neo4j_uri:
        (managed(given).home / NOTE).write_text(f"{demo.scale} {demo.seed}", encoding="utf-8")


def forget(given: Settings) -> None:
    """The demo is whole, or the graph is no longer its own."""
    if not given.neo4j_uri:
        (managed(given).home / NOTE).unlink(missing_ok=True)


def unfinished(given: Settings) -> Demo | None:
    """The demo whose loading was broken off; a note that cannot be read tells of none."""
    if given.neo4j_uri:
        return None
    from ingest.demo import SCALES  # noqa: PLC0415  # loads need none of it

    try:
        scale, seed = (managed(given).home / NOTE).read_text(encoding="utf-8").split()
        return Demo(scale, int(seed)) if scale in SCALES else None
    except (OSError, ValueError):
        return None
