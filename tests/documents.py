"""Random documents over a schema, of a `random.Random` that hypothesis provides and shrinks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any, cast

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
)

from graph.model import NODE
from tests.generation import DAYS
from tests.operands import Operands, literal

CHAIN_ARGUMENTS = ("maxDepth", "minShare")
PERIOD_ARGUMENTS = ("from", "to", "kinds", "types")
LIST_ARGUMENTS = ("first", "after", "last", "before", "where", "edgeWhere", "orderBy", "edgeOrderBy")
# Fields of findings take the database most of the time that documents take: so many are enough in one.
CHECKS = 2


@dataclass(slots=True)
class Documents:
    """Writes one random operation, its fragments and its variables."""

    schema: GraphQLSchema
    random: Random
    deepest: int = 7
    variables: dict[str, Any] = field(default_factory=dict)
    declared: list[str] = field(default_factory=list)
    fragments: list[str] = field(default_factory=list)
    # Of each type, the names of its fragments that may be spread again, and how deep each was written.
    shared: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    given: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    aliases: dict[tuple[str, ...], str] = field(default_factory=dict)
    checks: int = 0
    operands: Operands = field(init=False)

    def __post_init__(self) -> None:
        self.operands = Operands(self.random)

    def write(self) -> str:
        assert self.schema.query_type
        body = self.selection(self.schema.query_type, 0)
        head = f"query Q({', '.join(self.declared)})" if self.declared else "query Q"
        return "\n".join([f"{head} {body}", *self.fragments])

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def variable(self, type_: str, value: Any) -> str:
        name = f"v{len(self.declared)}"
        self.declared.append(f"${name}: {type_}")
        self.variables[name] = value
        return f"${name}"

    def selection(self, type_: Any, depth: int) -> str:
        parts: list[str] = []
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            # Of more paths than are asked for, any may be given, and an index may find other words than Python does:
            # those have tests of their own.
            names = [
                name
                for name, each in type_.fields.items()
                if not {"maxLength", "text"} & each.args.keys()
                and (depth < self.deepest or self.is_leaf(each))
                and ("rules" not in each.args or self.checks < CHECKS)
            ]
            for name in self.random.sample(names, min(len(names), self.random.randint(1, 4))):
                parts += self.fields(name, type_.fields[name], depth)
        if isinstance(type_, GraphQLInterfaceType | GraphQLUnionType) and depth < self.deepest:
            possible = list(self.schema.get_possible_types(type_))
            for each in self.random.sample(possible, min(len(possible), self.random.randint(0, 2))):
                parts.append(self.spread(each, depth))
        if wider := self.wider(type_) if self.chance(0.25) and depth < self.deepest else []:
            parts.append(self.spread(self.random.choice(wider), depth))
        if self.chance(0.15) or not parts:
            parts.append("__typename" if self.chance(0.5) else f"{self.alias('__typename', '', 'String!')}: __typename")
        return "{ " + " ".join(parts) + " }"

    @staticmethod
    def wider(type_: Any) -> list[Any]:
        """The types that all nodes of a type have: a fragment on one of them applies to each."""
        interfaces = [] if isinstance(type_, GraphQLUnionType) else list(type_.interfaces)
        return [type_, *interfaces] if interfaces or not isinstance(type_, GraphQLObjectType) else []

    def spread(self, type_: Any, depth: int) -> str:
        shared = self.shared.setdefault(type_.name, [])
        # Those that were written higher up would lead too deep from here.
        if (again := [name for name, written in shared if written >= depth]) and self.chance(0.8):
            return f"...{self.random.choice(again)} {self.directive()}"
        checks = self.checks
        selection = self.selection(type_, depth + 1)
        if self.chance(0.5):
            return f"... on {type_.name} {self.directive()}{selection}"
        name = f"F{len(self.fragments)}"
        self.fragments.append(f"fragment {name} on {type_.name} {selection}")
        # Spread again, fields of findings would be more than are counted.
        if self.checks == checks:
            shared.append((name, depth))
        return f"...{name} {self.directive()}"

    def directive(self) -> str:
        if not self.chance(0.15):
            return ""
        wanted = self.chance(0.7)
        name, keep = self.random.choice((("skip", not wanted), ("include", wanted)))
        argument = self.variable("Boolean!", keep) if self.chance(0.5) else str(keep).lower()
        return f"@{name}(if: {argument}) "

    def alias(self, *asked: str) -> str:
        """One key for all that is asked alike: it comes again in other places, and what merges there may merge."""
        return self.aliases.setdefault(asked, f"k{len(self.aliases)}")

    @staticmethod
    def is_leaf(definition: GraphQLField) -> bool:
        return not hasattr(get_named_type(definition.type), "fields") and not isinstance(
            get_named_type(definition.type), GraphQLUnionType
        )

    def fields(self, name: str, definition: GraphQLField, depth: int) -> Iterator[str]:
        """A field, now and then asked for twice under one key, whose selections then merge."""
        # Fields of one name differ in type from one node type to another: only the common ones go without alias.
        bare = name in ("id", "code", "name", "edges", "nodes", "pageInfo", "node") and self.chance(0.7)
        arguments = self.some_arguments(name, definition)
        key = name if bare and not definition.args else f"{self.alias(name, arguments, str(definition.type))}: {name}"
        called = key + arguments
        if self.is_leaf(definition):
            yield f"{called} {self.directive()}"
            return
        for _ in range(2 if self.chance(0.15) else 1):
            yield f"{called} {self.directive()}{self.selection(get_named_type(definition.type), depth + 1)}"

    def some_arguments(self, name: str, definition: GraphQLField) -> str:
        """Arguments of a field, often those that it has elsewhere: it seldom draws the same ones twice."""
        self.checks += "rules" in definition.args
        taken = (f"{each}: {argument.type}" for each, argument in definition.args.items())
        known = self.given.setdefault((name, str(definition.type), *taken), [])
        if not known or self.chance(0.5):
            known.append(self.arguments(name, definition))
            return known[-1]
        return self.random.choice(known)

    def arguments(self, name: str, definition: GraphQLField) -> str:
        given: list[str] = []
        keyed = [
            each
            for each in definition.args
            if each not in (*LIST_ARGUMENTS, *CHAIN_ARGUMENTS, *PERIOD_ARGUMENTS, "asOf", "ids", "by")
        ]
        if "rules" in definition.args:
            keyed = []
            given += self.checked(definition)
        elif "includeSubordinates" in keyed:
            keyed.remove("includeSubordinates")
            if self.chance(0.5):
                given.append(f"includeSubordinates: {str(self.chance(0.7)).lower()}")
        if "by" in definition.args:
            choices: Any = get_named_type(definition.args["by"].type)
            keys = self.random.choices(list(choices.values), k=self.random.randint(1, 2))
            given.append(f"by: [{', '.join(keys)}]")
        if "ids" in definition.args:
            given.append(f"ids: [{', '.join(self.identifier() for _ in range(self.random.randint(0, 3)))}]")
        elif "to" in definition.args:
            given += self.period(definition, keyed)
        elif "id" in keyed and (name == "node" or len(keyed) == 1 or "direction" in keyed):
            given.append(f"id: {self.identifier() if name == 'node' else self.present()}")
            for each in keyed[1:]:
                type_: Any = get_named_type(definition.args[each].type)
                chosen = self.random.choice(list(type_.values))
                given.append(f"{each}: {self.variable(f'{type_.name}!', chosen) if self.chance(0.3) else chosen}")
        elif keyed:
            one = self.random.choice(keyed)
            number = self.random.randint(0, 3)
            leaf = get_named_type(definition.args[one].type)
            target = get_named_type(definition.type).name if one == "id" else "c"
            wanted = number if leaf.name == "Int" else f"{target}{number}"
            given.append(f"{one}: {self.variable(leaf.name, wanted) if self.chance(0.3) else literal(wanted, leaf)}")
        if "asOf" in definition.args and self.chance(0.3):
            day = self.random.choice(DAYS)
            given.append(f"asOf: {self.variable('Date', day)}" if self.chance(0.3) else f'asOf: "{day}"')
        if "first" in definition.args and self.chance(0.5):
            size, end = (
                self.random.randint(0, 3),
                self.random.choice(("first", "last") if "last" in definition.args else ("first",)),
            )
            given.append(f"{end}: {self.variable('Int', size)}" if self.chance(0.3) else f"{end}: {size}")
        if "maxDepth" in definition.args and self.chance(0.4):
            depth = self.random.randint(1, 4)
            given.append(f"maxDepth: {self.variable('Int!', depth) if self.chance(0.3) else depth}")
        if "minShare" in definition.args and self.chance(0.4):
            share = self.random.choice(("0", "0.5", "1"))
            given.append(f"minShare: {self.variable('Decimal!', share) if self.chance(0.3) else literal(share, None)}")
        if "types" in definition.args and self.chance(0.3):
            type_ = definition.args["types"].type
            names = self.operands.types(get_named_type(type_))
            given.append(f"types: {self.variable(str(type_), names) if self.chance(0.3) else literal(names, type_)}")
        given += [
            self.structured(each, definition, write)
            for each, write in (
                ("orderBy", self.operands.order),
                ("edgeOrderBy", self.operands.order),
                ("where", self.operands.where),
                ("edgeWhere", self.operands.where),
            )
            if each in definition.args and self.chance(0.35)
        ]
        return f"({', '.join(given)})" if given else ""

    def checked(self, definition: GraphQLField) -> Iterator[str]:
        # Of all rules at once, the database takes seconds to plan each field: they are asked of the demo.
        for name, most, often in (("rules", 2, 1.0), ("severities", 2, 0.3)):
            if self.chance(often):
                type_: Any = get_named_type(definition.args[name].type)
                chosen = self.random.choices(list(type_.values), k=self.random.randint(1, most))
                of_type = str(definition.args[name].type)
                written = f"[{', '.join(chosen)}]"
                yield f"{name}: {self.variable(of_type, chosen) if self.chance(0.3) else written}"
        if "agency" in definition.args and self.chance(0.6):
            yield f"agency: {self.present('Agency')}"
            if self.chance(0.5):
                below = self.chance(0.5)
                yield f"includeSubordinates: {self.variable('Boolean!', below) if self.chance(0.3) else str(below).lower()}"

    def period(self, definition: GraphQLField, under: list[str]) -> Iterator[str]:
        since, until = sorted(self.random.sample(DAYS, 2))
        yield f'from: "{since}"'
        yield f"to: {self.variable('Date!', until)}" if self.chance(0.3) else f'to: "{until}"'
        if "kinds" in definition.args and self.chance(0.5):
            kinds: Any = get_named_type(definition.args["kinds"].type)
            yield f"kinds: [{', '.join(self.random.choices(list(kinds.values), k=self.random.randint(1, 3)))}]"
        if under and self.chance(0.5):
            yield f"{under[0]}: {self.present('Agency')}"

    def structured(self, name: str, definition: GraphQLField, write: Callable[[Any], Any]) -> str:
        """An argument that is an input object or a list of such: given in place, or as a variable."""
        type_ = definition.args[name].type
        value = write(get_named_type(type_))
        return f"{name}: {self.variable(str(type_), value) if self.chance(0.3) else literal(value, type_)}"

    def present(self, *names: str) -> str:
        """The id of a node that is there, most of the time: without it, all of an answer is null."""
        return f'"{self.random.choice(names or self.names())}0"' if self.chance(0.85) else self.identifier()

    def identifier(self) -> str:
        return f'"{self.random.choice([*self.names(), "Nothing"])}{self.random.randint(0, 2)}"'

    def names(self) -> list[str]:
        return [
            each.name
            for each in self.schema.get_possible_types(cast("GraphQLInterfaceType", self.schema.type_map[NODE]))
        ]
