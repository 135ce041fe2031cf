"""Arguments of GraphQL fields → holes of a plan, and what fills them when it runs.

The structure of an argument decides the plan (which filters, which order, whether there is a cursor); its
values never do. `filters`, `orders` and `paging` read what their names say.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, TypeAlias, cast

from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    Undefined,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    value_from_ast,
)

from graph.collation import misread, misreadings
from graph.errors import BadArgument, BadCursor, Path
from graph.model import Kind, NodeType, Property
from graph.plan import Argument, Compare, Operator, Predicate, Text
from graph.values import scaled

Variables: TypeAlias = Mapping[str, Any]
Bind: TypeAlias = Callable[[Variables], Any]


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
    pins: list[tuple[Bind, Any]] = field(default_factory=list)

    def hole(self, key: object, bind: Bind) -> Argument:
        if key not in self.known:
            self.known[key] = Argument(len(self.binds))
            self.binds.append(bind)
        return self.known[key]

    def pin(self, leaf: Leaf) -> Any:
        """A value that the plan itself depends on, such as the keys to group by: with another, it is another plan."""
        self.pins.append((leaf.bind, leaf.now))
        return leaf.now

    def fits(self, variables: Variables) -> bool:
        """Whether the plan is one for these variables."""
        return all(bind(variables) == now for bind, now in self.pins)

    def pinned(self, variables: Variables) -> str:
        """What the plan depends on, as it is in other variables: as text, since some of it is in lists."""
        return repr([bind(variables) for bind, _ in self.pins])

    def leaf(self, leaf: Leaf, purpose: object, convert: Callable[[Any], Any]) -> Argument:
        return self.hole((id(leaf.node), leaf.path, purpose), lambda variables: convert(leaf.bind(variables)))

    def ranked(self, leaf: Leaf, purpose: object, convert: Callable[[Any], Any]) -> Argument:
        """The same of a value that others are less or greater than: of some texts a plan has to do with more."""

        def wants_more(given: Any) -> bool:
            try:
                return misread(convert(given))
            except BadCursor:
                # That is told where the hole is filled.
                return False

        more = wants_more(leaf.now)
        self.pins.append((lambda variables: wants_more(leaf.bind(variables)), more))
        found = self.leaf(leaf, purpose, convert)
        if not more:
            return found
        return Text(found.index, self.leaf(leaf, ("misreadings", purpose), lambda value: misreadings(convert(value))))


def read(node: FieldNode, definition: GraphQLField, variables: Variables, path: Path) -> dict[str, Given]:
    """A field's arguments by name; what is absent is left out, what must be there is not null."""
    given: dict[str, Given] = {}
    nodes = {each.name.value: each.value for each in node.arguments or ()}
    try:
        for name, argument in definition.args.items():
            if name in nodes and not _undefined(nodes[name], variables):
                given[name] = _read(nodes[name], argument.type, variables)
    except BadArgument as error:
        error.path = list(path)
        raise
    return given


def _undefined(node: ValueNode, variables: Variables) -> bool:
    return isinstance(node, VariableNode) and node.name.value not in variables


def _read(node: ValueNode, type_: GraphQLInputType, variables: Variables) -> Given:
    inner = cast("GraphQLInputType", get_nullable_type(type_))
    match node:
        case VariableNode():
            # Where the variable has a default, it may be null by the rules of validation.
            if variables[node.name.value] is None and isinstance(type_, GraphQLNonNull):
                raise BadArgument(f"${node.name.value} is null, where a {inner} is needed.")
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
            value = bind(variables)
            if value is Undefined:
                raise BadArgument(f"A value of {inner} is written that is beyond what {inner} can hold.")
            return Leaf(value, bind if _varies(node) else lambda _: value, node)


def _varies(node: ValueNode) -> bool:
    """Whether a written value has variables in it."""
    match node:
        case ListValueNode():
            return any(_varies(each) for each in node.values)
        case ObjectValueNode():
            return any(_varies(each.value) for each in node.fields)
        case _:
            return isinstance(node, VariableNode)


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


def period(given: Mapping[str, Given], path: Path, holes: Holes) -> tuple[Argument, Argument]:
    """The first day of a period and the day after its last."""
    since, until = given["from"], given["to"]
    assert isinstance(since, Leaf)
    assert isinstance(until, Leaf)

    def checked(variables: Variables) -> date:
        return day_after(since.bind(variables), until.bind(variables), path)

    end = holes.hole((id(until.node), until.path, "until", path), checked)
    return holes.leaf(since, "since", lambda value: value), end


def day_after(since: date, until: date, path: Path) -> date:
    """The end of a period, refused where it has no day."""
    if until <= since:
        raise BadArgument(
            f"`to` is {until} and must be after `from`, {since}: it is the day after the last one.", path=path
        )
    return until


def chosen_types(given: Given, members: tuple[str, ...], path: Path, holes: Holes) -> tuple[str, ...]:
    """Those of several node types that an argument names; all where it is absent."""
    if not isinstance(given, Leaf):
        return members
    names = {getattr(each, "name", each) for each in holes.pin(given)}
    if not names.intersection(members):
        raise BadArgument(f"`types` names none of the types that this leads to: {', '.join(members)}.", path=path)
    return tuple(each for each in members if each in names)


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
