"""Persons who hold rights themselves; rare."""

from schema.asset import asset
from schema.interfaces import Party


@asset
class Person(Party):
    """A natural person who holds a right; only the name is kept.

    自然人
    """
