"""Cypher that is the same whoever sends it by hand."""

HELD = "({r}.validFrom IS NULL OR {r}.validFrom <= $day) AND ({r}.validTo IS NULL OR {r}.validTo > $day)"
BEST_HIT = """
CALL db.index.fulltext.queryNodes('Building_words_7fc91a', '"' + $text + '"', {limit: 50}) YIELD node, score
WITH node ORDER BY node.name <> $text, score DESC, node.name, node.id LIMIT 1
"""


def held(variable: str) -> str:
    """A relationship is held on the day."""
    return HELD.format(r=variable)
