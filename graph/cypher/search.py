"""Search: what full-text indexes find, compared once more with the text, so that scores mean the same everywhere.

An index gives its best hits alone, so a search costs the same however much there is to find.
"""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from graph.cypher.names import Names, Place, listed
from graph.plan import HitNode, Record, Search

RenderRecord: TypeAlias = Callable[[Record, Place, Names], str]

# How many more than asked for each index gives: what fits best by its own measure may not be what does by ours.
SPARE = 50
# A value that is the text, one that begins so, one that has it within: the larger its part, the better.
FITTING = (
    "CASE WHEN {value} = {needle} THEN 3.0 "
    "WHEN {value} STARTS WITH {needle} THEN 2.0 + toFloat(size({needle})) / size({value}) "
    "WHEN {value} CONTAINS {needle} THEN 1.0 + toFloat(size({needle})) / size({value}) "
    "ELSE toFloat(size([word IN {words} WHERE {value} CONTAINS word])) / size({words}) END"
)


def search(each: Search, place: Place, names: Names, record: RenderRecord) -> str:
    """Score, matched property, then the node as often as it is asked for; the best first."""
    found = names.place()
    enquiry, size = names.parameter(each.enquiry), names.limit(each.size)
    lines = [*hits(found, enquiry, size, names), *ranked(found, enquiry, size)]
    best = f"b{found.node[1:]}"
    nodes = [record(one.record, found, names) for one in each.fields if isinstance(one, HitNode)]
    return names.collected(place, found, lines, listed([f"{best}[0]", f"{best}[2]", *nodes]), sums=True)


def hits(found: Place, enquiry: str, size: str, names: Names) -> Iterator[str]:
    """Nodes, each with its values by property; once more where a relationship to it is found."""
    node, values = found.node, f"v{found.node[1:]}"
    limit = f"{{limit: {size} + {SPARE}}}"
    yield f"{names.scope()} {{"
    yield f"  UNWIND {enquiry}.nodes AS asked"
    yield f"  CALL db.index.fulltext.queryNodes(asked.index, asked.query, {limit}) YIELD node"
    # The first two spellings are those of the whole value, see `soundings`.
    heard = (f"[name IN asked.heard | [name[0], split(node[name[1]], ' ')[{number}]]]" for number in (0, 1))
    yield f"  RETURN node AS {node}, {' + '.join([plain('node'), *heard])} AS {values}"
    yield "UNION"
    yield f"  UNWIND {enquiry}.links AS asked"
    yield f"  CALL db.index.fulltext.queryRelationships(asked.index, asked.query, {limit}) YIELD relationship"
    yield f"  WITH endNode(relationship) AS {node}, {plain('relationship')} AS {values}"
    yield f"  WHERE any(label IN labels({node}) WHERE label IN {enquiry}.labels)"
    yield f"  RETURN {node}, {values}"
    yield "}"


def plain(owner: str) -> str:
    return f"[name IN asked.compared | [name, replace(toLower({owner}[name]), ' ', '')]]"


def ranked(found: Place, enquiry: str, size: str) -> Iterator[str]:
    """The best of each node's values, of equal ones the first declared; then the best nodes, equal ones by these values."""
    node, number = found.node, found.node[1:]
    value, best, needle = f"v{number}[i{number}]", f"b{number}", f"t{number}"
    fitting = FITTING.format(value=f"{value}[1]", needle=needle, words=f"{enquiry}.words")
    yield f"UNWIND range(0, size(v{number}) - 1) AS i{number}"
    yield f"UNWIND {enquiry}.needles AS {needle}"
    yield f"WITH {node}, v{number}, i{number}, {needle} WHERE {value}[1] IS NOT NULL"
    yield f"WITH {node}, max([{fitting}, -i{number}, {value}[0], {value}[1]]) AS {best}"
    yield f"ORDER BY {best}[0] DESC, {best}[3], {node}.id LIMIT {size}"
