"""Figures that several readers of one service tell."""

import asyncio

import pytest
from prometheus_client import REGISTRY
from starlette.types import Message

from graph.connection import Connection
from server.app import create_app
from server.metrics import Observed
from server.settings import Settings


def waiting(kind: str) -> float:
    return REGISTRY.get_sample_value("assetgraph_waiting_reads", {"kind": kind}) or 0.0


def test_those_who_wait_add_up_over_all_readers() -> None:
    before = waiting("large")
    everyone, cleared = Observed(), Observed()
    everyone.waiting("large", 3)
    cleared.waiting("large", 2)
    assert waiting("large") == before + 5
    everyone.waiting("large", 0)
    assert waiting("large") == before + 2
    cleared.waiting("large", 0)
    assert waiting("large") == before


@pytest.mark.parametrize("body", [b'{"query": "{ __typename }"}', b"{"])
async def test_what_a_body_takes_to_arrive_is_not_the_answers(body: bytes) -> None:
    slow = 0.5
    app = create_app(Settings.model_validate({}), Connection("bolt://127.0.0.1:1", "neo4j", "x"))

    async def receive() -> Message:
        await asyncio.sleep(slow)
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(_: Message) -> None:
        pass

    def taken() -> float:
        return REGISTRY.get_sample_value("assetgraph_answer_seconds_sum") or 0.0

    before = taken()
    headers = [(b"content-type", b"application/json")]
    scope = {"type": "http", "path": "/graphql", "method": "POST", "query_string": b"", "headers": headers}
    await app({**scope, "client": None}, receive, send)
    await app.endpoint.readers.everyone.served.executor.graph.close()
    assert 0 < taken() - before < slow
