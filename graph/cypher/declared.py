"""Cypher that a model declares, filled with the variables and parameters of a statement."""

import re
from inspect import cleandoc

from graph.cypher.conditions import held_on

HELD = re.compile(r"\bheld\((\w+)\)")


def filled(text: str, day: str, **words: str) -> str:
    """Declared Cypher, with the day and each `$word` put in.

    >>> print(filled("MATCH ($node)<-[o:OWNS]-(p) WHERE held(o)", "$p0", node="n1"))
    MATCH (n1)<-[o:OWNS]-(p) WHERE (o.validFrom IS NULL OR o.validFrom <= $p0) AND (o.validTo IS NULL OR o.validTo > $p0)
    """
    known = {"day": day, **words}
    dated = HELD.sub(lambda found: " AND ".join(held_on(found[1], "$day")), cleandoc(text))
    return re.sub(r"\$(\w+)", lambda found: known[found[1]], dated)
