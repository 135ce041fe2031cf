"""What exists: the declarations, and the GraphQL types that follow from them.

asset          how a type is declared
link           declarations → GraphModel
declared       what a declared class says of itself
refusals       what cannot be linked
restriction    what is left for those who may not know everything
interfaces     what several types have in common
relationships  what links them
records        what links records to what they are about
assets         the types, one module a subject
risks          what is wrong with a node, or worth a look, one module a subject
findings       what rules find
fragments      Cypher that rules and indicators share
indicators     figures computed of a node, one module a subject
computed       indicators as fields
identifiers    identifiers that carry their own check
outlines       outlines of places
names          names in Latin letters
types          GraphModel → the GraphQL schema
filters        what can be demanded of nodes, relationships and values
orderings      what lists can be ordered by
aggregates     what lists come to, as a whole or in groups
search         what a text finds
ownership      chains of ownership
surroundings   what is around a node, and how two are connected
changes        what began and ended in a period
relay          connections, edges, pages
builder        GraphQL types made one by one, in Strawberry's terms
scalars        scalars that GraphQL does not have
"""

from graph.model import GraphModel
from schema import assets, indicators, interfaces, relationships, risks
from schema.link import link
from schema.refusals import refuse_timeless


def government(*, cleared: bool = True) -> GraphModel:
    """The model of a government's assets, as declared in this package; without what is restricted for those not cleared."""
    linked = link(
        interfaces,
        relationships,
        *assets.SUBJECTS,
        rules=risks.RULES,
        custody=risks.CUSTODY,
        indicators=indicators.INDICATORS,
        cleared=cleared,
    )
    refuse_timeless(linked)
    return linked
