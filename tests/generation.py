"""Random small graphs of a model, of a `random.Random` that hypothesis provides and shrinks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from typing import Any

from neo4j.spatial import WGS84Point

from graph.model import NODE, GraphModel, Kind, NodeType, Property, absence, absences
from graph.search import soundings, sounds
from graph.session import Graph

DAYS = ("2001-05-06", "2010-01-01", "2015-06-30", "2020-02-29", "2099-12-31")
WORDS = ("a", "b", "甲", "乙", "Zb", "é", "甲（", "甲𠮷")
NODES_PER_TYPE = 3


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A whole graph, as rows to create."""

    nodes: tuple[tuple[str, dict[str, Any]], ...]
    links: tuple[tuple[str, str, str, dict[str, Any]], ...]


def snapshot(model: GraphModel, random: Random, *, gaps: bool = True, least: int = 1) -> Snapshot:
    """A graph of a few nodes of each type; with gaps, a value the schema promises is missing now and then."""
    nodes: list[tuple[str, dict[str, Any]]] = []
    for node_type in model.node_types.values():
        number = random.randint(least, max(least, NODES_PER_TYPE))
        nodes += [(node_type.name, node(node_type, each, random, gaps=gaps)) for each in range(number)]
    return Snapshot(tuple(nodes), tuple(links(model, nodes, random)))


def golden(model: GraphModel) -> Snapshot:
    """The graph that golden answers are of."""
    return snapshot(model, Random(21), gaps=False, least=5)


def node(node_type: NodeType, number: int, random: Random, *, gaps: bool) -> dict[str, Any]:
    properties: dict[str, Any] = {"id": f"{node_type.name}{number}"}
    for each in node_type.properties.values():
        if each.name == "id":
            continue
        if each.unique:
            properties[each.name] = number if each.kind is Kind.INTEGER else f"c{number}"
        elif random.random() < (0.97 if each.required or not gaps else 0.6) or (each.required and not gaps):
            properties[each.name] = value(each, random)
    heard = {
        sounds(each): soundings(properties[each.name])
        for each in node_type.properties.values()
        if each.sounds and each.name in properties
    }
    return properties | heard | {absence(each): True for each in absences(node_type) if each.name not in properties}


def links(
    model: GraphModel, nodes: list[tuple[str, dict[str, Any]]], random: Random
) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    for type_ in model.relationship_types.values():
        for start, end in sorted(type_.endpoints):
            starts = [each for label, each in nodes if label == start]
            ends = [each for label, each in nodes if label == end]
            for number in range(random.randint(0, 3)):
                properties: dict[str, Any] = {"id": f"{type_.name}{start}{end}{number}"}
                for each in type_.properties:
                    if random.random() < 0.7:
                        properties[each.name] = value(each, random)
                yield type_.name, random.choice(starts)["id"], random.choice(ends)["id"], properties


def value(property: Property, random: Random) -> Any:
    match property.kind:
        case Kind.ENUM:
            assert property.enum
            return random.choice([each.name for each in property.enum.values])
        case Kind.INTEGER:
            return random.randint(-1, 2)
        case Kind.FLOAT:
            return random.choice((0.0, 0.5, 12.25))
        case Kind.DECIMAL:
            return random.choice((0, 1, 50, 10**property.scale))
        case Kind.BOOLEAN:
            return random.choice((True, False))
        case Kind.DATE:
            return date.fromisoformat(random.choice(DAYS))
        case Kind.DATETIME:
            return datetime.fromisoformat(random.choice(DAYS) + "T08:00:00+00:00")
        case Kind.POINT:
            return WGS84Point((random.choice((120.0, 121.5)), 30.25))
        case _:
            return random.choice(WORDS)


async def wipe(graph: Graph) -> None:
    """Leave nothing in the graph; in parts, for a graph of any size."""
    await graph.execute(
        [
            "MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 10000 ROWS",
            "MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 10000 ROWS",
        ]
    )


async def store(graph: Graph, given: Snapshot) -> None:
    """Make the graph hold the snapshot and nothing else."""
    await wipe(graph)
    # One statement for all types: one for each would be planned hundreds of times in a run.
    await graph.write(
        f"UNWIND $rows AS row CREATE (n:{NODE}:$(row[0])) SET n = row[1]", {"rows": [*map(list, given.nodes)]}
    )
    await graph.write(
        f"UNWIND $rows AS row MATCH (a:{NODE} {{id: row[1]}}), (b:{NODE} {{id: row[2]}}) "
        "CREATE (a)-[r:$(row[0])]->(b) SET r = row[3]",
        {"rows": [*map(list, given.links)]},
    )
