"""Parts of Markdown pages."""

import re
from collections.abc import Iterator


def blocks(text: str, language: str) -> Iterator[str]:
    """The blocks of a language, in order."""
    for match in re.finditer(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        yield match[1]


def slug(heading: str) -> str:
    """The anchor that a code host gives a heading.

    >>> slug("HOLDS_SHARE"), slug("1. Who owns it, and how much?")
    ('holds_share', '1-who-owns-it-and-how-much')
    """
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, outside its blocks."""
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    return {slug(each) for each in re.findall(r"^#+ (.+)$", prose, re.MULTILINE)}
