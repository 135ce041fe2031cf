"""What lookups wait for while others ask large questions: the same lookups alone, and beside eight who ask for whole types.

.venv/bin/python -m bench.fairness [--home FOLDER] [--scale M]
"""

import asyncio
from itertools import cycle
from statistics import quantiles
from time import perf_counter

import schema
from bench.province import on_one
from bench.questions.asking import OURS
from bench.questions.records import LOOKUP
from graph.connection import Connection
from graph.session import Graph
from resolvers.execute import Executor, Request
from resolvers.reference import Reference
from schema.types import build

CLIENTS, HEAVY, SECONDS = 16, 8, 8.0
LARGE = (
    "{ staffMembersGroupBy(by: [POST, RANK]) { keys { post rank } aggregate { count } } }",
    '{ rooms(first: 5, where: {name: {contains: "9"}}, orderBy: [{usableAreaM2: DESC}]) { totalCount nodes { code } } }',
    "{ vehiclesGroupBy(by: [MAKE, KIND]) { keys { make kind } aggregate { count purchasePrice { sum avg max } } } }",
)


async def lookups(executor: Executor, requests: list[Request], until: float) -> list[float]:
    """How long each of many lookups took, asked by several clients until then."""
    times: list[float] = []
    left = cycle(requests)

    async def client() -> None:
        while perf_counter() < until:
            started = perf_counter()
            response = await executor.execute(next(left))
            times.append(perf_counter() - started)
            assert b'"errors"' not in response.body, response.body[:300]

    await asyncio.gather(*(client() for _ in range(CLIENTS)))
    return times


async def large(executor: Executor, query: str, until: float) -> int:
    """How many large questions one client was answered until then."""
    count = 0
    while perf_counter() < until:
        response = await executor.execute(Request(query))
        assert b'"errors"' not in response.body, response.body[:300]
        count += 1
    return count


async def measure(connection: Connection) -> None:
    model = schema.government()
    async with Graph.connect(connection) as graph:
        executor = Executor(model, build(model, Reference(model)), graph, 60)
        form = LOOKUP.forms[OURS]
        requests = [Request(form.text, row[0]) for row in await graph.read(LOOKUP.cases, {})]
        for each in LARGE:
            await executor.execute(Request(each))
        await lookups(executor, requests, perf_counter() + 3)
        show("lookups alone", await lookups(executor, requests, perf_counter() + SECONDS))
        until = perf_counter() + SECONDS
        heavy = [asyncio.ensure_future(large(executor, LARGE[number % len(LARGE)], until)) for number in range(HEAVY)]
        show(f"beside {HEAVY} who ask large questions", await lookups(executor, requests, until))
        print(f"large questions answered meanwhile: {sum(await asyncio.gather(*heavy))}")


def show(title: str, times: list[float]) -> None:
    """Rate and latencies."""
    cuts = quantiles(times, n=100)
    print(
        f"{title:36} {len(times) / SECONDS:7,.0f}/s  p50 {1000 * cuts[49]:6.2f} ms  p99 {1000 * cuts[98]:6.2f} ms  "
        f"longest {1000 * max(times):6.0f} ms"
    )


def main() -> None:
    """Measure on a province."""
    on_one(__doc__, measure)


if __name__ == "__main__":
    main()
