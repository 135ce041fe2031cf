"""What values are compared with: a text of a parameter by code points, as stored texts are with each other."""

from dataclasses import dataclass

from graph.cypher.names import Names
from graph.plan import Argument, Text


@dataclass(frozen=True, slots=True)
class Operand:
    """A value to compare with, and of a text whose order the database may mistake, its `misreadings`."""

    value: str
    misreadings: str = ""

    @classmethod
    def of(cls, argument: Argument, names: Names) -> "Operand":
        """That of a hole."""
        value = names.parameter(argument)
        return cls(value, names.parameter(argument.misreadings)) if isinstance(argument, Text) else cls(value)

    def compared(self, it: str, sign: str) -> str:
        """Whether something stored is less or greater."""
        plain = f"{it} {sign} {self.value}"
        if not self.misreadings:
            return plain
        start, places = f"{self.misreadings}[0]", f"{self.misreadings}[1]"
        # Of a stored text a character is no parameter's, nor is one that is written here: these are compared rightly.
        there = f"substring({it}, off[0], 1)"
        mistaken = f"{it} STARTS WITH left({self.value}, off[0]) AND {there} >= '\\uE000' AND ({there} >= '\\uD800\\uDC00') <> off[1]"
        exact = f"(({plain}) <> ({it} STARTS WITH {start} AND any(off IN {places} WHERE {mistaken})))"
        # An index is of use only by conditions that it can answer itself.
        sought = f"{it} >= {start}" if sign.startswith(">") else f"{it} IS NOT NULL"
        return f"({sought} AND {exact})"
