"""What cannot be linked is named, with what to do."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import pytest

from graph.model import Direction
from schema.asset import Connection, Property, Relationship, Term, Vocabulary, asset, interface, relationship, union
from schema.interfaces import Node
from schema.link import link
from schema.refusals import DeclarationError, refuse_timeless


@relationship("JOINS")
class Joining:
    """Joins."""


@interface
class Bare(Node):
    pass


@asset
class Undescribed(Node):
    """A thing."""

    kind: Annotated[str | None, Property("")]


@asset
class Unrelated(Node):
    """A thing."""

    others: Annotated[Connection[Unrelated], Relationship(Joining, Direction.OUT, "")]


class Codes(Vocabulary):
    """Codes."""

    ONE = Term("")


class Silent(Vocabulary):
    ONE = Term("One.")


@asset
class Coded(Node):
    """A thing."""

    code: Annotated[Codes | None, Property("Its code.")]


@asset
class SilentlyCoded(Node):
    """A thing."""

    code: Annotated[Silent | None, Property("Its code.")]


@asset
class Odd(Node):
    """A thing."""

    odd: Annotated[bytes | None, Property("Its bytes.")]


@asset
class Plain(Node):
    """A thing."""

    plain: str


@asset(plural="nodes")
class Hiding(Node):
    """A thing."""


@asset(singular="sheep", plural="sheep")
class Sheep(Node):
    """A sheep."""


class Rank(Vocabulary):
    """How one stands above another."""

    HIGH = Term("High.")


class Grade(Vocabulary):
    """How one is graded."""

    A = Term("A.")


@relationship("BELOW")
class Below:
    """One stands below another."""

    rank: Annotated[Rank | None, Property("How.")]


@asset(singular="clerk", plural="clerks")
class Clerk(Node):
    """One who stands below others."""

    chiefs: Annotated[Connection[Node], Relationship(Below, Direction.OUT, "Who stands above.", first=Rank.HIGH)]


@asset(singular="porter", plural="porters")
class Porter(Node):
    """One who stands below others."""

    chief: Annotated[Node | None, Relationship(Below, Direction.OUT, "Who stands above.", first=Grade.A)]


@union("Nobody")
class Strange:
    """One of those who are not there."""


@relationship("TOLD_APART", identity=("number",))
class Apart:
    """Told apart by what it does not have."""

    valid_from: Annotated[date | None, Property("First day.")]


def another() -> type:
    @asset
    class Sheep(Node):
        """Another sheep."""

    return Sheep


@pytest.mark.parametrize(
    ("classes", "sentence"),
    [
        ([Bare], "Bare is not described: give it a docstring."),
        ([Undescribed], "Undescribed.kind is not described: say what it is."),
        ([Unrelated, Joining], "Unrelated.others is not described: say what it is."),
        ([Unrelated], "Unrelated.others leads to a class that is not declared: link it too."),
        ([Coded], "Codes.ONE is not described: say what it is."),
        ([SilentlyCoded], "Silent is not described: give it a docstring."),
        ([Odd], "Odd.odd is of type bytes, which no property can have: take one of str, int"),
        ([Plain], "Plain.plain is neither Property nor Relationship: annotate it as one of them."),
        ([Hiding], "The root field nodes is named 2 times: give `@asset` another singular or plural."),
        ([Sheep], "The root field sheep is named 2 times: give `@asset` another singular or plural."),
        ([Below, Clerk], "Clerk.chiefs is a Connection, which has all of them: let `first` away."),
        ([Below, Porter], "Porter.chief puts a Grade first, which Below has not: name one of its own."),
        ([Strange], "Strange has the member Nobody, which is not declared: link it too."),
        ([Apart], "Apart has no number to be told apart by: name its own properties."),
        ([Sheep, another()], "2 classes are declared as Sheep: give each a name of its own."),
    ],
    ids=lambda each: each[0].__name__ if isinstance(each, list) else "",
)
def test_refused(classes: list[type], sentence: str) -> None:
    with pytest.raises(DeclarationError) as caught:
        link(Node, *classes)
    assert str(caught.value).startswith(sentence)


def test_a_relationship_of_the_government_has_a_period() -> None:
    """What is told of relationships of any type is what all of them have."""

    @relationship("CREWS")
    class Crewing:
        """Someone sails it."""

    with pytest.raises(DeclarationError, match="CREWS has no period: derive its class from `Dated`"):
        refuse_timeless(link(Node, Crewing))
