"""What is asked of a search → its part of the plan."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from graphql import GraphQLObjectType

from graph.errors import BadArgument, Path
from graph.model import NODE, GraphModel
from graph.plan import Argument, Constant, HitFact, HitField, HitNode, HitTold, Record, Search
from graph.search import Enquiry, Wording, enquiry, worded
from resolvers.arguments import Given, Holes, Leaf, Variables
from resolvers.collecting import Asked, Collector
from resolvers.paging import page_size
from schema.search import FIRST_DEFAULT, SEARCH, TEXT_LIMIT, WORD_LIMIT

PlanNode: TypeAlias = Callable[[str, Asked], Record]


@dataclass(frozen=True, slots=True)
class SearchPlanner:
    """The planning of one search: `record` plans the nodes found."""

    collector: Collector
    model: GraphModel
    holes: Holes
    record: PlanNode

    def search(self, asked: Asked, hit: GraphQLObjectType, given: Mapping[str, Given]) -> Search:
        """The nodes that a text finds."""
        enquiry = self.enquiry(given, asked.path)
        return Search(asked.key, enquiry, self.size(given.get("first"), asked.path), tuple(self.fields(asked, hit)))

    def enquiry(self, given: Mapping[str, Given], path: Path) -> Argument:
        text, types = given["text"], given.get("types")
        assert isinstance(text, Leaf)

        def bind(variables: Variables) -> Enquiry:
            chosen = types.bind(variables) if isinstance(types, Leaf) else self.model.node_types
            labels = [getattr(each, "name", each) for each in chosen]
            return enquiry(self.model, checked(text.bind(variables), path), labels)

        return self.holes.hole((SEARCH, path), bind)

    def size(self, given: Given, path: Path) -> Argument:
        if not isinstance(given, Leaf):
            return self.holes.hole((SEARCH, FIRST_DEFAULT), lambda _: FIRST_DEFAULT)
        return self.holes.leaf(given, (SEARCH, "first", path), lambda value: page_size(value, "first", path))

    def fields(self, asked: Asked, hit: GraphQLObjectType) -> Iterator[HitField]:
        for each in self.collector.below(asked, hit):
            match each.name:
                case "node":
                    yield HitNode(each.key, self.record(NODE, each))
                case "__typename":
                    yield Constant(each.key, hit.name)
                case name:
                    yield HitTold(each.key, HitFact(name))


def checked(text: str, path: Path) -> Wording:
    """A text to look for, refused where it is empty or too long."""
    if not text.strip():
        raise BadArgument("`text` is empty: give at least one character to look for.", path=path)
    if len(text) > TEXT_LIMIT:
        raise BadArgument(f"`text` has {len(text):,} characters and can have {TEXT_LIMIT} at most.", path=path)
    wording = worded(text)
    if len(wording.words) > WORD_LIMIT:
        raise BadArgument(f"`text` has {len(wording.words)} words and can have {WORD_LIMIT} at most.", path=path)
    return wording
