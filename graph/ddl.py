"""GraphModel → the constraints and indexes that its reads rely on."""

import asyncio
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import chain

from graph import marks
from graph.cypher import quoted
from graph.errors import DatabaseError, DatabaseFailed
from graph.model import NODE, GraphModel, Kind, NodeType, RelationshipType, absence, absences
from graph.search import SearchIndex, link_indexes, node_indexes
from graph.session import Graph

STATES = "SHOW INDEXES YIELD name, state, owningConstraint"
BY_ID = "node_id"
AWAIT_SECONDS = 3_600
# Types whose indexes are made at a time: as many as the database fills at a time.
LANES = 2


def statements(model: GraphModel) -> tuple[str, ...]:
    """Cypher that makes every constraint and index once; run again, it changes nothing."""
    by_id = f"CREATE INDEX {BY_ID} IF NOT EXISTS FOR (n:{NODE}) ON (n.id)"
    return (
        by_id,
        *chain.from_iterable(_node_type(each) for each in model.node_types.values()),
        *chain.from_iterable(_relationship_type(each) for each in model.relationship_types.values()),
    )


async def complete(graph: Graph, model: GraphModel) -> None:
    """Make all that is missing, and wait until it serves."""
    left = await missing(graph, model)
    await make(graph, left, marking=await marks.unmarked(graph, model, frozenset(map(name, left))))


async def missing(graph: Graph, model: GraphModel, *, needed: bool = False) -> tuple[str, ...]:
    """What is left to do; of the `needed` alone, for what a load relies on."""
    # Asking each whether it exists costs seconds of a database that has just started.
    states = await graph.read(STATES, {}, latest=True)
    failed = {name: "CONSTRAINT" if constraint else "INDEX" for name, state, constraint in states if state == "FAILED"}
    left = changes(model, {name for name, _, _ in states if name not in failed})
    left = tuple(each for each in left if " CONSTRAINT " in each or name(each) == BY_ID) if needed else left
    # One that broke while it was made, for want of memory or of disk, is made anew.
    drops = (f"DROP {failed[name(each)]} {quoted(name(each))} IF EXISTS" for each in left if name(each) in failed)
    return (*drops, *left)


async def make(
    graph: Graph,
    left: Sequence[str],
    made: Callable[[], None] = lambda: None,
    marking: Mapping[str, str] | None = None,
) -> None:
    """Do what is left, type by type and a few types at a time, and wait until it serves.

    First the nodes of each type are marked as Cypher says; a load that began with an empty graph has marked its own.
    This keeps several cores busy, looks at a type's own nodes alone to fill its indexes, and needs memory for a few
    types' indexes instead of for all. What is taken away goes first, for some of it is made anew; a type that fails is
    told when the others are there.
    """
    of: dict[str, list[str]] = {}
    for each in left:
        of.setdefault(owner(each), []).append(each)
    if drops := of.pop("", None):
        await _together(graph, drops, made)
    lanes = asyncio.Semaphore(LANES)

    async def one(owner: str, statements: Sequence[str]) -> None:
        async with lanes:
            await _marked(graph, statements, made, (marking or {}).get(owner))

    for outcome in await asyncio.gather(*(one(*each) for each in of.items()), return_exceptions=True):
        if isinstance(outcome, BaseException):
            raise outcome
    if left:
        await graph.execute([f"CALL db.awaitIndexes({AWAIT_SECONDS})"])


async def _marked(graph: Graph, statements: Sequence[str], made: Callable[[], None], marking: str | None) -> None:
    """The indexes of a type. One over nodes that could not be marked would hide them: it is left for another time."""
    if marking:
        try:
            await marks.mark(graph, marking)
        except DatabaseError:
            await _together(graph, [each for each in statements if not name(each).endswith(marks.SUFFIX)], made)
            raise
    await _together(graph, statements, made)


async def _together(graph: Graph, statements: Sequence[str], made: Callable[[], None]) -> None:
    try:
        await graph.define(statements)
    except DatabaseFailed:
        await _one_by_one(graph, statements, made)
    else:
        for _ in statements:
            made()


async def _one_by_one(graph: Graph, left: Sequence[str], made: Callable[[], None]) -> None:
    """Data that breaks a constraint costs that one alone; it is told when the others are there."""
    fault: DatabaseFailed | None = None
    for each in left:
        try:
            await graph.execute([each])
        except DatabaseFailed as error:
            fault = error
        made()
    if fault:
        raise fault


def changes(model: GraphModel, there: Collection[str]) -> tuple[str, ...]:
    """What is left to do where indexes of these names are there: to make the missing, to drop what nothing is kept for any more."""
    wanted = {name(each): each for each in statements(model)}
    owners = {*model.node_types, *model.relationship_types}
    outdated = (
        each
        for each in there
        if each not in wanted and (parts := re.fullmatch(SearchIndex.PATTERN, each)) and parts[1] in owners
    )
    kept_no_more = sorted([*outdated, *marks.outdated(model, there)])
    drops = (f"DROP INDEX {quoted(each)} IF EXISTS" for each in kept_no_more)
    return (*drops, *(each for key, each in wanted.items() if key not in there))


def _node_type(node_type: NodeType) -> Iterator[str]:
    label = quoted(node_type.name)
    for each in node_type.properties.values():
        name, key = quoted(f"{node_type.name}_{each.name}"), quoted(each.name)
        if each.unique:
            yield f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.{key} IS UNIQUE"
        elif each.indexed and each.kind is Kind.POINT:
            yield f"CREATE POINT INDEX {name} IF NOT EXISTS FOR (n:{label}) ON (n.{key})"
        elif each.indexed:
            # With the id behind it, the index reads a list in its total order.
            yield f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON (n.{key}, n.id)"
        if each.text:
            text = quoted(f"{node_type.name}_{each.name}_text")
            yield f"CREATE TEXT INDEX {text} IF NOT EXISTS FOR (n:{label}) ON (n.{key})"
    for each in absences(node_type):
        name, key = quoted(marks.index(node_type, each)), quoted(absence(each))
        yield f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON (n.{key}, n.id)"
    for index in node_indexes(node_type):
        yield _full_text(index, f"(n:{label})", "n")


def _relationship_type(each: RelationshipType) -> Iterator[str]:
    name, pattern = quoted(f"{each.name}_id"), f"()-[r:{quoted(each.name)}]-()"
    # Unlike an index, a constraint is sought even by a plan made while there were few relationships.
    yield f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR {pattern} REQUIRE r.id IS UNIQUE"
    if each.dated:
        # With the id behind it, the index reads what began, or ended, in the order of days.
        for property in ("validFrom", "validTo"):
            name = quoted(f"{each.name}_{property}")
            yield f"CREATE INDEX {name} IF NOT EXISTS FOR {pattern} ON (r.{property}, r.id)"
    for index in link_indexes(each):
        yield _full_text(index, pattern, "r")


def _full_text(index: SearchIndex, pattern: str, variable: str) -> str:
    properties = ", ".join(f"{variable}.{quoted(each)}" for each in index.properties)
    options = f"{{indexConfig: {{`fulltext.analyzer`: '{index.analyzer.value}'}}}}"
    head = f"CREATE FULLTEXT INDEX {quoted(index.name)} IF NOT EXISTS"
    return f"{head} FOR {pattern} ON EACH [{properties}] OPTIONS {options}"


def name(statement: str) -> str:
    """The name of the index or constraint that a statement makes.

    >>> name("CREATE INDEX agency_name IF NOT EXISTS FOR (n:Agency) ON (n.name)")
    'agency_name'
    """
    return statement.partition(" IF NOT EXISTS")[0].rpartition(" ")[2].strip("`")


def owner(statement: str) -> str:
    """The type whose index or constraint a statement makes; of those that take one away, none.

    >>> owner("CREATE INDEX agency_name IF NOT EXISTS FOR (n:Agency) ON (n.name)"), owner("DROP INDEX old IF EXISTS")
    ('Agency', '')
    """
    found = re.search(r" FOR \((?:n|\)-\[r):(`(?:[^`]|``)+`|\w+)", statement)
    return found[1] if found else ""
