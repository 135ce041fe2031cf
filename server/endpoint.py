"""Where GraphQL is asked: an ASGI application of its own, for what each answer costs beside the database counts here."""

import asyncio
import gzip
from contextlib import suppress
from time import perf_counter
from types import TracebackType

from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

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


class Endpoint:
    """GraphQL over HTTP; whatever happens, the answer is GraphQL's."""

    def __init__(self, readers: Readers, *, may_explain: bool) -> None:
        self.readers = readers
        self.may_explain = may_explain

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = {name.decode("latin-1"): text.decode("latin-1") for name, text in scope["headers"]}
        asked = http.Asked(scope["method"], headers, scope["query_string"], receive)
        if asked.method == "OPTIONS":
            await answer(send, 204, {"allow": http.METHODS}, b"")
            return
        started = perf_counter()
        media = http.JSON
        response: Response | None = None
        try:
            media = http.media_type(headers.get("accept", ""))
            reader = self.readers.reader(headers.get("authorization"), address(scope))
            seconds = reader.served.executor.deadline_seconds
            request = await http.read_request(asked, seconds, may_explain=self.may_explain)
            with WhileThere(receive):
                response = await reader.execute(request)
        except ClientDisconnect:
            pass
        except Exception as error:  # noqa: BLE001  # the log has the details
            response = failed([noted(error)])
        if response:
            status, told = http.answer(response, media)
            body = await compressed(response.body, headers.get("accept-encoding", ""), told)
            await answer(send, status, told, body)
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


async def compressed(body: bytes, accepted: str, headers: dict[str, str]) -> bytes:
    """A body as the client takes it."""
    if len(body) < COMPRESSED or "gzip" not in accepted:
        return body
    headers["content-encoding"] = "gzip"
    if len(body) > LONG:
        return await asyncio.to_thread(gzip.compress, body, LEVEL)
    return gzip.compress(body, LEVEL)


async def answer(send: Send, status: int, headers: dict[str, str], body: bytes) -> None:
    """Send an answer whole."""
    told = {"content-length": str(len(body)), **ALWAYS, **headers}
    raw = [(name.encode("latin-1"), text.encode("latin-1")) for name, text in told.items()]
    await send({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": body})
