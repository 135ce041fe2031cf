"""Headers of every answer: what a browser may do with it, and pages of which origins may read it."""

from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

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


def cross_origin(origins: Sequence[str]) -> Middleware:
    """Lets pages of these origins ask and read; no cookies are taken from anyone."""
    return Middleware(
        CORSMiddleware,
        allow_origins=origins,
        allow_methods=("GET", "POST"),
        allow_headers=("authorization", "content-type"),
        expose_headers=("etag", "retry-after"),
        max_age=PREFLIGHT_SECONDS,
    )
