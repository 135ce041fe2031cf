"""What is asked of the schema itself: graphql-core answers it, and the answer is kept, for the schema never changes.

Everything there is to tell of it takes a second and two megabytes.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from hashlib import blake2b
from itertools import count
from typing import Any, NamedTuple

import orjson
from graphql import (
    DocumentNode,
    ExecutionResult,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLResolveInfo,
    GraphQLSchema,
    NamedTypeNode,
    NonNullTypeNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    VariableDefinitionNode,
    execute_sync,
    print_ast,
)

from graph.errors import BadArgument, TooComplex
from graph.turns import Turns
from resolvers.answers import locations
from resolvers.cache import Cache

# Bytes of answers that are kept, and what one takes however small it is.
KEPT, ANSWER = 40_000_000, 700
# Who may wait for another's answer.
WAITING = 100
# Fields of one answer, some five times what there is to tell: by aliases one document could ask for all of it a thousand times.
FIELDS = 500_000
# What the schema's own fields take: a name, and whether to tell of what is deprecated.
TAKEN = ("String", "Boolean")


class Introspection(NamedTuple):
    """What an operation asks of the schema, as a document of its own; the variables it may use; how it is known."""

    document: DocumentNode
    variables: tuple[str, ...]
    text: str


def introspection(
    operation: OperationDefinitionNode, asked: Mapping[str, Iterable[FieldNode]], document: DocumentNode
) -> Introspection | None:
    """What an operation asks of the schema itself, if anything."""
    if not asked:
        return None
    variables = [each for each in operation.variable_definitions or () if _taken(each)]
    alone = OperationDefinitionNode(
        operation=OperationType.QUERY,
        variable_definitions=tuple(variables),
        selection_set=SelectionSetNode(selections=tuple(node for nodes in asked.values() for node in nodes)),
        directives=(),
    )
    fragments = (each for each in document.definitions if isinstance(each, FragmentDefinitionNode))
    whole = DocumentNode(definitions=(alone, *fragments))
    return Introspection(whole, tuple(each.variable.name.value for each in variables), print_ast(whole))


def _taken(each: VariableDefinitionNode) -> bool:
    type_ = each.type.type if isinstance(each.type, NonNullTypeNode) else each.type
    return isinstance(type_, NamedTypeNode) and type_.name.value in TAKEN


class Introspector:
    """Answers of one schema, one at a time: nothing that reads the graph waits for them."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema
        self._kept = Cache[dict[str, bytes]](KEPT)
        self._turns = Turns(1, "questions about the schema wait to be answered", lambda _: None, WAITING)

    async def answer(self, asked: Introspection, variables: Mapping[str, Any]) -> dict[str, orjson.Fragment]:
        """The fields asked for, as JSON."""
        given = {name: variables[name] for name in asked.variables if name in variables}
        # A digest: variables may be as long as a request, and an answer of a few bytes would hold them.
        key = blake2b(repr((asked.text, given)).encode(), digest_size=16).digest()
        known = self._kept.get(key)
        if known is None:
            known = await self._turns.keep(partial(self._found, key, asked, given))
        return {name: orjson.Fragment(written) for name, written in known.items()}

    async def _found(self, key: bytes, asked: Introspection, given: dict[str, Any]) -> dict[str, bytes]:
        # Another may have asked the same meanwhile.
        if known := self._kept.get(key):
            return known
        found = await asyncio.to_thread(self._written, asked, given)
        self._kept.keep(key, found, ANSWER + sum(len(name) + len(written) for name, written in found.items()))
        return found

    def _written(self, asked: Introspection, given: dict[str, Any]) -> dict[str, bytes]:
        try:
            told = execute_sync(self._schema, asked.document, variable_values=given, middleware=[counted(FIELDS)])
        except TooMuch:
            raise TooComplex(f"The operation asks for more than {FIELDS:,} fields of the schema itself.") from None
        assert isinstance(told, ExecutionResult)
        if told.errors:
            first = told.errors[0]
            raise BadArgument(first.message, path=first.path or (), locations=locations(first))
        # As copies: orjson leaves what it writes in a buffer that may be several times as large.
        return {name: bytes(memoryview(orjson.dumps(value))) for name, value in (told.data or {}).items()}


class TooMuch(BaseException):
    """What ends an execution for good: of an Exception graphql-core makes one more fault, and goes on."""


def counted(limit: int) -> Callable[..., Any]:
    """A middleware that lets so many fields be answered."""
    numbers = count()

    def answered(resolve: Callable[..., Any], root: Any, info: GraphQLResolveInfo[Any], **arguments: Any) -> Any:
        if next(numbers) >= limit:
            raise TooMuch
        return resolve(root, info, **arguments)

    return answered
