"""Random operands of filters and orders, of a `random.Random` that hypothesis provides and shrinks."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLList, get_named_type, get_nullable_type

from tests.generation import DAYS, WORDS


@dataclass(slots=True)
class Operands:
    """Writes what is given to a filter or an order; `names` are those that the filters around give their nodes."""

    random: Random
    names: list[str] = field(default_factory=list)

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

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
        if "is" in type_.fields:
            return self.named(type_, depth)
        return self.met(type_, list(type_.fields), depth)

    def named(self, type_: Any, depth: int) -> dict[str, Any]:
        """A filter of nodes: sometimes it gives them a name, or demands that they be those of a name around it."""
        around = len(self.names)
        made: dict[str, Any] = {}
        if around and self.chance(0.2):
            made["is"] = self.random.choice(self.names)
        if self.chance(0.2):
            # With few names, some hide others.
            made["as"] = self.random.choice(("one", "other"))
            self.names.append(made["as"])
        made |= self.met(type_, [each for each in type_.fields if each not in ("as", "is")], depth)
        del self.names[around:]
        return made

    def met(self, type_: Any, names: list[str], depth: int) -> dict[str, Any]:
        if names == ["from", "to"]:
            return dict(zip(names, sorted(self.random.sample(DAYS, 2)), strict=True))
        if "southWest" in names:
            return {"southWest": self.corner(-2), "northEast": self.corner(2)}
        if names == ["where", "value", "among"]:
            chosen = names if self.chance(0.5) else names[:2]
            return {each: self.operand(type_.fields[each].type, depth) for each in chosen}
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
