"""How fast the demo province loads into an empty graph, against a script that sends the same rows by the plain driver.

The rival is given rows that are sound already: it reads no file, checks nothing, rejects nothing, counts nothing. Both
write under the same constraints and indexes, in a Neo4j of the bench's own.

.venv/bin/python -m bench.load
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from neo4j import Driver, GraphDatabase

import schema
from bench.arguments import parser
from graph import ddl
from graph.connection import Connection
from graph.cypher import quoted
from graph.model import NODE
from graph.session import Graph, trusted
from ingest import load
from ingest.demo import SCALES, write
from server.cli.stopping import heed
from server.managed import ManagedNeo4j

BATCH = 2_000
ROUNDS = 3
WIPE = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS"
Batches = list[tuple[str, list[dict[str, Any]]]]


@contextmanager
def database(folder: Path) -> Iterator[Connection]:
    """A server for the time of the bench."""
    heed()
    managed = ManagedNeo4j(folder)
    try:
        yield managed.start()
    finally:
        managed.stop()


async def emptied(connection: Connection) -> None:
    """Leave nothing but constraints and indexes."""
    async with Graph.connect(connection) as graph:
        await graph.execute([WIPE])
        await ddl.complete(graph, schema.government())


async def loaded(connection: Connection, mapping: Path) -> int:
    """Load by the mapping; the number of rows."""
    async with Graph.connect(connection) as graph:
        summary = await load(mapping, schema.government(), graph, rejects=mapping.with_name("rejects.csv"))
    return sum(each.created for each in summary.sections)


def rows(driver: Driver) -> Batches:
    """What a load left in the graph, as rows for statements that make it again."""
    gathered: dict[str, list[dict[str, Any]]] = defaultdict(list)
    found = driver.execute_query(f"MATCH (n:{NODE}) RETURN labels(n), properties(n)").records
    for labels, properties in found:
        label = quoted(next(each for each in labels if each != NODE))
        text = f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) SET n:{NODE}, n += row.properties"
        gathered[text].append({"id": properties["id"], "properties": properties})
    found = driver.execute_query(
        "MATCH (a)-[r]->(b) RETURN labels(a), a.id, labels(b), b.id, type(r), properties(r)"
    ).records
    for start, a, end, b, name, properties in found:
        one, other = (quoted(next(each for each in labels if each != NODE)) for labels in (start, end))
        text = (
            f"UNWIND $rows AS row MATCH (a:{one} {{id: row.start}}) MATCH (b:{other} {{id: row.end}}) "
            f"MERGE (a)-[r:{quoted(name)} {{id: row.id}}]->(b) SET r += row.properties"
        )
        gathered[text].append({"id": properties["id"], "start": a, "end": b, "properties": properties})
    return [(text, each[at : at + BATCH]) for text, each in gathered.items() for at in range(0, len(each), BATCH)]


def sent(driver: Driver, batches: Batches) -> None:
    """What one would write by hand."""
    with driver.session() as session:
        for text, each in batches:
            session.run(trusted(text), rows=each).consume()


def measure(connection: Connection, mapping: Path) -> None:
    """Load and send in turn, and print the rates. The first load warms the server up for both and is told apart."""
    credentials = (connection.username, connection.password)
    ours: list[float] = []
    theirs: list[float] = []
    with GraphDatabase.driver(connection.uri, auth=credentials) as driver:
        asyncio.run(emptied(connection))
        start = perf_counter()
        count = asyncio.run(loaded(connection, mapping))
        print(f"first load         {count / (perf_counter() - start):9,.0f} rows/s of {count:,}")
        batches = rows(driver)
        for _ in range(ROUNDS):
            asyncio.run(emptied(connection))
            start = perf_counter()
            sent(driver, batches)
            theirs.append(perf_counter() - start)
            asyncio.run(emptied(connection))
            start = perf_counter()
            asyncio.run(loaded(connection, mapping))
            ours.append(perf_counter() - start)
    print(f"load               {count / median(ours):9,.0f} rows/s, median of {ROUNDS}")
    print(f"sent by hand       {count / median(theirs):9,.0f} rows/s, median of {ROUNDS}")
    print(f"ratio              {median(theirs) / median(ours):9.2f}")


def main() -> None:
    """Write the demo, load it, send it."""
    parser(__doc__).parse_args()
    with TemporaryDirectory() as folder:
        write(Path(folder) / "demo", SCALES["S"], 33)
        with database(Path(folder) / "neo4j") as connection:
            measure(connection, Path(folder) / "demo")


if __name__ == "__main__":
    main()
