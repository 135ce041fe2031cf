"""Identifiers in SQL, the same as `graph.identity` makes them."""

from collections.abc import Iterable

from ingest.sql import literal


def digest(parts: Iterable[str]) -> str:
    """The identifier made of parts, each SQL."""
    joined = " || chr(0) || ".join(parts)
    return f"translate(to_base64(from_hex(left(sha256({joined}), 24))), '+/', '-_')"


def node_id(label: str, code: str) -> str:
    """The id of a node."""
    return digest((literal(label), f"CAST({code} AS VARCHAR)"))


def relationship_id(name: str, start: str, end: str, identity: Iterable[str]) -> str:
    """The id of a relationship between two nodes' ids."""
    return digest((literal(name), start, end, *(f"coalesce(CAST({each} AS VARCHAR), '')" for each in identity)))
