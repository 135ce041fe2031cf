"""What is asked of the full-text indexes of a model's types: the parameter of a search's statement."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypedDict

from graph.model import GraphModel, Property
from graph.search.indexes import SearchIndex, link_indexes, node_indexes, searched
from graph.search.sounds import sounds
from graph.search.wording import Wording


class IndexQuery(TypedDict):
    """One index and its query; which properties of what it finds are compared with the text.

    `heard` are those of them that are so in other spellings too, each with the hidden property that has these.
    """

    index: str
    query: str
    compared: Sequence[str]
    heard: Sequence[tuple[str, str]]


class Enquiry(TypedDict):
    """A text, and all that is asked for it; of relationships those that lead to nodes of the labels."""

    nodes: Sequence[IndexQuery]
    links: Sequence[IndexQuery]
    labels: Sequence[str]
    needles: Sequence[str]
    words: Sequence[str]


def enquiry(model: GraphModel, wording: Wording, labels: Sequence[str]) -> Enquiry:
    """What a text is looked for in, among nodes of some types."""
    types = [model.node_types[each] for each in dict.fromkeys(labels)]
    leading = [each for each in model.relationship_types.values() if set(labels) & {end for _, end in each.endpoints}]
    nodes = (_queries(node_indexes(each), each.properties.values(), wording) for each in types)
    links = (_queries(link_indexes(each), each.properties, wording) for each in leading)
    return {
        "nodes": [query for queries in nodes for query in queries],
        "links": [query for queries in links for query in queries],
        "labels": labels,
        "needles": wording.needles,
        "words": wording.words,
    }


def _queries(indexes: Iterable[SearchIndex], properties: Iterable[Property], wording: Wording) -> Iterator[IndexQuery]:
    compared = searched(properties)
    names = [each.name for each in compared]
    heard = [(each.name, sounds(each)) for each in compared if each.sounds]
    for index in indexes:
        if query := wording.queries.get(index.analyzer):
            yield {"index": index.name, "query": query, "compared": names, "heard": heard}
