"""Chains of ownership: every link above or below a node, read once, and the nodes that an answer may show.

The links are found by a breadth-first search that visits each node once, however many trails lead to it.
"""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from graph.chains.measures import LINKS, STAKES
from graph.cypher.conditions import holding
from graph.cypher.names import Names, Place, labels, listed, quoted, shown, subquery
from graph.model import Property
from graph.plan import Chain, LinkEnd, LinkNode, Record, Ties, Use

RenderRecord: TypeAlias = Callable[[Record, Place, Names], str]


def chain(each: Chain, place: Place, names: Names, record: RenderRecord) -> str:
    """Depth, least share, the node's id, the links above or below it; then for each use of a node ids and rows."""
    reading = Reading(each.ties, place, names, record, up=each.upward)
    minimum = names.parameter(each.minimum) if each.minimum else "null"
    columns = [names.parameter(each.depth), minimum, f"{place.node}.id", reading.links(each.properties)]
    return listed([*columns, *map(reading.use, each.uses)])


class Reading:
    """The reading of all that is above a node, or below it."""

    def __init__(self, ties: Ties, place: Place, names: Names, record: RenderRecord, *, up: bool) -> None:
        self.ties, self.place, self.names, self.record, self.up = ties, place, names, record, up

    def links(self, properties: tuple[Property, ...]) -> str:
        """Every link: the ids of its ends, its own, type, kind, share, and the properties asked for."""
        near, far = self.names.place(), self.names.place()
        owner, owned = (far, near) if self.up else (near, far)
        link = far.relationship
        columns = [
            f"{owner.node}.id",
            f"{owned.node}.id",
            f"{link}.id",
            f"type({link})",
            self.kind(link),
            self.share(link),
        ]
        columns += (shown(each, f"{link}.{quoted(each.name)}") for each in properties)
        lines = [*self.reach(near), *self.step(near, far), f"WITH {near.node}, {link}, {far.node} LIMIT {LINKS + 1}"]
        return self.names.collected(self.place, far, lines, listed(columns), sums=False)

    def use(self, use: Use) -> str:
        """The nodes that a part may show: the far ends of links, or the near ones, from which they lead on."""
        near = LinkEnd.OWNED if self.up else LinkEnd.OWNER
        return self.passed(use.record) if isinstance(use, LinkNode) and use.end is near else self.ends(use.record)

    def ends(self, record: Record) -> str:
        """The far ends of links, those first that most comes to directly."""
        near, far = self.names.place(), self.names.place()
        lines = [*self.reach(near), *self.step(near, far)]
        weight = f"w{far.node[1:]}"
        lines.append(f"WITH {far.node}, sum({self.share(far.relationship)}) AS {weight}")
        lines.append(f"ORDER BY {weight} DESC, {far.node}.id LIMIT {STAKES}")
        return self.names.collected(self.place, far, lines, self.row(far, record), sums=True)

    def passed(self, record: Record) -> str:
        """The nodes that links lead on from, the node itself among them."""
        near, far = self.names.place(), self.names.place()
        onward = subquery("EXISTS", self.step(near, far))
        lines = [*self.reach(near), f"WHERE {onward}", f"WITH {near.node} LIMIT {STAKES}"]
        return self.names.collected(self.place, near, lines, self.row(near, record), sums=False)

    def row(self, found: Place, record: Record) -> str:
        return f"[{found.node}.id, {self.record(record, found, self.names)}]"

    # -- links followed

    def reach(self, found: Place) -> Iterator[str]:
        """The node and all that is above it, or below it, each once."""
        here = f"({self.place.node}{f':{self.place.guard}' if self.place.guard else ''})"
        yield f"MATCH {self.arrow(here, f'{found.relationship}:{self.types}*0..', f'({found.node})')}"
        if conditions := [*holding(self.ties.as_of, "each", self.names)]:
            yield f"WHERE all(each IN {found.relationship} WHERE {' AND '.join(conditions)})"
        yield f"WITH DISTINCT {found.node}"

    def step(self, near: Place, far: Place) -> Iterator[str]:
        """The links from a node on."""
        ends = labels(self.ties.owners if self.up else self.ties.owned)
        link = f"{far.relationship}:{self.types}"
        yield f"MATCH {self.arrow(f'({near.node})', link, f'({far.node}:{ends})')}"
        yield f"WHERE {' AND '.join([*holding(self.ties.as_of, far.relationship, self.names)] or ['true'])}"

    def arrow(self, near: str, link: str, far: str) -> str:
        return f"{near}<-[{link}]-{far}" if self.up else f"{near}-[{link}]->{far}"

    @property
    def types(self) -> str:
        return labels(each.type for each in self.ties.types)

    def kind(self, link: str) -> str:
        return self.by_type(link, {each.type: each.kind for each in self.ties.types})

    def share(self, link: str) -> str:
        return self.by_type(link, {each.type: each.share for each in self.ties.types})

    @staticmethod
    def by_type(link: str, properties: dict[str, Property]) -> str:
        """A property that each type of relationship may call by a name of its own."""
        names = {type_: quoted(each.name) for type_, each in properties.items()}
        if len(set(names.values())) == 1:
            return f"{link}.{next(iter(names.values()))}"
        cases = " ".join(f"WHEN {link}:{quoted(type_)} THEN {link}.{name}" for type_, name in names.items())
        return f"CASE {cases} END"
