"""A demo province in a Neo4j of the bench's own, kept between runs."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.arguments import parser
from graph.connection import Connection
from server.cli.database import running
from server.cli.stopping import heed
from server.settings import Settings

# What holds a province's database: of ten million nodes, more than by default.
ROOM = {"L": {"heap": "2g", "page_cache": "4g"}}


@contextmanager
def province(folder: Path, scale: str) -> Iterator[Connection]:
    """The province of a size, written and loaded where it is not there yet."""
    heed()
    home = folder / scale
    if not (home / "loaded").exists():
        command: list[str | Path] = [
            Path(sys.executable).with_name("assetgraph"),
            "demo",
            "--scale",
            scale,
            "--bulk",
            "--out",
            home / "files",
        ]
        subprocess.run(command, env={**os.environ, "ASSETGRAPH_HOME": str(home)}, check=True)
        (home / "loaded").touch()
    with running(Settings.model_validate({"home": home, **ROOM.get(scale, {})})) as connection:
        yield connection


def on_one(told: str | None, measure: Callable[[Connection], Coroutine[Any, Any, None]]) -> None:
    """Measure on the province that the command line names."""
    arguments = parser(told)
    arguments.add_argument("--home", type=Path, default=Path("build/bench"))
    arguments.add_argument("--scale", default="M")
    given = arguments.parse_args()
    with province(given.home.resolve(), given.scale) as connection:
        asyncio.run(measure(connection))
