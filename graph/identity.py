"""Identifiers that stay the same however often a source is loaded, and whichever way: SQL can make them too."""

from base64 import urlsafe_b64encode
from hashlib import sha256


def node_id(label: str, code: str) -> str:
    """The global id given to a node when it is first loaded: opaque, and the same on every machine.

    >>> node_id("Building", "B1")
    'znEC4tC0mItjvtNV'
    """
    return _digest(label, code)


def relationship_id(name: str, start: str, end: str, *identity: object) -> str:
    """The id of a relationship between two nodes' ids, told from its parallels by the values of its identity."""
    return _digest(name, start, end, *("" if each is None else str(each) for each in identity))


def _digest(*parts: str) -> str:
    # 96 bits: two of a billion things are alike once in a hundred billion graphs. Every node, relationship and index
    # entry carries one, so shorter is smaller.
    return urlsafe_b64encode(sha256("\0".join(parts).encode()).digest()[:12]).decode()
