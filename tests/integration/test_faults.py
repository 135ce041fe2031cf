"""What the service does when an answer takes too long, its client goes away, its database dies, or it is wrong itself."""

import asyncio
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx
import neo4j
import orjson
import pytest

from graph import cypher
from graph.connection import Connection
from graph.errors import DeadlineExceeded
from graph.session import Graph
from resolvers import execute
from resolvers.limits import ROWS
from server.app import create_app
from server.errors import CommandError
from server.managed import ManagedNeo4j
from server.settings import Settings
from tests.generation import wipe
from tests.server.conftest import serving

pytestmark = pytest.mark.integration

# A hundred agencies, each below each: a filter that visits all trails of five steps never ends.
CROWD = (
    "UNWIND range(1, 100) AS n CREATE (:Agency:Node {id: 'a' + n, code: 'c' + n, name: 'n', namePinyin: 'n'})",
    "MATCH (a:Agency), (b:Agency) CREATE (a)-[:SUBORDINATE_TO {id: a.id + b.id}]->(b)",
)
STEPS = 5
ENDLESS = "{subordinates: {every: " * STEPS + '{code: {ne: "x"}}' + "}}" * STEPS
HEAVY = {"query": f"{{ agencies(where: {ENDLESS}) {{ totalCount }} }}"}
LIGHT = {"query": "{ agencies { totalCount } }"}
FULL = {"data": {"agencies": {"totalCount": 100}}}
PATIENCE_SECONDS = 60.0


@contextmanager
def service(connection: Connection, deadline_seconds: float, rows: int = 10**15) -> Iterator[httpx.Client]:
    settings = Settings.model_validate({"deadline_seconds": deadline_seconds, "row_limit": rows})
    with serving(create_app(settings, connection)) as url, httpx.Client(base_url=url, timeout=120) as client:
        yield client


def running(connection: Connection) -> list[str]:
    """The transactions that run the heavy statement now."""
    auth = (connection.username, connection.password)
    with neo4j.GraphDatabase.driver(connection.uri, auth=auth) as driver:
        found = driver.execute_query(
            "SHOW TRANSACTIONS YIELD transactionId AS id, currentQuery AS text RETURN id, text"
        )
    return [each["id"] for each in found.records if each["text"].count("SUBORDINATE_TO") == STEPS]


def eventually(connection: Connection, *, runs: bool) -> None:
    given_up = time.monotonic() + PATIENCE_SECONDS
    while bool(running(connection)) is not runs:
        assert time.monotonic() < given_up, "it runs still" if not runs else "it never ran"
        time.sleep(0.1)


def told(answer: httpx.Response) -> tuple[int, str]:
    (error,) = answer.json()["errors"]
    return answer.status_code, error["extensions"]["code"]


def gather(connection: Connection) -> None:
    """Make the graph hold the crowd and nothing else."""

    async def fill() -> None:
        async with Graph.connect(connection) as graph:
            await wipe(graph)
            await graph.execute(CROWD)

    asyncio.run(fill())


@pytest.fixture(scope="module")
def crowd(neo4j_2026: Connection) -> Connection:
    gather(neo4j_2026)
    return neo4j_2026


def test_a_deadline_is_kept_by_the_database(neo4j_2026: Connection) -> None:
    async def ask() -> None:
        async with Graph.connect(neo4j_2026) as graph:
            slow = "UNWIND range(1, 100000000) AS a UNWIND range(1, 1000) AS b RETURN count(a + b)"
            await graph.read(slow, {}, timeout=0.5)

    with pytest.raises(DeadlineExceeded):
        asyncio.run(ask())


def test_what_would_never_end_is_not_begun(crowd: Connection) -> None:
    with service(crowd, 60, ROWS) as client:
        assert told(client.post("/graphql", json=HEAVY)) == (200, "TOO_EXPENSIVE")
        assert not running(crowd)


def test_an_answer_past_its_deadline_is_given_up(crowd: Connection) -> None:
    with service(crowd, 1) as client:
        assert told(client.post("/graphql", json=HEAVY)) == (504, "DEADLINE_EXCEEDED")
        eventually(crowd, runs=False)


def test_the_transaction_ends_when_its_client_goes(crowd: Connection) -> None:
    with service(crowd, 300) as client:
        parts = urlsplit(str(client.base_url))
        body = orjson.dumps(HEAVY)
        head = "POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
        with socket.create_connection((parts.hostname or "", parts.port or 0)) as opened:
            opened.sendall(f"{head}content-length: {len(body)}\r\n\r\n".encode() + body)
            eventually(crowd, runs=True)
        eventually(crowd, runs=False)
        assert client.post("/graphql", json=LIGHT).json() == FULL


@contextmanager
def damaged(database: ManagedNeo4j) -> Iterator[None]:
    """Its store's head is nonsense."""
    head = database.home / "data" / "databases" / "neo4j" / "neostore"
    kept = head.read_bytes()
    head.write_bytes(b"\xff" * len(kept))
    try:
        yield
    finally:
        head.write_bytes(kept)


@pytest.mark.usefixtures("short_lived")
def test_the_service_heals_when_the_database_returns(mortal: ManagedNeo4j) -> None:
    """Killed while it answers, and away for the next request; both are told, and the service goes on by itself."""
    connection = mortal.connection()
    gather(connection)
    with service(connection, 300) as client, ThreadPoolExecutor() as pool:
        assert client.post("/graphql", json=LIGHT).json() == FULL
        midway = pool.submit(client.post, "/graphql", json=HEAVY)
        eventually(connection, runs=True)
        process = mortal.process()
        assert process
        process.kill()
        process.wait(30)
        assert told(midway.result(60)) == (503, "DATABASE_UNAVAILABLE")
        away = client.post("/graphql", json=LIGHT)
        assert told(away) == (503, "DATABASE_UNAVAILABLE")
        assert away.headers["retry-after"]
        assert client.get("/readyz").status_code == 503
        assert client.get("/healthz").status_code == 200
        with damaged(mortal), pytest.raises(CommandError, match=r"cannot open the graph in .* files are damaged"):
            mortal.start()
        assert mortal.start() == connection
        assert client.post("/graphql", json=LIGHT).json() == FULL
        assert client.get("/readyz").status_code == 200


def test_a_fault_of_ours_is_in_the_log_and_not_in_the_answer(
    crowd: Connection, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: object) -> None:
        raise ValueError("nobody outside may read this")

    monkeypatch.setattr(execute, "shape", broken)
    with service(crowd, 30) as client:
        answer = client.post("/graphql", json={"query": "{ agencies { pageInfo { endCursor } } }"})
    assert told(answer) == (500, "INTERNAL")
    assert "nobody outside" not in answer.text
    reference = answer.json()["errors"][0]["extensions"]["reference"]
    assert reference in caplog.text
    assert "ValueError: nobody outside may read this" in caplog.text
    assert "Traceback" in caplog.text


def test_what_the_database_says_is_in_the_log_and_not_in_the_answer(
    crowd: Connection, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = cypher.render

    def broken(plan: object) -> object:
        statement = real(plan)  # type: ignore[arg-type]
        return type(statement)("RETURN nothing.known AS row", statement.parameters)

    monkeypatch.setattr(execute, "render", broken)
    with service(crowd, 30) as client:
        answer = client.post("/graphql", json={"query": "{ agencies { pageInfo { startCursor } } }"})
    assert told(answer) == (500, "DATABASE_FAILED")
    assert answer.json()["errors"][0]["extensions"]["reference"] in caplog.text
    assert "not defined" not in answer.text
    assert "not defined" in caplog.text
