"""The services of the bench: each as a process of its own, on a port of its own, over the same rows."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import monotonic, sleep

import httpx
import psutil
from neo4j import Driver

from bench.questions.asking import BY_HAND, DATALOADER, NEO4J_GRAPHQL, OURS, POSTGRAPHILE
from bench.relational import fill, postgres
from graph.connection import Connection

HERE = Path(__file__).parent
# The same application as ours under another server: only for the comparison of servers.
GRANIAN = "Granian"
PORTS = {OURS: 8101, BY_HAND: 8102, NEO4J_GRAPHQL: 8103, DATALOADER: 8104, POSTGRAPHILE: 8105, GRANIAN: 8107}
POSTGRES_PORT = 8106
PATHS = {NEO4J_GRAPHQL: "/", DATALOADER: "/"}


def credentials(connection: Connection) -> tuple[str, str]:
    """What a driver signs in with."""
    return connection.username, connection.password


def programs() -> dict[str, list[str | Path]]:
    """How those are started that need nothing but the graph."""
    return {
        OURS: [Path(sys.executable).with_name("assetgraph"), "serve"],
        BY_HAND: [sys.executable, "-m", "bench.peers.by_hand", str(PORTS[BY_HAND])],
        DATALOADER: [sys.executable, "-m", "bench.peers.dataloader", str(PORTS[DATALOADER])],
    }


@contextmanager
def service(
    name: str,
    command: Sequence[str | Path],
    folder: Path,
    connection: Connection,
    more: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """A service that runs; its address."""
    log = (folder / f"{re.sub(r'[^a-z0-9]+', '-', name.lower())}.log").open("wb")
    given = {"NEO4J_URI": connection.uri, "NEO4J_PASSWORD": connection.password, "ASSETGRAPH_PORT": str(PORTS[OURS])}
    # A group of its own: Node's launcher has a child that would stay.
    process = subprocess.Popen(command, env={**os.environ, **given, **(more or {})}, stdout=log, stderr=log, start_new_session=True)  # fmt: skip
    address = f"http://127.0.0.1:{PORTS[name]}{PATHS.get(name, '/graphql')}"
    try:
        until = monotonic() + 60
        while True:
            try:
                httpx.post(address, json={"query": "{ __typename }"}, timeout=5)
                if process.poll() is not None:
                    raise SystemExit(f"Another program has the port of {name}, {PORTS[name]}: stop it.")
                break
            except httpx.HTTPError:
                if process.poll() is not None or monotonic() > until:
                    raise SystemExit(f"{name} did not start: see {log.name}.") from None
                sleep(0.2)
        yield address
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


@contextmanager
def services(connection: Connection, driver: Driver, folder: Path) -> Iterator[dict[str, str]]:
    """All services over the same rows; their addresses."""
    with ExitStack() as stack:
        (folder / "postgres").mkdir(exist_ok=True)
        database = stack.enter_context(postgres(folder / "postgres", POSTGRES_PORT))
        fill(database, driver, folder)
        node = shutil.which("node", path=str(Path(sys.executable).parent)) or "node"
        commands: dict[str, list[str | Path]] = {
            **programs(),
            NEO4J_GRAPHQL: [node, packages("neo4j_graphql") / "server.mjs", str(PORTS[NEO4J_GRAPHQL])],
            POSTGRAPHILE: [node, packages("postgraphile") / "server.mjs", str(PORTS[POSTGRAPHILE])],
        }
        more = {"POSTGRES": database, "NODE_ENV": "production", "GRAPHILE_ENV": "production"}
        yield {
            name: stack.enter_context(service(name, command, folder, connection, more))
            for name, command in commands.items()
        }


def listening(port: int) -> psutil.Process:
    """The process that answers on a port."""
    found = (each.pid for each in psutil.net_connections("tcp") if each.status == "LISTEN" and each.laddr and each.laddr.port == port)  # fmt: skip
    return psutil.Process(next(found))


def packages(peer: str) -> Path:
    """The folder of a rival, with its packages."""
    folder = HERE / "peers" / peer
    if not (folder / "node_modules").is_dir():
        npm = shutil.which("npm", path=str(Path(sys.executable).parent)) or "npm"
        subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder, check=True)
    return folder
