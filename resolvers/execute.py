"""The whole path of one read: text → document → plan → statement → record → bytes.

A document is parsed and validated once, and compiled once for each structure of its variables.
"""

import asyncio
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import strawberry
from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    get_operation_ast,
    parse,
    validate,
)
from graphql.execution.values import get_variable_values

from graph.cohort import Cohorts
from graph.cost import Cost
from graph.cypher import render
from graph.errors import (
    BadVariables,
    DeadlineExceeded,
    MethodNotAllowed,
    OperationNotFound,
    ParseFailed,
    TooComplex,
    TooExpensive,
)
from graph.model import GraphModel
from graph.plan.size import Most, repeats, values
from graph.session import Graph
from graph.shape import shape
from resolvers.answers import Response, Stopwatch, failed, invalid, locations, placing, priced
from resolvers.arguments import structure
from resolvers.cache import Cache
from resolvers.census import Census
from resolvers.incidents import noted
from resolvers.introspecting import Introspector, introspection
from resolvers.limits import FAULTS, ROWS, TOKENS, VALUES, weight
from resolvers.measuring import GROUP_LIMIT
from resolvers.observing import Observer, Unobserved
from resolvers.planner import Planner
from resolvers.pricing import Pricing
from resolvers.reading import Compiled, Reader, Reading
from resolvers.shaping import Shaper
from schema.ownership import DEPTH_LIMIT
from schema.relay import PAGE_LIMIT

# Bytes of memory, about: what documents may take together, and compiled ones; what one takes, and each character of it.
DOCUMENTS, DOCUMENT, DOCUMENT_CHARACTER = 100_000_000, 1_500, 100
COMPILED, COMPILATION, COMPILED_CHARACTER = 150_000_000, 3_500, 210
# Rows of an operation that others may wait for: a few milliseconds of the database.
LIGHT_ROWS = 2_000
MOST = Most(PAGE_LIMIT, GROUP_LIMIT, DEPTH_LIMIT)
# What is told of an answer that takes too long, where it had to wait for bookmarks.
LATE_AFTER = (
    "The database did not get as far as the bookmarks say, or the answer took longer than a request may.",
    "Ask again; if it stays so, without bookmarks, or for less.",
)


class Request(NamedTuple):
    """A GraphQL request, however it was sent."""

    query: str
    variables: Mapping[str, Any] = MappingProxyType({})
    operation_name: str | None = None
    reads_only: bool = False
    explain: bool = False
    cost: bool = False
    bookmarks: tuple[str, ...] = ()


class Executor:
    """Answers requests over one graph."""

    def __init__(
        self,
        model: GraphModel,
        schema: strawberry.Schema,
        graph: Graph,
        deadline_seconds: float,
        row_limit: int = ROWS,
        observer: Observer | None = None,
    ) -> None:
        self.model = model
        self.schema: GraphQLSchema = schema._schema  # noqa: SLF001  # Strawberry gives no other way to it
        self.graph = graph
        self.deadline_seconds = deadline_seconds
        self.row_limit = row_limit
        self.observer = observer or Unobserved()
        cohorts = Cohorts(graph, deadline_seconds, self.observer)
        self.reader = Reader(Introspector(self.schema), Shaper(), graph, cohorts, deadline_seconds)
        self.census = Census(model, graph)
        self.documents = Cache[DocumentNode](DOCUMENTS)
        self.compiled = Cache[Compiled](COMPILED)

    async def execute(self, request: Request) -> Response:
        """The answer to a request; never raises but when cancelled."""
        try:
            async with asyncio.timeout(self.deadline_seconds):
                return await self._execute(request)
        except TimeoutError:
            # The database keeps the deadline too, but not while it prepares a statement.
            late = DeadlineExceeded(*(LATE_AFTER if request.bookmarks else ()))
            late.__cause__ = TimeoutError(request.operation_name or "an operation without a name")
            return failed([noted(late)])
        except RecursionError:
            return failed([TooComplex("The request is nested too deeply.")])
        except ExceptionGroup as group:
            return failed([noted(each) for each in group.exceptions if isinstance(each, Exception)])
        except Exception as error:  # noqa: BLE001  # whatever it is, the client gets an answer and the log the details
            return failed([noted(error)])

    async def _execute(self, request: Request) -> Response:
        watch = Stopwatch()
        document = self.document(request.query, request)
        operation = self.operation(document, request)
        variables = self.variables(operation, request.variables)
        watch.lap("parse")
        compiled = self.compile(document, operation, request, variables)
        watch.lap("plan")
        with placing(compiled.planned.places):
            cost = await self.cost(compiled, variables)
            extensions = {"cost": priced(cost, self.row_limit)} if request.cost and cost else {}
            light = cost is not None and cost.rows <= LIGHT_ROWS
            reading = Reading(compiled, variables, light, watch if request.explain else None, request.bookmarks)
            return await self.reader.respond(reading, extensions)

    def document(self, text: str, request: Request | None = None) -> DocumentNode:
        """A document that fits the schema; what a request may not do at all is refused before that is looked at."""
        known = self.documents.get(text)
        self.observer.sought("documents", hit=known is not None)
        return self.sound(text, request) if known is None else known

    def sound(self, text: str, request: Request | None = None) -> DocumentNode:
        """The same document, read where it is not kept; nobody is told that it was sought."""
        if known := self.documents.get(text):
            return known
        try:
            document = parse(text, max_lexical_tokens=TOKENS)
        except GraphQLError as error:
            if "tokens" in error.message and "aborted" in error.message:
                raise TooComplex(f"The document has more than {TOKENS:,} tokens.") from None
            raise ParseFailed(error.message, locations=locations(error)) from None
        if request and request.reads_only and (operation := get_operation_ast(document, request.operation_name)):
            demand_query(operation)
        if errors := validate(self.schema, document, max_errors=FAULTS):
            raise ExceptionGroup("invalid", [invalid(each) for each in errors])
        self.documents.keep(text, document, DOCUMENT + DOCUMENT_CHARACTER * len(text))
        return document

    def operation(self, document: DocumentNode, request: Request) -> OperationDefinitionNode:
        operation = get_operation_ast(document, request.operation_name)
        if operation is None:
            raise not_found(document, request.operation_name)
        if request.reads_only:
            demand_query(operation)
        return operation

    def variables(self, operation: OperationDefinitionNode, given: Mapping[str, Any]) -> Mapping[str, Any]:
        coerced = get_variable_values(self.schema, operation.variable_definitions or (), dict(given), FAULTS)
        if isinstance(coerced, list):
            raise ExceptionGroup(
                "variables", [BadVariables(each.message, locations=locations(each)) for each in coerced]
            )
        return coerced.coerced

    def compile(
        self,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        request: Request,
        variables: Mapping[str, Any],
    ) -> Compiled:
        key: tuple[object, ...] = (request.query, request.operation_name, structure(dict(variables)))
        known = self.compiled.get(key)
        self.observer.sought("plans", hit=known is not None)
        if known and not known.planned.holes.fits(variables):
            # Kept beside the other, so that those who ask by turns do not plan each time.
            key = (*key, known.planned.holes.pinned(variables))
            known = self.compiled.get(key)
        if known is None or not known.planned.holes.fits(variables):
            fragments = {
                each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
            }
            planner = Planner(self.model, self.schema, fragments, variables)
            with placing(planner.collector.places):
                planned = planner.plan(operation)
            statement = render(planned.plan) if planned.plan.reads else None
            known = Compiled(
                planned,
                statement,
                shape(planned.plan),
                introspection(operation, planned.introspection, document),
                Pricing(planned),
                vast=values(planned.plan.fields, MOST) > VALUES,
                repeats=repeats(planned.plan.fields),
            )
            asked = COMPILED_CHARACTER * (len(request.query) + weight(dict(variables)))
            texts = sum(len(each.text) for each in statement.all) if statement else 0
            self.compiled.keep(key, known, COMPILATION + asked + texts)
        return known

    async def cost(self, compiled: Compiled, variables: Mapping[str, Any]) -> Cost | None:
        """What an operation will cost, refused where it is too much; None where nothing is read or nothing is counted."""
        counts = await self.census.now() if compiled.statement else None
        if counts is None:
            return None
        cost = compiled.pricing.cost(counts, variables)
        if cost.rows > self.row_limit:
            raise TooExpensive(
                f"The operation would read about {cost.rows:,} rows and may read {self.row_limit:,}: "
                f"{cost.dearest_rows:,} of them for `{'.'.join(cost.dearest)}`.",
                path=cost.dearest,
            )
        return cost


def not_found(document: DocumentNode, name: str | None) -> OperationNotFound:
    """Which of a document's operations is meant cannot be told."""
    if name:
        return OperationNotFound(f"The document has no operation named {name!r}.")
    count = sum(isinstance(each, OperationDefinitionNode) for each in document.definitions)
    return OperationNotFound(f"The document has {count} operations, and `operationName` does not say which to run.")


def demand_query(operation: OperationDefinitionNode) -> None:
    """Refuse by GET what does more than read, whether the schema has it or not."""
    if operation.operation is not OperationType.QUERY:
        raise MethodNotAllowed("Only a query can be sent by GET.")
