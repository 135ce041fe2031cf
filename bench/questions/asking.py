"""How a question is put: its form for each service, and how that service's answer is brought into the shape of ours."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeAlias

Case: TypeAlias = dict[str, Any]
Plain: TypeAlias = Callable[[Any], Any]
OURS, BY_HAND, NEO4J_GRAPHQL, DATALOADER, POSTGRAPHILE = (
    "ours",
    "by hand",
    "@neo4j/graphql",
    "DataLoader",
    "PostGraphile",
)


@dataclass(frozen=True, slots=True)
class Form:
    """A question as one service takes it: its text, the variables of a case, and what its answer means."""

    text: str
    variables: Callable[[Case], Mapping[str, Any]] = lambda case: case
    plain: Plain = lambda data: data


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the statement that gives its cases, and its form for each service that can be asked it."""

    name: str
    title: str
    cases: str
    forms: Mapping[str, Form] = field(default_factory=dict)


def day() -> str:
    """Today, as services take it that have to be told."""
    return datetime.now(UTC).date().isoformat()


def dated(case: Case) -> Case:
    return {**case, "day": day()}
