"""What is rounded at the end is what is exact, also where it lies in the middle or next to it."""

from decimal import Decimal
from fractions import Fraction

import pytest

from graph.chains import Link, above
from tests.graph.ownerships import WHOLE
from tests.graph.reckoning import rounded


@pytest.mark.parametrize(("quotient", "share"), [(7, 7), (9, 5), (9, 13), (1, 1), (3, 3)])
def test_half_is_half_however_it_is_divided(quotient: int, share: int) -> None:
    """The share is an odd multiple of 2⁻¹³, which has thirteen places, by way of a division that has no end."""
    left = 2**13 * quotient
    links = [Link("a", "a", WHOLE - left), Link("x", "a", quotient * share)]
    (owner,) = above(links, "a").ultimate
    assert owner.share == rounded(Fraction(share, 2**13))


def test_a_hair_above_half_is_above_half() -> None:
    owned, owners = 707_106_781_187, 607_215_422_123
    assert owned * owners == 429_366_142_624_500_000_000_001
    (owner,) = above([Link("b", "a", owned), Link("x", "b", owners)], "a").ultimate
    assert owner.share == Decimal("0.429366142625")
