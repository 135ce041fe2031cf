"""Identifiers that are right in every check, made from serial numbers so that no two are alike."""

from schema.identifiers import CREDIT_CODE_ALPHABET, credit_code_check, vin_check

ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
LETTERS_AND_DIGITS = LETTERS + "0123456789"
MODEL_YEARS = "ABCDEFGHJKLMNPRSTVWXY123456789"
NEW_ENERGY = {"ELECTRIC": "D", "HYBRID": "F"}


def scatter(serial: int, size: int, seed: int) -> int:
    """Another number below `size`, a power of ten; different ones stay different."""
    return (serial * 61_803_399 + seed * 7_919) % size


def organisation_code(number: int) -> str:
    """Eight digits and their check character (GB 11714).

    >>> organisation_code(248_200)
    '002482007'
    """
    digits = f"{number:08d}"
    rest = 11 - sum(int(each) * weight for each, weight in zip(digits, ORGANISATION_WEIGHTS, strict=True)) % 11
    return digits + {10: "X", 11: "0"}.get(rest, str(rest))


def credit_code(kind: str, division: str, number: int) -> str:
    """A unified social credit code: two characters for the kind of body, the division, the organisation, a check."""
    body = kind + division + organisation_code(number)
    return body + credit_code_check(body)


def vin(maker: str, series: str, year: int, number: int) -> str:
    """A vehicle identification number whose check character is right.

    >>> vin("LSV", "AA49J", 2003, 47371)
    'LSVAA49J13B047371'
    """
    blank = f"{maker}{series}0{MODEL_YEARS[(year - 1980) % 30]}{CREDIT_CODE_ALPHABET[10 + number % 3]}{number:06d}"
    return blank[:8] + vin_check(blank) + blank[9:]


def plate(letter: str, slot: int, number: int, energy: str) -> str:
    """A small vehicle's plate: green with six characters for new energy, blue with five for the others.

    >>> plate("A", 4, 123, "PETROL"), plate("A", 4, 123, "ELECTRIC")
    ('浙AE0123', '浙ADE0123')
    """
    if energy in NEW_ENERGY:
        return f"浙{letter}{NEW_ENERGY[energy]}{LETTERS_AND_DIGITS[slot]}{number:04d}"
    return f"浙{letter}{LETTERS[slot]}{number:04d}"


def parcel_code(county: str, district: int, number: int) -> str:
    """The first 19 characters of a real-estate unit code: state-owned land, right to use its surface.

    >>> parcel_code("330106", 1, 12)
    '330106001001GB00012'
    """
    return f"{county}{district:03d}{1 + number // 1000:03d}GB{number:05d}"


def building_code(parcel: str, number: int, unit: int = 0) -> str:
    """The real-estate unit code of a building on a parcel, or of a unit in it.

    >>> building_code("330106001001GB00012", 3)
    '330106001001GB00012F00030000'
    """
    return f"{parcel}F{number:04d}{unit:04d}"
