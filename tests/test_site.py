"""The documentation builds as a site, every page of it, with its diagrams and its Chinese landing page."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_site_builds(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    result = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert result.returncode == 0, result.stderr
    pages = {each.relative_to(ROOT / "docs").with_suffix("") for each in (ROOT / "docs").rglob("*.md")}
    built = {each.relative_to(tmp_path / "site").with_suffix("") for each in (tmp_path / "site").rglob("*.html")}
    assert pages <= built
    texts = [each.read_text(encoding="utf-8") for each in (tmp_path / "site").rglob("*.html")]
    assert [
        link for text in texts for link in re.findall(r'href="((?!\w+:)[^"#]+\.(?:md|sql|csv|json|py))"', text)
    ] == []
    landing = (tmp_path / "site" / "zh.html").read_text(encoding="utf-8")
    assert "机关事务资产图谱" in landing
    assert 'class="mermaid"' in (tmp_path / "site" / "reference" / "Agency.html").read_text(encoding="utf-8")


def test_the_navigation_names_pages_that_exist() -> None:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for name in re.findall(r": (\S+\.md)$", text, re.MULTILINE):
        assert (ROOT / "docs" / name).is_file(), name
