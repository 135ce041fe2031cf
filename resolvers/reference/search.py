"""Search, node by node: every value of every node is compared with the text."""

from asyncio import gather
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from graph.model import Direction
from graph.search import Wording, searched
from loaders.records import NodeRecord
from resolvers.paging import page_size
from resolvers.reference.reading import Context, Found, Given
from resolvers.search import checked
from schema.search import FIRST_DEFAULT


class Value(NamedTuple):
    """A property and a value of it, as texts are compared with it."""

    name: str
    spelling: str


class Hit(NamedTuple):
    """A node that was found, how well it matches and where."""

    record: NodeRecord
    score: float
    matched: Value


async def search(given: Given, day: date, context: Context) -> list[Mapping[str, Any]]:
    """The nodes that a text finds, the best first."""
    wording = checked(given["text"], ())
    types = given.get("types")
    names = context.model.node_types if types is None else {getattr(each, "name", each) for each in types}
    hits: list[Hit] = []
    for name in names if wording.words else ():
        records = await context.loaders.all.load(name)
        for record, said in zip(records, await gather(*(linked(each, context) for each in records)), strict=True):
            hits += best(
                record, [each for each in (list(own(record, context)), *said) if meets(each, wording)], wording
            )
    hits.sort(key=lambda hit: (-hit.score, hit.matched.spelling, hit.record.properties["id"]))
    first = given.get("first")
    size = FIRST_DEFAULT if first is None else page_size(first, "first", ())
    return [{"node": Found(hit.record, day), "score": hit.score, "matched": hit.matched.name} for hit in hits[:size]]


def own(record: NodeRecord, context: Context) -> Iterator[Value]:
    """What a node is searched by: texts and keys first, then initials."""
    compared = searched(context.model.node_types[record.label].properties.values())
    for each in compared:
        if (value := record.properties.get(each.name)) is not None:
            yield Value(each.name, squeezed(value))
    for each in compared:
        if each.sounds and (value := record.properties.get(each.name)):
            yield Value(each.name, "".join(syllable[0] for syllable in value.lower().split()))


async def linked(record: NodeRecord, context: Context) -> list[list[Value]]:
    """What each relationship to a node says of it."""
    said: list[list[Value]] = []
    for type_ in context.model.relationship_types.values():
        if compared := searched(type_.properties):
            for link in await context.loaders.links((type_.name, Direction.IN)).load(record.properties["id"]):
                texts = {each.name: link.properties.get(each.name) for each in compared}
                said.append([Value(name, squeezed(text)) for name, text in texts.items() if text is not None])
    return said


def squeezed(text: str) -> str:
    return text.lower().replace(" ", "")


def meets(entry: Sequence[Value], wording: Wording) -> bool:
    """Whether the text, or each of its words, is somewhere in it."""
    spellings = [each.spelling for each in entry]
    return any(needle in each for needle in wording.needles for each in spellings) or all(
        any(word in each for each in spellings) for word in wording.words
    )


def best(record: NodeRecord, entries: Sequence[Sequence[Value]], wording: Wording) -> list[Hit]:
    """The node once, by what matches best; of equal ones the first."""
    values = [value for entry in entries for value in entry]
    scored = [Hit(record, max(score(each.spelling, one, wording) for one in wording.needles), each) for each in values]
    return [max(scored, key=lambda hit: hit.score)] if scored else []


def score(spelling: str, needle: str, wording: Wording) -> float:
    part = len(needle) / len(spelling) if spelling else 0.0
    if spelling == needle:
        return 3.0
    if spelling.startswith(needle):
        return 2 + part
    if needle in spelling:
        return 1 + part
    return sum(word in spelling for word in wording.words) / len(wording.words)
