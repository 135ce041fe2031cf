"""Proxies that the environment names: every client reads them when it is made."""

from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from server.errors import CommandError


@contextmanager
def proxied() -> Iterator[None]:
    """Make a client in here: a proxy that it cannot use is a sentence."""
    try:
        yield
    except (ImportError, ValueError, httpx.InvalidURL):
        # What it names is not told again: it may hold a password.
        raise CommandError(
            "The environment names a proxy that is not spoken to by HTTP.",
            "Unset ALL_PROXY, and set HTTPS_PROXY to an address such as http://127.0.0.1:3128 if there must be a proxy.",
            2,
        ) from None


def client() -> httpx.Client:
    """A client for what commands ask."""
    with proxied():
        return httpx.Client()
