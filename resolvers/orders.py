"""orderBy and edgeOrderBy → sort keys."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.errors import BadArgument, Path, TooComplex
from graph.model import GraphModel, Interface, NodeType, RelationshipType
from graph.plan import Argument, Hop, Side, SortKey, Step
from resolvers.arguments import Given, Leaf
from resolvers.limits import KEYS, Budget

Owner = NodeType | Interface | None


@dataclass(frozen=True, slots=True)
class Ordering:
    """The reading of one field's order: its day rules the relatives that it orders by."""

    model: GraphModel
    day: Argument
    path: Path
    budget: Budget

    def keys(
        self, given: Mapping[str, Given], owner: Owner, relationship: RelationshipType | None
    ) -> tuple[SortKey, ...]:
        """The keys to order by: those of the edges, then those of the nodes."""
        edges = {each.name: each for each in relationship.properties} if relationship else {}
        along = (
            SortKey(edges[name], _falling(leaf), Side.RELATIONSHIP)
            for name, leaf in self._named(given.get("edgeOrderBy"), "edgeOrderBy")
        )
        of_nodes = (
            self._key(name, inner, owner, "orderBy", ()) for name, inner in self._named(given.get("orderBy"), "orderBy")
        )
        return *along, *of_nodes

    def _named(self, given: Given, argument: str) -> Iterator[tuple[str, Given]]:
        """One key to an object, since the fields of an object have no order."""
        several = given if isinstance(given, list) else ()
        if len(several) > KEYS:
            raise TooComplex(f"`{argument}` names more than {KEYS} keys.", path=self.path)
        for each in several:
            yield self._only(each, argument)

    def _only(self, given: Given, place: str) -> tuple[str, Given]:
        if not given:
            raise BadArgument(f"An object of `{place}` names no key: give it one, or leave it away.", path=self.path)
        if not isinstance(given, dict) or len(given) != 1:
            raise BadArgument(
                f"Each object of `{place}` names one key: give several objects for several keys.", path=self.path
            )
        ((name, inner),) = given.items()
        if inner is None:
            raise BadArgument(f"`{place}.{name}` is null: give ASC or DESC.", path=self.path)
        return name, inner

    def _key(self, name: str, inner: Given, owner: Owner, place: str, steps: tuple[Step, ...]) -> SortKey:
        assert owner is not None
        if (property := owner.properties.get(name)) is not None:
            return SortKey(property, _falling(inner), Side.NODE, steps)
        # The database prepares each step to a relative as it does a list.
        self.budget.read(1)
        relationship = owner.relationships[name]
        type_ = self.model.relationship_types[relationship.type]
        hop = Hop.along(relationship, type_, self.day)
        further = Step(hop, self.model.members(relationship.target))
        below = f"{place}.{name}"
        return self._key(*self._only(inner, below), self.model.fields_of(relationship.target), below, (*steps, further))


def _falling(given: Given) -> bool:
    assert isinstance(given, Leaf)
    return str(getattr(given.now, "name", given.now)) == "DESC"
