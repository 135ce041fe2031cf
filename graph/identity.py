"""Identifiers that stay the same however often a source is loaded."""

from base64 import urlsafe_b64encode
from hashlib import blake2b


def node_id(label: str, code: str) -> str:
    """The global id given to a node when it is first loaded: opaque, and the same on every machine.

    >>> node_id("Building", "B1")
    'FfdcCjErvZkgx2dNs3bQZg'
    """
    return _digest(label, code)


def relationship_id(name: str, start: str, end: str, *identity: object) -> str:
    """The id of a relationship between two nodes' ids, told from its parallels by the values of its identity."""
    return _digest(name, start, end, *("" if each is None else str(each) for each in identity))


def _digest(*parts: str) -> str:
    digest = blake2b("\0".join(parts).encode(), digest_size=16).digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode()
