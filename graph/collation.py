"""The order of texts: by code points, as in Python and in the database's own lists and indexes.

A parameter the database compares with a stored text by UTF-16 instead, in which what lies beyond U+FFFF is written in
surrogates, and those come before U+E000. Whatever it is made of, a text of a parameter stays one of that kind.
"""

from typing import Any

LAST_BEFORE_SURROGATES, SUPPLEMENTARY = "\ud7ff", "\U00010000"


def misread(value: Any) -> bool:
    """Whether it is a text whose order the database may mistake.

    >>> misread("（"), misread("王"), misread(7)
    (True, False, False)
    """
    return isinstance(value, str) and not value.isascii() and max(value) > LAST_BEFORE_SURROGATES


def misreadings(text: str) -> list[Any]:
    """What stands before its first character that may be mistaken; where each such is, and if it is supplementary.

    >>> misreadings("王（𠮷）")
    ['王', [[1, False], [2, True], [3, False]]]
    """
    places = [[index, each >= SUPPLEMENTARY] for index, each in enumerate(text) if each > LAST_BEFORE_SURROGATES]
    return [text[: places[0][0]] if places else text, places]
