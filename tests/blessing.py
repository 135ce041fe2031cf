"""What is expected stands in files; `--bless` writes what comes out as what is expected: read the diff."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

# A sum of floats depends on the order in which the database comes across them, in its last digits.
PLACES = 6


def rounded(answer: Any) -> Any:
    """An answer without the last digits of its floats."""
    match answer:
        case float():
            return round(answer, PLACES)
        case dict():
            return {key: rounded(each) for key, each in answer.items()}
        case list():
            return [rounded(each) for each in answer]
        case _:
            return answer


def expect(path: Path, found: str, *, bless: bool) -> None:
    """Hold what was found to the text of a file."""
    if bless:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(found, encoding="utf-8")
    assert path.exists(), f"{path.name} is not there: write it with --bless."
    assert path.read_text(encoding="utf-8") == found, f"{path.name} is not what comes out: see --bless."


def expect_folder(folder: Path, found: Mapping[str, str], *, bless: bool) -> None:
    """Hold a whole folder of pages to what was found: no page is missing, none is left over."""
    left_over = {each.name for each in folder.glob("*.md")} - found.keys()
    if bless:
        for name in left_over:
            (folder / name).unlink()
        left_over = set()
    for name, text in found.items():
        expect(folder / name, text, bless=bless)
    assert left_over == set()
