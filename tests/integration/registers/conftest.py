"""Every real register, loaded by its mapping into one graph."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

import schema
from graph import ddl
from graph.connection import Connection
from graph.session import Graph
from ingest.load import load
from ingest.summary import Summary
from resolvers.execute import Executor, Request
from tests.building import schema_of
from tests.generation import wipe
from tests.integration.registers.sources import DATA, ROOT, SETS


@pytest.fixture(scope="package")
def loaded(neo4j_2026: Connection, tmp_path_factory: pytest.TempPathFactory) -> Iterator["Loaded"]:
    if not DATA.is_dir():
        pytest.skip(f"the real data sets are not at {DATA}; set ASSETGRAPH_SHARED_DATA to their folder")
    with asyncio.Runner() as runner:
        found = Loaded(runner, neo4j_2026, tmp_path_factory.mktemp("rejects"))
        runner.run(found.fill())
        yield found
        runner.run(found.graph.close())


class Loaded:
    """The graph, what its loads said, and a way to ask."""

    def __init__(self, runner: asyncio.Runner, connection: Connection, folder: Path) -> None:
        self.runner, self.folder = runner, folder
        self.model = schema.government()
        self.graph = Graph.connect(connection)
        self.executor = Executor(self.model, schema_of(self.model), self.graph, 300)
        self.summaries: dict[str, Summary] = {}

    async def fill(self) -> None:
        await wipe(self.graph)
        await ddl.complete(self.graph, self.model)
        for name in SETS:
            self.summaries[name] = await self.load(name)

    async def load(self, name: str) -> Summary:
        return await load(
            ROOT / "mappings" / f"{name}.sql", self.model, self.graph, folder=DATA / name, rejects=self.rejects(name)
        )

    def rejects(self, name: str) -> Path:
        return self.folder / f"{name}.csv"

    def counted(self, name: str, section: str) -> list[tuple[int, int, int]]:
        """What the first load did in the sections of this title: rows, created, rejected."""
        return [(e.rows, e.created, e.rejected) for e in self.summaries[name].sections if e.title == section]

    def ask(self, query: str) -> Any:
        response = self.runner.run(self.executor.execute(Request(query)))
        answer = orjson.loads(response.body)
        assert "errors" not in answer, answer
        return answer["data"]

    def every(self, field: str, selection: str, where: str = "") -> list[Any]:
        """All nodes of a list, page by page."""
        nodes: list[Any] = []
        after = ""
        while True:
            page = self.ask(
                f"{{ {field}(first: 100{where}{after}) {{ nodes {{ {selection} }} pageInfo {{ hasNextPage endCursor }} }} }}"
            )[field]
            nodes += page["nodes"]
            if not page["pageInfo"]["hasNextPage"]:
                return nodes
            after = f', after: "{page["pageInfo"]["endCursor"]}"'
