"""Random small graphs of a model, and random documents over its schema.

Both take a `random.Random`, which hypothesis provides and shrinks.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from typing import Any, cast

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    get_nullable_type,
)
from neo4j.spatial import WGS84Point

from graph.model import NODE, GraphModel, Kind, NodeType, Property, absence, absences
from graph.search import soundings, sounds
from graph.session import Graph

DAYS = ("2001-05-06", "2010-01-01", "2015-06-30", "2020-02-29", "2099-12-31")
WORDS = ("a", "b", "甲", "乙", "Zb", "é")
NODES_PER_TYPE = 3
CHAIN_ARGUMENTS = ("maxDepth", "minShare")
PERIOD_ARGUMENTS = ("from", "to", "kinds", "types")
LIST_ARGUMENTS = ("first", "after", "last", "before", "where", "edgeWhere", "orderBy", "edgeOrderBy")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A whole graph, as rows to create."""

    nodes: tuple[tuple[str, dict[str, Any]], ...]
    links: tuple[tuple[str, str, str, dict[str, Any]], ...]


def snapshot(model: GraphModel, random: Random, *, gaps: bool = True, least: int = 1) -> Snapshot:
    """A graph of a few nodes of each type; with gaps, a value the schema promises is missing now and then."""
    nodes: list[tuple[str, dict[str, Any]]] = []
    for node_type in model.node_types.values():
        for number in range(random.randint(least, max(least, NODES_PER_TYPE))):
            nodes.append((node_type.name, node(node_type, number, random, gaps=gaps)))
    return Snapshot(tuple(nodes), tuple(links(model, nodes, random)))


def node(node_type: NodeType, number: int, random: Random, *, gaps: bool) -> dict[str, Any]:
    properties: dict[str, Any] = {"id": f"{node_type.name}{number}"}
    for each in node_type.properties.values():
        if each.name == "id":
            continue
        if each.unique:
            properties[each.name] = number if each.kind is Kind.INTEGER else f"c{number}"
        elif random.random() < (0.97 if each.required or not gaps else 0.6) or (each.required and not gaps):
            properties[each.name] = value(each, random)
    heard = {
        sounds(each): soundings(properties[each.name])
        for each in node_type.properties.values()
        if each.sounds and each.name in properties
    }
    return properties | heard | {absence(each): True for each in absences(node_type) if each.name not in properties}


def links(
    model: GraphModel, nodes: list[tuple[str, dict[str, Any]]], random: Random
) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    for type_ in model.relationship_types.values():
        for start, end in sorted(type_.endpoints):
            starts = [each for label, each in nodes if label == start]
            ends = [each for label, each in nodes if label == end]
            for number in range(random.randint(0, 3)):
                properties: dict[str, Any] = {"id": f"{type_.name}{start}{end}{number}"}
                for each in type_.properties:
                    if random.random() < 0.7:
                        properties[each.name] = value(each, random)
                yield type_.name, random.choice(starts)["id"], random.choice(ends)["id"], properties


def value(property: Property, random: Random) -> Any:
    match property.kind:
        case Kind.ENUM:
            assert property.enum
            return random.choice([each.name for each in property.enum.values])
        case Kind.INTEGER:
            return random.randint(-1, 2)
        case Kind.FLOAT:
            return random.choice((0.0, 0.5, 12.25))
        case Kind.DECIMAL:
            return random.choice((0, 1, 50, 10**property.scale))
        case Kind.BOOLEAN:
            return random.choice((True, False))
        case Kind.DATE:
            return date.fromisoformat(random.choice(DAYS))
        case Kind.DATETIME:
            return datetime.fromisoformat(random.choice(DAYS) + "T08:00:00+00:00")
        case Kind.POINT:
            return WGS84Point((random.choice((120.0, 121.5)), 30.25))
        case _:
            return random.choice(WORDS)


async def wipe(graph: Graph) -> None:
    """Leave nothing in the graph; in parts, for a graph of any size."""
    await graph.execute(
        [
            "MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 10000 ROWS",
            "MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 10000 ROWS",
        ]
    )


async def store(graph: Graph, given: Snapshot) -> None:
    """Make the graph hold the snapshot and nothing else."""
    await wipe(graph)
    for label in {each for each, _ in given.nodes}:
        rows = [properties for each, properties in given.nodes if each == label]
        await graph.write(f"UNWIND $rows AS row CREATE (n:{label}:{NODE}) SET n = row", {"rows": rows})
    for name in {each[0] for each in given.links}:
        ends = [list(each[1:]) for each in given.links if each[0] == name]
        await graph.write(
            f"UNWIND $rows AS row MATCH (a:{NODE} {{id: row[0]}}), (b:{NODE} {{id: row[1]}}) "
            f"CREATE (a)-[r:{name}]->(b) SET r = row[2]",
            {"rows": ends},
        )


@dataclass(slots=True)
class Documents:
    """Writes one random operation, its fragments and its variables."""

    schema: GraphQLSchema
    random: Random
    deepest: int = 7
    variables: dict[str, Any] = field(default_factory=dict)
    declared: list[str] = field(default_factory=list)
    fragments: list[str] = field(default_factory=list)
    aliases: int = 0

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
                if not {"maxLength", "text"} & each.args.keys() and (depth < self.deepest or self.is_leaf(each))
            ]
            for name in self.random.sample(names, min(len(names), self.random.randint(1, 4))):
                parts += self.fields(name, type_.fields[name], depth)
        if isinstance(type_, GraphQLInterfaceType | GraphQLUnionType) and depth < self.deepest:
            possible = list(self.schema.get_possible_types(type_))
            for each in self.random.sample(possible, min(len(possible), self.random.randint(0, 2))):
                parts.append(self.spread(each, depth))
        if isinstance(type_, GraphQLObjectType) and type_.interfaces and self.chance(0.2) and depth < self.deepest:
            parts.append(self.spread(self.random.choice(type_.interfaces), depth))
        if self.chance(0.15) or not parts:
            parts.append("__typename" if self.chance(0.5) else f"{self.alias()}: __typename")
        return "{ " + " ".join(parts) + " }"

    def spread(self, type_: Any, depth: int) -> str:
        selection = self.selection(type_, depth + 1)
        if self.chance(0.5):
            return f"... on {type_.name} {self.directive()}{selection}"
        name = f"F{len(self.fragments)}"
        self.fragments.append(f"fragment {name} on {type_.name} {selection}")
        return f"...{name} {self.directive()}"

    def directive(self) -> str:
        if not self.chance(0.15):
            return ""
        wanted = self.chance(0.7)
        name, keep = self.random.choice((("skip", not wanted), ("include", wanted)))
        argument = self.variable("Boolean!", keep) if self.chance(0.5) else str(keep).lower()
        return f"@{name}(if: {argument}) "

    def alias(self) -> str:
        self.aliases += 1
        return f"k{self.aliases}"

    @staticmethod
    def is_leaf(definition: GraphQLField) -> bool:
        return not hasattr(get_named_type(definition.type), "fields") and not isinstance(
            get_named_type(definition.type), GraphQLUnionType
        )

    def fields(self, name: str, definition: GraphQLField, depth: int) -> Iterator[str]:
        """A field, now and then asked for twice under one key, whose selections then merge."""
        # Fields of one name differ in type from one node type to another: only the common ones go without alias.
        bare = name in ("id", "code", "name", "edges", "nodes", "pageInfo", "node") and self.chance(0.7)
        key = name if bare and not definition.args else f"{self.alias()}: {name}"
        called = key + self.arguments(name, definition)
        if self.is_leaf(definition):
            yield f"{called} {self.directive()}"
            return
        for _ in range(2 if self.chance(0.15) else 1):
            yield f"{called} {self.directive()}{self.selection(get_named_type(definition.type), depth + 1)}"

    def arguments(self, name: str, definition: GraphQLField) -> str:
        given: list[str] = []
        keyed = [
            each
            for each in definition.args
            if each not in (*LIST_ARGUMENTS, *CHAIN_ARGUMENTS, *PERIOD_ARGUMENTS, "asOf", "ids", "by")
        ]
        if "by" in definition.args:
            choices: Any = get_named_type(definition.args["by"].type)
            keys = self.random.choices(list(choices.values), k=self.random.randint(1, 2))
            given.append(f"by: [{', '.join(keys)}]")
        if "ids" in definition.args:
            given.append(f"ids: [{', '.join(self.identifier() for _ in range(self.random.randint(0, 3)))}]")
        elif "to" in definition.args:
            given += self.period(definition, keyed)
        elif "id" in keyed and (name == "node" or len(keyed) == 1 or "direction" in keyed):
            given.append(f"id: {self.identifier()}")
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
            names = self.types(get_named_type(type_))
            given.append(f"types: {self.variable(str(type_), names) if self.chance(0.3) else literal(names, type_)}")
        given += [
            self.structured(each, definition, write)
            for each, write in (
                ("orderBy", self.order),
                ("edgeOrderBy", self.order),
                ("where", self.where),
                ("edgeWhere", self.where),
            )
            if each in definition.args and self.chance(0.35)
        ]
        return f"({', '.join(given)})" if given else ""

    def period(self, definition: GraphQLField, under: list[str]) -> Iterator[str]:
        since, until = sorted(self.random.sample(DAYS, 2))
        yield f'from: "{since}"'
        yield f"to: {self.variable('Date!', until)}" if self.chance(0.3) else f'to: "{until}"'
        if self.chance(0.5):
            kinds: Any = get_named_type(definition.args["kinds"].type)
            yield f"kinds: [{', '.join(self.random.choices(list(kinds.values), k=self.random.randint(1, 3)))}]"
        if under and self.chance(0.5):
            yield f"{under[0]}: {self.identifier()}"

    def structured(self, name: str, definition: GraphQLField, write: Callable[[Any], Any]) -> str:
        """An argument that is an input object or a list of such: given in place, or as a variable."""
        type_ = definition.args[name].type
        value = write(get_named_type(type_))
        return f"{name}: {self.variable(str(type_), value) if self.chance(0.3) else literal(value, type_)}"

    def identifier(self) -> str:
        names = [
            each.name
            for each in self.schema.get_possible_types(cast("GraphQLInterfaceType", self.schema.type_map[NODE]))
        ]
        return f'"{self.random.choice([*names, "Nothing"])}{self.random.randint(0, 2)}"'

    def order(self, type_: Any) -> list[Any]:
        return [self.sort_key(type_) for _ in range(self.random.randint(1, 2))]

    def sort_key(self, type_: Any, depth: int = 0) -> Any:
        leaves = [name for name, each in type_.fields.items() if isinstance(get_named_type(each.type), GraphQLEnumType)]
        name = self.random.choice(leaves if depth > 1 else list(type_.fields))
        inner = get_named_type(type_.fields[name].type)
        if isinstance(inner, GraphQLEnumType):
            return {name: self.random.choice(("ASC", "DESC"))}
        return {name: self.sort_key(inner, depth + 1)}

    def where(self, type_: Any, depth: int = 0) -> dict[str, Any]:
        """A filter of any input type of filters: operators, properties, relationships, conjunctions."""
        names = list(type_.fields)
        if names == ["from", "to"]:
            return dict(zip(names, sorted(self.random.sample(DAYS, 2)), strict=True))
        if "southWest" in names:
            return {"southWest": self.corner(-2), "northEast": self.corner(2)}
        if "radiusM" in names:
            return {"center": self.corner(0), "radiusM": self.random.choice((0.0, 90_000.0, 150_000.0))}
        if depth > 3:
            names = [each for each in names if not hasattr(get_named_type(type_.fields[each].type), "fields")] or names[
                :1
            ]
            if hasattr(get_named_type(type_.fields[names[0]].type), "fields"):
                return {}
        chosen = self.random.sample(names, min(len(names), self.random.choice((0, 1, 1, 1, 2))))
        return {each: self.operand(type_.fields[each].type, depth) for each in chosen}

    def types(self, choices: Any) -> list[str]:
        """All but one: some of them a relationship leads to."""
        names = list(choices.values)
        names.remove(self.random.choice(names))
        return names

    def corner(self, shift: int) -> dict[str, float]:
        return {"longitude": 120.5 + shift * self.random.random(), "latitude": 30.3 + shift * self.random.random()}

    def operand(self, type_: Any, depth: int) -> Any:
        named = get_named_type(type_)
        if named.name == "NodeType":
            return self.types(named)
        if named.name == "GeoPointInput":
            return [self.corner(each) for each in (-2, 1, 2)]
        several = isinstance(get_nullable_type(type_), GraphQLList)
        count = self.random.randint(0, 2) if several else 1
        values = [
            self.where(named, depth + 1) if isinstance(named, GraphQLInputObjectType) else self.leaf(named)
            for _ in range(count)
        ]
        return values if several else values[0]

    def leaf(self, leaf: Any) -> Any:
        if isinstance(leaf, GraphQLEnumType):
            return self.random.choice(list(leaf.values))
        match leaf.name:
            case "Int":
                return self.random.randint(-1, 2)
            case "Float":
                return self.random.choice((0.0, 0.5, 12.25))
            case "Boolean":
                return self.chance(0.5)
            case "Date":
                return self.random.choice(DAYS)
            case "DateTime":
                return self.random.choice(DAYS) + "T16:00:00+08:00"
            case "Decimal":
                return self.random.choice(("0", "0.5", "1", "0.01"))
            case _:
                return self.random.choice((*WORDS, "c0", "c1"))


def literal(value: Any, type_: Any) -> str:
    """A value as GraphQL writes it."""
    named = get_named_type(type_)
    if isinstance(value, list):
        return f"[{', '.join(literal(each, named) for each in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {literal(each, named.fields[key].type)}' for key, each in value.items())}}}"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and not isinstance(named, GraphQLEnumType):
        return f'"{value}"'
    return str(value)
