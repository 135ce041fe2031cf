"""Sound rows of a node section → nodes: created, changed, or left as they are."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from graph.cypher import quoted
from graph.identity import node_id
from graph.model import NODE, NodeType, Property, absence, absences
from ingest.layout import RECORDED_AT, SOURCE, Layout, node_key
from ingest.rows import Fault, Row
from ingest.store import Outcome, Store, plain


class NodeWriter:
    """Writes the rows of one section. Only the columns given are touched, and only where they differ."""

    def __init__(self, layout: Layout, node_type: NodeType, store: Store, now: datetime) -> None:
        self.store = store
        self.node_type = node_type
        self.key = node_key(node_type)
        self.columns = tuple(layout.properties)
        self.unique = [each for each in layout.properties.values() if each.unique and each is not self.key]
        self.derived = {
            each.name: each.derivation
            for each in node_type.properties.values()
            if each.derivation and each.derivation.source in layout.properties
        }
        self.absences = {each.name: absence(each) for each in absences(node_type)}
        self.stamps: dict[str, object] = {RECORDED_AT: now} if RECORDED_AT in node_type.properties else {}
        if layout.section.source and SOURCE in node_type.properties and SOURCE not in self.columns:
            self.stamps[SOURCE] = layout.section.source
        label, key = quoted(node_type.name), quoted(self.key.name)
        kept = ", ".join(f"n.{quoted(each)}" for each in (*self.columns, *self.derived))
        self.reading = f"UNWIND $keys AS key MATCH (n:{label} {{{key}: key}}) RETURN collect([n.{key}, n.id, {kept}])"
        self.writing = (
            f"UNWIND $rows AS row MERGE (n:{label} {{{key}: row.key}})"
            f" ON CREATE SET n:{NODE}, n.id = row.id SET n += row.properties SET n += $stamps"
        )

    async def write(self, rows: Sequence[Row]) -> Outcome:
        """Write a batch in which each key stands once."""
        outcome = Outcome()
        stored = await self._stored(rows)
        different = [each for each in rows if self._differs(each, stored.get(each.values[self.key.name]))]
        outcome.unchanged = len(rows) - len(different)
        for each in self.unique:
            different = await self._refuse_taken(each, different, outcome)
        await self.store.write(self.writing, [self._parameters(each, stored) for each in different], self.stamps)
        keys = [each.values[self.key.name] for each in different]
        made = self.store.foreseen(self.node_type, self.key, keys)
        outcome.changed = sum(each in stored or each in made for each in keys)
        outcome.created = len(different) - outcome.changed
        self._remember(rows)
        return outcome

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
        sources = (each.source for each in self.derived.values())
        return any(e is None and s in row.values for s, e in zip(sources, values[len(self.columns) :], strict=True))

    def _parameters(self, row: Row, stored: dict[Any, list[Any]]) -> dict[str, object]:
        key = row.values[self.key.name]
        properties = dict(row.values) if key not in stored else {each: row.values.get(each) for each in self.columns}
        for name, derivation in self.derived.items():
            value = row.values.get(derivation.source)
            properties[name] = None if value is None else derivation.make(value)
        new = key not in stored
        for name, kept in self.absences.items():
            if new or name in properties:
                properties[kept] = True if properties.get(name) is None else None
        return {"key": key, "id": node_id(self.node_type.name, str(key)), "properties": properties}

    async def _refuse_taken(self, unique: Property, rows: Sequence[Row], outcome: Outcome) -> list[Row]:
        """Keep the rows whose value of a unique property no other node has; the others are faults."""
        name, key = unique.name, self.key.name
        values = [each.values[name] for each in rows if name in each.values]
        owners = await self.store.find(self.node_type, unique, values, key) if values else {}
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

    def _remember(self, rows: Iterable[Row]) -> None:
        key = self.key.name
        for each in (self.key, *self.unique):
            # In a rehearsal, unique values lead to the key, as `_refuse_taken` asks; an end needs only to be there.
            self.store.remember(
                self.node_type, each, ((r.values[each.name], r.values[key]) for r in rows if each.name in r.values)
            )
