"""Variables and parameters of a statement, and the names of the model as Cypher can read them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import assert_never

from graph.model import Kind, Property
from graph.plan import Argument, Side


@dataclass(frozen=True, slots=True)
class Statement:
    """Cypher text, and the arguments that fill its parameters p0, p1, …"""

    text: str
    parameters: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """The variables of the node being read, of the relationship that led to it, and the labels it may have."""

    node: str
    relationship: str
    guard: str = ""

    def property(self, each: Property, side: Side = Side.NODE) -> str:
        """A property of the node or of the relationship, as it is stored."""
        return f"{self.node if side is Side.NODE else self.relationship}.{quoted(each.name)}"

    def key(self, index: int) -> str:
        """The variable of a key that the nodes are ordered by."""
        return f"k{self.node[1:]}_{index}"


@dataclass(slots=True)
class Names:
    """Mints variables and parameters in order, so that equal plans give equal text."""

    arguments: dict[Argument, str] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=count)

    def parameter(self, argument: Argument) -> str:
        """The parameter that a value enters by."""
        return "$" + self.arguments.setdefault(argument, f"p{len(self.arguments)}")

    def place(self) -> Place:
        """A node and a relationship not met before."""
        number = next(self.numbers)
        return Place(f"n{number}", f"r{number}")


def shown(property: Property, stored: str) -> str:
    """A property's value as JSON can hold it: dates as text, points as longitude and latitude."""
    match property.kind:
        case Kind.DATE | Kind.DATETIME:
            return f"toString({stored})"
        case Kind.POINT:
            return f"[{stored}.longitude, {stored}.latitude]"
        case Kind.ID | Kind.STRING | Kind.INTEGER | Kind.FLOAT | Kind.DECIMAL | Kind.BOOLEAN | Kind.ENUM:
            return stored
        case _:
            assert_never(property.kind)


def subquery(kind: str, lines: Iterable[str]) -> str:
    """COLLECT, COUNT, EXISTS or CALL, its lines indented."""
    body = "\n".join(lines).replace("\n", "\n  ")
    return f"{kind} {{\n  {body}\n}}"


def listed(columns: Iterable[str]) -> str:
    return f"[{', '.join(columns)}]"


def labels(names: Iterable[str]) -> str:
    """A label expression: any of them."""
    return "|".join(quoted(each) for each in names)


def quoted(name: str) -> str:
    """A name of the model's, as Cypher can read it."""
    return name if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name) else f"`{name.replace('`', '``')}`"
