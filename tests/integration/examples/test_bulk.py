"""The same files loaded in bulk and batch by batch: the same graph, node by node and relationship by relationship."""

from pathlib import Path
from typing import Any

import pytest

from graph import ddl
from graph.session import Graph
from server.cli.bulk import built
from server.cli.database import running
from server.errors import CommandError
from server.settings import Settings
from tests.integration.examples.conftest import Demo

NODES = "MATCH (n:Node) WITH n ORDER BY n.id RETURN collect([n:Node, [l IN labels(n) WHERE l <> 'Node'], n {.*, recordedAt: n.recordedAt IS NOT NULL}])"
LINKS = "MATCH (a)-[r]->(b) WITH a, r, b ORDER BY r.id RETURN collect([a.id, type(r), b.id, properties(r)])"
INDEXES = "SHOW INDEXES YIELD name, state, type"


async def read(graph: Graph) -> list[Any]:
    """Everything, in the order of ids."""
    whole = [(await graph.read(text, {}))[0][0] for text in (NODES, LINKS)]
    return [*whole, sorted(await graph.read(INDEXES, {}))]


@pytest.mark.usefixtures("short_lived")
def test_the_same_graph(demo: Demo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEO4J_URI", raising=False)
    given = Settings.model_validate({"home": tmp_path / "城"})
    summary = built(given, demo.folder, None, tmp_path / "rejects.csv", None, replace=False)
    assert summary.rejected == 0
    with running(given) as connection:

        async def compare() -> None:
            await ddl.complete(demo.graph, demo.model)
            async with Graph.connect(connection) as graph:
                expected, found = await read(demo.graph), await read(graph)
            for (one, other), what in zip(
                zip(expected, found, strict=True), ("nodes", "links", "indexes"), strict=True
            ):
                assert len(one) == len(other), what
                for left, right in zip(one, other, strict=True):
                    assert left == right

        demo.runner.run(compare())
        with pytest.raises(CommandError, match="The database runs"):
            built(given, demo.folder, None, None, None, replace=False)
    with pytest.raises(CommandError, match="The graph is not empty"):
        built(given, demo.folder, None, None, None, replace=False)
