"""Several processes serve one port; whichever is asked for metrics tells those of all; all end together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from graph.connection import Connection
from server.managed.ports import free_port

pytestmark = pytest.mark.integration
ASKED = 40


@pytest.fixture
def served(neo4j_2026: Connection, tmp_path: Path) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    port = free_port()
    (tmp_path / "known.graphql").write_text("{ agencies { totalCount } }")
    given = {
        **os.environ, "NEO4J_URI": neo4j_2026.uri, "NEO4J_PASSWORD": neo4j_2026.password, "ASSETGRAPH_PORT": str(port),
        "ASSETGRAPH_WORKERS": "2", "ASSETGRAPH_HOME": str(tmp_path), "ASSETGRAPH_WARM": str(tmp_path),
    }  # fmt: skip
    command = [str(Path(sys.executable).with_name("assetgraph")), "serve"]
    process = subprocess.Popen(command, env=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    address = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + 90
        while True:
            try:
                httpx.get(f"{address}/readyz").raise_for_status()
                break
            except httpx.HTTPError:
                assert process.poll() is None, process.stdout and process.stdout.read()
                assert time.monotonic() < until
                time.sleep(0.2)
        yield address, process
    finally:
        process.kill()
        process.communicate()


def test_workers_answer_and_are_counted_together(served: tuple[str, "subprocess.Popen[str]"]) -> None:
    address, process = served
    for _ in range(ASKED):
        answer = httpx.post(f"{address}/graphql", json={"query": "{ agencies { totalCount } }"})
        assert "errors" not in answer.json()
    figures = dict(line.rsplit(" ", 1) for line in httpx.get(f"{address}/metrics").text.splitlines() if line[0] != "#")
    assert float(figures['assetgraph_answers_total{status="200"}']) == ASKED
    assert float(figures["assetgraph_answer_seconds_count"]) == ASKED
    assert float(figures['assetgraph_cache_lookups_total{cache="plans",outcome="hit"}']) >= ASKED - 2
    assert float(figures["assetgraph_cohort_reads_count"]) >= 1
    process.send_signal(signal.SIGTERM)
    told, _ = process.communicate(timeout=30)
    assert process.returncode == 0, told
    assert "Stopped serving." in told
    # One makes the indexes of a graph that has none, for all.
    assert "Deadlock" not in told
