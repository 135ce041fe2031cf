"""What a declaration says, in words: descriptions, units, standards, checks."""

import re
from collections.abc import Iterator

from annotated_types import Ge, Gt, Le, Len, Lt, MaxLen, MinLen, MultipleOf
from pydantic import AfterValidator

from graph.model import Kind, Property
from graph.search import searched
from ingest.layout import RECORDED_AT

UNIT = re.compile(r", in ([^.,;]+)")
STANDARD = re.compile(r"\b(?:GB(?:/T)?|GA|ISO|WGS) ?\d+(?:-\d{4})?")


def english(description: str) -> str:
    r"""The English line of a description.

    >>> english("A vehicle.\n公务用车")
    'A vehicle.'
    """
    return description.partition("\n")[0]


def chinese(description: str) -> str:
    r"""The domain's own word, where the description gives it.

    >>> chinese("A vehicle.\n公务用车"), chinese("A train.")
    ('公务用车', '')
    """
    return description.partition("\n")[2]


def measure(description: str) -> str:
    r"""The unit and the standard that a description names.

    >>> measure("Usable area, in m².\n使用面积"), measure("Land use, GB/T 21010-2017 or the register's own.")
    ('m²', 'GB/T 21010-2017')
    >>> measure("Where it is, in degrees, WGS 84."), measure("Its number in the building.")
    ('degrees, WGS 84', '')
    """
    text = english(description)
    return ", ".join([*UNIT.findall(text)[:1], *STANDARD.findall(text)])


def rules(property: Property) -> Iterator[str]:
    """What holds of a property's values beyond their kind."""
    if property.required:
        yield "required"
    if property.unique:
        yield "unique"
    elif property.indexed:
        yield "indexed"
    if searched([property]):
        yield "searched"
    if property.derivation:
        yield f"made from `{property.derivation.source}` at load"
    if property.name == RECORDED_AT or property.kind is Kind.ID:
        yield "set at load"
    if property.kind is Kind.DECIMAL:
        yield f"{property.scale} decimal places"
    for each in property.constraints:
        yield rule(each)


def rule(constraint: object) -> str:
    """One check of a value, in words.

    >>> rule(Ge(0)), rule(MinLen(1)), rule(Len(3, 3)), rule(Len(2, 4))
    ('at least 0', 'not empty', '3 long', '2 to 4 long')
    """
    match constraint:
        case Ge(limit):
            return f"at least {limit}"
        case Gt(limit):
            return f"more than {limit}"
        case Le(limit):
            return f"at most {limit}"
        case Lt(limit):
            return f"less than {limit}"
        case MultipleOf(step):
            return f"a multiple of {step}"
        case MinLen(1):
            return "not empty"
        case MinLen(length):
            return f"at least {length} long"
        case MaxLen(length):
            return f"at most {length} long"
        case Len(least, most) if least == most:
            return f"{least} long"
        case Len(least, most):
            return f"{least} to {most} long" if most is not None else rule(MinLen(least))
        case AfterValidator(func=check):
            return english((check.__doc__ or check.__name__).strip())
        case _:
            return f"`{constraint}`"
