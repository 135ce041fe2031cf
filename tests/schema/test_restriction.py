"""What is restricted: left out for whoever is not cleared, and never within reach of what everyone may know."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Annotated

import pytest

import schema
from graph.model import Direction, GraphModel, Indicator
from graph.rules import Once, Rule, Severity
from schema.asset import Connection, Property, Relationship, Term, Vocabulary, asset, relationship
from schema.interfaces import Node
from schema.link import link
from schema.refusals import DeclarationError


class Grade(Vocabulary):
    """How secret."""

    HIGH = Term("High.")


@relationship("HIDES", restricted=True)
class Hiding:
    """Leads to what is hidden."""


@relationship("SHOWS")
class Showing:
    """Leads to anything."""


@asset
class Open(Node):
    """Anyone may know it."""


@asset(restricted=True)
class Secret(Node):
    """Few may know it."""

    grade: Annotated[Grade | None, Property("How secret.")]
    opens: Annotated[Connection[Open], Relationship(Hiding, Direction.OUT, "What it is about.")]


@asset(restricted=True)
class Leaking(Node):
    """It is linked by what everyone follows."""

    opens: Annotated[Connection[Open], Relationship(Showing, Direction.OUT, "What it is about.")]


@asset
class Closed(Node):
    """It is linked by what nobody else follows."""

    opens: Annotated[Connection[Open], Relationship(Hiding, Direction.OUT, "What it is about.")]


def rule(code: str, *labels: str, cypher: str = "RETURN [] AS figures, [] AS mentioned") -> Rule:
    return Rule(code, code, code, Severity.NOTICE, code, dict.fromkeys(labels, cypher))


def linked(*, cleared: bool) -> GraphModel:
    rules = (rule("BOTH", "Open", "Secret"), rule("FEW", "Secret"), rule("ALL", "Open"))
    figures = tuple(Indicator("number", each, "Number", "A number.", "RETURN 1", ()) for each in ("Open", "Secret"))
    ways = {"Open": "RETURN $node", "Secret": "RETURN $node"}
    return link(Node, Open, Secret, Hiding, rules=rules, indicators=figures, custody=ways, cleared=cleared)


def test_without_clearance_it_is_not_there() -> None:
    model = linked(cleared=False)
    assert (set(model.node_types), set(model.relationship_types), set(model.enums)) == ({"Open"}, set(), set())
    assert {each.code: set(each.checks) for each in model.rules} == {"BOTH": {"Open"}, "ALL": {"Open"}}
    assert ([each.owner for each in model.indicators], set(model.custody)) == (["Open"], {"Open"})
    assert model.members("Node") == ("Open",)
    assert model.hidden == ("Secret",)


def test_with_clearance_it_is() -> None:
    model = linked(cleared=True)
    assert (set(model.node_types), set(model.relationship_types)) == ({"Open", "Secret"}, {"HIDES"})
    assert [len(each.checks) for each in model.rules] == [1, 2, 1]
    assert model.hidden == ()


@pytest.mark.parametrize(
    ("classes", "label", "sentence"),
    [
        ([Leaking, Showing], "", "SHOWS joins Leaking and Open: a relationship type is restricted if, and only if,"),
        ([Closed, Hiding], "", "HIDES joins Closed and Open: a relationship type is restricted if, and only if,"),
        ([Secret, Hiding], "Open", "Cypher that starts from Open leads to HIDES, which is restricted."),
    ],
)
def test_a_way_that_everyone_could_go_is_refused(classes: list[type], label: str, sentence: str) -> None:
    rules = (
        [rule("R", label, cypher="MATCH ($node)<-[:HIDES]-() RETURN [] AS figures, [] AS mentioned")] if label else []
    )
    with pytest.raises(DeclarationError, match=re.escape(sentence)):
        link(Node, Open, *classes, rules=rules)


def test_nor_may_a_rule_read_beforehand_what_is_restricted() -> None:
    looked = Once("MATCH (s:Secret) RETURN count(s) AS number", ("number",))
    known = replace(rule("R", "Open"), once={"Open": looked})
    with pytest.raises(DeclarationError, match="Cypher that starts from Open leads to Secret, which is restricted"):
        link(Node, Open, Secret, Hiding, rules=[known])


def test_what_everyone_may_know_is_the_same_for_the_cleared() -> None:
    whole, everyones = schema.government(), schema.government(cleared=False)
    for name, each in everyones.node_types.items():
        assert each == whole.node_types[name]
    for name, link_type in everyones.relationship_types.items():
        assert link_type == whole.relationship_types[name]
    assert set(whole.node_types) - set(everyones.node_types) == set(everyones.hidden)
