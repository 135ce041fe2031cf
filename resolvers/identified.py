"""`node` and `nodes`: whatever has a global id, of any type that the model has."""

from dataclasses import dataclass

from graph.errors import PageTooLarge, Path
from graph.model import NODE, GraphModel
from graph.plan import All, Argument, Compare, Listed, One, Operator, Predicate, Record, Select, Unlike
from resolvers.arguments import PAGE_LIMIT, Given, Holes, Leaf
from resolvers.collecting import Asked


@dataclass(frozen=True, slots=True)
class IdentifiedPlanner:
    """Plans what is asked by global ids. A node of a type that is hidden from the model is not there."""

    model: GraphModel
    holes: Holes

    def id(self, given: Given) -> Argument:
        """The id that is given."""
        return self.holes.leaf(leaf(given), "key", lambda value: value)

    def one(self, asked: Asked, id: Argument, record: Record) -> One:
        """The node of an id, or null."""
        identity = self.model.interfaces[NODE].properties["id"]
        where: Predicate = Compare(identity, Operator.EQUAL, id)
        if seen := self._seen():
            where = All((where, seen))
        return One(asked.key, Select((NODE,), where=where), record)

    def listed(self, asked: Asked, ids: Given, record: Record) -> Listed:
        """The nodes of several ids, null for those that no node has."""
        several = self.holes.leaf(leaf(ids), "ids", lambda values: limited(values, asked.path))
        return Listed(asked.key, NODE, several, record, self._seen())

    def _seen(self) -> Predicate | None:
        return Unlike(self.model.hidden) if self.model.hidden else None


def leaf(given: Given) -> Leaf:
    """A required argument that is a single value or a list of such."""
    assert isinstance(given, Leaf)
    return given


def limited(values: list[str], path: Path) -> list[str]:
    """As many ids as one page may hold."""
    if len(values) > PAGE_LIMIT:
        raise PageTooLarge(f"`ids` names {len(values)} and can name {PAGE_LIMIT} at most.", path=path)
    return values
