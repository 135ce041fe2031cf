"""How much one operation may ask for: refused before it costs the service or the database much.

A fragment that is spread twice at each level doubles what is planned at each: it is the plan that is counted, while
it is made, never the text.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from graph.errors import TooComplex

# Parsing and validating take about 0.1 ms a token, and nothing else runs meanwhile.
TOKENS = 10_000
# Faults of one request that are told: finding words for each takes up to 50 ms.
FAULTS = 20
# Compiling takes about 20 µs a field.
FIELDS = 10_000
# Names that one field may be told by in one place: what is read once would be written a thousand times for each row.
NAMES = 20
# Values of an answer: writing them takes 0.3 to 2 µs each.
VALUES = 1_000_000
# The database takes 0.05 to 0.2 s to prepare each list of a statement it has not met yet.
LISTS = 150
# Beyond ten lists inside one another its preparation time doubles with each two levels: 4 s at 10, 60 s at 16.
LEVELS = 10
# Keys that a list is ordered by.
KEYS = 20
# Conditions of filters, and how deep they stand in one another.
CONDITIONS = 500
FILTER_LEVELS = 12

# Corners of a polygon, each of which is compared with each node that it may hold.
CORNERS = 1_000

# Rows that the database may read for one operation; it reads about a million in a second.
ROWS = 20_000_000


@dataclass(slots=True)
class Budget:
    """What one operation may still ask for."""

    fields: int = FIELDS
    lists: int = LISTS
    conditions: int = CONDITIONS
    level: int = 0
    filter_level: int = 0

    def field(self) -> None:
        """One more field is planned."""
        self.fields -= 1
        if self.fields < 0:
            raise TooComplex(f"The operation asks for more than {FIELDS:,} fields, its fragments opened.")

    @staticmethod
    def named(fields: Iterable[str]) -> None:
        """These are the fields without arguments of one place, each as often as it has names."""
        (name, names), *_ = Counter(fields).most_common(1) or [("", 0)]
        if names > NAMES:
            raise TooComplex(f"`{name}` is asked for by more than {NAMES} names in one place.")

    def read(self, lists: int) -> None:
        """So many more lists or single nodes are read; of findings each rule's own, type by type."""
        self.lists -= lists
        if self.lists < 0:
            raise TooComplex(f"The operation reads more than {LISTS} lists and single nodes, its fragments opened.")

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One more list or single node is read, and what is planned meanwhile is inside it."""
        self.read(1)
        self.level += 1
        if self.level > LEVELS:
            raise TooComplex(f"The operation follows relationships through more than {LEVELS} levels.")
        yield
        self.level -= 1

    @contextmanager
    def filtering(self) -> Iterator[None]:
        """One more condition is made, and what is made meanwhile is inside it."""
        self.conditions -= 1
        if self.conditions < 0:
            raise TooComplex(f"The operation's filters have more than {CONDITIONS} conditions.")
        self.filter_level += 1
        if self.filter_level > FILTER_LEVELS:
            raise TooComplex(f"A filter of the operation is nested in more than {FILTER_LEVELS} levels.")
        yield
        self.filter_level -= 1


def weight(value: object) -> int:
    """How large JSON is, roughly in characters."""
    match value:
        case str():
            return len(value)
        case Mapping():
            return sum(len(str(key)) + weight(each) for key, each in value.items())
        case list() | tuple():
            return 1 + sum(map(weight, value))
        case _:
            return 8
