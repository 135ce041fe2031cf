"""The demo province in the graph, and its files as DuckDB sees them: the second way to each answer."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import networkx as nx  # type: ignore[import-untyped]  # it has no types of its own
import orjson
import pytest

import ingest
import schema
from graph.connection import Connection
from graph.session import Graph
from ingest.demo import SCALES, write
from resolvers.execute import Executor, Request
from tests.building import schema_of
from tests.generation import wipe
from tests.integration.examples.page import questions

SEED = 33
DAY = "2026-06-30"


class Demo:
    """The demo in the graph, and its files."""

    def __init__(self, runner: asyncio.Runner, connection: Connection, folder: Path) -> None:
        self.runner, self.folder = runner, folder
        self.model = schema.government()
        self.graph = Graph.connect(connection)
        self.executor, self.cleared = (
            Executor(model, schema_of(model), self.graph, 300)
            for model in (schema.government(cleared=False), self.model)
        )
        self.files = duckdb.connect()
        write(folder, SCALES["S"], SEED)
        for path in folder.glob("*.csv"):
            self.files.execute(f"CREATE TABLE {path.stem} AS FROM read_csv('{path}', all_varchar = true)")
        self.files.execute(f"CREATE MACRO held(since, until) AS {held(DAY)}")

    async def load(self) -> None:
        """Put the files into the graph."""
        await wipe(self.graph)
        summary = await ingest.load(self.folder, self.model, self.graph, rejects=self.folder / "rejects.csv")
        assert summary.rejected == 0

    def ask(self, query: str, *, cleared: bool = False) -> Any:
        """The whole answer to an operation, as everyone is given it or as cleared readers are."""
        executor = self.cleared if cleared else self.executor
        return orjson.loads(self.runner.run(executor.execute(Request(query))).body)

    def answer(self, heading: str) -> Any:
        """What comes out for the question below a heading of the page."""
        return self.ask(questions()[heading].operation)["data"]

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What a query over the files finds. `held(validFrom, validTo)` is true of the day that the page speaks of."""
        return self.files.execute(sql).fetchall()

    def one(self, sql: str) -> Any:
        """The one value that a query over the files finds."""
        ((value,),) = self.rows(sql)
        return value

    def names(self, kind: str) -> dict[str, str]:
        """The name of everything in a table, by its code."""
        return dict(self.rows(f"SELECT code, name FROM {kind}"))

    def below(self, top: str, held: str = "held(validFrom, validTo)") -> set[str]:
        """An agency, and all below it at any depth."""
        links: nx.DiGraph[str] = nx.DiGraph(
            self.rows(f"SELECT agency, superior FROM subordinate_to WHERE {held}"),
        )
        return {top, *nx.ancestors(links, top)}


def held(day: str, since: str = "since", until: str = "until") -> str:
    """The condition for a period that a day is in."""
    return f"coalesce({since}, '') <= '{day}' AND ({until} IS NULL OR {until} > '{day}')"


@pytest.fixture(scope="package")
def demo(neo4j_2026: Connection, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with asyncio.Runner() as runner:
        found = Demo(runner, neo4j_2026, tmp_path_factory.mktemp("demo"))
        runner.run(found.load())
        yield found
        runner.run(found.graph.close())
