"""Nodes and relationships as the loaders read them: all their properties, as answers are made of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from graph.model import NODE

Properties: TypeAlias = Mapping[str, Any]
# The zeros at the end of a fraction of a second, and its point where nothing else is left of it.
FRACTION = re.compile(r"(\.\d*[1-9])0*(?=[+-])|\.0+(?=[+-])")


@dataclass(frozen=True, slots=True)
class NodeRecord:
    """A node: its own label and its properties."""

    label: str
    properties: Properties


@dataclass(frozen=True, slots=True)
class LinkRecord:
    """A relationship's properties and the node at its other end."""

    properties: Properties
    node: NodeRecord


@dataclass(frozen=True, slots=True)
class Breach:
    """What a rule finds of a node: numbers, and the ids of the other nodes behind it."""

    figures: list[float | None]
    mentioned: list[str]


def node_record(labels: list[str], properties: Properties) -> NodeRecord:
    """A node as the database gives it."""
    (own,) = (each for each in labels if each != NODE)
    return NodeRecord(own, plain(properties))


def plain(properties: Properties) -> Properties:
    """Properties with dates as text."""
    return {name: _plain(value) for name, value in properties.items()}


def _plain(value: Any) -> Any:
    if hasattr(value, "utc_offset"):
        return FRACTION.sub(r"\1", value.iso_format()).replace("+00:00", "Z")
    return value.iso_format() if hasattr(value, "iso_format") else value
