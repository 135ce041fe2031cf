"""A service that is told to stop: it waits for answers, tells for how many, and lets them go once it is told again."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import IO

import httpx
import pytest

# A service whose database takes for ever to find an agency.
ENDLESS = """
import asyncio, sys
from contextlib import suppress
import uvicorn
from graph.connection import Connection
from graph.errors import DatabaseUnavailable
from graph.session import Graph
from server.app import create_app
from server.protocol import Bounded
from server.settings import Settings

async def read(_, text, parameters, **__):
    if "SLOW" not in str(parameters):
        raise DatabaseUnavailable("Nothing else is answered.")
    print("asked", flush=True)
    await asyncio.sleep(600)

Graph.read = read
app = create_app(Settings(deadline_seconds=float(sys.argv[1])), Connection("bolt://127.0.0.1:1", "neo4j", "nobody"))
config = uvicorn.Config(app, http=Bounded, port=0, log_level="warning", timeout_graceful_shutdown=5)
server = uvicorn.Server(config)

async def main():
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    print(server.servers[0].sockets[0].getsockname()[1], flush=True)
    await serving

with suppress(KeyboardInterrupt):
    asyncio.run(main())
"""
ASKED = {"query": '{ agencies(where: {code: {eq: "SLOW"}}) { nodes { name } } }'}
WAITING = "Waiting for 1 answer, 30 s at most; Ctrl-C again ends it unanswered."
GRAPHQL = {"accept": "application/graphql-response+json"}


@contextmanager
def endless(seconds: float = 30.0) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Such a service, and where it is asked."""
    process = subprocess.Popen(
        [sys.executable, "-c", ENDLESS, str(seconds)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        yield process, f"http://127.0.0.1:{line(process.stdout)}"
    finally:
        process.kill()
        process.communicate()


def line(stream: IO[str] | None, beginning: str = "") -> str:
    """The next line that begins so."""
    assert stream
    return next(each for each in stream if each.startswith(beginning)).rstrip("\n")


@pytest.mark.parametrize("worker", [False, True])
@pytest.mark.parametrize("path", ["/graphql", "/export?format=csv"])
def test_who_stops_it_twice_does_not_wait(path: str, worker: bool) -> None:
    with endless() as (process, url), ThreadPoolExecutor() as asking:
        answer = asking.submit(httpx.post, url + path, json=ASKED, headers=GRAPHQL, timeout=60)
        assert line(process.stdout, "asked")
        process.send_signal(signal.SIGINT)
        assert line(process.stderr, "Waiting") == WAITING
        if worker:
            # By whoever has started it, who was stopped as well.
            process.send_signal(signal.SIGTERM)
            time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        told = answer.result()
        assert (told.status_code, told.json()["errors"][0]["extensions"]["code"]) == (503, "STOPPING")
        assert told.headers["retry-after"]
        process.wait(20)
        assert "Traceback" not in process.communicate()[1]


def test_an_answer_that_takes_too_long_is_let_go_in_the_end() -> None:
    with endless() as (process, url), ThreadPoolExecutor() as asking:
        answer = asking.submit(httpx.post, url + "/graphql", json=ASKED, headers=GRAPHQL, timeout=60)
        assert line(process.stdout, "asked")
        process.send_signal(signal.SIGTERM)
        assert line(process.stderr, "Waiting") == WAITING
        assert answer.result().json()["errors"][0]["extensions"]["code"] == "STOPPING"
        process.wait(20)
        assert "Traceback" not in process.communicate()[1]


def test_nobody_is_waited_for_in_silence() -> None:
    with endless() as (process, url):
        assert httpx.get(f"{url}/healthz").status_code == 200
        process.send_signal(signal.SIGINT)
        process.wait(20)
        assert "Waiting" not in process.communicate()[1]
