"""Where the service's own time goes while it answers: flame graphs, and shares by part, of two questions.

wrk asks the service, py-spy looks 500 times a second at what its main thread does when it does anything.
.venv/bin/python -m bench.flames [--home FOLDER] [--seconds 8] [--out FOLDER]
"""

import argparse
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from neo4j import GraphDatabase

from bench.arguments import parser
from bench.province import province
from bench.questions.asking import OURS, Question
from bench.questions.records import LOOKUP, NESTED
from bench.rivals import cases, prepared, wrk
from bench.services import PORTS, credentials, listening, programs, service

RATE = 500
CONNECTIONS = (1, 32)
# The innermost frame in one of these files says what a sample belongs to; the first that fits is taken, the last where none does.
PARTS = {
    "driver": ("neo4j/",),
    "JSON and shape": ("graph/shape/", "<generated", "orjson"),
    "cohorts": ("graph/cohort.py", "graph/places.py", "graph/session.py"),
    "document, variables, plan, cost": ("resolvers/", "graphql/", "graph/plan/", "graph/cost.py"),
    "HTTP": ("uvicorn/", "server/", "starlette/", "prometheus_client/"),
    "event loop": ("asyncio/", "uvloop"),
}


def part(stack: str) -> str:
    """What a sample belongs to, by its frames from the outermost to the innermost."""
    for frame in reversed(stack.split(";")):
        for name, files in PARTS.items():
            if any(each in frame for each in files):
                return name
    return "event loop"


def sampled(process: int, seconds: int, form: str, path: Path) -> None:
    """Let py-spy look at a process for so long."""
    spy = Path(sys.executable).with_name("py-spy")
    asked: list[str | Path] = [spy, "record", "--pid", str(process), "--rate", str(RATE), "--duration", str(seconds), "--format", form, "--output", path]  # fmt: skip
    subprocess.run(asked, check=True, capture_output=True)
    # The picture's heading is the command, as it was typed on this machine.
    path.write_text(path.read_text(encoding="utf-8").replace(str(spy), spy.name), encoding="utf-8")


def shares(lines: Iterable[str]) -> dict[str, float]:
    """Of collapsed stacks: the share of each part."""
    counts: Counter[str] = Counter()
    for line in lines:
        stack, _, count = line.rpartition(" ")
        counts[part(stack)] += int(count)
    return {name: counts[name] / max(counts.total(), 1) for name in PARTS}


def watched(question: Question, connections: int, bodies: Path, address: str, given: argparse.Namespace) -> str:
    """Record a question under load twice, as a picture and as stacks; a line of the table."""
    folder: Path = given.out or given.home
    process = listening(PORTS[OURS]).pid
    stacks = folder / "stacks.txt"
    with ThreadPoolExecutor(1) as pool:
        for form, path in (("flamegraph", folder / f"{question.name}-{connections}.svg"), ("raw", stacks)):
            load = pool.submit(wrk, address, bodies, connections, given.seconds + 2)
            sampled(process, given.seconds, form, path)
            rate, p50, _ = load.result()
    found = shares(stacks.read_text().splitlines())
    stacks.unlink()
    cells = " | ".join(f"{share:.0%}" for share in found.values())
    return f"| {question.title} | {connections} | {rate:,.0f} | {p50:.2f} | {cells} |"


def main() -> None:
    """Both questions, by one client and by many."""
    arguments = parser(__doc__)
    arguments.add_argument("--home", type=Path, default=Path("build/bench"))
    arguments.add_argument("--scale", default="M")
    arguments.add_argument("--seconds", type=int, default=8)
    arguments.add_argument("--out", type=Path, help="folder for the pictures; the data folder if absent")
    given = arguments.parse_args()
    given.home = given.home.resolve()
    head = ["question", "connections", "requests/s", "p50 ms", *PARTS]
    print(f"| {' | '.join(head)} |\n| --- |{' ---: |' * (len(head) - 1)}")
    with province(given.home, given.scale) as connection, ExitStack() as stack:
        driver = stack.enter_context(GraphDatabase.driver(connection.uri, auth=credentials(connection)))
        address = stack.enter_context(service(OURS, programs()[OURS], given.home, connection))
        for question in (LOOKUP, NESTED):
            bodies = prepared(OURS, question.forms[OURS], cases(question, driver, {}), given.home)
            wrk(address, bodies, 32, 10)
            for connections in CONNECTIONS:
                print(watched(question, connections, bodies, address, given), flush=True)


if __name__ == "__main__":
    main()
