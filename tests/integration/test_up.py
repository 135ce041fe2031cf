"""`assetgraph up`, as a new user meets it: the demo is loaded, the query shown answers, Ctrl-C stops all of it.

Later its database is killed, and comes back; and is told to stop, and does not.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import orjson
import psutil
import pytest

pytestmark = pytest.mark.integration

COMMAND = Path(sys.executable).with_name("assetgraph")
PATIENCE_SECONDS = 900


class Running:
    """One run of the command in a home of its own."""

    def __init__(self, home: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.output = home.parent / "output"
        self.environment = {
            **os.environ, "ASSETGRAPH_HOME": str(home), "ASSETGRAPH_PORT": str(self.port), "COLUMNS": "200"
        }  # fmt: skip
        with self.output.open("wb") as log:
            self.process = subprocess.Popen([COMMAND, "up"], env=self.environment, stdout=log, stderr=log)

    def wait(self) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            assert self.process.poll() is None, self.text
            try:
                if httpx.get(f"http://127.0.0.1:{self.port}/readyz", timeout=60).status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.2)
        pytest.fail(f"not ready: {self.text}")

    def hear(self, sentence: str) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while sentence not in self.text:
            assert time.monotonic() < until, self.text
            time.sleep(0.2)

    @property
    def text(self) -> str:
        return self.output.read_text(encoding="utf-8")

    def shown(self) -> Any:
        """The answer to the query that it shows."""
        body = re.findall(r"-d '(.*)'", self.text)[-1]
        # The first query of a database that has just started takes it seconds, on a busy machine many.
        return httpx.post(f"http://127.0.0.1:{self.port}/graphql", json=orjson.loads(body), timeout=60).json()

    def interrupt(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(90)


@contextmanager
def up(home: Path) -> Iterator[Running]:
    running = Running(home)
    try:
        running.wait()
        yield running
    finally:
        if running.process.poll() is None:
            running.interrupt()


def databases(home: Path) -> list[int]:
    """The databases that run in a home."""
    return [
        each.info["pid"]
        for each in psutil.process_iter(["pid", "cmdline"])
        if any(f"--home-dir={home}" in part for part in each.info["cmdline"] or ())
    ]


@pytest.mark.usefixtures("short_lived")
def test_up(tmp_path: Path) -> None:
    home = tmp_path / "数据 home"
    with up(home) as running:
        assert "graphiql" in running.text
        answer = running.shown()
        (agency,) = answer["data"]["agencies"]["nodes"]
        assert agency["owns"]["totalCount"] > 0
        assert agency["owns"]["edges"][0]["node"]["name"]
        assert len(databases(home)) == 1
        assert running.interrupt() == 0
        assert "told to stop" not in running.text
    assert databases(home) == []
    with up(home) as again:
        assert again.shown() == answer
        assert "demo province is written" not in again.text
        # The classes that the first start recorded, at the latest, make the second one short.
        (process,) = map(psutil.Process, databases(home))
        assert any(each.path.endswith("neo4j.jsa") for each in process.memory_maps())
        process.kill()
        again.hear("The database runs again.")
        assert again.shown() == answer
        subprocess.run([COMMAND, "neo4j", "stop"], env=again.environment, check=True, timeout=90)
        again.hear("The database was told to stop")
        # Long enough for who looks each second.
        time.sleep(3)
        assert again.text.count("it is started again") == 1
        assert databases(home) == []
        again.process.terminate()
        assert again.process.wait(90) == 0
    assert databases(home) == []
