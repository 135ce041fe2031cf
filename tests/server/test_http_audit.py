"""GraphQL over HTTP: the public audit suite, each audit that fails reported by its name."""

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.node.audit import audit
from tests.server.conftest import Serve

AUDITS = 61


async def careless(request: Request) -> Response:
    return JSONResponse({"data": {"__typename": "Query"}})


def test_service_that_answers_anything_is_found_out(serve: Serve) -> None:
    route = Route("/graphql", careless, methods=["GET", "POST"])
    results = audit(f"{serve(Starlette(routes=[route]))}/graphql")
    failed = [result for result in results if not result.passed]
    assert len(results) == AUDITS
    assert "MAY NOT allow executing mutations on GET requests" in {result.name for result in failed}
    assert all(result.reason for result in failed)


def test_service_passes_every_audit(live_url: str, subtests: pytest.Subtests) -> None:
    results = audit(f"{live_url}/graphql")
    assert len(results) == AUDITS
    for result in results:
        with subtests.test(result.name, id=result.id):
            assert result.passed, result.reason
