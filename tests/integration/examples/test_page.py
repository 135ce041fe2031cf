"""Each answer of docs/examples.md, and the README's, is what the service answers; `--bless` writes them anew: read the diff."""

import re
from pathlib import Path

import orjson
import pytest

from tests.blessing import rounded
from tests.integration.examples import page
from tests.integration.examples.conftest import Demo
from tests.markdown import blocks, slug

pytestmark = pytest.mark.integration

QUESTIONS = page.questions()
THEMES = [path for path in sorted(Path(__file__).parent.glob("test_*.py")) if path.name != Path(__file__).name]


@pytest.mark.parametrize("heading", QUESTIONS)
def test_each_answer_is_the_one_shown(demo: Demo, heading: str, bless: bool) -> None:
    answer = demo.ask(QUESTIONS[heading].operation)
    assert "errors" not in answer, answer
    if bless:
        page.bless(heading, answer)
    assert rounded(answer) == page.questions()[heading].expected


def test_each_answer_is_computed_a_second_time() -> None:
    computed = [
        each for path in THEMES for each in re.findall(r'\.answer\("(.+?)"\)', path.read_text(encoding="utf-8"))
    ]
    assert sorted(computed) == sorted(QUESTIONS)


def test_the_contents_are_the_headings() -> None:
    text = page.EXAMPLES.read_text(encoding="utf-8")
    assert re.findall(r"\[([^]]+)\]\(#([^)]+)\)", text) == [(heading, slug(heading)) for heading in QUESTIONS]
    listed = re.findall(r"^- ([^:\n]+): \[", text, re.MULTILINE)
    assert listed == re.findall(r"^## (.+)$", text, re.MULTILINE)


def test_the_first_question_of_all(demo: Demo) -> None:
    text = (page.ROOT / "README.md").read_text(encoding="utf-8")
    (answer,) = blocks(text, "json")
    assert demo.ask(next(blocks(text, "graphql"))) == orjson.loads(answer)
