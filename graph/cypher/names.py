"""Variables and parameters of a statement, and the names of the model as Cypher can read them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any, assert_never

from graph.model import Direction, Kind, Property
from graph.plan import Argument, Hop, Side

# Under which name a value stands in the map that is its parameter. Of maps the database knows no kinds: it plans anew for
# a text or a list of another order of length, and for a value where there was none.
VALUE = "value"
# Of requests that are answered together, the values of the one at hand.
REQUEST = "request"


@dataclass(frozen=True, slots=True)
class Together:
    """Cypher that answers many requests at once: `$cohort.value` are lists, each of a number and then a request's values.

    The parameters of these numbers are no part of a request: all that are answered together have them in common.
    """

    text: str
    common: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """Cypher text, what fills its parameters p0, p1, …, and if there is one, its form for many requests.

    A parameter is an argument's value, or the row of another statement, which is read before.
    """

    text: str
    parameters: "tuple[Argument | Statement, ...]"
    together: Together | None = None

    @property
    def all(self) -> "Iterator[Statement]":
        """Those that are read before, then the statement itself."""
        for each in self.parameters:
            if isinstance(each, Statement):
                yield from each.all
        yield self


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
    """Mints variables and parameters in order, so that equal plans give equal text.

    Of `many` requests, each has its values in a variable.
    """

    many: bool = False
    arguments: dict[Argument | Statement, int] = field(default_factory=dict)
    common: dict[int, None] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=count)
    ahead: dict[str, list[str]] = field(default_factory=dict)
    marks: dict[int, str] = field(default_factory=dict)
    declared: bool = False
    """Whether there is Cypher of the model's own in the statement, which knows parameters and no requests."""

    def parameter(self, argument: Argument | Statement) -> str:
        """The parameter that a value enters by."""
        number = self._number(argument)
        return f"{REQUEST}[{number + 1}]" if self.many else f"$p{number}.{VALUE}"

    def limit(self, argument: Argument) -> str:
        """A number of rows at most: Cypher takes no variable for it, so many requests have it in common."""
        number = self._number(argument)
        self.common[number] = None
        return f"$p{number}.{VALUE}"

    def _number(self, argument: Argument | Statement) -> int:
        return self.arguments.setdefault(argument, len(self.arguments))

    def scope(self, *variables: str) -> str:
        """A clause's subquery that sees these variables and the values."""
        return f"CALL ({', '.join([*variables, *([REQUEST] if self.many else [])])})"

    def filled(self, values: Sequence[Any]) -> dict[str, Any]:
        """The parameters used, with a value for each argument."""
        given = self.arguments.items()
        return parameters((number, values[each.index]) for each, number in given if isinstance(each, Argument))

    def place(self) -> Place:
        """A node and a relationship not met before."""
        number = next(self.numbers)
        return Place(f"n{number}", f"r{number}")

    def clauses(self, *nodes: str) -> list[str]:
        """The clauses that run before what is read of these nodes is returned."""
        return [clause for node in nodes for clause in self.ahead.pop(node, ())]

    def collected(self, place: Place, found: Place, lines: Iterable[str], row: str, *also: str, sums: bool) -> str:
        """What a subquery of a node returns, row by row; with `also` the variables of nodes that its rows read beside `found`.

        Neo4j 5.26 takes an expression with sums anywhere below it for a sum itself and refuses all that stands beside it.
        So a subquery with sums in it, unless at the root, runs in a clause of its own, ahead of what reads its variable.
        """
        clauses = self.clauses(found.node, *also)
        text = subquery("COLLECT", [*lines, *clauses, f"RETURN {row} AS row"])
        if not (place.node and (sums or clauses)):
            return text
        variable = f"c{found.node[1:]}"
        clause = subquery(self.scope(place.node), [f"RETURN {text} AS {variable}"])
        self.ahead.setdefault(place.node, []).append(clause)
        return variable


def parameters(numbered: Iterable[tuple[int, Any]]) -> dict[str, Any]:
    """Values as a statement takes them, each with its parameter's number."""
    return {f"p{number}": {VALUE: value} for number, value in numbered}


def arrow(hop: Hop, relationship: str, length: str = "") -> str:
    """A relationship as a pattern has it, the way that a hop goes; of a length, or one."""
    left, right = ("-", "->") if hop.direction is Direction.OUT else ("<-", "-")
    return f"{left}[{relationship}:{quoted(hop.type)}{length}]{right}"


def shown(property: Property, stored: str) -> str:
    """A property's value as it is read: dates as text. What is no point has no longitude, and would fail all."""
    match property.kind:
        case Kind.DATE | Kind.DATETIME:
            return f"toString({stored})"
        case Kind.ID | Kind.STRING | Kind.INTEGER | Kind.FLOAT | Kind.DECIMAL | Kind.BOOLEAN | Kind.ENUM | Kind.POINT:
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
    """An expression of labels or of relationship types: any of them."""
    return "|".join(quoted(each) for each in names)


def quoted(name: str) -> str:
    """A name of the model's, as Cypher can read it."""
    return name if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name) else f"`{name.replace('`', '``')}`"
