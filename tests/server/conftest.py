"""Applications served at a real URL, for clients that speak HTTP rather than ASGI."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from threading import Thread

import pytest
import uvicorn
from starlette.types import ASGIApp

from graph.session import Connection
from server.app import create_app
from server.settings import Settings

Serve = Callable[[ASGIApp], str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    with ExitStack() as running:
        yield lambda app: running.enter_context(serving(app))


@pytest.fixture
def live_url(serve: Serve) -> str:
    """The service itself; its HTTP layer is asked here, so no database need answer."""
    return serve(create_app(Settings.model_validate({}), Connection("bolt://127.0.0.1:1", "neo4j", "nobody")))


@contextmanager
def serving(app: ASGIApp) -> Iterator[str]:
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none"))
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
