"""check: what rules find in the graph, as a table or a file."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from graph.rules import Severity
from server.cli.asking import asked
from server.cli.remote import refusal
from server.cli.screen import err, out, whole
from server.errors import CommandError
from server.tabular import csv_line, json_line

PAGE = 100
SHOWN = 20
COLUMNS = ("rule", "severity", "title", "type", "code", "name", "figures", "mentions", "instrument")
NODE = "__typename ... on Recorded { code } ... on Registered { name }"
FINDINGS = f"""query($rules: [RuleCode!], $severities: [Severity!], $agency: ID, $below: Boolean!, $on: Date, $after: String) {{
  findings(rules: $rules, severities: $severities, agency: $agency, includeSubordinates: $below, asOf: $on,
           first: {PAGE}, after: $after) {{
    totalCount
    byRule {{ rule {{ code severity title }} count }}
    pageInfo {{ hasNextPage endCursor }}
    nodes {{ rule {{ code severity title instrument }} node {{ {NODE} }} mentions {{ {NODE} }} figures {{ name value unit }} }}
  }}
}}"""


class Weight(StrEnum):
    """How much a finding weighs."""

    NOTICE = Severity.NOTICE.value
    WARNING = Severity.WARNING.value
    SERIOUS = Severity.SERIOUS.value


def check(
    *,
    rule: Annotated[list[str] | None, typer.Option(help="Only this rule, by its code; may be repeated.")] = None,
    severity: Annotated[
        list[Weight] | None, typer.Option(help="Only what weighs so much.", case_sensitive=False)
    ] = None,
    agency: Annotated[str, typer.Option(help="Only what this agency answers for, by its code.")] = "",
    alone: Annotated[bool, typer.Option("--alone", help="Without the agencies below it.")] = False,
    as_of: Annotated[str, typer.Option(help="On this day, such as 2026-06-30; today if absent.")] = "",
    into: Annotated[
        Path | None, typer.Option("--out", help="Write all findings into this .csv, .json or .jsonl.")
    ] = None,
    url: Annotated[str, typer.Option(help="Where the service is; that of the settings if empty.")] = "",
) -> None:
    """Tell what rules find in a running service: how much by rule, and the first findings; all of them in a file."""
    if into and into.suffix not in WRITERS:
        raise CommandError(f"{into.name} is of no kind that can be written.", "End it with .csv, .json or .jsonl.", 2)
    variables: dict[str, Any] = {
        "rules": rule or None,
        "severities": [each.value for each in severity] if severity else None,
        "agency": identity(agency, url) if agency else None,
        "below": not alone,
        "on": day(as_of),
    }
    if rule:
        demand_rules(rule, url)
    first = page(variables, url)
    show(first)
    if into:
        write(into, first, variables, url)


def identity(code: str, url: str) -> str:
    """The id of the agency of a code."""
    found = answered(asked("query($code: String!) { agency(code: $code) { id } }", {"code": code}, url))["agency"]
    if found is None:
        raise CommandError(f"There is no agency with the code {code}.", "Look it up: `assetgraph query`.", 2)
    return str(found["id"])


def demand_rules(codes: list[str], url: str) -> None:
    """Refuse the code of no rule."""
    known = answered(asked('{ __type(name: "RuleCode") { enumValues { name } } }', {}, url))["__type"]["enumValues"]
    if unknown := sorted(set(codes) - {each["name"] for each in known}):
        raise CommandError(f"There is no rule {unknown[0]}.", "They are listed in docs/reference/rules.md.", 2)


def day(text: str) -> str | None:
    """A day as the service takes it."""
    try:
        return date.fromisoformat(text).isoformat() if text else None
    except ValueError:
        raise CommandError(f"{text} is no day.", "Write it as 2026-06-30.", 2) from None


def page(variables: dict[str, Any], url: str, after: str | None = None) -> Any:
    """One page of findings."""
    return answered(asked(FINDINGS, variables | {"after": after}, url))["findings"]


def answered(answer: dict[str, Any]) -> Any:
    """The data of an answer; what was refused is told."""
    if refused := refusal(answer):
        raise refused
    return answer["data"]


def show(first: Any) -> None:
    """How many there are by rule, and the first of them."""
    summary = Table("rule", "severity", "what it finds", "findings", title=f"{first['totalCount']:,} findings")
    for each in first["byRule"]:
        told = each["rule"]
        summary.add_row(told["code"], told["severity"], escape(told["title"]), f"{each['count']:,}")
    out.print(summary)
    shown = first["nodes"][:SHOWN]
    table = Table("rule", "node", "figures", title=f"The first {len(shown)}")
    for each in shown:
        table.add_row(each["rule"]["code"], escape(called(each["node"])), escape(figures(each)))
    if shown:
        out.print(table)


def write(path: Path, first: Any, variables: dict[str, Any], url: str) -> None:
    """All findings into a file, with a bar; nothing is left of one that could not be written whole."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with (
        Progress(*columns, console=err, transient=True) as progress,
        whole(path) as part,
        part.open("w", encoding="utf-8", newline="") as file,
    ):
        task = progress.add_task("Writing findings", total=first["totalCount"])
        for text in WRITERS[path.suffix](every(first, variables, url)):
            file.write(text)
            progress.advance(task)
    out.print(f"All {first['totalCount']:,} are in {path}.", highlight=False, soft_wrap=True)


def every(first: Any, variables: dict[str, Any], url: str) -> Iterator[dict[str, Any]]:
    """All findings as flat rows, page by page."""
    found = first
    while True:
        yield from map(row, found["nodes"])
        if not found["pageInfo"]["hasNextPage"]:
            return
        found = page(variables, url, found["pageInfo"]["endCursor"])


def row(each: Any) -> dict[str, Any]:
    """A finding as one row."""
    told, node = each["rule"], each["node"]
    values = (
        told["code"], told["severity"], told["title"], node["__typename"], node.get("code"), node.get("name"),
        figures(each), "; ".join(map(called, each["mentions"])), told["instrument"],
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))


def called(node: Any) -> str:
    """A node by its type, code and name."""
    return " ".join(filter(None, (node["__typename"], node.get("code"), node.get("name"))))


def figures(each: Any) -> str:
    """The numbers behind a finding."""
    return ", ".join(f"{one['name']} {exact(one['value'])} {one['unit']}".strip() for one in each["figures"])


def exact(value: float) -> str:
    """A number with all digits that a double is sure of, and no exponent.

    >>> exact(123456789.25), exact(5.0), exact(1e21), exact(0.1 + 0.2)
    ('123456789.25', '5', '1000000000000000000000', '0.3')
    """
    return f"{Decimal(f'{value:.15g}'):f}"


def as_csv(rows: Iterator[dict[str, Any]]) -> Iterator[str]:
    """A header, then a line a row; a byte order mark lets spreadsheets read Chinese."""
    yield "\ufeff" + csv_line(COLUMNS)
    yield from (csv_line(each.values()) for each in rows)


def as_json(rows: Iterator[dict[str, Any]]) -> Iterator[str]:
    """One array."""
    before = "["
    for each in rows:
        yield before + orjson.dumps(each).decode()
        before = ",\n"
    yield "[]\n" if before == "[" else "]\n"


WRITERS: Mapping[str, Callable[[Iterator[dict[str, Any]]], Iterator[str]]] = {
    ".csv": as_csv,
    ".json": as_json,
    ".jsonl": lambda rows: map(json_line, rows),
}
