"""Two instances of the service over one database: what is loaded through one place is read through another."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest

import ingest
import schema
from graph.connection import Connection
from graph.session import Graph
from server.app import create_app
from server.settings import Settings
from tests.generation import wipe

pytestmark = pytest.mark.integration
MODEL = schema.government()
MAPPING = "-- file a: a.csv\n-- node: Agency\nSELECT code, name, _row FROM a;\n"


async def asked(client: httpx.AsyncClient, bookmarks: str = "") -> Any:
    headers = [
        (b"accept", b"application/graphql-response+json"),
        (b"assetgraph-bookmarks", bookmarks.encode("latin-1")),
    ]
    answer = await client.post("/graphql", json={"query": "{ agencies { nodes { name } } }"}, headers=headers)
    body = answer.json()
    if "errors" in body:
        return answer.status_code, body["errors"][0]["extensions"]["code"]
    return [each["name"] for each in body["data"]["agencies"]["nodes"]]


def test_each_instance_reads_what_was_loaded_before(neo4j_2026: Connection, tmp_path: Path) -> None:
    async def story() -> None:
        apps = [create_app(Settings.model_validate({}), neo4j_2026) for _ in range(2)]
        (tmp_path / "m.sql").write_text(MAPPING, encoding="utf-8")
        async with AsyncExitStack() as stack:
            graph = await stack.enter_async_context(Graph.connect(neo4j_2026))
            await wipe(graph)
            clients = []
            for app in apps:
                await stack.enter_async_context(app.router.lifespan_context(app))
                client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://service")
                clients.append(await stack.enter_async_context(client))
            for number in range(5):
                (tmp_path / "a.csv").write_text(f"code,name\nA1,Name {number}\n", encoding="utf-8")
                summary = await ingest.load(tmp_path / "m.sql", MODEL, graph, rejects=tmp_path / "rejects.csv")
                assert summary.bookmarks
                told = ",".join(summary.bookmarks)
                found = await asyncio.gather(*(asked(each, told) for each in clients for _ in range(4)))
                assert found == [[f"Name {number}"]] * 8
            for wrong in ("no bookmark at all", "xx", "FB:\xe9", "FB:AAAA", "neo4j:bookmark:v1:tx5"):
                assert await asked(clients[0], wrong) == (400, "BAD_REQUEST")

    asyncio.run(story())
