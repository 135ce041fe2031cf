"""What is restricted: left out for whoever is not cleared, and never within reach of what everyone may know."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Annotated, Any

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
        ([Secret, Hiding], "Open", "Cypher of R that starts from Open leads to HIDES, which is restricted."),
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
    with pytest.raises(
        DeclarationError, match="Cypher of R that starts from Open leads to Secret, which is restricted"
    ):
        link(Node, Open, Secret, Hiding, rules=[known])


FOLLOWED = (
    *("--", "-->", "<--", "<-->", "- -", "-/* any */-", "--{2}", "-->+", "--*"),
    *("-[]-", "-[ ]->", "-[r]-", "<-[r]-", "-[r]->{1,3}", "-[ r\n]-", "-[*]-", "-[*1..2]-", "-[r*]->"),
    *("-[{since: $day}]-", "-[r {since: $day}]-", "-[r WHERE r.since = $day]-", "-[WHERE $day IS NULL]-"),
    *("-[:!SHOWS]-", "-[:%]-", "-[r:%]->", "-[:$(kind)]-", "-[r:$any(kinds)*1..2]-", "-[:SHOWS|!OTHER]-", "-[:(!A)]-"),
    *("-[r IS %]-", "-[:SHOWS|OTHER&!MORE {since: $day}]-"),
)
READ = (
    *("MATCH (other) WHERE other.name = $node.name", "MATCH ()", "OPTIONAL MATCH (other {name: $node.name})"),
    *("MATCH ($node), (other)", "MATCH (other:!Open)", "MATCH (other:%) WHERE true", "MATCH (other:Open|$(label))"),
)
SOUND = (
    *("-[:SHOWS]-", "<-[:SHOWS]-", "-[tie:SHOWS]-", "-[tie :SHOWS|OTHER]->", "-[:SHOWS*]->", "-[:SHOWS*1..30]-"),
    *(
        "-[r:SHOWS|:OTHER*0..]->",
        "-[r:SHOWS {since: $day, note: '%'}]-",
        "-[r:SHOWS WHERE r.since < $day]-",
        "-[:`A`]-",
    ),
    *(
        "-[r:SHOWS WHERE r.a % 2 = 0 AND NOT r.b <> $day]-",
        "-[:(SHOWS)]-",
        "-[r IS SHOWS]-",
        "-[:A]->{1,3}",
        "-[:A]->+",
    ),
)
OTHERS = (
    "WHERE $node.name <> ')--(' AND $node.note <> \")-[r]-(\" AND $node.other <> 'it\\'s )--('",
    "// what (a)--(b) would be\n",
    "/* (a)-[r]-(b)\nMATCH (c)-->(d) */",
    "MATCH ($node)-[:SHOWS]-(o) WHERE (o.a) - (o.b) - (-o.c) > size([1]) - -1 AND 2 --1 < [x IN [1] WHERE (x) < -1][0]",
    "MATCH ($node)-[:SHOWS]-(o) WHERE (o.a) - [1, 2][0] > count(o) - [o.a][0] AND (2) <- 1",
    "MATCH ($node)-[:SHOWS]-(o), (p)-[:SHOWS]-(o) WHERE size([(o)-[:SHOWS]->(x) | x]) > coalesce(p.a, (o.b), (o) - 1)",
    "MATCH (item:Open {name: $day}) MATCH ($node), (other:$label) OPTIONAL MATCH (other:Open WHERE other.name = $day)",
    "MATCH way = shortestPath((item:Open)-[:SHOWS*..30]->($node))",
)


@pytest.mark.parametrize(
    ("cypher", "sentence"),
    [
        *((f"MATCH ($node){each}(other) RETURN 1", "follows relationships of any type") for each in FOLLOWED),
        *((f"RETURN EXISTS {{ ($node) {each} () }}", "follows relationships of any type") for each in FOLLOWED),
        *((f"{each} RETURN 1", "reads nodes of any label") for each in READ),
    ],
)
def test_nor_may_any_arrive_there_without_a_name(cypher: str, sentence: str) -> None:
    watched = [rule("R", "Open", cypher=cypher)]
    with pytest.raises(DeclarationError, match=f"Cypher of R that starts from Open {sentence}, so"):
        link(Node, Open, Secret, Hiding, rules=watched)
    # Where nothing is restricted there is nothing at which it could arrive.
    assert link(Node, Open, rules=watched)


ANYWHERE = "MATCH ($node)--(other) RETURN 1"


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("R", {"rules": [rule("R", "Open", cypher=ANYWHERE)]}),
        ("R", {"rules": [replace(rule("R", "Open"), once={"Open": Once(ANYWHERE, ("number",))})]}),
        ("Open.number", {"indicators": [Indicator("number", "Open", "Number", "A number.", ANYWHERE, ())]}),
        ("custody", {"custody": {"Open": ANYWHERE}}),
    ],
)
def test_whatever_is_declared_is_looked_at(name: str, given: dict[str, Any]) -> None:
    for cleared in (True, False):
        with pytest.raises(DeclarationError, match=f"Cypher of {name} that starts from Open follows relationships"):
            link(Node, Open, Secret, Hiding, **given, cleared=cleared)


@pytest.mark.parametrize("cypher", [*(f"MATCH ($node){each}(other)" for each in SOUND), *OTHERS])
def test_what_names_its_ways_is_taken(cypher: str) -> None:
    assert link(Node, Open, Secret, Hiding, rules=[rule("R", "Open", cypher=f"{cypher} RETURN 1")])


def test_what_is_restricted_may_go_any_way() -> None:
    assert link(Node, Open, Secret, Hiding, rules=[rule("R", "Secret", cypher=ANYWHERE)])


def test_what_everyone_may_know_is_the_same_for_the_cleared() -> None:
    whole, everyones = schema.government(), schema.government(cleared=False)
    for name, each in everyones.node_types.items():
        assert each == whole.node_types[name]
    for name, link_type in everyones.relationship_types.items():
        assert link_type == whole.relationship_types[name]
    assert set(whole.node_types) - set(everyones.node_types) == set(everyones.hidden)
