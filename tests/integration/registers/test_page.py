"""docs/registers.md says what the registers say: its queries are asked, its figures counted."""

import json
import re
from typing import TYPE_CHECKING

import pytest

from ingest import Tally
from tests.integration.registers.sources import ROOT, SETS

if TYPE_CHECKING:
    from tests.integration.registers.conftest import Loaded

pytestmark = pytest.mark.integration

PAGE = (ROOT / "docs" / "registers.md").read_text(encoding="utf-8")
PARTS = dict(re.findall(r"^## ([\w-]+)$(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
FIGURES = dict(re.findall(r"^\| \[([\w-]+)\]\(#[\w-]+\) \| (.*) \|$", PAGE, re.MULTILINE))


def test_every_register_has_its_part() -> None:
    assert set(PARTS) == set(FIGURES) == set(SETS)


@pytest.mark.parametrize("name", SETS)
def test_answers(loaded: "Loaded", name: str) -> None:
    ((query, answer),) = re.findall(r"```graphql\n(.*?)```\n+```json\n(.*?)```", PARTS[name], re.DOTALL)
    assert loaded.ask(query) == json.loads(answer)


@pytest.mark.parametrize("name", SETS)
def test_figures(loaded: "Loaded", name: str) -> None:
    summary = loaded.summaries[name]
    _, *told = (int(each.replace(",", "")) for each in FIGURES[name].split(" | "))
    assert told == [_first(summary.sections, "nodes"), _first(summary.sections, "relationships"), summary.rejected]


def _first(sections: list[Tally], kind: str) -> int:
    """How many nodes or relationships a mapping gives; sections that add to those of another count nothing."""
    first = {each.title: each for each in reversed(sections) if each.kind == kind}
    return sum(each.rows - each.repeated - each.rejected for each in first.values())


def test_the_whole_graph(loaded: "Loaded") -> None:
    ((nodes,),) = loaded.runner.run(loaded.graph.read("MATCH (n:Node) RETURN count(n)", {}))
    ((links,),) = loaded.runner.run(loaded.graph.read("MATCH (:Node)-[r]->(:Node) RETURN count(r)", {}))
    assert f"The whole graph then holds {nodes:,} nodes and {links:,} relationships." in " ".join(PAGE.split())
