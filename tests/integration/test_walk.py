"""A list of 100,000 walked page by page while others insert and delete: who stays is met once, nobody twice."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from threading import Event, Thread
from typing import Any

import pytest
from neo4j import GraphDatabase

import schema
from graph import ddl
from graph.connection import Connection
from tests.generation import wipe
from tests.profiling import Service

pytestmark = pytest.mark.integration

NODES = 100_000
# Twenty values and none, so that nearly every cursor stands among 5,000 nodes of one value.
FILL = f"""UNWIND range(0, {NODES - 1}) AS i CALL (i) {{
  CREATE (n:Building:Node {{id: toString(1000000 + (i * 7919) % {NODES}), code: 'B' + i, name: 'Building', status: 'IN_USE'}})
  SET n.grossFloorAreaM2 = CASE WHEN i % 21 <> 0 THEN toFloat(i % 21) END, n.absent_grossFloorAreaM2 = CASE WHEN i % 21 = 0 THEN true END
}} IN TRANSACTIONS OF 10000 ROWS"""
# Every fifth node goes sooner or later.
GO = "UNWIND $codes AS code MATCH (n:Building {code: code}) DELETE n"
COME = """UNWIND $rows AS row CREATE (n:Building:Node {id: row.id, code: row.code, name: 'New', status: 'IN_USE'})
  SET n.grossFloorAreaM2 = row.area, n.absent_grossFloorAreaM2 = CASE WHEN row.area IS NULL THEN true END"""
TURNS = {
    "forwards": ("first", "after", "hasNextPage", "endCursor"),
    "backwards": ("last", "before", "hasPreviousPage", "startCursor"),
}


@pytest.fixture(scope="module")
def service(neo4j_2026: Connection) -> Iterator[Service]:
    with asyncio.Runner() as runner:
        service = Service(runner, neo4j_2026)
        runner.run(ddl.complete(service.graph, schema.government()))
        yield service
        runner.run(wipe(service.graph))
        runner.run(service.graph.close())


@contextmanager
def others_at_work(connection: Connection, seed: int) -> Iterator[list[int]]:
    """Someone who inserts and deletes all the while, and how often they did."""
    random, stop, done = Random(seed), Event(), [0]
    leaving = [f"B{number}" for number in range(0, NODES, 5)]
    random.shuffle(leaving)

    def work() -> None:
        with GraphDatabase.driver(connection.uri, auth=(connection.username, connection.password)) as driver:
            while not stop.is_set() and leaving:
                codes = [leaving.pop() for _ in range(min(20, len(leaving)))]
                rows = [
                    {"id": f"{random.randrange(1000000, 1000000 + NODES)}-{done[0]}-{each}", "code": f"N{seed}-{done[0]}-{each}",
                     "area": random.choice((None, *map(float, range(1, 21))))}
                    for each in range(20)
                ]  # fmt: skip
                driver.execute_query(GO, codes=codes)
                driver.execute_query(COME, rows=rows)
                done[0] += 1

    worker = Thread(target=work)
    worker.start()
    try:
        yield done
    finally:
        stop.set()
        worker.join()


@pytest.mark.parametrize("turn", TURNS)
def test_who_stays_is_met_once(service: Service, turn: str) -> None:
    size, start, more, edge = TURNS[turn]
    service.runner.run(wipe(service.graph))
    service.runner.run(service.graph.execute([FILL, "CALL db.awaitIndexes(300)"]))
    query = (
        f"query($at: String) {{ buildings(orderBy: [{{grossFloorAreaM2: DESC}}], {size}: 100, {start}: $at) "
        f"{{ nodes {{ code }} pageInfo {{ {more} {edge} }} }} }}"
    )
    seen: list[str] = []
    cursor: Any = None
    with others_at_work(service.connection, len(turn)) as done:
        while True:
            page = service.ask(query, at=cursor)["buildings"]
            seen += [each["code"] for each in page["nodes"]]
            cursor = page["pageInfo"][edge]
            if not page["pageInfo"][more]:
                break
    assert done[0] > 10
    assert len(seen) == len(set(seen))
    stayed = {f"B{number}" for number in range(NODES) if number % 5}
    assert stayed <= set(seen)
