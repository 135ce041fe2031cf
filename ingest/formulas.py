"""What a spreadsheet would take for a formula, made text. Every file that may be opened by one is written by this."""

from typing import Any

from graph.values import NUMBER

# A spreadsheet takes a cell that begins so for a formula, in Chinese and Japanese ones a full-width sign too.
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def harmless(value: Any) -> Any:
    """A value that a spreadsheet shows and never executes; numbers stay numbers, those that travel as text too.

    >>> harmless("=cmd|' /C calc'!A0"), harmless("-12.5"), harmless(-12.5), harmless("-12.5+1")
    ("'=cmd|' /C calc'!A0", '-12.5', -12.5, "'-12.5+1")
    """
    formula = isinstance(value, str) and value.startswith(FORMULA) and not NUMBER.fullmatch(value)
    return f"'{value}" if formula else value
