"""How long hubs of 100,000 links take: holdings, paths, neighbourhoods, pages; beside the plainest Cypher by hand.

The rival asks the database for as much as the answer needs, in the same run: all links of the hub for its holdings, one
shortest path, one page. Without TEST_NEO4J_URI, whose content is wiped, a Neo4j is started.

.venv/bin/python -m bench.hubs
"""

import asyncio
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import orjson
from neo4j import GraphDatabase

import schema
from bench.arguments import parser
from bench.load import database, emptied
from graph.connection import Connection
from graph.session import Graph, trusted
from resolvers.execute import Executor, Request
from resolvers.reference import Reference
from schema.types import build

ROUNDS = 5
LINKS = 100_000
FILL = (
    "UNWIND ['h1', 'h2', 'far'] AS i CREATE (:Agency:Node {id: i, code: i, name: i, namePinyin: i, kind: 'GOVERNMENT'})",
    (
        f"UNWIND range(1, {LINKS}) AS i CALL (i) {{ MATCH (a:Agency {{id: 'h1'}}), (b:Agency {{id: 'h2'}}) "
        "CREATE (v:Vehicle:Node {id: 'v' + i, code: 'v' + i, name: 'v', namePinyin: 'v', status: 'IN_USE'}) "
        "CREATE (e:Enterprise:Node {id: 'e' + i, code: 'e' + i, name: 'e', namePinyin: 'e'}) "
        "CREATE (a)-[:OWNS {id: 'a' + i}]->(v), (b)-[:OWNS {id: 'b' + i}]->(v), "
        "(a)-[:HOLDS_SHARE {id: 's' + i, share: 10000000 * i}]->(e) } IN TRANSACTIONS OF 10000 ROWS"
    ),
    "MATCH (v:Vehicle {id: 'v7'}), (f:Agency {id: 'far'}) CREATE (v)-[:ASSIGNED_TO {id: 'c'}]->(f)",
    "CALL db.prepareForReplanning(300)",
)
LINK = "[:OWNS|ASSIGNED_TO|HOLDS_SHARE*..6]"
QUESTIONS = {
    "holdings of a hub": (
        '{ agency(code: "h1") { holdingChain { truncated holdings { share depth node { id } } } } }',
        "MATCH (:Agency {id: 'h1'})-[r:HOLDS_SHARE|OWNS]->(e) RETURN r.share, type(r), r.right, e.id",
    ),
    "path by way of a hub": (
        '{ paths(from: "v1", to: "far") { truncated paths { nodes { id } } } }',
        f"MATCH p = shortestPath((:Vehicle {{id: 'v1'}})-{LINK}-(:Agency {{id: 'far'}})) RETURN [n IN nodes(p) | n.id]",
    ),
    "paths between hubs": (
        '{ paths(from: "h1", to: "h2") { truncated paths { nodes { id } } } }',
        f"MATCH p = shortestPath((:Agency {{id: 'h1'}})-{LINK}-(:Agency {{id: 'h2'}})) RETURN [n IN nodes(p) | n.id]",
    ),
    "neighbourhood of a hub": (
        '{ neighbourhood(id: "h1") { kind direction count } }',
        "MATCH (:Agency {id: 'h1'})-[r]-() RETURN type(r), count(*)",
    ),
    "page of a hub's neighbours": (
        '{ neighbours(id: "h1", kind: OWNS, direction: OUT, first: 20) { nodes { id } } }',
        "MATCH (:Agency {id: 'h1'})-[:OWNS]->(v) RETURN v.id ORDER BY v.id LIMIT 20",
    ),
}


async def fill(connection: Connection) -> None:
    """Two agencies that own the same vehicles; the one holds shares besides."""
    await emptied(connection)
    async with Graph.connect(connection) as graph:
        await graph.execute(FILL)


def measure(connection: Connection) -> None:
    """Each question and its rival in turn, medians."""
    model = schema.government()
    with (
        asyncio.Runner() as runner,
        GraphDatabase.driver(
            connection.uri, auth=(connection.username, connection.password), notifications_min_severity="OFF"
        ) as driver,
    ):
        runner.run(fill(connection))
        graph = Graph.connect(connection)
        executor = Executor(model, build(model, Reference(model)), graph, 60)
        for title, (query, text) in QUESTIONS.items():
            ours: list[float] = []
            theirs: list[float] = []
            for _ in range(ROUNDS + 1):
                start = perf_counter()
                driver.execute_query(trusted(text))
                theirs.append(perf_counter() - start)
                start = perf_counter()
                answer = orjson.loads(runner.run(executor.execute(Request(query))).body)
                ours.append(perf_counter() - start)
                assert "errors" not in answer, answer
            # The first of each is planned by the database, and is told apart.
            own, other = median(ours[1:]), median(theirs[1:])
            print(
                f"{title:28} {own:7.3f} s (first {ours[0]:.3f} s)   by hand {other:7.3f} s   ratio {own / other:5.2f}"
            )
        runner.run(graph.close())


def main() -> None:
    """Measure on a graph of 200,000 nodes and 300,000 links."""
    parser(__doc__).parse_args()
    with TemporaryDirectory() as folder, database(Path(folder) / "neo4j") as connection:
        measure(connection)


if __name__ == "__main__":
    main()
