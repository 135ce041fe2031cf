"""How much a graph holds: nodes by type, relationships by type and end, from the database's own counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.cypher import quoted
from graph.model import NODE, Direction, GraphModel
from graph.plan import Hop


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is: nodes by label, relationships by the label at one end, type, and direction from there."""

    nodes: Mapping[str, int]
    links: Mapping[tuple[str, str, Direction], int]

    @classmethod
    def of(cls, model: GraphModel, numbers: Iterable[int]) -> "Counts":
        """The answers to `question`."""
        each = iter(numbers)
        return cls({name: next(each) for name in model.node_types}, {end: next(each) for end in _ends(model)})

    def among(self, labels: Iterable[str]) -> int:
        """Nodes that have one of the labels."""
        return sum(self.nodes.values()) if NODE in (given := tuple(labels)) else sum(self.nodes[each] for each in given)

    def degree(self, labels: Iterable[str], hop: Hop) -> float:
        """Relationships of a hop that such a node has on average."""
        given = tuple(self.nodes) if NODE in (named := tuple(labels)) else named
        links = sum(self.links.get((each, hop.type, hop.direction), 0) for each in given)
        return links / max(self.among(given), 1)


def question(model: GraphModel) -> str:
    """Cypher that the database answers from its own counts alone, looking at no node."""
    nodes = (f"COUNT {{ (:{quoted(name)}) }}" for name in model.node_types)
    links = (
        f"COUNT {{ (:{quoted(label)}){'-' if way is Direction.OUT else '<-'}[:{quoted(type_)}]"
        f"{'->' if way is Direction.OUT else '-'}() }}"
        for label, type_, way in _ends(model)
    )
    return f"RETURN [{', '.join((*nodes, *links))}] AS row"


def _ends(model: GraphModel) -> list[tuple[str, str, Direction]]:
    """What can stand at the ends of each relationship type."""
    ends = {
        end: None
        for type_ in model.relationship_types.values()
        for start, finish in sorted(type_.endpoints)
        for end in ((start, type_.name, Direction.OUT), (finish, type_.name, Direction.IN))
    }
    return list(ends)
