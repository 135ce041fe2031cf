"""Where GraphQL is asked: an ASGI application of its own, for what each answer costs beside the database counts here."""

import asyncio
import gzip
from contextlib import suppress
from functools import lru_cache
from time import perf_counter
from types import TracebackType
from typing import TypeAlias

from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from graph.errors import Stopping
from resolvers.answers import Response, failed
from resolvers.incidents import noted
from server import http, metrics
from server.headers import HEADERS
from server.readers import Readers, address

# Bytes from which on an answer is compressed, and from which on that is left to a thread.
COMPRESSED, LONG = 1_000, 200_000
LEVEL = 5
# Most answers are there by then; until then nobody looks whether the client is.
QUICK_SECONDS = 0.05
ALWAYS = {name.lower(): text for name, text in HEADERS.items()} | {"vary": "Accept, Accept-Encoding"}
# Of how many combinations of headers of answers the bytes are remembered.
HEADS = 100

Head: TypeAlias = tuple[tuple[bytes, bytes], ...]


class Endpoint:
    """GraphQL over HTTP; whatever happens, the answer is GraphQL's."""

    def __init__(self, readers: Readers, *, may_explain: bool) -> None:
        self.readers = readers
        self.may_explain = may_explain

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] == "OPTIONS":
            await answer(send, 204, head(allow=http.METHODS), b"")
            return
        started = perf_counter()
        headers: dict[str, str] = {}
        media = http.JSON
        response: Response | None = None
        try:
            headers = http.joined(scope["headers"])
            media = http.media_type(headers.get("accept", ""))
            reader = self.readers.reader(headers.get("authorization"), address(scope))
            seconds = reader.served.executor.deadline_seconds
            asked = http.Asked(scope["method"], headers, scope["query_string"], receive)
            try:
                request = await http.read_request(asked, seconds, may_explain=self.may_explain)
            finally:
                # How long a body takes to arrive is its sender's.
                started = perf_counter()
            with WhileThere(receive):
                response = await reader.execute(request)
        except ClientDisconnect:
            pass
        except asyncio.CancelledError:
            response = failed([Stopping()])
        except Exception as error:  # noqa: BLE001  # the log has the details
            response = failed([noted(error)])
        if response:
            status, told = http.answer(response, media)
            body = response.body
            if len(body) >= COMPRESSED and http.takes_gzip(headers.get("accept-encoding", "")):
                body, told = await compressed(body), {**told, "content-encoding": "gzip"}
            await answer(send, status, head(**told), body)
            metrics.answered(status, perf_counter() - started)


class WhileThere:
    """Work for a client: when it goes away, the work is cancelled, and with it the transaction of the database."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._gone = False

    def __enter__(self) -> None:
        loop = asyncio.get_running_loop()
        self._work = asyncio.current_task(loop)
        self._watch: asyncio.Task[None] | None = None
        self._late = loop.call_later(QUICK_SECONDS, self._look)

    def _look(self) -> None:
        self._watch = asyncio.get_running_loop().create_task(self._disconnected())

    async def _disconnected(self) -> None:
        with suppress(ClientDisconnect):
            while (await self._receive())["type"] != "http.disconnect":
                pass
        self._gone = True
        if self._work:
            self._work.cancel()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> bool:
        self._late.cancel()
        if self._watch:
            self._watch.cancel()
        if not (self._gone and self._work):
            return False
        # Cancelled for the client alone: whoever serves goes on.
        self._work.uncancel()
        return isinstance(error, asyncio.CancelledError)


async def compressed(body: bytes) -> bytes:
    """A body in gzip's form; a long one is left to a thread."""
    if len(body) > LONG:
        return await asyncio.to_thread(gzip.compress, body, LEVEL)
    return gzip.compress(body, LEVEL)


@lru_cache(HEADS)
def head(**told: str) -> Head:
    """Headers as a server takes them, with those that every answer has."""
    return tuple((name.encode("latin-1"), text.encode("latin-1")) for name, text in (ALWAYS | told).items())


async def answer(send: Send, status: int, headers: Head, body: bytes) -> None:
    """Send an answer whole."""
    # What can have no content has no length either, RFC 9110, section 8.6.
    length = () if status == 204 else ((b"content-length", str(len(body)).encode()),)
    await send({"type": "http.response.start", "status": status, "headers": [*length, *headers]})
    await send({"type": "http.response.body", "body": body})
