"""Pinyin as an index holds it: from each syllable on, joined and by initials, so that a beginning of either finds it."""

import re

from graph.model import Property

# Longer than what anybody types from the middle of a name on.
CHARACTERS = 32
SYLLABLES = 100


def sounds(property: Property) -> str:
    """The hidden property in which these are kept."""
    return f"sounds_{property.name}"


def soundings(value: str) -> str:
    """The whole value joined, its initials, then the same from each further syllable on; spaces between.

    >>> soundings("hang zhou shi")
    'hangzhoushi hzs zhoushi zs shi'
    >>> soundings("1 hao lou（ dong ）")
    '1haoloudong 1hld haoloudong hld loudong ld dong'
    """
    syllables = re.findall(r"[^\W_]+", value.lower())[:SYLLABLES]
    found = {"".join(syllables): None}
    for start in range(len(syllables) - 1):
        rest = syllables[start:]
        if start:
            found["".join(rest)[:CHARACTERS]] = None
        found["".join(each[0] for each in rest)[:CHARACTERS]] = None
    if len(syllables) > 1:
        found[syllables[-1]] = None
    return " ".join(found)
