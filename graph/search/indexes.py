"""What of a model is searched: texts, codes and sounds, each type by full-text indexes of its own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from hashlib import blake2b
from typing import ClassVar

from graph.model import Kind, NodeType, Property, RelationshipType
from graph.search.sounds import sounds

# Nothing has it: Neo4j refuses a second full-text index on the very same properties.
UNDIVIDED = "undivided"


class Analyzer(Enum):
    """How an index takes values apart, by the name that Neo4j has for it."""

    WORDS = "cjk"
    """Chinese by pairs of characters, all else by words, case and width aside."""
    WHOLE = "whitespace"
    """Nothing but spaces divides: codes and names from their beginning on, sounds."""


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """A full-text index of one node type, or of one relationship type: then what it leads to is found."""

    PATTERN: ClassVar[str] = r"(\w+)_(?:words|whole)_[0-9a-f]{6}"

    owner: str
    analyzer: Analyzer
    properties: tuple[str, ...]

    @property
    def name(self) -> str:
        """Of another declaration another name, so that an index made for that one is never taken for this.

        >>> SearchIndex("Agency", Analyzer.WORDS, ("code", "name")).name
        'Agency_words_a06561'
        """
        digest = blake2b("\0".join(self.properties).encode(), digest_size=3).hexdigest()
        return f"{self.owner}_{self.analyzer.name.lower()}_{digest}"


def searched(properties: Iterable[Property]) -> tuple[Property, ...]:
    """The properties that are compared with a text: those marked as text or as sounds, and keys but for silent ones."""
    return tuple(
        each
        for each in properties
        if each.kind is Kind.STRING and (each.text or each.sounds or (each.unique and not each.silent))
    )


def node_indexes(node_type: NodeType) -> tuple[SearchIndex, ...]:
    """The indexes of a node type; none where nothing of it is searched."""
    return tuple(_indexes(node_type.name, searched(node_type.properties.values())))


def link_indexes(type_: RelationshipType) -> tuple[SearchIndex, ...]:
    """The indexes of a relationship type; none where nothing of it is searched."""
    return tuple(_indexes(type_.name, searched(type_.properties)))


def _indexes(owner: str, properties: Iterable[Property]) -> Iterator[SearchIndex]:
    texts = tuple(each.name for each in properties if not each.sounds)
    heard = tuple(sounds(each) for each in properties if each.sounds)
    if texts:
        yield SearchIndex(owner, Analyzer.WORDS, texts)
    if texts or heard:
        yield SearchIndex(owner, Analyzer.WHOLE, (*texts, *(heard or (UNDIVIDED,))))
