"""Words that rules are declared with."""

import re
from collections.abc import Iterable, Mapping

from graph.rules import Figure, Once, Rule, Severity
from schema.asset import describe
from schema.fragments import BY_PRECISION, LIMIT, present

PRESENT = re.compile(r"\bpresent\((\$?\w+)\)")


def rule(
    code: str,
    severity: Severity,
    *,
    title: tuple[str, str],
    text: str,
    instrument: str,
    checks: Mapping[str, str],
    figures: Iterable[Figure] = (),
    once: Once | Mapping[str, Once] | None = None,
) -> Rule:
    """A rule with a title in English and in Chinese; what is asked once is asked for every type, or for those named.

    Of assets, `present(asset)` in a check is whether it is there on the day.
    """
    looking = {label: PRESENT.sub(lambda found: present(found[1]), each) for label, each in checks.items()}
    before = dict.fromkeys(checks, once) if isinstance(once, Once) else once or {}
    return Rule(code, title[0], describe(text, title[1]), severity, instrument, looking, tuple(figures), before)


def alike(labels: Iterable[str], cypher: str) -> dict[str, str]:
    """The same check of several node types."""
    return dict.fromkeys(labels, cypher)


def limit(measure: str, name: str) -> Once:
    """The one limit of a measure that is in force on the day; null where there is none, and then nothing is found."""
    return Once(
        f"MATCH (item:StandardItem {{measure: '{measure}'}}) WHERE held(item) RETURN min(item.limit) AS {name}", (name,)
    )


def limits(measure: str, name: str) -> Once:
    """All limits of a measure, as [level, rank, kind, limit]: those that leave less open come first."""
    return Once(
        f"""
        MATCH (item:StandardItem {{measure: '{measure}'}}) WHERE held(item)
        {BY_PRECISION}
        RETURN collect({LIMIT}) AS {name}
        """,
        (name,),
    )


def area(name: str, description: str) -> Figure:
    """A figure in m²."""
    return Figure(name, description, "m²")
