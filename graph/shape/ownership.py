"""Chains of ownership: links as they were read → the algebra → the answer."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

from graph.chains.links import Link
from graph.chains.measures import LINKS, Part, Row, downward, measured, upward
from graph.chains.measures import Chain as Algebra
from graph.chains.shares import PLACES
from graph.chains.sums import Circle, Stake
from graph.chains.walks import Path
from graph.plan import (
    Chain,
    ChainFact,
    ChainPart,
    CircleFact,
    Circles,
    Constant,
    LinkEnd,
    LinkFact,
    LinkField,
    LinkNode,
    Links,
    Members,
    PathFact,
    Paths,
    Read,
    Record,
    StakeFact,
    StakeField,
    StakeNode,
    Stakes,
    Told,
    Use,
)
from graph.shape.slots import Faults, Slot, Write, constant, every, written
from graph.shape.values import read
from graph.values import plain_digits, unscaled

WriteRecord: TypeAlias = Callable[[Record], Write]
COLUMNS = len(Row._fields)


class Known(NamedTuple):
    """What an answer is written from: the links as they were read, and of each use of a node, in order, the rows by id."""

    rows: Sequence[Any]
    nodes: Sequence[Mapping[str, Any]]

    def of(self, it: Any) -> "Subject":
        return Subject(it, self)

    def has(self, ids: Iterable[Iterable[str]]) -> bool:
        """Whether of each use the rows of all these nodes were read: beyond some number they are not."""
        return all(rows.keys() >= set(each) for rows, each in zip(self.nodes, ids, strict=True))


class Subject(NamedTuple):
    """What one object of an answer is written from: a link, a path, a share, a circle."""

    it: Any
    known: Known


class Found(NamedTuple):
    """A chain, of which only what can be shown is left."""

    paths: Sequence[Path[Part]]
    stakes: Sequence[Stake[Part]]
    circles: Sequence[Circle[Part]]
    unknown: Sequence[Link[Part]]
    circular: bool
    truncated: bool


def chain(each: Chain, record: WriteRecord) -> Write:
    """A chain: depth, least share, the node's id, links, and nodes for each use."""
    uses = each.uses
    writer = Writer(each.properties, {use: (place, record(use.record)) for place, use in enumerate(uses)})
    # Paths are walked for those who want to see them, or to know whether any were left out.
    walks = any(isinstance(part, Paths) or getattr(part, "fact", None) is ChainFact.TRUNCATED for part in each.parts)
    slots = [writer.part(part) for part in each.parts]
    write_all = slots[0].write if each.bare else written(slots)

    def write(column: Any, faults: Faults) -> Any:
        faults.demand()
        depth, minimum, node, rows, *nodes = column
        known = Known(ordered(rows), [dict(pairs) for pairs in nodes])
        links = measured((Row(*row[:COLUMNS]) for row in known.rows[:LINKS]), each.ties.types)
        least = Decimal(minimum or 0)
        found = upward(links, node, depth if walks else 0) if each.upward else downward(links, node, depth, least)
        return write_all(known.of(shown(found, known, uses, cut=len(rows) > LINKS)), faults)

    return write


def shown(found: Algebra, known: Known, uses: Sequence[Use], *, cut: bool) -> Found:
    """What of a chain has all its nodes."""
    paths = [path for path in found.paths if known.has(ends(use, path.links) for use in uses)]
    stakes = [stake for stake in found.stakes if known.has(whose(use, stake) for use in uses)]
    unknown = [link for link in found.unknown if known.has(ends(use, [link]) for use in uses)]
    cut |= (len(paths), len(stakes), len(unknown)) < (len(found.paths), len(found.stakes), len(found.unknown))
    return Found(paths, stakes, found.circles, unknown, bool(found.circles), found.truncated or cut)


def ordered(rows: Iterable[Any]) -> list[Any]:
    """Links in an order that does not depend on how the database came across them, without those deleted while they were read.

    >>> ordered([["a", "b", "2"], ["a", None, "3"], ["a", "b", "1"]])
    [['a', 'b', '1'], ['a', 'b', '2']]
    """
    return sorted((each for each in rows if None not in each[:3]), key=itemgetter(0, 1, 2))


def ends(use: Use, links: Iterable[Link[Part]]) -> list[str]:
    """Which nodes a use shows of some links."""
    if not isinstance(use, LinkNode):
        return []
    return [(link.owner if use.end is LinkEnd.OWNER else link.owned)[0] for link in links]


def whose(use: Use, stake: Stake[Part]) -> list[str]:
    return [stake.node[0]] if isinstance(use, StakeNode) else []


class Writer:
    """Writes the parts of a chain; links have these properties beside their shares, each use has a place and is written so."""

    def __init__(self, properties: Sequence[Any], uses: Mapping[Use, tuple[int, Write]]) -> None:
        self.properties, self.uses = properties, uses

    def part(self, part: ChainPart) -> Slot:
        match part:
            case Paths():
                return self.listed(part.key, lambda found: found.paths, self.path(part))
            case Stakes():
                return self.listed(part.key, lambda found: found.stakes, self.stake(part.fields))
            case Circles():
                return self.listed(part.key, lambda found: found.circles, self.circle(part))
            case Links():
                return self.listed(part.key, lambda found: found.unknown, self.links(part))
            case Told(key, ChainFact() as fact):
                return Slot(key, lambda subject, _: getattr(subject.it, fact.value), required=True)
            case _:
                return self.plain(part)

    def listed(self, key: str, choose: Callable[[Any], Iterable[Any]], write: Write) -> Slot:
        write_all = every(write)
        return Slot(
            key, lambda subject, faults: write_all(map(subject.known.of, choose(subject.it)), faults), required=True
        )

    def plain(self, part: object) -> Slot:
        assert isinstance(part, Constant)
        return Slot(part.key, constant(part.value), required=True)

    def path(self, given: Paths) -> Write:
        slots: list[Slot] = []
        for each in given.fields:
            match each:
                case Links():
                    slots.append(self.listed(each.key, lambda path: path.links, self.links(each)))
                case Told(key, PathFact.SHARE):
                    slots.append(Slot(key, lambda subject, _: digits(subject.it.share), required=False))
                case Told(key, PathFact.END):
                    slots.append(Slot(key, lambda subject, _: subject.it.end.name, required=True))
                case _:
                    slots.append(self.plain(each))
        return written(slots)

    def links(self, given: Links) -> Write:
        return written(map(self.link_field, given.fields))

    def link_field(self, each: LinkField) -> Slot:
        match each:
            case LinkNode(key, end):
                position = 0 if end is LinkEnd.OWNER else 1
                return Slot(key, self.node(each, lambda link: link[position][0]), required=True)
            case Read(key, property):
                column = COLUMNS + self.properties.index(property)
                write = read(each, column, "link", (Row._fields.index("id"),))
                return Slot(
                    key, lambda subject, faults: write(subject.known.rows[subject.it.row], faults), property.required
                )
            case Told(key, LinkFact.SHARE):
                return Slot(key, lambda subject, _: kept(subject.it.share), required=False)
            case Told(key, LinkFact.KIND):
                return Slot(key, lambda subject, _: subject.it.owned[1], required=True)
            case _:
                return self.plain(each)

    def stake(self, fields: Iterable[StakeField]) -> Write:
        slots: list[Slot] = []
        for each in fields:
            match each:
                case StakeNode():
                    slots.append(Slot(each.key, self.node(each, lambda stake: stake.node[0]), required=True))
                case Told(key, StakeFact.SHARE):
                    slots.append(Slot(key, lambda subject, _: digits(subject.it.share), required=True))
                case Told(key, StakeFact.KIND):
                    slots.append(Slot(key, lambda subject, _: subject.it.node[1], required=True))
                case Told(key, StakeFact() as fact):
                    slots.append(Slot(key, told(fact.value), required=True))
                case _:
                    slots.append(self.plain(each))
        return written(slots)

    def circle(self, given: Circles) -> Write:
        slots: list[Slot] = []
        for each in given.fields:
            match each:
                case Members():
                    slots.append(Slot(each.key, self.members(each), required=True))
                case Told(key, CircleFact.KIND):
                    slots.append(Slot(key, lambda subject, _: subject.it.nodes[0][1], required=True))
                case Told(key, CircleFact.SHARE):
                    slots.append(Slot(key, lambda subject, _: digits(subject.it.share), required=True))
                case Told(key, CircleFact.FATE):
                    slots.append(Slot(key, lambda subject, _: subject.it.fate.name, required=True))
                case _:
                    slots.append(self.plain(each))
        return written(slots)

    def members(self, use: Members) -> Write:
        """The members of a circle whose rows were read."""
        place, write_one = self.uses[use]
        write_all = every(write_one)

        def write(subject: Subject, faults: Faults) -> Any:
            rows = subject.known.nodes[place]
            return write_all([rows[node] for node, _ in subject.it.nodes if node in rows], faults)

        return write

    def node(self, use: Use, which: Callable[[Any], str]) -> Write:
        place, write = self.uses[use]
        return lambda subject, faults: write(subject.known.nodes[place][which(subject.it)], faults)


def told(fact: str) -> Write:
    return lambda subject, _: getattr(subject.it, fact)


def digits(share: Decimal | None) -> str | None:
    """A share that was reckoned, as it is answered."""
    return None if share is None else plain_digits(share)


def kept(share: int | None) -> str | None:
    """A share as a link has it, as it is answered."""
    return None if share is None else unscaled(share, PLACES)
