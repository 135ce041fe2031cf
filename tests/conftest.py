"""A real Neo4j for the run, started by it in a folder of its own and stopped at its end; and the flag --bless."""

import os
import signal
from collections.abc import Iterator

import pytest
from hypothesis import settings

from graph.connection import Connection
from server import app
from server.managed import ManagedNeo4j, archive
from server.managed.jars import class_path
from server.managed.java import java

# The same examples on every machine, however slow it is.
settings.register_profile("suite", deadline=None, derandomize=True, database=None)
settings.load_profile("suite")

NEWEST = "neo4j_2026"


def pytest_configure() -> None:
    """Whoever ends the run ends its databases."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="write what comes out as what is expected; read the diff")
    parser.addoption("--half", choices=("newest", "rest"), help="only what reads the newest Neo4j, or only the rest")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A run in two processes has one newest Neo4j: two of them would each compile all that is asked."""
    if half := config.getoption("half"):
        halves: dict[str, list[pytest.Item]] = {"newest": [], "rest": []}
        for each in items:
            halves["newest" if reads_newest(each) else "rest"].append(each)
        items[:] = halves.pop(half)
        config.hook.pytest_deselected(items=halves.popitem()[1])


def reads_newest(item: pytest.Item) -> bool:
    # A fixture's parameter may be the name of another one.
    parameters = getattr(getattr(item, "callspec", None), "params", {})
    return NEWEST in getattr(item, "fixturenames", ()) or NEWEST in parameters.values()


@pytest.fixture(scope="session")
def bless(request: pytest.FixtureRequest) -> bool:
    """Whether what comes out is written as what is expected."""
    return bool(request.config.getoption("--bless"))


@pytest.fixture(scope="session", autouse=True)
def nothing_kept() -> Iterator[None]:
    """Services come and go here, and graphs with them: each would have the database prepare for findings for seconds."""

    async def keep(_: object) -> None: ...

    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(app, "keep", keep)
        yield


def served(factory: pytest.TempPathFactory, version: str) -> Iterator[Connection]:
    database = ManagedNeo4j(factory.mktemp(f"neo4j-{version}"), version, heap="1g", page_cache="256m")
    try:
        yield database.start()
    finally:
        database.stop()


@pytest.fixture(scope="session")
def neo4j_2026(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """The newest Neo4j, or the server that TEST_NEO4J_URI names: its content is wiped."""
    if uri := os.environ.get("TEST_NEO4J_URI"):
        yield Connection(uri, os.environ.get("TEST_NEO4J_USERNAME", "neo4j"), os.environ["TEST_NEO4J_PASSWORD"])
        return
    yield from served(tmp_path_factory, "2026.08.1")


@pytest.fixture(scope="session")
def neo4j_526(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """The long-term version, for a shorter selection of tests."""
    yield from served(tmp_path_factory, "5.26.30")


@pytest.fixture
def short_lived(monkeypatch: pytest.MonkeyPatch) -> None:
    """Databases that are started live for a minute: Java's thorough compiler takes more of it than it gains."""
    monkeypatch.setenv("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1")


@pytest.fixture(scope="session")
def mortal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ManagedNeo4j]:
    """A database for tests that kill it, and start it again. What Java kept ready for it is damaged."""
    home = tmp_path_factory.mktemp("mortal")
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(archive, "user_cache_path", lambda _name: home / "cache")
        database = ManagedNeo4j(home / "neo4j", heap="512m", page_cache="128m")
        kept = archive.Archive.of(java(), class_path())
        kept.folder.mkdir(parents=True)
        for each in (kept.base, kept.top):
            each.write_bytes(b"nonsense" * 100_000)
        try:
            database.start()
            yield database
        finally:
            database.stop()


@pytest.fixture
def connection(neo4j_2026: Connection) -> Connection:
    return neo4j_2026
