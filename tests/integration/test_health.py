"""doctor, where there is a database to look at."""

import asyncio
import socket

import pytest

from graph.connection import Connection
from server.app import create_app
from server.cli import health
from server.errors import CommandError
from server.settings import Settings
from tests.server.conftest import serving

pytestmark = pytest.mark.integration


def test_the_database_is_told_with_its_version(neo4j_2026: Connection, neo4j_526: Connection) -> None:
    told = [asyncio.run(health.reached(each)) for each in (neo4j_2026, neo4j_526)]
    assert [each.split(" at ")[0] for each in told] == ["Neo4j 2026.08.1", "Neo4j 5.26.30"]


def test_the_service_s_own_port_is_no_fault(neo4j_2026: Connection) -> None:
    with serving(create_app(Settings.model_validate({}), neo4j_2026)) as url:
        given = Settings.model_validate({"port": int(url.rsplit(":", 1)[1])})
        assert health.free(given) == "this service answers there"


def test_another_program_s_port_is_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener, pytest.raises(CommandError, match="listened on"):
        health.free(Settings.model_validate({"port": listener.getsockname()[1]}))
