"""Sound rows of a node section → nodes: created, changed, or left as they are."""

from collections.abc import Container, Iterator, Sequence
from datetime import datetime
from functools import lru_cache, partial
from itertools import chain
from typing import Any

from graph.cypher import quoted
from graph.identity import node_id
from graph.model import NODE, Derivation, Kind, NodeType, Property, absence, absences
from graph.search import soundings, sounds
from ingest.layout import RECORDED_AT, Layout, node_key
from ingest.rows import Fault, Row
from ingest.store import KNOWN, LANES, Outcome, Store, plain

# Names come again, of rooms most of all: what is derived from them is made once.
MADE = 10_000


def derived(node_type: NodeType, given: Container[str]) -> Iterator[tuple[str, Derivation]]:
    """What is made at load from the properties given: declared properties, and what search hears of them."""
    for each in node_type.properties.values():
        made = each.derivation or Derivation(each.name, str)
        if made.source in given:
            if each.derivation:
                yield each.name, made
            if each.sounds:
                yield sounds(each), Derivation(made.source, partial(heard, made))


def heard(made: Derivation, value: Any) -> str:
    return soundings(made.make(value))


# One text for all types: planning one for each takes longer than most of them have rows to write.
CREATING = f"UNWIND $rows AS row CREATE (n:$($type):{NODE} {{id: row.id}}) SET n += row.properties SET n += $stamps RETURN count(*)"


class NodeWriter:
    """Writes the rows of one section. Only the columns given are touched, and only where they differ."""

    def __init__(self, layout: Layout, node_type: NodeType, store: Store, now: datetime) -> None:
        self.store = store
        self.node_type = node_type
        self.vacant = store.occupy(layout) and node_key(node_type).kind is Kind.STRING
        self.taken: dict[tuple[str, Any], Any] = {}
        self.key = node_key(node_type)
        self.columns = tuple(layout.properties)
        self.unique = [each for each in layout.properties.values() if each.unique and each is not self.key]
        made = derived(node_type, layout.properties)
        self.derived = {name: (each.source, lru_cache(MADE)(each.make)) for name, each in made}
        self.absences = {each.name: absence(each) for each in absences(node_type)}
        self.stamps: dict[str, object] = {RECORDED_AT: now} if RECORDED_AT in node_type.properties else {}
        self.stamps |= layout.stamp
        label, key = quoted(node_type.name), quoted(self.key.name)
        kept = ", ".join(f"n.{quoted(each)}" for each in (*self.columns, *self.derived))
        self.reading = f"UNWIND $keys AS key MATCH (n:{label} {{{key}: key}}) USING INDEX SEEK n:{label}({key}) RETURN collect([n.{key}, n.id, {kept}])"
        marked = "SET n += row.properties SET n += $stamps RETURN count(*)"
        self.writing = (
            f"UNWIND $rows AS row MERGE (n:{label} {{{key}: row.key}}) ON CREATE SET n:{NODE}, n.id = row.id {marked}"
        )

    @property
    def lanes(self) -> int:
        """How many batches may be written at a time: where the graph is asked who has a unique value, one after another."""
        return 1 if self.store.rehearsal or (self.unique and not self.vacant) else LANES

    async def write(self, rows: Sequence[Row]) -> Outcome:
        """Write a batch in which each key stands once."""
        outcome = Outcome()
        stored = {} if self.vacant else await self._stored(rows)
        different = [each for each in rows if self._differs(each, stored.get(each.values[self.key.name]))]
        outcome.unchanged = len(rows) - len(different)
        kept = different
        for each in self.unique:
            kept = await self._refuse_taken(each, kept, outcome)
        parameters = [self._parameters(each, stored) for each in kept]
        text = CREATING if self.vacant else self.writing
        keys = [each.values[self.key.name] for each in kept]
        made = self.store.foreseen(self.node_type, self.key, keys)
        outcome.changed = sum(each in stored or each in made for each in keys)
        outcome.created = len(kept) - outcome.changed
        refused = {id(each) for each in different} - {id(each) for each in kept}
        # Before it is written: the next batch may be looked at meanwhile.
        self._remember([each for each in rows if id(each) not in refused])
        await self.store.write(text, parameters, self.writing, type=self.node_type.name, stamps=self.stamps)
        self._learn(parameters, stored)
        return outcome

    def look_again(self) -> None:
        """Rely on nothing that was seen before."""
        self.vacant = False
        self.taken.clear()
        self.store.forget()

    def _learn(self, written: Sequence[dict[str, Any]], stored: dict[Any, list[Any]]) -> None:
        new = ((each["key"], each["id"]) for each in written if each["key"] not in stored)
        self.store.learn(self.node_type, self.key, chain(((key, id) for key, (id, *_) in stored.items()), new))

    async def _stored(self, rows: Sequence[Row]) -> dict[Any, list[Any]]:
        found = await self.store.read(self.reading, keys=[each.values[self.key.name] for each in rows])
        return {plain(key): [plain(each) for each in rest] for key, *rest in found}

    def _differs(self, row: Row, stored: Sequence[Any] | None) -> bool:
        if stored is None:
            return True
        _, *values = stored
        given = (row.values.get(each) for each in self.columns)
        if any(one != other for one, other in zip(given, values, strict=False)):
            return True
        sources = (source for source, _ in self.derived.values())
        return any(e is None and s in row.values for s, e in zip(sources, values[len(self.columns) :], strict=True))

    def _parameters(self, row: Row, stored: dict[Any, list[Any]]) -> dict[str, object]:
        key = row.values[self.key.name]
        properties = dict(row.values) if key not in stored else {each: row.values.get(each) for each in self.columns}
        for name, (source, make) in self.derived.items():
            value = row.values.get(source)
            properties[name] = None if value is None else make(value)
        new = key not in stored
        for name, kept in self.absences.items():
            if new or name in properties:
                properties[kept] = True if properties.get(name) is None else None
        return {"key": key, "id": node_id(self.node_type.name, str(key)), "properties": properties}

    async def _refuse_taken(self, unique: Property, rows: Sequence[Row], outcome: Outcome) -> list[Row]:
        """Keep the rows whose value of a unique property no other node has; the others are faults."""
        name, key = unique.name, self.key.name
        values = [each.values[name] for each in rows if name in each.values]
        owners = await self._owners(unique, values)
        kept: list[Row] = []
        for row in rows:
            value = row.values.get(name)
            owner = row.values[key] if value is None else owners.setdefault(value, row.values[key])
            if owner == row.values[key]:
                kept.append(row)
            else:
                reason = f"it is that of {self.node_type.name} {owner} already, and must be unique"
                outcome.faults.append(Fault(row.origin, name, value, reason))
        return kept

    async def _owners(self, unique: Property, values: Sequence[Any]) -> dict[Any, Any]:
        """The keys of the nodes that have such values: of this section alone, if there were none before it."""
        if self.vacant:
            return {e: self.taken[unique.name, e] for e in values if (unique.name, e) in self.taken}
        return await self.store.find(self.node_type, unique, values, self.key.name) if values else {}

    def _remember(self, rows: Sequence[Row]) -> None:
        key = self.key.name
        if self.vacant:
            names = [each.name for each in self.unique]
            self.taken |= {(name, r.values[name]): r.values[key] for r in rows for name in names if name in r.values}
            # Beyond memory's bound, the graph is asked as for any other section.
            self.vacant = len(self.taken) < KNOWN
        for each in (self.key, *self.unique):
            # In a rehearsal, unique values lead to the key, as `_refuse_taken` asks; an end needs only to be there.
            self.store.remember(
                self.node_type, each, ((r.values[each.name], r.values[key]) for r in rows if each.name in r.values)
            )
