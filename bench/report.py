"""Results of the bench: a line while it runs, then a table, a plot, and the figures as JSON."""

import argparse
import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias

import orjson
import psutil

from bench.questions import QUESTIONS
from bench.questions.asking import BY_HAND, DATALOADER, NEO4J_GRAPHQL, OURS, POSTGRAPHILE

NAMES = (OURS, BY_HAND, NEO4J_GRAPHQL, DATALOADER, POSTGRAPHILE)


@dataclass(frozen=True, slots=True)
class Cell:
    """Medians over the rounds: requests per second with the least and the most, p50 and p99 in ms."""

    rate: float
    least: float
    most: float
    p50_ms: float
    p99_ms: float


Results: TypeAlias = dict[tuple[str, int], dict[str, Cell]]


def line(told: Mapping[str, Cell]) -> str:
    """One row of results in short."""
    return " · ".join(
        f"{name} {each.rate:,.0f}/s {each.p50_ms:.2f} ms ({each.p99_ms:.0f})" for name, each in told.items()
    )


def machine() -> str:
    """What it ran on."""
    model = next(
        (
            row.partition(":")[2].strip()
            for row in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in row
        ),
        platform.processor(),
    )
    memory = psutil.virtual_memory().total / 2**30
    return f"{psutil.cpu_count()} cores ({model}), {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}"


def read(folder: Path | None) -> Results:
    """What an earlier run wrote down, if any did."""
    results: Results = {}
    if folder and (path := folder / "rivals.json").exists():
        for row in orjson.loads(path.read_bytes())["results"]:
            at, name = (row.pop("question"), row.pop("connections")), row.pop("service")
            results.setdefault(at, {})[name] = Cell(**row)
    return results


def write(results: Results, folder: Path, given: argparse.Namespace) -> None:
    """Everything, into a folder, question by question."""
    titles = [question.title for question in QUESTIONS]
    results = dict(sorted(results.items(), key=lambda each: (titles.index(each[0][0]), each[0][1])))
    folder.mkdir(parents=True, exist_ok=True)
    rows = [
        {"question": question, "connections": connections, "service": name, **asdict(cell)}
        for (question, connections), told in results.items()
        for name, cell in told.items()
    ]
    told = {"machine": machine(), "date": f"{datetime.now(UTC):%Y-%m-%d}", "scale": given.scale, "seconds": given.seconds, "rounds": given.rounds}  # fmt: skip
    (folder / "rivals.json").write_bytes(orjson.dumps({**told, "results": rows}, option=orjson.OPT_INDENT_2) + b"\n")
    head = (
        f"# This service beside its rivals\n\n{told['date']}, {told['machine']}; services, databases and wrk on the same machine. "
        f"Demo province {given.scale}; {given.rounds} rounds of {given.seconds} s in turn, medians.\n"
        "Requests per second (least–most), then p50 / p99 in ms. Where a cell is empty, the service cannot be asked that,\n"
        "or failed under that load.\n"
    )
    (folder / "rivals.md").write_text(head + table(results), encoding="utf-8")
    plot(results, folder / "rivals.svg")


def table(results: Results) -> str:
    """Rows by question and connections, a column a service."""
    lines = ["", f"| question | connections | {' | '.join(NAMES)} |", f"| --- | ---: |{' ---: |' * len(NAMES)}"]
    for (question, connections), told in results.items():
        cells = [
            f"{each.rate:,.0f} ({each.least:,.0f}–{each.most:,.0f})<br>{each.p50_ms:.2f} / {each.p99_ms:.1f}"
            if each
            else ""
            for each in map(told.get, NAMES)
        ]
        lines.append(f"| {question} | {connections} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def pyplot() -> Any:
    """What draws: into a file, the same figures as the same file."""
    import matplotlib as mpl  # noqa: PLC0415  # for the one who wants the plot

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "assetgraph"
    import matplotlib.pyplot as plt  # noqa: PLC0415

    return plt


def plot(results: Results, path: Path) -> None:
    """How many times the requests per second of each rival this service answers, by connections."""
    questions = list(dict.fromkeys(question for question, _ in results))
    figure, axes = pyplot().subplots(2, 4, figsize=(15, 7), sharex=True)
    for axis, question in zip(axes.flat, questions, strict=False):
        for number, name in enumerate(NAMES[1:]):
            points = [
                (connections, told[OURS].rate / told[name].rate)
                for (asked, connections), told in results.items()
                if asked == question and name in told
            ]
            if points:
                axis.plot(*zip(*points, strict=True), marker="o", label=name, color=f"C{number}")
        axis.axhline(1, color="grey", linewidth=0.8)
        axis.set(
            xscale="log", yscale="log", title=question, xlabel="connections", ylabel="times the rival's requests/s"
        )
        axis.yaxis.get_major_locator().set_params(subs=(1, 2, 5))
        axis.yaxis.set_major_formatter("{x:g} ×")
        axis.yaxis.set_minor_formatter("")
        axis.set_xticks(
            sorted({connections for _, connections in results}), labels=map(str, sorted({c for _, c in results}))
        )
        axis.legend(fontsize="small")
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})
