"""From a compiled operation to its answer: the read, the shape, what is told beside it."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson

from graph.cohort import Cohorts, named
from graph.cypher import Statement
from graph.errors import MissingValue, TooComplex
from graph.explain import Operator
from graph.session import Graph
from graph.shape import Answer, Faults, Shape
from resolvers.answers import Response, Stopwatch, explained, formatted, placed
from resolvers.introspecting import Introspection, Introspector
from resolvers.limits import VALUES
from resolvers.planned import Planned
from resolvers.pricing import Pricing
from resolvers.shaping import Shaper

# So many values are reckoned with at once; of more the sums may take long, and others are answered meanwhile.
FEW = 250
# Of so many, writing them takes longer than others should wait for.
MANY = 20_000
# A node that is deleted between its being found and its being read has no values: then all is read again, unless that
# has come to the same. An index may lead to it for a moment longer, and where much is deleted the next one may go.
READINGS = 5
MOMENT_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Compiled:
    """An operation, ready to run with any variables of one structure."""

    planned: Planned
    statement: Statement | None
    shape: Shape
    introspection: Introspection | None
    pricing: Pricing
    # Whether its answer may have more values than one may, and how many are written for each that is read.
    vast: bool
    repeats: int


class Reading(NamedTuple):
    """One run of an operation: `light` if others may wait for it, watched if it is to be told how it comes about."""

    compiled: Compiled
    variables: Mapping[str, Any]
    light: bool
    watch: Stopwatch | None = None
    bookmarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one graph."""

    introspector: Introspector
    shaper: Shaper
    graph: Graph
    cohorts: Cohorts
    deadline_seconds: float

    async def respond(self, reading: Reading, extensions: Mapping[str, Any]) -> Response:
        """The answer; with a watch also how it came about."""
        compiled, watch = reading.compiled, reading.watch
        answer, faults, profiles = await self._answer(reading)
        if compiled.introspection and answer is not None:
            schema = await self.introspector.answer(compiled.introspection, reading.variables)
            answer = {key: schema.get(key, answer.get(key)) for key in compiled.planned.keys}
        body: dict[str, Any] = {"data": answer}
        if faults:
            body = {"errors": [formatted(each, placed(each, compiled.planned.places)) for each in faults], **body}
        if watch:
            watch.lap("shape")
            told = explained(compiled.planned, compiled.statement, profiles, watch)
            extensions = {**extensions, "explain": told}
        if extensions:
            body["extensions"] = extensions
        return Response(orjson.dumps(body))

    async def _answer(self, reading: Reading) -> tuple[Answer | None, Faults, list[Operator]]:
        """What is answered and what is wrong with it; all is read again where something may have gone meanwhile."""
        compiled, before, readings = reading.compiled, None, 0
        # All of them: a cursor is to be sound though of its list only the number is asked.
        filled = [bind(reading.variables) for bind in compiled.planned.holes.binds]
        while True:
            profiles: list[Operator] = []
            row = await self._read(compiled.statement, reading, filled, profiles) if compiled.statement else []
            if reading.watch:
                reading.watch.lap("run")
            aside = takes_long(compiled, row)
            answer, faults = await self.shaper.answer(compiled.shape, row) if aside else compiled.shape.answer(row)
            readings += 1
            gone = any(isinstance(each, MissingValue) and each.gone for each in faults)
            if not gone or row == before or readings == READINGS:
                return answer, faults, profiles
            before = row
            await asyncio.sleep(MOMENT_SECONDS)

    async def _read(
        self, statement: Statement, reading: Reading, filled: Sequence[Any], profiles: list[Operator]
    ) -> list[Any]:
        """The one row of a statement; if the reading is watched also what the database did for it."""
        values: list[Any] = []
        for each in statement.parameters:
            if isinstance(each, Statement):
                values.append(await self._read(each, reading, filled, profiles))
            else:
                values.append(filled[each.index])
        if reading.watch:
            async with self.cohorts.apart(reading.bookmarks):
                records, profile = await self.graph.profile(
                    statement.text, named(values), timeout=self.deadline_seconds, after=reading.bookmarks
                )
            profiles.append(profile)
            row: list[Any] = records[0][0]
            return row
        return await self.cohorts.read(statement, values, light=reading.light, after=reading.bookmarks)


def takes_long(compiled: Compiled, row: list[Any]) -> bool:
    """Whether a row's answer takes so long to make that others are answered meanwhile; refused if it is too large."""
    reckons = compiled.planned.reckons
    if not compiled.vast:
        return reckons and left_of(FEW, row) < 0
    limit = VALUES // compiled.repeats
    left = left_of(limit, row)
    if left < 0:
        raise TooComplex(f"The answer has more than {VALUES:,} values.")
    return limit - left > (FEW if reckons else MANY // compiled.repeats)


def left_of(number: int, row: list[Any]) -> int:
    """What is left of a number when each value of a row has been counted; less than nothing if there are more.

    >>> left_of(5, [1, [2, [3]]]), left_of(1, [1, [2, [3]]]) < 0
    (2, True)
    """
    for each in row:
        number = left_of(number, each) if isinstance(each, list) else number - 1
        if number < 0:
            break
    return number
