"""Identifiers that carry their own check: what is wrong with one, in a sentence.

Each check is a validator of pydantic's, so a declaration names it once and every row is held to it.
"""

import re
from collections.abc import Callable

from pydantic import AfterValidator

CREDIT_CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_CODE_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
VIN_VALUES = {each: int(each) for each in "0123456789"} | dict(
    zip("ABCDEFGHJKLMNPRSTUVWXYZ", (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)
)
PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
PLATE = re.compile(rf"[{PROVINCES}][A-HJ-NP-Z]([A-HJ-NP-Z0-9]{{5}}|[A-HJK][A-HJ-NP-Z0-9][0-9]{{4}}|[0-9]{{5}}[A-HJK])")
CURRENCY = re.compile(r"[A-Z]{3}")
LAND, UNIT_ON_IT = "[0-9]{12}[GJZ][A-HSXYLNZW][0-9]{5}", "[FLWQ][0-9]{8}"
UNIT_CODE = re.compile(LAND + UNIT_ON_IT)
# A parcel has no building: its code may stop after the parcel number's 19 characters.
PARCEL_CODE = re.compile(f"{LAND}({UNIT_ON_IT})?")


def credit_code_check(body: str) -> str:
    """The check character of a unified social credit code's first 17 characters (GB 32100-2015).

    >>> credit_code_check("91350100M000100Y4")
    '3'
    """
    total = sum(
        CREDIT_CODE_ALPHABET.index(each) * weight for each, weight in zip(body, CREDIT_CODE_WEIGHTS, strict=True)
    )
    return CREDIT_CODE_ALPHABET[(31 - total % 31) % 31]


def vin_check(vin: str) -> str:
    """The check character of a VIN, which stands at its ninth place (GB 16735).

    >>> vin_check("1M8GDM9AXKP042788")
    'X'
    """
    remainder = sum(VIN_VALUES[each] * weight for each, weight in zip(vin, VIN_WEIGHTS, strict=True)) % 11
    return "X" if remainder == 10 else str(remainder)


def credit_code_fault(value: str) -> str | None:
    """What is wrong with a unified social credit code.

    >>> credit_code_fault("91350100M000100Y43")
    >>> credit_code_fault("91350100M000100Y44")
    'the check character is 4 and should be 3'
    """
    if not re.fullmatch(rf"[{CREDIT_CODE_ALPHABET}]{{18}}", value):
        return "a unified social credit code has 18 digits and capital letters without I, O, S, V, Z"
    return _check_fault(value[17], credit_code_check(value[:17]))


def vin_fault(value: str) -> str | None:
    """What is wrong with a vehicle identification number.

    >>> vin_fault("LSVAA49J132047371")
    >>> vin_fault("LSVAA49J232047371")
    'the check character is 2 and should be 1'
    """
    if not re.fullmatch(r"[A-HJ-NPR-Z0-9]{17}", value):
        return "a VIN has 17 digits and capital letters without I, O, Q"
    return _check_fault(value[8], vin_check(value))


def plate_fault(value: str) -> str | None:
    """What is wrong with a registration plate (GA 36).

    >>> plate_fault("浙A12345"), plate_fault("浙AD12345")
    (None, None)
    >>> plate_fault("A12345")
    'a plate is a province character, a letter, and five characters, or six for new energy'
    """
    if PLATE.fullmatch(value):
        return None
    return "a plate is a province character, a letter, and five characters, or six for new energy"


def unit_code_fault(value: str) -> str | None:
    """What is wrong with a real-estate unit code (GB/T 37346-2019).

    >>> unit_code_fault("330106001001GB00001F00010001")
    >>> unit_code_fault("330106001001GB00001")
    'a real-estate unit code has 12 digits, G, J or Z and the kind of right, 5 digits, F, L, W or Q and 8 digits'
    """
    if UNIT_CODE.fullmatch(value):
        return None
    return "a real-estate unit code has 12 digits, G, J or Z and the kind of right, 5 digits, F, L, W or Q and 8 digits"


def parcel_code_fault(value: str) -> str | None:
    """The same of a parcel's, of which the first 19 characters are enough.

    >>> parcel_code_fault("330106001001GB00001F00010001"), parcel_code_fault("330106001001GB00001")
    (None, None)
    """
    if PARCEL_CODE.fullmatch(value):
        return None
    return (
        "a parcel's unit code has 12 digits, G, J or Z and the kind of right and 5 digits; "
        "F, L, W or Q and 8 digits may follow"
    )


def currency_fault(value: str) -> str | None:
    """Why a text is no currency code (ISO 4217), or None."""
    if CURRENCY.fullmatch(value):
        return None
    return "a currency code has three capital letters, such as CNY"


def _check_fault(found: str, expected: str) -> str | None:
    return None if found == expected else f"the check character is {found} and should be {expected}"


def validator(fault: Callable[[str], str | None], rule: str) -> AfterValidator:
    """A validator whose docstring is the rule in words, for the reference."""

    def validate(value: str) -> str:
        if reason := fault(value):
            raise ValueError(reason)
        return value

    validate.__doc__ = rule
    return AfterValidator(validate)


CreditCode = validator(credit_code_fault, "18 characters, the last a check character")
Vin = validator(vin_fault, "17 characters, the ninth a check character")
Plate = validator(plate_fault, "a province character, a letter, and 5 characters, or 6 for new energy")
CurrencyCode = validator(currency_fault, "three capital letters, ISO 4217")
UnitCode = validator(unit_code_fault, "28 characters")
ParcelCode = validator(parcel_code_fault, "28 characters, or the first 19 of them")
