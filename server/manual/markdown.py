"""Markdown: tables, links, blocks."""

from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; without rows, a sentence that says so. Columns that are empty throughout are left out.

    >>> print(table(["name", "unit", "rule"], [["areaM2", "m²", ""]]))
    | name | unit |
    | --- | --- |
    | areaM2 | m² |
    """
    kept = [list(row) for row in rows]
    if not kept:
        return "None."
    columns = [index for index in range(len(head)) if any(row[index] for row in kept)]
    lines = ([head[index] for index in columns], ["---"] * len(columns), *([row[i] for i in columns] for row in kept))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def cell(text: str) -> str:
    r"""Text of several lines as it stands in a table.

    >>> cell("Either a | b.\n甲或乙")
    'Either a \\| b.<br>甲或乙'
    """
    return text.replace("|", "\\|").replace("\n", "<br>")


def code(text: str) -> str:
    """Text as it is written in a program."""
    return f"`{text}`"


def codes(names: Iterable[str]) -> str:
    """Names as they are written in a program, one after the other."""
    return ", ".join(map(code, names))


def block(language: str, text: str) -> str:
    """A block of a language."""
    return f"```{language}\n{text.rstrip()}\n```"


def page(title: str, *parts: str) -> str:
    """A page of parts; empty ones are left out."""
    return "\n\n".join([f"# {title}", *(part for part in parts if part)]) + "\n"


def section(title: str, *parts: str) -> str:
    """A section of parts, left out where all of them are empty."""
    return "\n\n".join([f"## {title}", *(part for part in parts if part)]) if any(parts) else ""


def paragraph(description: str) -> str:
    r"""A description whose lines stay lines.

    >>> paragraph("A vehicle.\n公务用车")
    'A vehicle.  \n公务用车'
    """
    return description.replace("\n", "  \n")
