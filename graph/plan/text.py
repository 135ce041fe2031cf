"""A plan as a tree for people: a line a node, leaves in place."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from graph import model
from graph.rules import Rule


def lines(node: Any, indent: int = 0) -> Iterator[str]:
    """The lines of a plan, or of a part of it."""
    pad = "  " * indent
    if not is_dataclass(node):
        yield f"{pad}{short(node)}"
        return
    plain: list[tuple[str, Any]] = []
    nested: list[tuple[str, Any]] = []
    for each in fields(node):
        value = getattr(node, each.name)
        several = value if isinstance(value, tuple) else (value,)
        leaves = all(
            isinstance(one, model.Property | Rule | model.Indicator) or not is_dataclass(one) for one in several
        )
        (plain if leaves else nested).append((each.name, value))
    yield f"{pad}{type(node).__name__} {' '.join(f'{name}={short(value)}' for name, value in plain)}".rstrip()
    for name, value in nested:
        yield f"{pad}  {name}:"
        for each in value if isinstance(value, tuple) else (value,):
            yield from lines(each, indent + 2)


def short(value: Any) -> str:
    """A leaf: properties, rules, indicators, codes and labels by their names."""
    if isinstance(value, model.Property | Enum):
        return value.name
    if isinstance(value, Rule | model.Indicator):
        return value.code
    return "|".join(map(short, value)) if isinstance(value, tuple) else str(value)
