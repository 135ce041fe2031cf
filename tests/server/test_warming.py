"""Documents known beforehand are asked once at the start; what cannot be is told and left out. Findings are kept warm."""

import asyncio
import logging
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest

import schema
from graph.connection import Connection
from graph.model import GraphModel
from graph.session import Graph
from resolvers import execute
from resolvers.answers import Response
from resolvers.census import Census
from resolvers.execute import Request
from server import app, warming
from server.settings import Settings
from server.warming import keep, warm
from tests.railway import railway
from tests.server.conftest import serving

# All that findings are asked by, twice.
ENOUGH = 4


class Executor:
    """Notes what it is asked, and refuses what is called so."""

    def __init__(self, model: GraphModel | None = None) -> None:
        self.model = model
        self.asked: list[Request] = []
        self.enough = asyncio.Event()

    async def execute(self, request: Request) -> Response:
        self.asked.append(request)
        if len(self.asked) == ENOUGH:
            self.enough.set()
            await asyncio.sleep(0)
        refused = request.operation_name == "Refused"
        return Response(b'{"errors": []}' if refused else b'{"data": {}}', 400 if refused else 200)


async def test_each_operation_is_asked_with_its_variables(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "a.graphql").write_text(
        "query One($code: String!) { building(code: $code) { id } } query Two { agencies { totalCount } }"
    )
    (tmp_path / "a.json").write_text('{"code": "B1"}')
    (tmp_path / "b.graphql").write_text("query Refused { nowhere }")
    (tmp_path / "c.graphql").write_text("query {")
    (tmp_path / "d.graphql").write_text("{ agencies { totalCount } }")
    (tmp_path / "d.json").write_text("[1]")
    (tmp_path / "other.txt").write_text("not asked")
    executor = Executor()
    with caplog.at_level(logging.WARNING):
        assert await warm(executor, tmp_path) == 2  # type: ignore[arg-type]  # it is asked nothing else
    assert [(each.operation_name, dict(each.variables)) for each in executor.asked] == [
        ("One", {"code": "B1"}), ("Two", {"code": "B1"}), ("Refused", {}),
    ]  # fmt: skip
    told = [each.getMessage() for each in caplog.records]
    assert [Path(each.split()[0]).name for each in told] == ["c.graphql", "d.graphql", "b.graphql"]


async def test_findings_of_agencies_are_asked_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warming, "KEPT_SECONDS", 0.0)
    everyone, cleared = Executor(schema.government(cleared=False)), Executor(schema.government())
    keeping = asyncio.create_task(keep([everyone, cleared]))  # type: ignore[list-item]  # they are asked nothing else
    await cleared.enough.wait()
    keeping.cancel()
    first, *again = [each.query for each in cleared.asked[:ENOUGH]]
    assert 'findings(agency: "")' in first
    assert {*again} == {first}
    assert {each.query for each in everyone.asked[:ENOUGH]} == {first}


def test_a_service_keeps_them_from_its_start(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[Sequence[execute.Executor]] = []

    async def keep(executors: Sequence[execute.Executor]) -> None:
        kept.append(executors)

    monkeypatch.setattr(app, "keep", keep)
    service = app.create_app(Settings.model_validate({}), Connection("bolt://127.0.0.1:1", "neo4j", "nobody"))
    with serving(service) as url:
        assert httpx.get(f"{url}/healthz").status_code == 200
    ((executor,),) = kept
    assert "ServiceArrangement" not in executor.model.node_types


def test_where_no_unit_answers_for_anything_there_is_nothing_to_keep() -> None:
    assert not warming.seeking(railway())


async def test_warming_that_fails_is_told_and_harms_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(_: object) -> None:
        raise LookupError

    monkeypatch.setattr(app, "keep", broken)
    await app.prepare(SimpleNamespace(executors=()), Settings.model_validate({}))  # type: ignore[arg-type]  # all it looks at
    assert "Warming has ended" in caplog.text


def test_warming_and_counting_have_ended_before_the_graph_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []

    async def keep(_: object) -> None:
        try:
            await asyncio.sleep(60)
        finally:
            await asyncio.sleep(0)
            order.append("warmed")

    async def end(_: Census) -> None:
        order.append("counted")

    async def close(self: Graph) -> None:
        order.append("closed")
        await whole(self)

    whole = Graph.close
    monkeypatch.setattr(app, "keep", keep)
    monkeypatch.setattr(Census, "end", end)
    monkeypatch.setattr(Graph, "close", close)
    away = Connection("bolt://127.0.0.1:1", "neo4j", "nobody")
    with serving(app.create_app(Settings.model_validate({}), away, railway())):
        pass
    assert order == ["warmed", "counted", "closed"]
