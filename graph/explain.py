"""What the database did for a statement: its profile as plain values, the indexes it used, what it might be spared."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

SEEKS = ("Index", "Unique")
MANY_ROWS = 1_000


@dataclass(frozen=True, slots=True)
class Operator:
    """A step of the database's plan: how many rows it gave and how often it looked into the store."""

    name: str
    details: str
    rows: int
    db_hits: int
    children: tuple["Operator", ...] = field(default=())

    @property
    def all(self) -> Iterator["Operator"]:
        """The step itself and all below it."""
        yield self
        for each in self.children:
            yield from each.all

    @property
    def total_hits(self) -> int:
        """How often all of them looked into the store."""
        return sum(each.db_hits for each in self.all)


def operator(profile: Mapping[str, Any]) -> Operator:
    """A step as the driver tells it.

    >>> operator({"operatorType": "NodeIndexSeek@neo4j", "args": {"Details": "n:A(id)", "Rows": 1, "DbHits": 2}}).name
    'NodeIndexSeek'
    """
    given = profile.get("args", {})
    return Operator(
        profile["operatorType"].partition("@")[0],
        given.get("Details", ""),
        int(given.get("Rows", 0)),
        int(given.get("DbHits", 0)),
        tuple(operator(each) for each in profile.get("children", ())),
    )


def together(profiles: Sequence[Operator]) -> Operator | None:
    """The profiles of statements that are read one after the other, as one: the last one's where there is no other."""
    if len(profiles) < 2:
        return profiles[0] if profiles else None
    return Operator("Statements", "one after the other", profiles[-1].rows, 0, tuple(profiles))


def indexes(root: Operator) -> tuple[str, ...]:
    """The indexes used, each once, as the database describes its use of them."""
    return tuple(dict.fromkeys(each.details for each in root.all if any(word in each.name for word in SEEKS)))


def advice(root: Operator) -> tuple[str, ...]:
    """Where the database read all nodes of a type only to leave most of them out."""
    found = (
        f"All {scan.rows:,} nodes of {scan.details} were read and {each.rows:,} kept, by {each.details}: "
        "declare the property with index=True if this is asked often."
        for each in root.all
        for scan in each.children
        if each.name == "Filter" and scan.name == "NodeByLabelScan" and scan.rows >= MANY_ROWS > each.rows
    )
    return tuple(dict.fromkeys(found))


def told(root: Operator) -> list[dict[str, Any]]:
    """A step and those below it, for JSON: in a list, for trees of hundreds of levels are more than JSON is read for."""
    steps: list[dict[str, Any]] = []
    waiting = [(0, root)]
    while waiting:
        depth, each = waiting.pop()
        step = {"operator": each.name, "details": each.details, "rows": each.rows, "dbHits": each.db_hits}
        steps.append({"depth": depth, **step})
        waiting += [(depth + 1, child) for child in reversed(each.children)]
    return steps
