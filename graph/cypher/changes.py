"""What began and ended in a period: sought by day in indexes of each relationship type, or gathered around nodes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never

from graph.cypher.names import Names, Place, arrow, labels, quoted, subquery
from graph.cypher.order import OrderKey, beyond
from graph.plan import Argument, ChangeEnd, ChangeFact, Changes, Under

NODES = ((ChangeEnd.START, "startNode"), (ChangeEnd.END, "endNode"))
EVENTS = (("BEGAN", "validFrom"), ("ENDED", "validTo"))


@dataclass(frozen=True, slots=True)
class Happening:
    """The variables of a change: its relationship, the day, the event, the two nodes once they are needed."""

    place: Place

    @property
    def number(self) -> str:
        """What tells its variables from those of other places."""
        return self.place.node[1:]

    @property
    def day(self) -> str:
        """The day it happened on."""
        return f"d{self.number}"

    @property
    def event(self) -> str:
        """BEGAN or ENDED."""
        return f"e{self.number}"

    def end(self, end: ChangeEnd) -> Place:
        """One of the two nodes."""
        return Place(f"{'a' if end is ChangeEnd.START else 'z'}{self.number}", self.place.relationship)

    @property
    def keys(self) -> tuple[OrderKey, ...]:
        """Its place in the list."""
        link = f"{self.place.relationship}.id"
        return (
            OrderKey(self.day, f"toString({self.day})", falling=False, nullable=False),
            OrderKey(link, link, falling=False, nullable=False),
            OrderKey(self.event, self.event, falling=False, nullable=False),
        )

    def told(self, fact: ChangeFact) -> str:
        """What is said of it."""
        match fact:
            case ChangeFact.ON:
                return f"toString({self.day})"
            case ChangeFact.EVENT:
                return self.event
            case ChangeFact.KIND:
                return f"type({self.place.relationship})"
            case _:
                assert_never(fact)


def change_lines(each: Changes, after: Sequence[Argument], size: Argument, found: Place, names: Names) -> Iterator[str]:
    """A page of changes, in order, with both their nodes."""
    it = Happening(found)
    limit = f"LIMIT {names.limit(size)} + 1"
    link = found.relationship
    yield from happened(each, after, found, names, limit)
    sorting = ", ".join(key.direction for key in it.keys)
    yield f"WITH {link}, {it.day}, {it.event} ORDER BY {sorting} {limit}"
    ends = (f"{function}({link}) AS {it.end(end).node}" for end, function in NODES)
    yield f"WITH {link}, {it.day}, {it.event}, {', '.join(ends)}"


def happened(each: Changes, after: Sequence[Argument], found: Place, names: Names, limit: str = "") -> Iterator[str]:
    """All changes after a place in the list; of each stretch of an index no more than the limit."""
    if not each.types:
        # Of what has no periods, nothing begins or ends.
        link, it = found.relationship, Happening(found)
        yield f"MATCH ()-[{link}]->() WHERE false WITH {link}, date() AS {it.day}, '' AS {it.event}"
        return
    if each.under:
        yield from around(each, each.under, after, found, names)
        return
    stretches = (
        stretch
        for type_ in each.types
        for event in EVENTS
        for stretch in sought(each, type_, event, after, found, names, limit)
    )
    yield subquery(names.scope(), ["\nUNION ALL\n".join(stretches)])


def sought(
    each: Changes, type_: str, event: tuple[str, str], after: Sequence[Argument], found: Place, names: Names, limit: str
) -> Iterator[str]:
    """What of one type began, or ended: an index read in order from a place on."""
    it, link = Happening(found), found.relationship
    name, day = event[0], f"{link}.{event[1]}"
    since, until = names.parameter(each.since), names.parameter(each.until)
    period = (f"{day} >= {since}", f"{day} < {until}", f"{link}.id IS NOT NULL")
    starts: list[tuple[str, tuple[str, ...]]] = [("", period)]
    if after:
        date, id_, last = map(names.parameter, after)
        rest = (f"{day} = {date}", f"{link}.id >= {id_}", f"NOT ({link}.id = {id_} AND '{name}' <= {last})")
        # The period is compared with the cursor's day, not with the link's, or its index would be sought by the period.
        starts = [
            (f"WITH 1 AS one WHERE {date} >= {since} AND {date} < {until}\n", rest),
            ("", (f"{day} > {date}", *period)),
        ]
    for guard, conditions in starts:
        ordered = f" ORDER BY {day}, {link}.id {limit}" if limit else ""
        yield guard + "\n".join(
            (
                f"MATCH ()-[{link}:{quoted(type_)}]->()",
                # A plan made while there were few would scan the type, and be kept for a while when there are many.
                f"USING INDEX {link}:{quoted(type_)}({event[1]}, id)",
                f"WHERE {' AND '.join(conditions)}",
                f"RETURN {link}, {day} AS {it.day}, '{name}' AS {it.event}{ordered}",
            )
        )


def around(each: Changes, under: Under, after: Sequence[Argument], found: Place, names: Names) -> Iterator[str]:
    """What changed of a node and of all below it: no more is read than what they have."""
    it, top, below = Happening(found), names.place(), names.place()
    since, until, link = names.parameter(each.since), names.parameter(each.until), found.relationship
    way = arrow(under.hop, below.relationship, "*0..")
    yield f"MATCH ({top.node}:{quoted(under.label)} {{id: {names.parameter(under.id)}}}){way}({below.node})"
    # One that left on the first day of the period was below until then: what it lost by that is to be told.
    yield (
        f"WHERE all(each IN {below.relationship} WHERE (each.validFrom IS NULL OR each.validFrom < {until})"
        f" AND (each.validTo IS NULL OR each.validTo >= {since}))"
    )
    yield f"WITH DISTINCT {below.node}"
    yield f"MATCH ({below.node})-[{link}:{labels(each.types)}]-()"
    yield f"WITH DISTINCT {link}"
    pairs = ", ".join(f"['{name}', {link}.{property}]" for name, property in EVENTS)
    yield f"UNWIND [{pairs}] AS h{it.number}"
    yield f"WITH {link}, h{it.number}[0] AS {it.event}, h{it.number}[1] AS {it.day}"
    conditions = [f"{it.day} >= {since}", f"{it.day} < {until}"]
    if after:
        conditions.append(beyond(it.keys, after, names))
    yield f"WHERE {' AND '.join(conditions)}"
