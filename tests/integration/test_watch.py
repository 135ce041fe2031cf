"""A service of several workers whose database is killed: it comes back by itself, unless it was told to stop."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from server.managed import ManagedNeo4j
from server.managed.ports import free_port

pytestmark = pytest.mark.integration

COMMAND = str(Path(sys.executable).with_name("assetgraph"))
PATIENCE_SECONDS = 120


def eventually(met: Callable[[], bool], told: Path) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not met():
        assert time.monotonic() < until, told.read_text()
        time.sleep(0.1)


def test_a_killed_database_comes_back_and_a_stopped_one_does_not(tmp_path: Path) -> None:
    port, told, home = free_port(), tmp_path / "told", tmp_path / "home"
    given = {
        **os.environ, "ASSETGRAPH_HOME": str(home), "ASSETGRAPH_PORT": str(port), "ASSETGRAPH_WORKERS": "2",
        "ASSETGRAPH_HEAP": "512m", "ASSETGRAPH_PAGE_CACHE": "64m",
    }  # fmt: skip
    database = ManagedNeo4j(home / "neo4j")

    def answers() -> bool:
        # Not whether it is ready: that takes the indexes of a new graph.
        query = {"query": "{ agencies { totalCount } }"}
        try:
            return httpx.post(f"http://127.0.0.1:{port}/graphql", json=query, timeout=60).status_code == 200
        except httpx.TransportError:
            return False

    with told.open("wb") as log:
        service = subprocess.Popen([COMMAND, "serve"], env=given, stdout=log, stderr=log)
    try:
        eventually(answers, told)
        killed = database.process()
        assert killed
        killed.kill()
        eventually(lambda: "The database runs again." in told.read_text(), told)
        eventually(answers, told)
        subprocess.run([COMMAND, "neo4j", "stop"], env=given, check=True)
        time.sleep(3)
        assert not database.process()
        assert told.read_text().count("it is started again") == 1
        service.send_signal(signal.SIGTERM)
        assert service.wait(60) == 0
    finally:
        if service.poll() is None:
            service.kill()
            service.wait()
        database.stop()
