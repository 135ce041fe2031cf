"""Latencies under a load that does not wait: so many requests a second are sent, answered or not.

A client that asks again when it has been answered spares a slow service its questions; here they come at the same pace
for this service and the endpoint by hand, and what is late counts from when it was due. Needs vegeta beside what the
project installs. .venv/bin/python -m bench.paced [--home FOLDER] [--rates 500,1000,1500] [--seconds 10] [--out FOLDER]
"""

import subprocess
from base64 import b64encode
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import orjson
from neo4j import Driver, GraphDatabase

from bench.arguments import parser
from bench.province import province
from bench.questions.asking import BY_HAND, OURS, Question
from bench.questions.records import LOOKUP, NESTED
from bench.report import machine
from bench.rivals import body, cases, settle
from bench.services import credentials, programs, service

# A service that answers fewer than this of what it is asked is asked no faster.
KEPT_UP = 0.99


@dataclass(frozen=True, slots=True)
class Latencies:
    """What one service did at one pace: the part of requests that were answered, and latencies in ms."""

    question: str
    service: str
    rate: int
    answered: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    longest_ms: float


def attack(address: str, bodies: Iterable[bytes], rate: int, seconds: int) -> Mapping[str, Any]:
    """Vegeta's report on a service that is sent the bodies at a pace."""
    header = {"Content-Type": ["application/json"]}
    targets = b"\n".join(
        orjson.dumps({"method": "POST", "url": address, "header": header, "body": b64encode(each).decode()})
        for each in bodies
    )
    asked = ["vegeta", "attack", "-format=json", f"-rate={rate}", f"-duration={seconds}s", "-timeout=10s", "-max-workers=500"]  # fmt: skip
    shots = subprocess.run(asked, input=targets, capture_output=True, check=True)
    report = subprocess.run(["vegeta", "report", "-type=json"], input=shots.stdout, capture_output=True, check=True)
    settle()
    told: Mapping[str, Any] = orjson.loads(report.stdout)
    return told


def measured(
    question: Question, driver: Driver, addresses: Mapping[str, str], rates: Iterable[int], seconds: int
) -> Iterable[Latencies]:
    """A question at one pace after the other, the services in turn."""
    found = cases(question, driver, addresses)
    bodies = {name: [body(name, question.forms[name], case) for case in found] for name in addresses}
    for name, address in addresses.items():
        attack(address, bodies[name], 1_000, 10)
    left = list(addresses)
    for turn, rate in enumerate(rates):
        for name in [*left] if turn % 2 else [*reversed(left)]:
            told = attack(addresses[name], bodies[name], rate, seconds)
            late = {key: value / 1e6 for key, value in told["latencies"].items()}
            # Vegeta sends fewer where all its workers wait for a service that does not keep up.
            answered = told["success"] * told["requests"] / (rate * seconds)
            point = Latencies(
                question.title, name, rate, answered, late["50th"], late["95th"], late["99th"], late["max"]
            )
            if answered < KEPT_UP:
                left.remove(name)
            print(line(point), flush=True)
            yield point


def line(point: Latencies) -> str:
    return (
        f"{point.question:36} {point.rate:6,}/s {point.service:8} {100 * point.answered:5.1f} % answered  "
        f"p50 {point.p50_ms:8.2f}  p95 {point.p95_ms:8.2f}  p99 {point.p99_ms:8.2f}  longest {point.longest_ms:8.2f} ms"
    )


def write(points: list[Latencies], folder: Path, seconds: int) -> None:
    """A table and the figures."""
    folder.mkdir(parents=True, exist_ok=True)
    told = {"machine": machine(), "seconds": seconds, "points": [asdict(each) for each in points]}
    (folder / "paced.json").write_bytes(orjson.dumps(told, option=orjson.OPT_INDENT_2) + b"\n")
    lines = [
        "# Latencies at a given pace", "",
        f"{machine()}. So many requests a second are sent for {seconds} s, answered or not; in ms. A service that falls behind is asked no faster.", "",
        "| question | requests/s | service | answered | p50 | p95 | p99 | longest |", "| --- | ---: | --- |" + " ---: |" * 5,
    ]  # fmt: skip
    for each in points:
        figures = (each.p50_ms, each.p95_ms, each.p99_ms, each.longest_ms)
        cells = " | ".join(f"{one:,.2f}" for one in figures)
        lines.append(f"| {each.question} | {each.rate:,} | {each.service} | {each.answered:.1%} | {cells} |")
    (folder / "paced.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Start both, ask both."""
    arguments = parser(__doc__)
    arguments.add_argument("--home", type=Path, default=Path("build/bench"))
    arguments.add_argument("--scale", default="M")
    arguments.add_argument("--rates", default="500,1000,1500,2000,4000")
    arguments.add_argument("--seconds", type=int, default=10)
    arguments.add_argument("--out", type=Path)
    given = arguments.parse_args()
    folder: Path = given.home.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    rates = [int(each) for each in given.rates.split(",")]
    points: list[Latencies] = []
    with province(folder, given.scale) as connection, ExitStack() as stack:
        driver = stack.enter_context(GraphDatabase.driver(connection.uri, auth=credentials(connection)))
        addresses = {
            name: stack.enter_context(service(name, programs()[name], folder, connection)) for name in (OURS, BY_HAND)
        }
        for question in (LOOKUP, NESTED):
            points += measured(question, driver, addresses, rates, given.seconds)
    if given.out:
        write(points, given.out, given.seconds)


if __name__ == "__main__":
    main()
