"""The table of functions names what there is: every type, figure and rule, each at its function."""

import re
from pathlib import Path

import schema
from tests.markdown import slug

MODEL = schema.government()
DOCS = Path(__file__).parents[1] / "docs"
TEXT = (DOCS / "functions.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d+) \| .*$", TEXT, re.MULTILINE)


def test_fourteen_rows() -> None:
    assert [str(number) for number in range(1, 15)] == ROWS


def test_every_type_figure_and_rule_has_its_function() -> None:
    assert set(re.findall(r"\]\(reference/(\w+)\.md\)", TEXT)) == set(MODEL.node_types)
    assert set(re.findall(r"\]\(reference/rules\.md#(\w+)\)", TEXT)) == {each.code.lower() for each in MODEL.rules}
    assert set(re.findall(r"`(\w+\.\w+)`", TEXT)) == {each.code for each in MODEL.indicators}


def test_every_question_is_on_the_page_of_examples() -> None:
    headings = re.findall(r"^### (.+)$", (DOCS / "examples.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"\]\(examples\.md#([^)]+)\)", TEXT)) <= {slug(each) for each in headings}
