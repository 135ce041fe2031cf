"""How a graph is reached, and what may be in the way. The driver, which takes long to read, is not read for it."""

from dataclasses import dataclass
from enum import Enum, auto


@dataclass(frozen=True, slots=True)
class Connection:
    """Where the graph is, and how to get in."""

    uri: str
    username: str
    password: str
    database: str = "neo4j"


class Trouble(Enum):
    """What is in the way."""

    UNKNOWN_HOST = auto()
    UNREACHABLE = auto()
    REFUSED = auto()
    NO_DATABASE = auto()
    BROKEN = auto()
