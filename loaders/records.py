"""Nodes and relationships as the loaders read them: all their properties, as JSON can hold them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from graph.model import NODE

Properties: TypeAlias = Mapping[str, Any]


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
    """Properties with dates as text and points as longitude and latitude."""
    return {name: _plain(value) for name, value in properties.items()}


def _plain(value: Any) -> Any:
    if hasattr(value, "srid"):
        return [value[0], value[1]]
    if hasattr(value, "utc_offset"):
        native = value.to_native()
        spec = "seconds" if not native.microsecond else "milliseconds" if not native.microsecond % 1000 else "auto"
        return native.isoformat(timespec=spec).replace("+00:00", "Z")
    return value.iso_format() if hasattr(value, "iso_format") else value
