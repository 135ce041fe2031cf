"""Nodes from before an index of an absence was declared, which do not say what they lack: they are made to say it."""

from asyncio import sleep
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import compress

from graph.cypher import quoted
from graph.errors import DatabaseUnavailable
from graph.model import GraphModel, NodeType, Property, absence, absences
from graph.session import Graph

# One transaction for all would need memory for all of them.
BATCH = 10_000
# Who writes the same nodes meanwhile may be in the way for a moment.
TRIES, PAUSE_SECONDS = 5, 1.0
SUFFIX = "_absent"


def index(node_type: NodeType, property: Property) -> str:
    """The name of the index that finds nodes without the property."""
    return f"{node_type.name}_{property.name}{SUFFIX}"


def outdated(model: GraphModel, there: Iterable[str]) -> Iterator[str]:
    """Of the indexes that are there, those of absences that are kept no more: declared again, all nodes are looked at again."""
    wanted = {index(each, one) for each in model.node_types.values() for one in absences(each)}
    owners = tuple(f"{each}_" for each in model.node_types)
    return (each for each in there if each.endswith(SUFFIX) and each.startswith(owners) and each not in wanted)


async def unmarked(graph: Graph, model: GraphModel, names: Collection[str]) -> Mapping[str, str]:
    """For each type that has nodes and lacks such indexes, by their names: Cypher that marks its nodes as they should be."""
    lacking = [
        (each, [one for one in absences(each) if index(each, one) in names]) for each in model.node_types.values()
    ]
    types = [(each, properties) for each, properties in lacking if properties]
    if not types or await graph.empty():
        return {}
    counts = ", ".join(f"COUNT {{ (:{quoted(each.name)}) }}" for each, _ in types)
    ((there,),) = await graph.read(f"RETURN [{counts}]", {}, latest=True)
    return {quoted(each.name): _marking(each, properties) for each, properties in compress(types, there)}


async def mark(graph: Graph, statement: str) -> None:
    """Run such a statement; what it has done stays, if it has to be run again."""
    for left in reversed(range(TRIES)):
        try:
            await graph.execute([statement])
        except DatabaseUnavailable:
            if not left:
                raise
            await sleep(PAUSE_SECONDS)
        else:
            break


def _marking(node_type: NodeType, properties: Iterable[Property]) -> str:
    pairs = [(f"n.{quoted(each.name)}", f"n.{quoted(absence(each))}") for each in properties]
    wrong = " OR ".join(f"({value} IS NULL) = ({kept} IS NULL)" for value, kept in pairs)
    right = ", ".join(f"{kept} = CASE WHEN {value} IS NULL THEN true END" for value, kept in pairs)
    return (
        f"MATCH (n:{quoted(node_type.name)}) WHERE {wrong} CALL (n) {{ SET {right} }} IN TRANSACTIONS OF {BATCH} ROWS"
    )
