"""Documentation says what the code says."""

import re
from pathlib import Path

import pytest

from tests.errors import ErrorPage, error_pages

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("error", error_pages(), ids=lambda each: each.code)
def test_each_error_has_its_page(error: ErrorPage) -> None:
    text = (ROOT / "docs" / "errors" / f"{error.code}.md").read_text(encoding="utf-8")
    assert error.remedy in text
    assert error.summary in text


@pytest.mark.parametrize("page", PAGES, ids=lambda each: each.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", text):
        assert (page.parent / target).exists(), f"{page.name}: {target}"
