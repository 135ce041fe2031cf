"""The read path over one graph, its statements profiled."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import orjson

import schema
from graph import ddl
from graph.cohort import together
from graph.connection import Connection
from graph.cypher import Statement
from graph.plan import Argument
from graph.session import Graph
from resolvers.execute import Executor, Request
from tests.building import schema_of
from tests.generation import wipe


class Service:
    """The read path over one graph, its statements profiled."""

    def __init__(self, runner: asyncio.Runner, connection: Connection) -> None:
        model = schema.government()
        self.runner, self.connection = runner, connection
        self.graph = Graph.connect(connection)
        self.executor = Executor(model, schema_of(model), self.graph, 300)

    def ask(self, query: str, **variables: Any) -> Any:
        return self.answer(Request(query, variables))["data"]

    def hits(self, query: str, **variables: Any) -> int:
        """The dbHits of an operation's statement, and of what is read before it."""
        return int(self.answer(Request(query, variables, explain=True))["extensions"]["explain"]["dbHits"])

    def answer(self, request: Request) -> Any:
        answer = self.told(request)
        assert "errors" not in answer, answer
        return answer

    def told(self, request: Request) -> Any:
        """An answer with its errors."""
        return orjson.loads(self.runner.run(self.executor.execute(request)).body)

    def hits_together(self, query: str, several: Sequence[dict[str, Any]], *, profiled: bool = True) -> int:
        """The dbHits of a statement for several requests at once; it can also be run as it is."""
        statement, _ = self.read(query, several[0])
        reads = [self.read(query, each)[1] for each in several]
        text, parameters = together(statement, reads)
        if profiled:
            return self.runner.run(self.graph.profile(text, parameters))[1].total_hits
        self.runner.run(self.graph.read(text, parameters))
        return 0

    def read(self, query: str, variables: dict[str, Any]) -> tuple[Statement, list[Any]]:
        """An operation's statement, and the values that fill it."""
        request = Request(query, variables)
        document = self.executor.document(query)
        operation = self.executor.operation(document, request)
        coerced = self.executor.variables(operation, variables)
        compiled = self.executor.compile(document, operation, request, coerced)
        assert compiled.statement
        binds = compiled.planned.holes.binds
        arguments = [each for each in compiled.statement.parameters if isinstance(each, Argument)]
        return compiled.statement, [binds[each.index](coerced) for each in arguments]


@contextmanager
def holding(connection: Connection, text: str, **parameters: Any) -> Iterator[Service]:
    """The read path over what a statement writes into an empty graph, which is empty again afterwards."""
    with asyncio.Runner() as runner:
        service = Service(runner, connection)
        runner.run(ddl.complete(service.graph, schema.government()))
        runner.run(wipe(service.graph))
        runner.run(service.graph.write(text, parameters))
        yield service
        runner.run(wipe(service.graph))
        runner.run(service.graph.close())
