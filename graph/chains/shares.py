"""Shares as they are reckoned with: 76 digits on the way, twelve places at the end.

Sums and products of shares are never negative and are never subtracted from one another, so each operation adds at
most 10⁻⁷⁵ of the value to its error; docs/decisions/0005-ownership-algebra.md has the bound of a whole answer.
"""

from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, ROUND_HALF_EVEN, Context, Decimal, InvalidOperation, Overflow

PLACES = 12
ONE: int = 10**PLACES
"""A whole, in the unit in which a link gives its share."""

# A share of a circle that nothing leaves is infinite on the way, hence no trap for a division by zero.
CONTEXT = Context(prec=76, rounding=ROUND_HALF_EVEN, Emin=MIN_EMIN, Emax=MAX_EMAX, traps=[InvalidOperation, Overflow])
_WIDE = Context(prec=MAX_PREC, rounding=ROUND_HALF_EVEN, Emin=MIN_EMIN, Emax=MAX_EMAX)
UNIT = Decimal(1).scaleb(-PLACES)
_NEARLY = Decimal(1).scaleb(-50)


def weight(share: int) -> Decimal:
    """A link's share as a decimal.

    >>> weight(250_000_000_000)
    Decimal('0.250000000000')
    """
    return share * UNIT


def rounded(value: Decimal) -> Decimal:
    """To twelve places, half to even; first to fifty, so that what is half but for its error counts as half.

    >>> rounded(Decimal("0.3333333333333")), rounded(Decimal("0.0000000000024999999999999999999999999999999999999999999999"))
    (Decimal('0.333333333333'), Decimal('2E-12'))
    """
    return value.quantize(_NEARLY, context=_WIDE).quantize(UNIT, context=_WIDE)


def product(shares: list[int]) -> Decimal:
    """The product of links' shares, exact before it is rounded.

    >>> product([500_000_000_000, 1])
    Decimal('0E-12')
    """
    whole = 1
    for share in shares:
        whole *= share
    return (Decimal(whole).scaleb(-PLACES * len(shares), _WIDE)).quantize(UNIT, context=_WIDE)
