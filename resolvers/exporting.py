"""A document that asks for one list → the same document asked page by page, and what a row of the list is."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
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
from resolvers.collecting import Asked, Collector
from resolvers.execute import Executor, Request
from resolvers.limits import Budget
from schema.relay import PAGE_LIMIT

AFTER, PAGE = "exportAfter", "exportPage"
ROWS = ("nodes", "edges")
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
            response = await execute(self.request._replace(variables=variables))
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
    variables = executor.variables(operation, request.variables)
    collector = Collector(executor.schema, fragments, variables, Budget())
    way, connection = _way(operation, collector)
    only = way[-1]
    if given := [each.name.value for each in only.arguments or () if each.name.value in PAGING]:
        raise BadRequest(f"An export gives all pages, and takes no `{given[0]}`.", remedy=REMEDY)
    rows = _rows(only, connection, collector)
    inner = get_named_type(connection.fields[rows.name].type)
    found = _Columns(collector)
    columns = tuple(dict.fromkeys(each for one in rows.sets for each in found.below(one, inner, ())))
    if not columns:
        raise _left_out(rows.nodes[0])
    paged = print_ast(_paged(document, operation, way))
    query = Request(paged, request.variables, request.operation_name, bookmarks=request.bookmarks)
    return Listing(query, tuple(map(_key, way)), only.name.value, rows.key, columns)


def _way(operation: OperationDefinitionNode, collector: Collector) -> tuple[list[FieldNode], GraphQLObjectType]:
    """The fields that lead to the one list that is asked for, and the type of its pages."""
    way: list[FieldNode] = []
    type_: object = collector.schema.query_type
    selected: SelectionSetNode | None = operation.selection_set
    while selected and isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
        (only, *others) = selected.selections
        if others or not isinstance(only, FieldNode):
            raise BadRequest("An export is of one list.", remedy=REMEDY)
        if not collector.included(only):
            raise _left_out(only)
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


def _rows(field: FieldNode, connection: GraphQLObjectType, collector: Collector) -> Asked:
    """What is asked of each row, wherever in the list's selection it stands."""
    assert field.selection_set
    shown = [each for each in collector.collect([field.selection_set], connection, ()) if each.name in ROWS]
    if len(shown) == 1:
        return shown[0]
    if shown:
        keys = " and ".join(f"`{each.key}`" for each in shown)
        raise BadRequest(f"An export has one kind of rows, and {keys} are asked for.", remedy=REMEDY)
    for each in field.selection_set.selections:
        if isinstance(each, FieldNode) and each.name.value in ROWS:
            raise _left_out(each)
    raise BadRequest("An export shows `nodes` or `edges`, and neither is asked for.", remedy=REMEDY)


def _left_out(field: FieldNode) -> BadRequest:
    sentence = f"`{field.name.value}` is left out by @skip or @include, so there is nothing to export."
    return BadRequest(sentence, remedy=REMEDY)


def _key(field: FieldNode) -> str:
    return (field.alias or field.name).value


@dataclass(frozen=True, slots=True)
class _Columns:
    """Every value of a row that is not left out, single objects opened; a list is one column."""

    collector: Collector
    opened: set[tuple[tuple[str, ...], str]] = field(default_factory=set)

    def below(self, selections: SelectionSetNode, type_: Any, path: tuple[str, ...]) -> Iterator[Column]:
        """The columns of what is asked of an object. A fragment that is spread again says nothing new of it."""
        for each in selections.selections:
            if not self.collector.included(each):
                continue
            match each:
                case FieldNode():
                    self.collector.budget.field()
                    yield from self._of(each, type_, path)
                case InlineFragmentNode():
                    inner = (
                        self.collector.schema.get_type(each.type_condition.name.value) if each.type_condition else type_
                    )
                    yield from self.below(each.selection_set, inner, path)
                case FragmentSpreadNode() if (path, each.name.value) not in self.opened:
                    self.opened.add((path, each.name.value))
                    fragment = self.collector.fragments[each.name.value]
                    inner = self.collector.schema.get_type(fragment.type_condition.name.value)
                    yield from self.below(fragment.selection_set, inner, path)

    def _of(self, field: FieldNode, type_: Any, path: tuple[str, ...]) -> Iterator[Column]:
        here = (*path, _key(field))
        if field.name.value == "__typename":
            yield Column(here, "String")
            return
        assert isinstance(type_, GraphQLObjectType | GraphQLInterfaceType)
        of: GraphQLOutputType = type_.fields[field.name.value].type
        named, single = get_named_type(of), not isinstance(get_nullable_type(of), GraphQLList)
        opened = isinstance(named, GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType)
        if opened and single and field.selection_set:
            yield from self.below(field.selection_set, named, here)
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
