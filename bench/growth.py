"""How the work of a question grows with the graph: the questions of the bench on provinces S, M and L.

One client asks one question at a time of the service's read path; medians of the time from text to bytes, and of what
the database did. .venv/bin/python -m bench.growth [--home FOLDER] [--scales S,M,L] [--out FOLDER]
"""

import asyncio
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import orjson

import schema
from bench.arguments import parser
from bench.province import province
from bench.questions import QUESTIONS
from bench.questions.asking import OURS, Case, Question
from bench.report import machine, pyplot
from graph.connection import Connection
from graph.session import Graph
from resolvers.execute import Executor, Request
from resolvers.reference import Reference
from schema.types import build

WARM, RUNS, PROFILED = 1_000, 400, 15


@dataclass(frozen=True, slots=True)
class Point:
    """A question on a province: p50 in ms, dbHits, and how much there is in the graph."""

    question: str
    scale: str
    nodes: int
    relationships: int
    p50_ms: float
    db_hits: float


async def measured(connection: Connection, scale: str) -> list[Point]:
    """All questions on one province."""
    model = schema.government()
    points: list[Point] = []
    async with Graph.connect(connection) as graph:
        executor = Executor(model, build(model, Reference(model)), graph, 120)
        nodes: int = (await graph.read("MATCH (n) RETURN count(n)", {}))[0][0]
        relationships: int = (await graph.read("MATCH ()-[r]->() RETURN count(r)", {}))[0][0]
        for question in QUESTIONS:
            found: list[Case] = [row[0] for row in await graph.read(question.cases, {}, timeout=600)]
            requests = [*asked(question, found)]
            times = [await seconds(executor, requests[i % len(requests)]) for i in range(WARM + RUNS)]
            hits = [await work(executor, each) for each in requests[:PROFILED]]
            point = Point(question.title, scale, nodes, relationships, 1000 * median(times[WARM:]), median(hits))
            print(f"{scale}  {question.title:45} {point.p50_ms:8.2f} ms {point.db_hits:10,.0f} dbHits", flush=True)
            points.append(point)
    return points


def asked(question: Question, cases: Iterable[Case]) -> Iterable[Request]:
    """The question about each case."""
    form = question.forms[OURS]
    return (Request(form.text, form.variables(each)) for each in cases)


async def seconds(executor: Executor, request: Request) -> float:
    started = perf_counter()
    response = await executor.execute(request)
    taken = perf_counter() - started
    assert b'"errors"' not in response.body, response.body[:300]
    return taken


async def work(executor: Executor, request: Request) -> int:
    answer: Any = orjson.loads((await executor.execute(Request(request.query, request.variables, explain=True))).body)
    return int(answer["extensions"]["explain"]["dbHits"])


def write(points: list[Point], folder: Path) -> None:
    """A table and the figures; a plot of growth against the smallest province."""
    folder.mkdir(parents=True, exist_ok=True)
    told = {"machine": machine(), "points": [asdict(each) for each in points]}
    (folder / "growth.json").write_bytes(orjson.dumps(told, option=orjson.OPT_INDENT_2) + b"\n")
    scales = list(dict.fromkeys(each.scale for each in points))
    sizes = {each.scale: f"{each.scale}: {each.nodes:,} nodes, {each.relationships:,} relationships" for each in points}
    lines = [
        "# Growth with the graph", "", machine() + ". One client; p50 from text to bytes in ms, and dbHits, both medians.", "",
        *(f"- {each}" for each in sizes.values()), "",
        f"| question | {' | '.join(f'{each} ms' for each in scales)} | {' | '.join(f'{each} dbHits' for each in scales)} |",
        f"| --- |{' ---: |' * 2 * len(scales)}",
    ]  # fmt: skip
    for question in dict.fromkeys(each.question for each in points):
        of = {each.scale: each for each in points if each.question == question}
        cells = [f"{of[each].p50_ms:.2f}" for each in scales] + [f"{of[each].db_hits:,.0f}" for each in scales]
        lines.append(f"| {question} | {' | '.join(cells)} |")
    (folder / "growth.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    plot(points, folder / "growth.svg")


def plot(points: list[Point], path: Path) -> None:
    """p50 by number of nodes, both on logarithmic scales."""
    figure, axes = pyplot().subplots(1, 2, figsize=(12, 5))
    for axis, name, label in zip(axes, ("p50_ms", "db_hits"), ("p50 in ms", "dbHits"), strict=True):
        for question in dict.fromkeys(each.question for each in points):
            of = [(each.nodes, getattr(each, name)) for each in points if each.question == question]
            axis.plot(*zip(*of, strict=True), marker="o", label=question)
        axis.set(xscale="log", yscale="log", xlabel="nodes", ylabel=label)
    axes[1].legend(fontsize="small")
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


def main() -> None:
    """Measure province by province."""
    arguments = parser(__doc__)
    arguments.add_argument("--home", type=Path, default=Path("build/bench"))
    arguments.add_argument("--scales", default="S,M,L")
    arguments.add_argument("--out", type=Path)
    given = arguments.parse_args()
    points: list[Point] = []
    for scale in given.scales.split(","):
        with province(given.home.resolve(), scale) as connection:
            points += asyncio.run(measured(connection, scale))
    if given.out:
        write(points, given.out)


if __name__ == "__main__":
    main()
