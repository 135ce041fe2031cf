"""Sound rows of a relationship section → relationships between nodes that exist."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.cypher import quoted
from graph.identity import relationship_id
from graph.model import NODE, RelationshipType
from ingest.layout import Layout
from ingest.rows import Fault, Row
from ingest.store import LANES, Outcome, Store, plain

# One text for all types: planning one for each takes longer than most of them have rows to write.
CREATING = (
    f"UNWIND $rows AS row MATCH (a:{NODE} {{id: row.start}}), (b:{NODE} {{id: row.end}})"
    f" USING INDEX SEEK a:{NODE}(id) USING INDEX SEEK b:{NODE}(id)"
    " CREATE (a)-[r:$($type) {id: row.id}]->(b) SET r += row.properties SET r += $stamps RETURN count(*)"
)


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship that could be: its ends exist."""

    id: str
    start: str
    end: str
    values: Mapping[str, Any]


class LinkWriter:
    """Writes the rows of one section. Only the columns given are touched, and only where they differ.

    It is `followed` if another section gives more of the same relationships.
    """

    def __init__(self, layout: Layout, owner: RelationshipType, store: Store, *, followed: bool = False) -> None:
        self.store = store
        self.followed = followed
        self.vacant = store.occupy(layout)
        self.owner = owner
        self.feet = layout.feet
        self.columns = tuple(layout.properties)
        self.stamps = layout.stamp
        start, end, name = quoted(self.feet[0].type.name), quoted(self.feet[1].type.name), quoted(owner.name)
        kept = "".join(f", r.{quoted(each)}" for each in self.columns)
        # A planner that counted few nodes and relationships would look through all of them for each row.
        seek = f"USING INDEX SEEK r:{name}(id)"
        ends = f"USING INDEX SEEK a:{start}(id) USING INDEX SEEK b:{end}(id)"
        marked = "SET r += row.properties SET r += $stamps RETURN count(*)"
        self.reading = f"UNWIND $ids AS id MATCH ()-[r:{name} {{id: id}}]->() {seek} RETURN collect([r.id{kept}])"
        self.creating_again = (
            f"UNWIND $rows AS row MATCH (a:{start} {{id: row.start}}), (b:{end} {{id: row.end}}) {ends}"
            f" MERGE (a)-[r:{name} {{id: row.id}}]->(b) {marked}"
        )
        self.changing = f"UNWIND $rows AS row MATCH ()-[r:{name} {{id: row.id}}]->() {seek} {marked}"

    @property
    def lanes(self) -> int:
        """How many batches may be written at a time."""
        return 1 if self.store.rehearsal else LANES

    async def write(self, rows: Sequence[Row]) -> Outcome:
        """Write a batch in which each relationship stands once."""
        outcome = Outcome()
        links = await self._links(rows, outcome)
        stored = {} if self.vacant else await self._stored(links)
        new = [each for each in links if each.id not in stored]
        changed = [
            each
            for each in links
            if each.id in stored and stored[each.id] != [each.values.get(name) for name in self.columns]
        ]
        if not await self._create(new):
            # An end was taken away since it was found.
            self.look_again()
            return await self.write(rows)
        await self.store.write(self.changing, [self._parameters(each) for each in changed], stamps=self.stamps)
        again = sum(each.id in self.store.linked for each in new)
        outcome.created, outcome.changed = len(new) - again, len(changed) + again
        outcome.unchanged = len(links) - len(new) - len(changed)
        if self.store.rehearsal and self.followed:
            self.store.linked.update(each.id for each in new)
        return outcome

    def look_again(self) -> None:
        """Rely on nothing that was seen before."""
        self.vacant = False
        self.store.forget()

    async def _stored(self, links: Sequence[Link]) -> dict[str, list[Any]]:
        found = await self.store.read(self.reading, ids=[each.id for each in links])
        return {id: [plain(each) for each in values] for id, *values in found}

    async def _create(self, links: Sequence[Link]) -> bool:
        """Create relationships that were not there; whether all their ends still were."""
        rows = [self._parameters(each) for each in links]
        # Keys that differ as text may be the same value: such rows become one relationship.
        once = len({each.id for each in links}) == len(links)
        text = CREATING if once else self.creating_again
        given = {"type": self.owner.name, "stamps": self.stamps}
        return await self.store.write(text, rows, self.creating_again, **given) == len(rows)

    async def _links(self, rows: Sequence[Row], outcome: Outcome) -> list[Link]:
        """The rows whose two ends exist; the others are faults, or unchecked where nobody could be asked."""
        ends = [
            await self.store.ends(foot.type, foot.key, (each.values[foot.column] for each in rows))
            for foot in self.feet
        ]
        links: list[Link] = []
        for row in rows:
            start, end = (found.get(row.values[f.column]) for f, found in zip(self.feet, ends, strict=True))
            if start is not None and end is not None:
                links.append(self._link(row, str(start), str(end)))
            elif fault := self._missing(row, (start, end)):
                outcome.faults.append(fault)
            else:
                outcome.unchecked += 1
        return links

    def _link(self, row: Row, start: str, end: str) -> Link:
        identity = (row.values.get(each) for each in self.owner.identity)
        return Link(relationship_id(self.owner.name, start, end, *identity), start, end, row.values)

    def _missing(self, row: Row, found: Sequence[object]) -> Fault | None:
        for foot, end in zip(self.feet, found, strict=True):
            if end is None and not self.store.could_miss(foot.type):
                value = row.values[foot.column]
                reason = f"there is no {foot.type.name} whose {foot.key.name} is {value}"
                return Fault(row.origin, foot.column, value, reason)
        return None

    def _parameters(self, link: Link) -> dict[str, object]:
        properties = {each: link.values.get(each) for each in self.columns}
        return {"id": link.id, "start": link.start, "end": link.end, "properties": properties}
