"""HTTP as uvicorn takes it from the wire, with an end to what may come before a request is known."""

from asyncio import TimerHandle, Transport

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from graph.errors import BadRequest
from resolvers.answers import failed
from server.endpoint import head
from server.http import BODY_BYTES, JSON, headers_of

# By GET a document stands in the address, so that may be as long as a body; the rest is for what arrives together with it.
HEAD_BYTES = 2 * BODY_BYTES
# From a connection's beginning, or a head's first bytes, to the head's end.
HEAD_SECONDS = 30.0


def refusal(status: str, sentence: str, remedy: str) -> bytes:
    """An answer to what is not a request yet, as it goes over the wire; the last of its connection."""
    body = failed([BadRequest(sentence, remedy=remedy)]).body
    lines = [b"%s: %s" % each for each in head(**headers_of(JSON, int(status[:3])), connection="close")]
    return b"\r\n".join([f"HTTP/1.1 {status}".encode(), *lines, b"content-length: %d" % len(body), b"", body])


ENDLESS = refusal(
    "431 Request Header Fields Too Large", f"The request's head has more than {HEAD_BYTES:,} bytes.", "Send it by POST."
)
LATE = refusal("408 Request Timeout", "The request's head did not arrive in time.", "Send the whole request at once.")


class Bounded(HttpToolsProtocol):
    """Refuses what goes on without being a request.

    The parser joins a long line anew with each piece of it that arrives: one of 100 MB took 11 s of everyone's time.
    Who says nothing, or a letter now and then, holds a connection for nothing; those between two requests are uvicorn's.
    """

    _held = 0
    _late: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        self._held += len(data)
        super().data_received(data)
        if self._held > HEAD_BYTES:
            self._refuse(ENDLESS)
        elif self._held and not self._late:
            self._wait()

    def on_headers_complete(self) -> None:
        self._known()
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._known()
        super().on_body(body)

    def on_message_complete(self) -> None:
        # The end of a body in pieces may come by itself.
        self._known()
        super().on_message_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._known()
        super().connection_lost(exc)

    def _known(self) -> None:
        self._held = 0
        if self._late:
            self._late.cancel()
            self._late = None

    def _wait(self) -> None:
        self._late = self.loop.call_later(HEAD_SECONDS, self._tire)

    def _tire(self) -> None:
        if self.pipeline or (self.cycle and not self.cycle.response_complete):
            # What is begun behind a request may wait for its answer.
            self._wait()
        else:
            # A connection that is made in advance is not told of a request that it did not make.
            self._refuse(LATE if self._held else b"")

    def _refuse(self, told: bytes) -> None:
        if not (self.cycle and self.cycle.response_started and not self.cycle.response_complete):
            self.transport.write(told)
        self.transport.close()
