"""What an answer costs the service itself: the whole application called in its own process, its reads answered from memory.

Beside it the shaping of 1,000 rows with three lists each, by what is generated and slot by slot, and JSON alone.
Needs no database. .venv/bin/python -m bench.overhead
"""

import asyncio
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

import orjson
from starlette.types import Message, Scope

from bench.arguments import parser
from bench.questions.asking import OURS
from bench.questions.records import LOOKUP, NESTED
from graph.connection import Connection
from graph.counts import Counts, question
from graph.shape import Shape
from resolvers.execute import Executor, Request
from server.app import create_app
from server.garbage import settle
from server.settings import Settings

RUNS, ROUNDS = 6_000, 15
NOWHERE = Connection("bolt://127.0.0.1:1", "neo4j", "nobody")
HEADERS = [
    (b"host", b"localhost"),
    (b"content-type", b"application/json"),
    (b"accept", b"*/*"),
    (b"user-agent", b"bench"),
]
OCCUPANTS = [[["S1", "章宇", "科员"]], [["S2", "章旭琪", "科员"]]]
ROOM = ["330000-B0001-101", "101室", 81.9, [5, OCCUPANTS]]
ROWS: dict[str, list[Any]] = {
    "lookup": [[["BfZ0aX2m1TQwq5Ct", "330000-B0001", "浙江省人民政府旧址", 1920.16, "1989-10-01"]]],
    "nested": [[["BfZ0aX2m1TQwq5Ct", "330000-B0001", "浙江省人民政府旧址", [5, [[["Agency", "x", "浙江省人民政府"]]]], [10, [[ROOM]] * 10]]]],
}  # fmt: skip
LISTS = """{ buildings(first: 100) { nodes { id code name grossFloorAreaM2 builtOn
  rooms(first: 5) { nodes { code name } } users(first: 5) { nodes { id name } } standsOn(first: 5) { nodes { id name } } } } }"""


async def call(app: Any, body: bytes) -> bytes:
    """One request as a server hands it over."""
    scope: Scope = {
        "type": "http", "method": "POST", "path": "/graphql", "raw_path": b"/graphql", "root_path": "", "query_string": b"",
        "headers": HEADERS, "http_version": "1.1", "scheme": "http", "server": ("localhost", 8000), "client": ("localhost", 1),
    }  # fmt: skip
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]
    sent: list[Message] = []

    async def receive() -> Message:
        return waiting.pop()

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    return bytes(sent[1]["body"])


class Memory:
    """Answers the same row to whatever is asked, and notes how long after the request."""

    def __init__(self, row: list[Any], size: int, counting: str) -> None:
        self.row, self.size, self.counting = row, size, counting
        self.asked = 0.0
        self.before: list[float] = []

    async def read(self, text: str, *_: Any, **__: Any) -> list[list[Any]]:
        self.before.append(perf_counter() - self.asked)
        return [[[1] * self.size if text == self.counting else self.row]]


async def overhead() -> None:
    """The lookup and the nested question, from the request's bytes to the answer's."""
    app = create_app(Settings.model_validate({}), NOWHERE)
    executor = app.endpoint.readers.everyone.served.executor
    settle()
    size = len(Counts.of(executor.model, [1] * 10_000).nodes) + len(Counts.of(executor.model, [1] * 10_000).links)
    for each in (LOOKUP, NESTED):
        memory = Memory(ROWS[each.name], size, question(executor.model))
        executor.graph.read = memory.read  # type: ignore[method-assign]  # a database in memory
        body = orjson.dumps({"query": each.forms[OURS].text, "variables": {"code": "330000-B0001"}})
        assert b"errors" not in await call(app, body)
        whole: list[float] = []
        for _ in range(RUNS):
            memory.asked = perf_counter()
            await call(app, body)
            whole.append(perf_counter() - memory.asked)
        told = f"{1e6 * median(memory.before):6.0f} µs before the database, {1e6 * median(whole):6.0f} µs in all"
        print(f"{each.title:40} {told}")
    await shaping(executor)


async def shaping(executor: Executor) -> None:
    """1,000 rows with three lists of two each."""
    request = Request(LISTS)
    document = executor.document(LISTS)
    compiled = executor.compile(document, executor.operation(document, request), request, {})
    pair = [[["x1", "浙江省人民政府"]], [["x2", "中共浙江省委员会"]]]
    row = [
        "BfZ0aX2m1TQwq5Ct",
        "330000-B0001",
        "浙江省人民政府旧址",
        1920.16,
        "1989-10-01",
        [5, pair],
        [5, pair],
        [5, pair],
    ]
    page = [[1_000, [[row]] * 1_000]]
    shape = compiled.shape
    answer = timed(lambda: orjson.dumps(shape.answer(page)[0]))
    slots = timed(lambda: orjson.dumps(Shape(shape.write).answer(page)[0]))
    alone = shape.answer(page)[0]
    json = timed(lambda: orjson.dumps(alone))
    print(
        f"1,000 rows with three lists each: {answer:.1f} ms generated, {slots:.1f} ms slot by slot, of which JSON {json:.1f} ms"
    )


def timed(run: Callable[[], object]) -> float:
    """Milliseconds, the median of several."""
    times = []
    for _ in range(ROUNDS):
        started = perf_counter()
        run()
        times.append(1000 * (perf_counter() - started))
    return median(times)


if __name__ == "__main__":
    parser(__doc__).parse_args()
    asyncio.run(overhead())
