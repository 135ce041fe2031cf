"""The service beside its rivals: the same machine, the same rows, the same questions, in one run.

Each answer is compared before anything is timed. Load is wrk's: so many connections, each asking again as soon as it is
answered. Services take turns, in another order each round; the figures are medians over rounds. Needs wrk and
PostgreSQL 15 beside what the project itself installs.

.venv/bin/python -m bench.rivals [--home FOLDER] [--seconds 3] [--rounds 3] [--connections 1,8,32,128] [--only lookup,nested]
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import monotonic, sleep
from typing import Any

import httpx
import orjson
from neo4j import Driver, GraphDatabase

from bench import report
from bench.province import province
from bench.questions import (
    BY_HAND,
    DATALOADER,
    NEO4J_GRAPHQL,
    OURS,
    POSTGRAPHILE,
    QUESTIONS,
    RANK,
    Case,
    Form,
    Question,
)
from bench.relational import fill, postgres
from graph.connection import Connection
from graph.session import trusted

HERE = Path(__file__).parent
PORTS = {OURS: 8101, BY_HAND: 8102, NEO4J_GRAPHQL: 8103, DATALOADER: 8104, POSTGRAPHILE: 8105}
POSTGRES_PORT = 8106
PATHS = {NEO4J_GRAPHQL: "/", DATALOADER: "/"}
# So many cases of each question are compared, and so many must agree.
COMPARED, AGREEING = 60, 0.5
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass(slots=True)
class Figures:
    """What wrk told of one service, question and number of connections, round by round."""

    rates: list[float] = field(default_factory=list)
    p50: list[float] = field(default_factory=list)
    p99: list[float] = field(default_factory=list)


@contextmanager
def service(name: str, command: Sequence[str | Path], folder: Path, given: Mapping[str, str]) -> Iterator[str]:
    """A service that runs; its address."""
    log = (folder / f"{re.sub(r'[^a-z0-9]+', '-', name.lower())}.log").open("wb")
    process = subprocess.Popen(command, env={**os.environ, **given}, stdout=log, stderr=log)
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
        process.terminate()
        process.wait()


@contextmanager
def services(connection: Connection, driver: Driver, folder: Path) -> Iterator[dict[str, str]]:
    """All services over the same rows; their addresses."""
    given = {"NEO4J_URI": connection.uri, "NEO4J_PASSWORD": connection.password}
    with ExitStack() as stack:
        (folder / "postgres").mkdir(exist_ok=True)
        database = stack.enter_context(postgres(folder / "postgres", POSTGRES_PORT))
        fill(database, driver, folder)
        node = shutil.which("node", path=str(Path(sys.executable).parent)) or "node"
        commands: dict[str, list[str | Path]] = {
            OURS: [Path(sys.executable).with_name("assetgraph"), "serve"],
            BY_HAND: [sys.executable, "-m", "bench.peers.by_hand", str(PORTS[BY_HAND])],
            DATALOADER: [sys.executable, "-m", "bench.peers.dataloader", str(PORTS[DATALOADER])],
            NEO4J_GRAPHQL: [node, packages("neo4j_graphql") / "server.mjs", str(PORTS[NEO4J_GRAPHQL])],
            POSTGRAPHILE: [node, packages("postgraphile") / "server.mjs", str(PORTS[POSTGRAPHILE])],
        }
        more = {"ASSETGRAPH_PORT": str(PORTS[OURS]), "POSTGRES": database, "NODE_ENV": "production"}
        more["GRAPHILE_ENV"] = "production"
        yield {
            name: stack.enter_context(service(name, command, folder, given | more))
            for name, command in commands.items()
        }


def packages(peer: str) -> Path:
    """The folder of a rival, with its packages."""
    folder = HERE / "peers" / peer
    if not (folder / "node_modules").is_dir():
        npm = shutil.which("npm", path=str(Path(sys.executable).parent)) or "npm"
        subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder, check=True)
    return folder


# -- the same answers


def cases(question: Question, driver: Driver, addresses: Mapping[str, str]) -> list[Case]:
    """What a question is asked about; of pages, with the cursors of PostGraphile."""
    found: list[Case] = [record.value() for record in driver.execute_query(trusted(question.cases)).records]
    if question.name == "page":
        for each in found:
            each["pg_cursor"] = relational_cursor(addresses[POSTGRAPHILE], each["offset"])
    return found


def relational_cursor(address: str, offset: int) -> str:
    text = (
        "query($offset: Int!, $rank: String!) { allStaff(first: 1, offset: $offset, condition: {rank: $rank}, "
        "orderBy: [POST_ASC, PRIMARY_KEY_ASC]) { edges { cursor } } }"
    )
    given = {"offset": offset - 1, "rank": RANK}
    answer = httpx.post(address, json={"query": text, "variables": given}, timeout=60).json()
    return str(answer["data"]["allStaff"]["edges"][0]["cursor"])


def body(name: str, form: Form, case: Case) -> bytes:
    """What a service is sent."""
    return orjson.dumps({"question" if name == BY_HAND else "query": form.text, "variables": form.variables(case)})


def agreed(question: Question, given: list[Case], addresses: Mapping[str, str]) -> tuple[list[Case], dict[str, str]]:
    """The cases on which all services agree, and which services cannot answer at all; too few cases are a fault."""
    kept: list[Case] = []
    unable: dict[str, str] = {}
    with httpx.Client(timeout=120, headers={"content-type": "application/json"}) as client:
        for case in given[:COMPARED]:
            answers: dict[str, Any] = {}
            for name, form in question.forms.items():
                if name in unable:
                    continue
                told = client.post(addresses[name], content=body(name, form, case)).json()
                if told.get("errors") or "data" not in told:
                    if name == OURS:
                        raise SystemExit(f"{question.title}: {told}")
                    unable[name] = str(told["errors"][0]["message"])
                    print(f"{question.title}: {name} answers {unable[name]}")
                    continue
                answers[name] = form.plain(told["data"])
            if all(each == answers[OURS] for each in answers.values()):
                kept.append(case)
            elif len(kept) <= 1:
                print(f"{question.title}: {case} differs: {orjson.dumps(answers, default=str).decode()[:2000]}")
    if len(kept) < AGREEING * min(len(given), COMPARED):
        raise SystemExit(f"{question.title}: of {min(len(given), COMPARED)} answers {len(kept)} agree.")
    return (kept + given[COMPARED:] if len(kept) == min(len(given), COMPARED) else kept), unable


# -- load


def wrk(address: str, bodies: Path, connections: int, seconds: int) -> tuple[float, float, float]:
    """Requests per second, p50 and p99 in ms."""
    asked: list[str | Path] = [
        "wrk",
        "-t1",
        f"-c{connections}",
        f"-d{seconds}s",
        "--latency",
        "-s",
        HERE / "bodies.lua",
        address,
    ]
    done = subprocess.run(asked, env={**os.environ, "BODIES": str(bodies)}, capture_output=True, text=True, check=False)
    if done.returncode or "Non-2xx" in done.stdout:
        raise SystemExit(f"wrk: {done.stdout}{done.stderr}")
    latency = {
        part: float(value) * UNITS[unit]
        for part, value, unit in re.findall(r"(50|99)%\s+([\d.]+)(us|ms|s|m)", done.stdout)
    }
    rate = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
    assert rate
    return float(rate[1]), latency["50"], latency["99"]


def measured(given: argparse.Namespace, folder: Path, addresses: Mapping[str, str], driver: Driver) -> report.Results:
    """All figures: question by question, connections by connections, services in turn."""
    results: report.Results = {}
    for question in QUESTIONS:
        if given.only and question.name not in given.only.split(","):
            continue
        asked, unable = agreed(question, cases(question, driver, addresses), addresses)
        forms = {name: form for name, form in question.forms.items() if name not in unable}
        for name, form in forms.items():
            lines = (body(name, form, case) for case in asked)
            (folder / f"{PORTS[name]}.bodies").write_bytes(b"\n".join(lines) + b"\n")
            for connections in (8, 32):
                wrk(addresses[name], folder / f"{PORTS[name]}.bodies", connections, given.warm)
        for connections in map(int, given.connections.split(",")):
            figures = {name: Figures() for name in forms}
            for turn in range(given.rounds):
                names = list(figures) if turn % 2 else list(reversed(figures))
                for name in names:
                    rate, p50, p99 = wrk(addresses[name], folder / f"{PORTS[name]}.bodies", connections, given.seconds)
                    figures[name].rates.append(rate)
                    figures[name].p50.append(p50)
                    figures[name].p99.append(p99)
            told = {
                name: report.Cell(
                    median(each.rates), min(each.rates), max(each.rates), median(each.p50), median(each.p99)
                )
                for name, each in figures.items()
            }
            results[question.title, connections] = told
            print(f"{question.title}, {connections}: {report.line(told)}", flush=True)
    return results


def main() -> None:
    """Prepare, compare, measure, report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, default=Path("build/bench"), help="folder of the databases")
    parser.add_argument("--scale", default="M", help="size of the demo province")
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--warm", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--connections", default="1,8,32,128")
    parser.add_argument("--only", default="")
    parser.add_argument("--out", type=Path, help="folder for results; none are written if absent")
    given = parser.parse_args()
    folder: Path = given.home.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    with province(folder, given.scale) as connection:
        credentials = (connection.username, connection.password)
        with (
            GraphDatabase.driver(connection.uri, auth=credentials, notifications_min_severity="OFF") as driver,
            services(connection, driver, folder) as addresses,
        ):
            results = measured(given, folder, addresses, driver)
    if given.out:
        report.write(results, given.out, given)


if __name__ == "__main__":
    main()
