"""A document that asks for one list → the same document asked page by page, and what a row of the list is."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import (
    ArgumentNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    GraphQLUnionType,
    InlineFragmentNode,
    IntValueNode,
    NameNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    parse,
    print_ast,
)
from graphql.type import GraphQLList

from graph.errors import BadRequest
from resolvers.answers import Response
from resolvers.arguments import PAGE_LIMIT
from resolvers.execute import Executor, Request

AFTER, PAGE = "exportAfter", "exportPage"
PAGING = ("first", "after", "last", "before")
REMEDY = (
    "Ask for one list, such as `{ buildings { nodes { code name } } }` or "
    '`{ building(code: "…") { rooms { nodes { code } } } }`, without `first` and `after`.'
)


@dataclass(frozen=True, slots=True)
class Column:
    """What of a row a column shows: where it is, and the name of its type."""

    path: tuple[str, ...]
    type: str

    @property
    def name(self) -> str:
        """The keys that lead to it."""
        return ".".join(self.path)

    def value(self, row: Any) -> Any:
        """The value in a row, null where the way ends before."""
        for step in self.path:
            if not isinstance(row, Mapping):
                return None
            row = row.get(step)
        return row


@dataclass(frozen=True, slots=True)
class Listing:
    """One list, to be asked page by page: `way` are the response keys to it, `rows` the key of its nodes or edges."""

    request: Request
    way: tuple[str, ...]
    field: str
    rows: str
    columns: tuple[Column, ...]

    async def pages(self, execute: Callable[[Request], Awaitable[Response]]) -> AsyncIterator[list[Any]]:
        """The rows of each page, each asked by itself. A page that is refused raises what it was refused for."""
        after = None
        while True:
            variables = {**self.request.variables, AFTER: after}
            response = await execute(Request(self.request.query, variables, self.request.operation_name))
            answer = orjson.loads(response.body)
            if errors := answer.get("errors"):
                raise Refused(response.body, response.status, errors[0]["message"])
            page = Column(self.way, "").value(answer["data"])
            if page is None:
                # It is a list of a node that is not there.
                yield []
                return
            yield page[self.rows]
            if not page[PAGE]["hasNextPage"]:
                return
            after = page[PAGE]["endCursor"]


class Refused(Exception):
    """A page was refused: the answer as GraphQL tells it."""

    def __init__(self, body: bytes, status: int, message: str) -> None:
        super().__init__(message)
        self.body, self.status = body, status if status != 200 else 400


def listing(executor: Executor, request: Request) -> Listing:
    """The one list that a request asks for."""
    document = executor.document(request.query)
    operation = executor.operation(document, request)
    fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
    way, connection = _way(operation, executor.schema)
    only = way[-1]
    if given := [each.name.value for each in only.arguments or () if each.name.value in PAGING]:
        raise BadRequest(f"An export gives all pages, and takes no `{given[0]}`.", remedy=REMEDY)
    rows = next((each for each in _fields(only) if each.name.value in ("nodes", "edges")), None)
    if rows is None or rows.selection_set is None:
        raise BadRequest("An export shows `nodes` or `edges`, and neither is asked for.", remedy=REMEDY)
    inner = get_named_type(connection.fields[rows.name.value].type)
    columns = tuple(dict.fromkeys(_columns(rows.selection_set, inner, (), executor.schema, fragments)))
    paged = print_ast(_paged(document, operation, way))
    query = Request(paged, request.variables, request.operation_name)
    return Listing(query, tuple(map(_key, way)), only.name.value, _key(rows), columns)


def _way(operation: OperationDefinitionNode, schema: GraphQLSchema) -> tuple[list[FieldNode], GraphQLObjectType]:
    """The fields that lead to the one list that is asked for, and the type of its pages."""
    way: list[FieldNode] = []
    type_: object = schema.query_type
    selected: SelectionSetNode | None = operation.selection_set
    while selected and isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
        (only, *others) = selected.selections
        if others or not isinstance(only, FieldNode):
            raise BadRequest("An export is of one list.", remedy=REMEDY)
        definition = type_.fields.get(only.name.value)
        if definition is None or isinstance(get_nullable_type(definition.type), GraphQLList):
            break
        way.append(only)
        type_, selected = get_named_type(definition.type), only.selection_set
        if isinstance(type_, GraphQLObjectType) and "pageInfo" in type_.fields:
            return way, type_
    asked = operation.selection_set.selections[0]
    name = asked.name.value if isinstance(asked, FieldNode) else "It"
    raise BadRequest(f"`{name}` leads to no list in pages, and cannot be exported.", remedy=REMEDY)


def _fields(field: FieldNode) -> Iterator[FieldNode]:
    selections = field.selection_set.selections if field.selection_set else ()
    return (each for each in selections if isinstance(each, FieldNode))


def _key(field: FieldNode) -> str:
    return (field.alias or field.name).value


def _columns(
    selections: SelectionSetNode,
    type_: Any,
    path: tuple[str, ...],
    schema: GraphQLSchema,
    fragments: Mapping[str, FragmentDefinitionNode],
) -> Iterator[Column]:
    """Every value below, single objects opened; a list is one column."""
    for each in selections.selections:
        match each:
            case FieldNode():
                yield from _column(each, type_, path, schema, fragments)
            case InlineFragmentNode():
                inner = schema.get_type(each.type_condition.name.value) if each.type_condition else type_
                yield from _columns(each.selection_set, inner, path, schema, fragments)
            case FragmentSpreadNode():
                fragment = fragments[each.name.value]
                inner = schema.get_type(fragment.type_condition.name.value)
                yield from _columns(fragment.selection_set, inner, path, schema, fragments)


def _column(
    field: FieldNode,
    type_: Any,
    path: tuple[str, ...],
    schema: GraphQLSchema,
    fragments: Mapping[str, FragmentDefinitionNode],
) -> Iterator[Column]:
    here = (*path, _key(field))
    if field.name.value == "__typename":
        yield Column(here, "String")
        return
    assert isinstance(type_, GraphQLObjectType | GraphQLInterfaceType)
    of: GraphQLOutputType = type_.fields[field.name.value].type
    named, single = get_named_type(of), not isinstance(get_nullable_type(of), GraphQLList)
    opened = isinstance(named, GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType)
    if opened and single and field.selection_set:
        yield from _columns(field.selection_set, named, here, schema, fragments)
    else:
        yield Column(here, named.name if single else "List")


def _paged(document: DocumentNode, operation: OperationDefinitionNode, way: list[FieldNode]) -> DocumentNode:
    """The document with the list's page given by a variable, and what tells of the next."""
    *above, field = way
    extra = parse(f"query(${AFTER}: String) {{ {PAGE}: pageInfo {{ hasNextPage endCursor }} }}").definitions[0]
    assert isinstance(extra, OperationDefinitionNode)
    size = ArgumentNode(name=NameNode(value="first"), value=IntValueNode(value=str(PAGE_LIMIT)))
    after = ArgumentNode(name=NameNode(value="after"), value=VariableNode(name=NameNode(value=AFTER)))
    asked: tuple[SelectionNode, ...] = (*field.selection_set.selections, *extra.selection_set.selections)  # type: ignore[union-attr]  # a list has a selection
    root = _of(field, asked, size, after)
    for each in reversed(above):
        root = _of(each, (root,))
    changed = OperationDefinitionNode(
        operation=operation.operation,
        name=operation.name,
        variable_definitions=(*(operation.variable_definitions or ()), *(extra.variable_definitions or ())),
        directives=operation.directives,
        selection_set=SelectionSetNode(selections=(root,)),
    )
    definitions = tuple(changed if each is operation else each for each in document.definitions)
    return DocumentNode(definitions=definitions)


def _of(field: FieldNode, selections: tuple[SelectionNode, ...], *more: ArgumentNode) -> FieldNode:
    """A field with other selections, and more arguments."""
    return FieldNode(
        alias=field.alias,
        name=field.name,
        arguments=(*(field.arguments or ()), *more),
        directives=field.directives,
        selection_set=SelectionSetNode(selections=selections),
    )
