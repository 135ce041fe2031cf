"""Search by words, codes and pinyin: what is searched, and how a text is asked for.

indexes    model → the full-text indexes of each type, and what is compared with a text
sounds     pinyin as an index holds it: from each syllable on, joined and by initials
wording    a text → queries of those indexes, in which nothing of it is syntax
enquiry    what is asked of which index, as a parameter
"""

from graph.search.enquiry import Enquiry, enquiry
from graph.search.indexes import Analyzer, SearchIndex, link_indexes, node_indexes, searched
from graph.search.sounds import soundings, sounds
from graph.search.wording import Wording, worded

__all__ = [
    "Analyzer",
    "Enquiry",
    "SearchIndex",
    "Wording",
    "enquiry",
    "link_indexes",
    "node_indexes",
    "searched",
    "soundings",
    "sounds",
    "worded",
]
