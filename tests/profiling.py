"""The read path over one graph, its statements profiled."""

import asyncio
from typing import Any

import orjson
from neo4j import GraphDatabase

import schema
from graph.connection import Connection
from graph.session import Graph
from resolvers.execute import Executor, Request
from resolvers.reference import Reference
from schema.types import build


class Service:
    """The read path over one graph, its statements profiled."""

    def __init__(self, runner: asyncio.Runner, connection: Connection) -> None:
        model = schema.government()
        self.runner, self.connection = runner, connection
        self.graph = Graph.connect(connection)
        self.executor = Executor(model, build(model, Reference(model)), self.graph, 60)

    def ask(self, query: str, **variables: Any) -> Any:
        answer = orjson.loads(self.runner.run(self.executor.execute(Request(query, variables))).body)
        assert "errors" not in answer, answer
        return answer["data"]

    def hits(self, query: str, **variables: Any) -> int:
        """The dbHits of an operation's one statement."""
        request = Request(query, variables)
        document = self.executor.document(query)
        operation = self.executor.operation(document, request)
        coerced = self.executor.variables(operation, variables)
        compiled = self.executor.compile(document, operation, request, coerced)
        assert compiled.statement
        values = {
            f"p{index}": compiled.planned.holes.binds[argument.index](coerced)
            for index, argument in enumerate(compiled.statement.parameters)
        }
        given = self.connection
        with (
            GraphDatabase.driver(given.uri, auth=(given.username, given.password)) as driver,
            driver.session(database=given.database) as session,
        ):
            profile = session.run("PROFILE " + compiled.statement.text, values).consume().profile  # type: ignore[arg-type]
        return total(profile)


def total(profile: Any) -> int:
    own = profile.get("args", {}).get("DbHits", 0)
    return int(own) + sum(total(each) for each in profile.get("children", ()))
