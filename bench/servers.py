"""The same application under uvicorn (uvloop, httptools) and under Granian, asked the same by turns.

.venv/bin/python -m bench.servers [--home FOLDER] [--seconds 3] [--rounds 5] [--connections 1,32,128]
"""

import sys
from contextlib import ExitStack
from pathlib import Path

from neo4j import GraphDatabase

from bench import report
from bench.arguments import parser
from bench.province import province
from bench.questions.asking import OURS
from bench.questions.records import LOOKUP, NESTED
from bench.rivals import cases, cell, prepared, turns
from bench.services import GRANIAN, PORTS, credentials, listening, programs, service


def memory(port: int) -> float:
    """What the process that answers on a port, and its children, hold, in MiB."""
    family = (found := listening(port), *found.children(recursive=True))
    return sum(each.memory_info().rss for each in family) / 2**20


def main() -> None:
    """Start both, ask both."""
    arguments = parser(__doc__)
    arguments.add_argument("--home", type=Path, default=Path("build/bench"))
    arguments.add_argument("--scale", default="M")
    arguments.add_argument("--seconds", type=int, default=3)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--connections", default="1,32,128")
    given = arguments.parse_args()
    home: Path = given.home.resolve()
    granian: list[str | Path] = [Path(sys.executable).with_name("granian"), "--interface", "asgi", "--factory", "--loop", "uvloop", "--http", "1", "--no-access-log", "--port", str(PORTS[GRANIAN]), "server.worker:create"]  # fmt: skip
    with province(home, given.scale) as connection, ExitStack() as stack:
        driver = stack.enter_context(GraphDatabase.driver(connection.uri, auth=credentials(connection)))
        commands: dict[str, list[str | Path]] = {OURS: programs()[OURS], GRANIAN: granian}
        addresses = {
            name: stack.enter_context(service(name, command, home, connection)) for name, command in commands.items()
        }
        print("at rest: " + ", ".join(f"{name} {memory(PORTS[name]):.0f} MiB" for name in addresses))
        for question in (LOOKUP, NESTED):
            asked = cases(question, driver, {})
            for name in addresses:
                prepared(name, question.forms[OURS], asked, home)
            turns(question.title, 32, 5, 1, home, addresses)
            for connections in map(int, given.connections.split(",")):
                figures = turns(question.title, connections, given.seconds, given.rounds, home, addresses)
                told = {name: cell(each) for name, each in figures.items()}
                ratio = told[OURS].rate / told[GRANIAN].rate
                print(f"{question.title}, {connections}: {report.line(told)} · ratio {ratio:.2f}", flush=True)
        print("under load: " + ", ".join(f"{name} {memory(PORTS[name]):.0f} MiB" for name in addresses))


if __name__ == "__main__":
    main()
