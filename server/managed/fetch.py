"""Jars from Maven Central, several at a time; each is whole and checked before it gets its name."""

import asyncio
import configparser
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import httpx
from filelock import FileLock
from jgo.config import GlobalSettings, get_settings_path
from jgo.constants import MAVEN_CENTRAL_URL

from server.errors import CommandError
from server.managed.jars import Jar, Progress
from server.proxies import proxied

AT_ONCE = 16
ATTEMPTS = 4
PAUSE_SECONDS = 1.0
TIMEOUT_SECONDS = 30.0
CHUNK_BYTES = 1 << 16


class Damaged(Exception):
    """What arrived is not what was asked for."""


@dataclass(slots=True)
class Tally:
    """How many bytes have arrived, told as they do."""

    total: int
    progress: Progress
    done: int = 0

    def add(self, count: int) -> None:
        self.done += count
        self.progress(self.done, self.total)


def fetch(wanted: Sequence[Jar], repository: Path, progress: Progress) -> None:
    """Have all that is wanted. What is whole is kept; of two who fetch at once, one waits."""
    with proxied():
        client = httpx.AsyncClient(
            base_url=central(), follow_redirects=True, timeout=httpx.Timeout(TIMEOUT_SECONDS, pool=None),
            limits=httpx.Limits(max_connections=AT_ONCE), headers={"accept-encoding": "identity"},
        )  # fmt: skip
    try:
        repository.mkdir(parents=True, exist_ok=True)
        with FileLock(repository / ".assetgraph.lock"):
            missing = [jar for jar in wanted if not jar.whole(repository)]
            asyncio.run(fetch_all(client, missing, repository, Tally(sum(jar.size for jar in missing), progress)))
    except OSError as error:
        raise CommandError(
            f"Neo4j cannot be kept in {repository} ({error.strerror}).",
            "It needs a folder with 200 MB of room there: make it, or set M2_REPO to another folder, and start again.",
        ) from None


def central() -> httpx.URL:
    """Where Maven Central is, or the mirror of it that jgo's settings name."""
    try:
        return httpx.URL(GlobalSettings.load().repositories.get("central", MAVEN_CENTRAL_URL))
    except (configparser.Error, httpx.InvalidURL):
        raise CommandError("jgo's settings are wrong.", f"Correct {get_settings_path()}, or remove it.", 2) from None


async def fetch_all(client: httpx.AsyncClient, missing: Sequence[Jar], repository: Path, tally: Tally) -> None:
    """All or nothing more: the first that cannot be had ends the others."""
    async with client:
        try:
            async with asyncio.TaskGroup() as group:
                for jar in missing:
                    group.create_task(fetch_one(client, jar, repository / jar.path, tally))
        except ExceptionGroup as errors:
            raise errors.exceptions[0] from None


async def fetch_one(client: httpx.AsyncClient, jar: Jar, target: Path, tally: Tally) -> None:
    """Ask for a jar until it has arrived, or a sentence on why it does not."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return await receive(client, jar, target, tally)
        except (httpx.HTTPError, Damaged) as error:
            if attempt == ATTEMPTS or refused(error):
                raise CommandError(
                    f"{target.name} could not be fetched from {client.base_url.host} ({reason(error)}).",
                    "Check the network, and start again: what has arrived is kept.",
                ) from None
        await asyncio.sleep(PAUSE_SECONDS * attempt)
    return None


async def receive(client: httpx.AsyncClient, jar: Jar, target: Path, tally: Tally) -> None:
    """A jar under another name until it is whole and checked."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    seen, arrived = sha256(), 0
    try:
        async with client.stream("GET", jar.path) as response:
            response.raise_for_status()
            with part.open("wb") as file:
                async for chunk in response.aiter_raw(CHUNK_BYTES):
                    file.write(chunk)
                    seen.update(chunk)
                    arrived += len(chunk)
                    tally.add(len(chunk))
        check(seen.hexdigest(), jar)
        part.replace(target)
    except BaseException:
        tally.add(-arrived)
        part.unlink(missing_ok=True)
        raise


def check(digest: str, jar: Jar) -> None:
    if digest != jar.digest:
        raise Damaged("it arrived damaged")


def refused(error: Exception) -> bool:
    """Whether asking again is of no use."""
    return isinstance(error, httpx.HTTPStatusError) and error.response.status_code in (401, 403, 404, 407, 410)


def reason(error: Exception) -> str:
    if isinstance(error, httpx.HTTPStatusError):
        return f"HTTP status {error.response.status_code}"
    return str(error) or type(error).__name__
