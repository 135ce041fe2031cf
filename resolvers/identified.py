"""Whatever has a global id: `node` and `nodes`, and what other fields are about."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.errors import PageTooLarge, Path
from graph.model import NODE, GraphModel
from graph.plan import (
    About,
    All,
    Answering,
    Argument,
    Around,
    Changes,
    Compare,
    Field,
    Findings,
    Listed,
    Many,
    One,
    Operator,
    Predicate,
    Record,
    Routes,
    Select,
    Subject,
    Under,
    Unlike,
)
from resolvers.arguments import Given, Holes, Leaf
from resolvers.collecting import Asked
from schema.relay import PAGE_LIMIT


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
        if there := seen(self.model, self.holes):
            where = All((where, there))
        return One(asked.key, Select((NODE,), where=where), record)

    def listed(self, asked: Asked, ids: Given, record: Record) -> Listed:
        """The nodes of several ids, null for those that no node has."""
        several = self.holes.leaf(leaf(ids), "ids", lambda values: limited(values, asked.path))
        return Listed(asked.key, NODE, several, record, seen(self.model, self.holes))

    def about(self, field: Many | Around | Routes) -> Field:
        """A root field, refused where a node that it is about is not there; what is around one sees to it itself."""
        if isinstance(field, Around):
            return field
        subjects = tuple(self._subjects(field))
        return About(field, subjects) if subjects else field

    def _subjects(self, field: Many | Routes) -> Iterator[Subject]:
        match field:
            case Routes():
                yield Subject("from", NODE, field.start, seen(self.model, self.holes))
                yield Subject("to", NODE, field.end, seen(self.model, self.holes))
            case Many(select=Findings(answering=Answering(label=label, unit=id))):
                yield Subject(self.model.node_types[label].singular, label, id)
            case Many(select=Changes(under=Under(label=label, id=id))):
                yield Subject(self.model.node_types[label].singular, label, id)
            case _:
                pass


def seen(model: GraphModel, holes: Holes) -> Predicate | None:
    """What nodes meet that are of the model's types."""
    return Unlike(holes.hole("hidden", lambda _: [*model.hidden])) if model.hidden else None


def leaf(given: Given) -> Leaf:
    """A required argument that is a single value or a list of such."""
    assert isinstance(given, Leaf)
    return given


def limited(values: list[str], path: Path) -> list[str]:
    """As many ids as one page may hold."""
    if len(values) > PAGE_LIMIT:
        raise PageTooLarge(f"`ids` names {len(values)} and can name {PAGE_LIMIT} at most.", path=path)
    return values
