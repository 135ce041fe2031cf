"""How long findings and figures of a whole province take, and of one agency; the first time, and once they are planned.
What is selected anew is sought by the same text.

All findings in one operation, beside their rules asked one by one in the same run. .venv/bin/python -m bench.findings [--home FOLDER] [--scale M]
"""

from statistics import median
from time import perf_counter
from typing import Any

import orjson

import schema
from bench.province import on_one
from graph.connection import Connection
from graph.session import Graph
from resolvers.execute import Executor, Request
from resolvers.reference import Reference
from schema.types import build

ROUNDS = 3
DAY = "2026-06-30"
YEAR = f'from: "2025-07-01", to: "{DAY}"'
FINDINGS = f"""query($rules: [RuleCode!], $agency: ID, $below: Boolean!) {{
  findings(rules: $rules, agency: $agency, includeSubordinates: $below, asOf: "{DAY}", first: 100) {{
    totalCount byRule {{ rule {{ code }} count }} nodes {{ rule {{ code }} node {{ id }} }} }} }}"""
SELECTED_ANEW = f"""query($agency: ID, $below: Boolean!) {{
  findings(agency: $agency, includeSubordinates: $below, asOf: "{DAY}", first: 50, severities: [SERIOUS]) {{
    edges {{ node {{ rule {{ title }} figures {{ name value }} node {{ ... on Registered {{ name }} }} mentions {{ id }} }} }} }} }}"""
FIGURES = {
    "officeSpace": "people allowedM2 occupiedM2",
    "fleet": "kind vehicles quota",
    "housing": "people areaM2 allowedM2",
    f"energy({YEAR})": "kgcePerM2 kgcePerPerson",
    f"costs({YEAR})": "category amount perPerson",
}


class Asker:
    """Asks one executor, and tells how long it took."""

    def __init__(self, executor: Executor) -> None:
        self.executor = executor

    async def ask(self, query: str, **variables: Any) -> tuple[float, Any]:
        """Seconds, and the data."""
        started = perf_counter()
        response = await self.executor.execute(Request(query, variables))
        taken = perf_counter() - started
        answer = orjson.loads(response.body)
        assert "errors" not in answer, answer["errors"]
        return taken, answer["data"]

    async def told(self, title: str, query: str, **variables: Any) -> tuple[float, Any]:
        """The same, first and once planned, printed."""
        first, data = await self.ask(query, **variables)
        again = median([(await self.ask(query, **variables))[0] for _ in range(ROUNDS)])
        print(f"{title:58} {first:8.2f} s first {again:8.3f} s", flush=True)
        return again, data


async def measure(connection: Connection) -> None:
    """Findings of everything, of a city, of its agencies; rule by rule; figures of the province."""
    model = schema.government()
    async with Graph.connect(connection) as graph:
        asker = Asker(Executor(model, build(model, Reference(model)), graph, 600))
        whole, data = await asker.told("findings of everything", FINDINGS, below=True)
        print(f"{data['findings']['totalCount']:,} findings by {len(data['findings']['byRule'])} rules")
        times: list[tuple[float, str]] = []
        for each in model.rules:
            # Once to be planned.
            await asker.ask(FINDINGS, rules=[each.code], below=True)
            times.append(((await asker.ask(FINDINGS, rules=[each.code], below=True))[0], each.code))
        times.sort()
        print(f"{'the same, rule by rule':58} {sum(each for each, _ in times):28.3f} s")
        print("slowest: " + ", ".join(f"{code} {each:.2f} s" for each, code in times[:-6:-1]))
        print(f"{'ratio':58} {sum(each for each, _ in times) / whole:28.2f}")
        for code in ("330000-001", "330100-001", "330100-005"):
            _, found = await asker.ask("query($code: String!) { agency(code: $code) { id } }", code=code)
            for below in (True, False):
                title = f"findings of {code}{', and all below' if below else ''}"
                await asker.told(title, FINDINGS, agency=found["agency"]["id"], below=below)
            for below in (True, False):
                title = f"serious ones of {code}{', and all below' if below else ''}, selected anew"
                await asker.told(title, SELECTED_ANEW, agency=found["agency"]["id"], below=below)
        for field, columns in FIGURES.items():
            query = f'{{ division(code: "330000", asOf: "{DAY}") {{ {field} {{ {columns} }} }} }}'
            await asker.told(f"{field.partition('(')[0]} of the province", query)


def main() -> None:
    """Measure on a province."""
    on_one(__doc__, measure)


if __name__ == "__main__":
    main()
