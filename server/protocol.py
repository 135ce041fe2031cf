"""HTTP as uvicorn takes it from the wire, with an end to what may come before a request is known."""

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from graph.errors import BadRequest
from resolvers.answers import failed
from server.endpoint import head
from server.http import BODY_BYTES, JSON, headers_of

# By GET a document stands in the address, so that may be as long as a body; the rest is for what arrives together with it.
HEAD_BYTES = 2 * BODY_BYTES
BODY = failed([BadRequest(f"The request's head has more than {HEAD_BYTES:,} bytes.", remedy="Send it by POST.")]).body
LINES = [b"%s: %s" % each for each in head(**headers_of(JSON, 431), connection="close")]
REFUSAL = b"\r\n".join(
    [b"HTTP/1.1 431 Request Header Fields Too Large", *LINES, b"content-length: %d" % len(BODY), b"", BODY]
)


class Bounded(HttpToolsProtocol):
    """Refuses what goes on without being a request.

    The parser joins a long line anew with each piece of it that arrives: one of 100 MB took 11 s of everyone's time.
    """

    _held = 0

    def data_received(self, data: bytes) -> None:
        self._held += len(data)
        super().data_received(data)
        if self._held > HEAD_BYTES:
            self.transport.write(REFUSAL)
            self.transport.close()

    def on_headers_complete(self) -> None:
        self._held = 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._held = 0
        super().on_body(body)
