"""Where a running service is asked, and what is told where it does not answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal
from urllib.parse import urlsplit, urlunsplit

import httpx
import orjson

from server.errors import CommandError
from server.proxies import client
from server.settings import Settings

ANSWER_SECONDS = 2.0
PATHS = ("/graphql", "/export")
NAMED = "Give --url the address of the service, such as http://localhost:8000."


def endpoint(given: Settings, url: str, path: Literal["/graphql", "/export"]) -> str:
    """Where to ask: of the service that `--url` names by its base or by one of its paths, or of that of the settings."""
    try:
        parts = urlsplit(url or given.url)
    except ValueError:
        raise nowhere(url) from None
    base = parts.path.rstrip("/")
    if known := next((each for each in PATHS if base.endswith(each)), None):
        base = base.removesuffix(known)
    elif base:
        # Somebody's own path to it.
        return url
    return urlunsplit(parts._replace(path=base + path))


def serves(given: Settings) -> bool:
    """Whether this service runs already where the settings say."""
    try:
        with client() as asking:
            answer = asking.get(f"{given.url}/healthz", timeout=ANSWER_SECONDS)
        return bool(answer.json() == {"status": "ok"})
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        return False


@contextmanager
def reaching(address: str) -> Iterator[None]:
    """What is in the way of an answer, as a sentence."""
    try:
        yield
    except (httpx.InvalidURL, httpx.UnsupportedProtocol):
        raise nowhere(address) from None
    except (httpx.ConnectError, httpx.ConnectTimeout):
        raise CommandError(f"No service answers at {address}.", "Start it: `assetgraph up`.") from None
    except httpx.TimeoutException:
        sentence = f"The service at {address} did not answer in time."
        raise CommandError(sentence, "Ask for less, or set ASSETGRAPH_DEADLINE_SECONDS to more.") from None
    except httpx.HTTPError:
        sentence = f"The answer from {address} was broken off."
        raise CommandError(sentence, "See that the service runs (`assetgraph up`), then try again.") from None


def answer_of(address: str, text: bytes) -> dict[str, Any]:
    """An answer as GraphQL gives it: errors with messages, or data."""
    try:
        answer = orjson.loads(text)
    except ValueError:
        answer = None
    if not isinstance(answer, dict) or not ("data" in answer or "errors" in answer):
        raise stranger(address)
    errors = answer.get("errors", [])
    if not isinstance(errors, list) or not all(isinstance(each, dict) and "message" in each for each in errors):
        raise stranger(address)
    return answer


def refusal(answer: dict[str, Any]) -> CommandError | None:
    """What an answer refuses, with the remedy that it tells."""
    if not (errors := answer.get("errors")):
        return None
    told = errors[0].get("extensions") or {}
    return CommandError(str(errors[0]["message"]), told.get("remedy", "Ask for less."))


def nowhere(address: str) -> CommandError:
    """An address that is none."""
    return CommandError(f"{address} is no address of a service.", NAMED, 2)


def stranger(address: str) -> CommandError:
    """Another program has the port, or the service another path."""
    return CommandError(f"Something else than the service answers at {address}.", NAMED)
