"""The page of questions: each under its heading, with its answer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from tests.blessing import rounded
from tests.markdown import blocks

ROOT = Path(__file__).parents[3]
EXAMPLES = ROOT / "docs" / "examples.md"
WIDTH = 120


@dataclass(frozen=True, slots=True)
class Question:
    """A heading, the operation below it, and the answer shown."""

    heading: str
    operation: str
    answer: str

    @property
    def expected(self) -> Any:
        """The answer as a value."""
        return orjson.loads(self.answer)


def questions() -> dict[str, Question]:
    """All questions of the page by heading."""
    return {each.heading: each for each in _questions(EXAMPLES.read_text(encoding="utf-8"))}


def _questions(text: str) -> Iterator[Question]:
    for section in re.split(r"^### ", text, flags=re.MULTILINE)[1:]:
        (operation,), (answer,) = blocks(section, "graphql"), blocks(section, "json")
        yield Question(section.partition("\n")[0], operation, answer)


def bless(heading: str, answer: Any) -> None:
    """Write an answer below its heading."""
    text = EXAMPLES.read_text(encoding="utf-8")
    begin = text.index(f"### {heading}\n")
    start = text.index("```json\n", begin) + len("```json\n")
    end = text.index("```", start)
    EXAMPLES.write_text(text[:start] + shown(rounded(answer)) + "\n" + text[end:], encoding="utf-8")


def shown(value: Any, indent: int = 0) -> str:
    """JSON on as few lines as are still read well.

    >>> print(shown({"a": [1, {"b": None}]}))
    { "a": [1, { "b": null }] }
    """
    line = _inline(value)
    if len(line) + indent <= WIDTH or not isinstance(value, dict | list):
        return line
    inner = indent + 2
    if isinstance(value, dict):
        parts, brackets = [f"{_text(key)}: {shown(each, inner)}" for key, each in value.items()], "{}"
    else:
        parts, brackets = [shown(each, inner) for each in value], "[]"
    body = ",\n".join(" " * inner + part for part in parts)
    return f"{brackets[0]}\n{body}\n{' ' * indent}{brackets[1]}"


def _inline(value: Any) -> str:
    match value:
        case dict() if value:
            return "{ " + ", ".join(f"{_text(key)}: {_inline(each)}" for key, each in value.items()) + " }"
        case list():
            return "[" + ", ".join(map(_inline, value)) + "]"
        case _:
            return _text(value)


def _text(value: Any) -> str:
    return orjson.dumps(value).decode()
