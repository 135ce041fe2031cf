"""What is wrong with a setting, in plain words: by the kind of the fault, and what its declaration allows."""

from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

SHOWN = 60


def reason(error: ErrorDetails, declared: FieldInfo | None) -> str:
    """Why a value is refused; a validator's own words where it has some."""
    if error["type"] == "value_error" or declared is None:
        return error["msg"].removeprefix("Value error, ")
    return f"{shown(error['input'])} is not {allowed(declared)}"


def shown(value: object) -> str:
    """A value as it was given, as far as it can be read."""
    text = str(value)
    text = text if text.isprintable() else repr(text)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def allowed(declared: FieldInfo) -> str:
    """What may be given."""
    kinds: dict[object, str] = {
        int: "a whole number",
        float: "a number",
        bool: "true or false",
        str: "a size such as 512m or 2g",
    }
    return " ".join([kinds.get(declared.annotation, "a value that it takes"), *bounds(declared)])


def bounds(declared: FieldInfo) -> list[str]:
    """From where to where."""
    words = {"ge": "from", "gt": "above", "le": "up to"}
    found = {
        word: bound for each in declared.metadata for word in words if (bound := getattr(each, word, None)) is not None
    }
    return [f"{words[word]} {bound}" for word, bound in found.items()]
