"""GraphiQL, served from its built files under a strict Content-Security-Policy, with no foreign request."""

from collections.abc import Iterable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

SERVER = Path(__file__).resolve().parent
IN_WHEEL = SERVER / "static" / "graphiql"
IN_CHECKOUT = SERVER.parent / "web" / "graphiql" / "dist"

# Monaco, the editor, writes its layout into style elements and embeds its icon fonts as data:
# URLs; without these two exceptions its lines collapse onto each other.
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "worker-src": "'self'",
    "connect-src": "'self'",
    "font-src": "'self' data:",
    "img-src": "'self' data: blob:",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}

HEADERS = {"Content-Security-Policy": "; ".join(f"{name} {sources}" for name, sources in POLICY.items())}


class BuiltPage(StaticFiles):
    """The page's files; those under assets/ carry a hash of their content in their name."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        hashed = path.startswith("assets/")
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if hashed else "no-cache"
        response.headers.update(HEADERS)
        return response


async def to_page(_: Request) -> Response:
    """A relative redirect, which also holds behind a proxy that adds a path or ends TLS."""
    return RedirectResponse("graphiql/", headers=HEADERS)


def graphiql_routes(locations: Iterable[Path] = (IN_WHEEL, IN_CHECKOUT)) -> list[BaseRoute]:
    built = next((place for place in locations if (place / "index.html").is_file()), None)
    page = BuiltPage(directory=built, html=True) if built else not_built()
    return [Route("/graphiql", to_page), Mount("/graphiql", page)]


def not_built() -> Response:
    remedy = "GraphiQL is not built. Run `make web`, then start the service again.\n"
    return PlainTextResponse(remedy, status_code=503, headers=HEADERS)
