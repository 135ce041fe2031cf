"""The routes of GraphiQL: files, headers, caching, and what is said when the page is not built."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from httpx import Client
from starlette.applications import Starlette

from server.graphiql import HEADERS, POLICY, graphiql_routes
from server.headers import GUARDS
from tests.server.conftest import Serve

Visit = Callable[..., Client]

SCRIPT = "assets/index-Ab12Cd34.js"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text(f'<script src="./{SCRIPT}"></script>')
    (tmp_path / SCRIPT).write_text("globalThis.started = true\n" * 100)
    return tmp_path


@pytest.fixture
def visit(serve: Serve) -> Iterator[Visit]:
    with ExitStack() as clients:

        def client(*locations: Path) -> Client:
            url = serve(Starlette(routes=graphiql_routes(locations), middleware=GUARDS))
            return clients.enter_context(Client(base_url=url, follow_redirects=True))

        yield client


@pytest.fixture
def client(visit: Visit, built: Path) -> Client:
    return visit(built)


def test_page_is_reached_without_the_slash(client: Client) -> None:
    response = client.get("/graphiql", follow_redirects=False)
    assert response.is_redirect
    assert response.headers["location"] == "graphiql/"
    assert SCRIPT in client.get("/graphiql").text


@pytest.mark.parametrize("path", ["/graphiql", "/graphiql/", f"/graphiql/{SCRIPT}"])
def test_every_response_carries_the_policy(client: Client, path: str) -> None:
    headers = client.get(path, follow_redirects=False).headers
    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'; ")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_policy_lets_nothing_but_styles_and_fonts_be_inline() -> None:
    assert POLICY["default-src"] == "'none'"
    assert POLICY["script-src"] == POLICY["worker-src"] == POLICY["connect-src"] == "'self'"
    assert [name for name, sources in POLICY.items() if "unsafe" in sources] == ["style-src"]
    assert not any(foreign in sources for sources in POLICY.values() for foreign in ("http", "*"))


def test_hashed_files_are_kept_and_the_page_is_asked_for_again(client: Client) -> None:
    page = client.get("/graphiql/")
    assert page.headers["cache-control"] == "no-cache"
    assert client.get("/graphiql/", headers={"if-none-match": page.headers["etag"]}).status_code == 304
    assert client.get(f"/graphiql/{SCRIPT}").headers["cache-control"] == "public, max-age=31536000, immutable"


def test_files_travel_compressed(client: Client) -> None:
    path = f"/graphiql/{SCRIPT}"
    assert client.get(path).headers["content-encoding"] == "gzip"
    whole = client.get(path, headers={"accept-encoding": "gzip;q=0"}).headers
    assert "content-encoding" not in whole
    assert whole.get_list("vary") == ["Accept-Encoding"]


def test_files_beside_the_page_are_out_of_reach(client: Client, built: Path) -> None:
    secret = built.parent / "secret"
    secret.write_text("secret")
    assert client.get("/graphiql/%2e%2e/secret").status_code == 404


def test_unbuilt_page_says_how_to_build_it(visit: Visit, tmp_path: Path) -> None:
    response = visit(tmp_path / "absent").get("/graphiql")
    assert response.status_code == 503
    assert response.text == "GraphiQL is not built. Run `make web`, then start the service again.\n"


def test_first_location_that_is_built_is_served(visit: Visit, tmp_path: Path, built: Path) -> None:
    assert visit(tmp_path / "absent", built).get("/graphiql/").status_code == 200
