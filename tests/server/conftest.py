"""Applications served at a real URL, for clients that speak HTTP rather than ASGI."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from threading import Thread

import pytest
import uvicorn
from starlette.types import ASGIApp

from graph.connection import Connection
from server.app import create_app
from server.protocol import Bounded
from server.settings import Settings

Serve = Callable[[ASGIApp], str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    with ExitStack() as running:
        yield lambda app: running.enter_context(serving(app))


@pytest.fixture(scope="session")
def live_url() -> Iterator[str]:
    """The service itself, its database away; its HTTP layer is asked here, so none need answer."""
    settings = Settings.model_validate({"deadline_seconds": 5, "cors_origins": "https://page.example"})
    with serving(create_app(settings, Connection("bolt://127.0.0.1:1", "neo4j", "nobody"))) as url:
        yield url


@contextmanager
def serving(app: ASGIApp) -> Iterator[str]:
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, http=Bounded, log_level="warning", ws="none"))
    thread = Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the application did not start; see the log above"
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listener.close()
