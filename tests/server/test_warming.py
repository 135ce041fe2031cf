"""Documents known beforehand are asked once at the start; what cannot be is told and left out."""

import logging
from pathlib import Path

import pytest

from resolvers.answers import Response
from resolvers.execute import Request
from server.warming import warm


class Executor:
    """Notes what it is asked, and refuses what is called so."""

    def __init__(self) -> None:
        self.asked: list[Request] = []

    async def execute(self, request: Request) -> Response:
        self.asked.append(request)
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
