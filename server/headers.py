"""Headers of every answer: what a browser may do with it, and pages of which origins may read it."""

from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.http import BOOKMARKS, COST, EXPLAIN, joined, takes_gzip

# An answer is text to read, never a page: pages, such as GraphiQL's, bring a policy of their own.
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
}
PREFLIGHT_SECONDS = 600


class Guarded:
    """Gives every answer the headers that it does not bring itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, text in HEADERS.items():
                    headers.setdefault(name, text)
            await send(message)

        await self.app(scope, receive, guarded if scope["type"] == "http" else send)


class Compressed(GZipMiddleware):
    """Compresses for those who take it: Starlette looks whether `gzip` is named, not whether it is refused."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            takes = takes_gzip(joined(scope["headers"]).get("accept-encoding", ""))
            others = [each for each in scope["headers"] if each[0] != b"accept-encoding"]
            scope = {**scope, "headers": [*others, (b"accept-encoding", b"gzip")] if takes else others}
        await super().__call__(scope, receive, negotiated(send))


def negotiated(send: Send) -> Send:
    """Says of every answer that it depends on what the client takes, once, and of its tag that it is that of all its forms.

    A strong one would be of these bytes alone, RFC 9110, section 8.8.3; an answer that nothing has changed knows none.
    """

    async def told(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            named = ", ".join([*headers.getlist("vary"), "Accept-Encoding"]).split(",")
            headers["vary"] = ", ".join(dict.fromkeys(each.strip() for each in named))
            if (tag := headers.get("etag", "")).startswith('"'):
                headers["etag"] = f"W/{tag}"
        await send(message)

    return told


# Around all but GraphQL's own endpoint. Above level 6 a page's scripts take half as long again and are hardly smaller.
GUARDS = (Middleware(Guarded), Middleware(Compressed, minimum_size=1000, compresslevel=6))


def cross_origin(origins: Sequence[str]) -> Middleware:
    """Lets pages of these origins ask and read; no cookies are taken from anyone."""
    return Middleware(
        CORSMiddleware,
        allow_origins=origins,
        allow_methods=("GET", "POST"),
        allow_headers=("authorization", "content-type", EXPLAIN, COST, BOOKMARKS),
        expose_headers=("allow", "content-disposition", "etag", "retry-after", "www-authenticate"),
        max_age=PREFLIGHT_SECONDS,
    )
