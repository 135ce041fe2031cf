"""docs/registers.md says what the registers say: its queries are asked (`--bless` writes the answers anew), its figures counted."""

import re
from typing import TYPE_CHECKING

import orjson
import pytest

from ingest import Tally
from tests.blessing import rounded
from tests.integration.registers.sources import ROOT, SETS

if TYPE_CHECKING:
    from tests.integration.registers.conftest import Loaded

pytestmark = pytest.mark.integration

PATH = ROOT / "docs" / "registers.md"
PAGE = PATH.read_text(encoding="utf-8")
PARTS = dict(re.findall(r"^## ([\w-]+)$(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
FIGURES = dict(re.findall(r"^\| \[([\w-]+)\]\(#[\w-]+\) \| (.*) \|$", PAGE, re.MULTILINE))


def test_every_register_has_its_part() -> None:
    assert set(PARTS) == set(FIGURES) == set(SETS)


@pytest.mark.parametrize("name", SETS)
def test_answers(loaded: "Loaded", name: str, bless: bool) -> None:
    ((query, kept),) = re.findall(r"```graphql\n(.*?)```\n+```json\n(.*?)```", PARTS[name], re.DOTALL)
    text = orjson.dumps({"data": loaded.ask(query)}, option=orjson.OPT_INDENT_2).decode() + "\n"
    if bless:
        page = PATH.read_text(encoding="utf-8")
        asked = f"{query}```\n\n```json\n"
        PATH.write_text(page.replace(f"{asked}{kept}", f"{asked}{text}"), encoding="utf-8")
    else:
        assert rounded(orjson.loads(text)) == rounded(orjson.loads(kept))


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
