"""Who is answered from which model: everyone, and those who are cleared, whose reads are written down."""

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLEnumType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    get_named_type,
    is_abstract_type,
    visit,
)
from starlette.types import Scope

from graph.errors import AssetGraphError
from resolvers.answers import Response
from resolvers.execute import Executor, Request
from server.audit import Audit

if TYPE_CHECKING:
    from server.principals import Issuer, Principal

INTROSPECTION = ("__schema", "__type")


class Served:
    """One model as it is served: what answers, and its schema as text."""

    def __init__(self, executor: Executor, text: str) -> None:
        self.executor, self.text = executor, text
        self.etag = f'"{blake2b(text.encode(), digest_size=12).hexdigest()}"'


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads. One with a principal is cleared, and what they read is written down.

    `known` are the GraphQL types and codes that everyone knows.
    """

    served: Served
    client: str = ""
    principal: "Principal | None" = None
    audit: Audit | None = None
    known: frozenset[str] = frozenset()

    async def execute(self, request: Request) -> Response:
        """The answer to a request, once it is written down."""
        response = await self.served.executor.execute(request)
        await self.record(request, response.status)
        return response

    async def schema(self, path: str, *, known: bool) -> str:
        """The schema as text, once that is written down as what was asked for; none to whom it is known already."""
        told = () if known else names(self.served.executor.schema) - self.known
        await self.record(Request(path), 304 if known else 200, told)
        return "" if known else self.served.text

    async def record(self, request: Request, status: int, told: Collection[str] | None = None) -> None:
        """Write down what was asked for, and what of it is restricted: what is told, or else what its document reaches."""
        if self.principal is None or self.audit is None:
            return
        await self.audit.record(
            {
                "principal": self.principal.name,
                "token": self.principal.token,
                "client": self.client,
                "restricted": self._restricted(request.query) if told is None else sorted(told),
                "status": status,
                "operationName": request.operation_name,
                "query": request.query,
                "variables": dict(request.variables),
            }
        )

    def _restricted(self, text: str) -> list[str]:
        """What is restricted and may be told by a document's answer; nothing, if it does not fit the schema."""
        executor = self.served.executor
        try:
            return sorted(reached(executor.schema, executor.sound(text)) - self.known)
        except (AssetGraphError, ExceptionGroup):
            return []


class Readers:
    """Everyone, and where an issuer of tokens is known, those whom it names."""

    def __init__(
        self,
        everyone: Served,
        cleared: Served | None = None,
        issuer: "Issuer | None" = None,
        audit: Audit | None = None,
    ) -> None:
        self.everyone = Reader(everyone)
        self._cleared, self._issuer, self._audit = cleared, issuer, audit
        self._known = names(everyone.executor.schema)

    @property
    def executors(self) -> tuple[Executor, ...]:
        """What answers, of all models."""
        served = (self.everyone.served, self._cleared)
        return tuple(each.executor for each in served if each)

    def reader(self, authorization: str | None, client: str) -> Reader:
        """Who asks, by the header `Authorization`, from an address."""
        if self._issuer is None or authorization is None:
            return self.everyone
        principal = self._issuer.principal(authorization)
        if self._cleared is None or not principal.cleared:
            return self.everyone
        return Reader(self._cleared, client, principal, self._audit, self._known)


def address(scope: Scope) -> str:
    """From where a request comes."""
    return str(scope["client"][0]) if scope.get("client") else ""


def reached(schema: GraphQLSchema, document: DocumentNode) -> set[str]:
    """What a sound document may tell of: the types of its fields, those that these may be, and the codes of code lists.

    What stands between nodes, such as a page or a count, may tell of all that it leads to; the schema, asked about itself,
    of everything.
    """
    info, found = TypeInfo(schema), set[str]()

    class Types(Visitor):
        def enter_field(self, node: FieldNode, *_: object) -> None:
            if node.name.value in INTROSPECTION:
                found.update(names(schema))
            follow(schema, get_named_type(info.get_type()), found)

    visit(document, TypeInfoVisitor(info, Types()))
    return found


def follow(schema: GraphQLSchema, named: object, found: set[str]) -> None:
    """Add a type and, up to the next nodes, what it leads to."""
    if not isinstance(named, GraphQLNamedType) or named.name in found:
        return
    found |= vocabulary(named)
    if is_abstract_type(named):
        found.update(each.name for each in schema.get_possible_types(named))
    elif isinstance(named, GraphQLObjectType) and not named.interfaces:
        for each in named.fields.values():
            follow(schema, get_named_type(each.type), found)


def names(schema: GraphQLSchema) -> frozenset[str]:
    """All types of a schema, and all codes."""
    return frozenset(name for each in schema.type_map.values() for name in vocabulary(each))


def vocabulary(named: GraphQLNamedType) -> set[str]:
    """A type's name, and the codes that it lists."""
    codes = named.values if isinstance(named, GraphQLEnumType) else ()
    return {named.name, *(f"{named.name}.{each}" for each in codes)}
