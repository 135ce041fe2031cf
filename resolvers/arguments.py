"""Arguments of GraphQL fields → holes of a plan, and what fills them when it runs.

With the planner the only module that knows both GraphQL and the plan. The structure of an argument decides
the plan (which filters, which order, whether there is a cursor); its values never do.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any, TypeAlias, cast

from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    value_from_ast,
)

from graph import cursor
from graph.errors import BadArgument, BadCursor, PageTooLarge, Path
from graph.model import Kind, NodeType, Property
from graph.plan import All, Argument, Compare, IsNull, Operator, Page, Predicate, Select, SortKey
from graph.values import scaled

Variables: TypeAlias = Mapping[str, Any]
Bind: TypeAlias = Callable[[Variables], Any]
PAGE_DEFAULT = 25
PAGE_LIMIT = 100


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value that may differ each time: what it is now, and how it is had from the variables of a later time."""

    now: Any
    bind: Bind
    node: ValueNode | None
    path: tuple[str | int, ...] = ()


# An argument read by structure: absent ones are left out, null is None.
Given: TypeAlias = "Leaf | dict[str, Given] | list[Given] | None"


@dataclass(slots=True)
class Holes:
    """The holes of one operation. The same place in the document, for the same purpose, is the same hole."""

    binds: list[Bind] = field(default_factory=list)
    known: dict[object, Argument] = field(default_factory=dict)

    def hole(self, key: object, bind: Bind) -> Argument:
        if key not in self.known:
            self.known[key] = Argument(len(self.binds))
            self.binds.append(bind)
        return self.known[key]

    def leaf(self, leaf: Leaf, purpose: str, convert: Callable[[Any], Any]) -> Argument:
        return self.hole((id(leaf.node), leaf.path, purpose), lambda variables: convert(leaf.bind(variables)))


def read(node: FieldNode, definition: GraphQLField, variables: Variables) -> dict[str, Given]:
    """A field's arguments by name; what is absent is left out."""
    given: dict[str, Given] = {}
    nodes = {each.name.value: each.value for each in node.arguments or ()}
    for name, argument in definition.args.items():
        if name in nodes and not _undefined(nodes[name], variables):
            given[name] = _read(nodes[name], argument.type, variables)
    return given


def _undefined(node: ValueNode, variables: Variables) -> bool:
    return isinstance(node, VariableNode) and node.name.value not in variables


def _read(node: ValueNode, type_: GraphQLInputType, variables: Variables) -> Given:
    inner = cast("GraphQLInputType", get_nullable_type(type_))
    match node:
        case VariableNode():
            return _of_variable(variables[node.name.value], (node.name.value,), node, inner)
        case NullValueNode():
            return None
        case ObjectValueNode() if isinstance(inner, GraphQLInputObjectType):
            return {
                each.name.value: _read(each.value, inner.fields[each.name.value].type, variables)
                for each in node.fields
                if not _undefined(each.value, variables)
            }
        case _ if isinstance(inner, GraphQLList) and _structured(inner):
            values = node.values if isinstance(node, ListValueNode) else (node,)
            return [_read(each, inner.of_type, variables) for each in values]
        case _:
            bind: Bind = lambda now: value_from_ast(node, inner, dict(now))  # noqa: E731  # a value, named for its type
            return Leaf(bind(variables), bind, node)


def _structured(type_: GraphQLInputType) -> bool:
    return isinstance(get_named_type(type_), GraphQLInputObjectType)


def _of_variable(value: Any, path: tuple[str | int, ...], node: ValueNode, type_: GraphQLInputType) -> Given:
    if value is None:
        return None
    if isinstance(value, dict) and _structured(type_):
        fields = cast("GraphQLInputObjectType", get_nullable_type(type_)).fields
        return {key: _of_variable(each, (*path, key), node, fields[key].type) for key, each in value.items()}
    if isinstance(value, list) and _structured(type_):
        inner = cast("GraphQLList[Any]", get_nullable_type(type_)).of_type
        return [_of_variable(each, (*path, index), node, inner) for index, each in enumerate(value)]

    def bind(variables: Variables) -> Any:
        found: Any = variables
        for step in path:
            found = found[step]
        return found

    return Leaf(value, bind, node, path)


def structure(value: Any) -> object:
    """All of a variable's value that a plan can depend on: keys, nulls, truth and codes, but no other value."""
    match value:
        case dict():
            return tuple((key, structure(each)) for key, each in value.items())
        case list():
            return tuple(structure(each) for each in value) if any(isinstance(each, dict) for each in value) else "list"
        case None | bool():
            return value
        case Enum():
            return value.name
        case _:
            return "value"


# -- what arguments mean


def as_of(given: Given, inherited: Argument, holes: Holes) -> Argument:
    """The day that rules a field and all below it."""
    return holes.leaf(given, "day", lambda value: value) if isinstance(given, Leaf) else inherited


def today(holes: Holes) -> Argument:
    """The day that rules where none is given."""
    return holes.hole("today", lambda _: date.today())  # noqa: DTZ011  # the day where the service runs


def first(given: Given, path: Path, holes: Holes) -> Argument:
    """The size of a page."""
    if not isinstance(given, Leaf):
        return holes.hole("first", lambda _: PAGE_DEFAULT)
    return holes.leaf(given, f"first at {path}", lambda value: page_size(value, path))


def page_size(value: int | None, path: Path) -> int:
    """A page's size, refused where it is out of bounds."""
    if value is None:
        return PAGE_DEFAULT
    if value < 0:
        raise BadArgument(f"`first` is {value} and cannot be negative.", path=path)
    if value > PAGE_LIMIT:
        raise PageTooLarge(f"`first` is {value} and can be {PAGE_LIMIT} at most.", path=path)
    return value


def page(given: Mapping[str, Given], select: Select, path: Path, holes: Holes) -> Page:
    """Which page of a list."""
    size = first(given.get("first"), path, holes)
    start = given.get("after")
    if not isinstance(start, Leaf):
        return Page(size)
    kinds = [*(each.property for each in select.order_by), None, *([None] if select.hop else [])]
    order = cursor.signature(select)

    def part(index: int) -> Argument:
        def convert(value: str) -> Any:
            return place(value, order, tuple(kinds), path)[index]

        return holes.leaf(start, f"after {order} {index}", convert)

    return Page(size, tuple(part(index) for index in range(len(kinds))))


@lru_cache(maxsize=256)
def place(value: str, order: str, keys: tuple[Property | None, ...], path: Path) -> tuple[Any, ...]:
    """The values that a cursor stands for, as the database compares them."""
    try:
        given = cursor.decode(value, order, len(keys))
        return tuple(_cursor_value(each, key) for each, key in zip(given, keys, strict=True))
    except (BadCursor, ValueError, TypeError):
        raise BadCursor("The cursor is damaged, or belongs to a list in another order.", path=path) from None


def _cursor_value(value: Any, property: Property | None) -> Any:
    if property is None:
        if not isinstance(value, str):
            raise ValueError
        return value
    if value is None:
        return None
    match property.kind:
        case Kind.DATE:
            return date.fromisoformat(value)
        case Kind.DATETIME:
            return datetime.fromisoformat(value)
        case Kind.FLOAT:
            return float(value)
        case _:
            if isinstance(value, str) is not (property.kind in (Kind.STRING, Kind.ENUM, Kind.ID)):
                raise ValueError
            return value


def where(given: Given, node_type: NodeType, path: Path, holes: Holes) -> Predicate | None:
    """What a filter demands; an empty one demands nothing."""
    if not isinstance(given, dict):
        return None
    conditions: list[Predicate] = []
    for name, operators in given.items():
        property = node_type.properties[name]
        if not isinstance(operators, dict):
            raise BadArgument(f"`where.{name}` is null: leave it out, or use `isNull`.", path=path)
        conditions += (_condition(property, operator, value, path, holes) for operator, value in operators.items())
    return All(tuple(conditions)) if conditions else None


def _condition(property: Property, operator: str, given: Given, path: Path, holes: Holes) -> Predicate:
    if not isinstance(given, Leaf):
        raise BadArgument(f"`where.{property.name}.{operator}` is null: leave it out, or use `isNull`.", path=path)
    if operator == "isNull":
        return IsNull(property, bool(given.now))
    if operator == "in":
        bound = holes.leaf(given, "in", lambda values: [stored(property, each) for each in values])
        return Compare(property, Operator.IN, bound)
    return Compare(property, Operator.EQUAL, holes.leaf(given, "eq", lambda value: stored(property, value)))


def stored(property: Property, value: Any) -> Any:
    """A given value as the graph keeps it."""
    match value:
        case Decimal():
            return scaled(value, property.scale)
        case Enum():
            return value.name
        case int() if property.kind is Kind.FLOAT:
            return float(value)
        case _:
            return value


def order_by(given: Given, node_type: NodeType, path: Path) -> tuple[SortKey, ...]:
    """The keys to order by; one to an object, since the fields of an object have no order."""
    if not isinstance(given, list):
        return ()
    return tuple(_sort_key(each, node_type, path) for each in given)


def _sort_key(given: Given, node_type: NodeType, path: Path) -> SortKey:
    if not isinstance(given, dict) or len(given) != 1:
        raise BadArgument("Each object of `orderBy` names one key: give several objects for several keys.", path=path)
    ((name, direction),) = given.items()
    if not isinstance(direction, Leaf):
        raise BadArgument(f"`orderBy.{name}` is null: give ASC or DESC.", path=path)
    return SortKey(node_type.properties[name], getattr(direction.now, "name", direction.now) == "DESC")


def key(given: Mapping[str, Given], node_type: NodeType, path: Path, holes: Holes) -> Predicate:
    """The one key by which a single node is asked for."""
    named = {name: each for name, each in given.items() if name != "asOf" and each is not None}
    if len(named) != 1:
        keys = ", ".join(f"`{each.name}`" for each in node_type.keys)
        raise BadArgument(f"Give exactly one of {keys}.", path=path)
    ((name, leaf),) = named.items()
    property = node_type.properties[name]
    bound = holes.leaf(cast("Leaf", leaf), "key", lambda value: stored(property, value))
    return Compare(property, Operator.EQUAL, bound)
