"""Search: hits, each with its score, the property that matched, and the node as it is asked for."""

from collections.abc import Callable, Iterator
from itertools import count
from typing import TypeAlias

from graph.plan import Constant, HitFact, HitField, HitNode, HitTold, Record, Search
from graph.shape.slots import Slot, Write, at, constant, every, written

WriteRecord: TypeAlias = Callable[[Record], Write]
COLUMNS = {HitFact.SCORE: 0, HitFact.MATCHED: 1}


def search(each: Search, record: WriteRecord) -> Write:
    """Hits, the best first."""
    return every(written(slots(each.fields, record)))


def slots(fields: tuple[HitField, ...], record: WriteRecord) -> Iterator[Slot]:
    columns = count(len(COLUMNS))
    for each in fields:
        match each:
            case HitNode():
                yield Slot(each.key, at(next(columns), record(each.record)), required=True)
            case HitTold():
                yield Slot(each.key, at(COLUMNS[each.fact], lambda value, _: value), required=True)
            case Constant():
                yield Slot(each.key, constant(each.value), required=True)
