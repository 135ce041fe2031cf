"""The service beside its rivals: the same machine, the same rows, the same questions, in one run.

Each answer is compared before anything is timed. Load is wrk's: so many connections, each asking again as soon as it is
answered. Services take turns, in another order each round; the figures are medians over rounds. Needs wrk and
PostgreSQL 15 beside what the project itself installs.

.venv/bin/python -m bench.rivals [--home FOLDER] [--seconds 3] [--rounds 3] [--connections 1,8,32,128] [--only lookup,nested]
"""

import argparse
import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import monotonic
from typing import Any

import httpx
import orjson
import psutil
from neo4j import Driver, GraphDatabase

from bench import report
from bench.arguments import parser
from bench.province import province
from bench.questions import QUESTIONS
from bench.questions.asking import BY_HAND, OURS, POSTGRAPHILE, Case, Form, Question
from bench.questions.records import RANK
from bench.services import PORTS, credentials, services
from graph.session import trusted

# So many cases of each question are compared, and so many must agree.
COMPARED, AGREEING = 60, 0.5
# Between two loads the machine does no more than this, or so long has been waited for it.
IDLE_PERCENT, SETTLED_SECONDS = 15.0, 90.0
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


class Failing(Exception):
    """A service answers some requests of a load with an error."""


@dataclass(slots=True)
class Figures:
    """What wrk told of one service, question and number of connections, round by round."""

    rates: list[float] = field(default_factory=list)
    p50: list[float] = field(default_factory=list)
    p99: list[float] = field(default_factory=list)


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
    differing = False
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
            elif not differing:
                differing = True
                print(f"{question.title}: {case} differs: {orjson.dumps(answers, default=str).decode()[:2000]}")
    if len(kept) < AGREEING * min(len(given), COMPARED):
        raise SystemExit(f"{question.title}: of {min(len(given), COMPARED)} answers {len(kept)} agree.")
    return (kept + given[COMPARED:] if len(kept) == min(len(given), COMPARED) else kept), unable


# -- load


def bodies(name: str, folder: Path) -> Path:
    """The file of what a service is sent."""
    return folder / f"{PORTS[name]}.bodies"


def prepared(name: str, form: Form, asked: Iterable[Case], folder: Path) -> Path:
    """That file, written."""
    path = bodies(name, folder)
    path.write_bytes(b"".join(body(name, form, case) + b"\n" for case in asked))
    return path


def wrk(address: str, sent: Path, connections: int, seconds: int) -> tuple[float, float, float]:
    """Requests per second, p50 and p99 in ms."""
    asked: list[str | Path] = [
        "wrk",
        "-t1",
        f"-c{connections}",
        f"-d{seconds}s",
        "--latency",
        "-s",
        Path(__file__).with_name("bodies.lua"),
        address,
    ]
    done = subprocess.run(asked, env={**os.environ, "BODIES": str(sent)}, capture_output=True, text=True, check=False)
    settle()
    if done.returncode or "Non-2xx" in done.stdout:
        raise Failing(f"{done.stdout}{done.stderr}".strip()[-300:])
    latency = {
        part: float(value) * UNITS[unit]
        for part, value, unit in re.findall(r"(50|99)%\s+([\d.]+)(us|ms|s|m)", done.stdout)
    }
    rate = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
    assert rate
    if not float(rate[1]):
        raise Failing(f"not one answer in {seconds} s")
    return float(rate[1]), latency["50"], latency["99"]


def settle() -> None:
    """Wait until what was asked last is worked on no more: some databases go on when nobody waits any longer."""
    until = monotonic() + SETTLED_SECONDS
    while psutil.cpu_percent(0.3) > IDLE_PERCENT and monotonic() < until:
        pass


def measured(given: argparse.Namespace, folder: Path, addresses: Mapping[str, str], driver: Driver) -> None:
    """All figures, written down after each question: question by question, connections by connections, services in turn."""
    only = given.only.split(",") if given.only else [question.name for question in QUESTIONS]
    asked_again = {question.title for question in QUESTIONS if question.name in only}
    results = {at: told for at, told in report.read(given.out).items() if at[0] not in asked_again}
    for question in QUESTIONS:
        if question.name not in only:
            continue
        asked, unable = agreed(question, cases(question, driver, addresses), addresses)
        able = {name: addresses[name] for name in question.forms if name not in unable}
        for name in able:
            prepared(name, question.forms[name], asked, folder)
        for connections in (8, 32):
            turns(question.title, connections, given.warm, 1, folder, able)
        for connections in map(int, given.connections.split(",")):
            figures = turns(question.title, connections, given.seconds, given.rounds, folder, able)
            told = {name: cell(each) for name, each in figures.items()}
            results[question.title, connections] = told
            print(f"{question.title}, {connections}: {report.line(told)}", flush=True)
        if given.out:
            report.write(results, given.out, given)


def turns(
    title: str, connections: int, seconds: int, rounds: int, folder: Path, addresses: dict[str, str]
) -> dict[str, Figures]:
    """What each service does with so many connections, in turn; one that fails is taken out and asked this no more."""
    figures = {name: Figures() for name in addresses}
    for turn in range(rounds):
        for name in [*figures] if turn % 2 else [*reversed(figures)]:
            try:
                rate, p50, p99 = wrk(addresses[name], bodies(name, folder), connections, seconds)
            except Failing as error:
                if name == OURS:
                    raise SystemExit(f"{title}, {connections} connections: {error}") from None
                print(f"{title}, {connections} connections: {name} fails: {error}", flush=True)
                del figures[name], addresses[name]
                continue
            figures[name].rates.append(rate)
            figures[name].p50.append(p50)
            figures[name].p99.append(p99)
    return figures


def cell(figures: Figures) -> report.Cell:
    """Medians and spread of the rounds."""
    rates = figures.rates
    return report.Cell(median(rates), min(rates), max(rates), median(figures.p50), median(figures.p99))


def main() -> None:
    """Prepare, compare, measure, report."""
    arguments = parser(__doc__)
    arguments.add_argument("--home", type=Path, default=Path("build/bench"), help="folder of the databases")
    arguments.add_argument("--scale", default="M", help="size of the demo province")
    arguments.add_argument("--seconds", type=int, default=3)
    arguments.add_argument("--warm", type=int, default=3)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--connections", default="1,8,32,128")
    arguments.add_argument("--only", default="", help="names of questions; the results of the others stay")
    arguments.add_argument("--out", type=Path, help="folder for results; none are written if absent")
    given = arguments.parse_args()
    folder: Path = given.home.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    with (
        province(folder, given.scale) as connection,
        GraphDatabase.driver(connection.uri, auth=credentials(connection), notifications_min_severity="OFF") as driver,
        services(connection, driver, folder) as addresses,
    ):
        measured(given, folder, addresses, driver)


if __name__ == "__main__":
    main()
