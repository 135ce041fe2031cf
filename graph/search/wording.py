"""A text as the full-text indexes are asked for it. What was typed is quoted or escaped: none of it is Lucene's syntax."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from graph.search.indexes import Analyzer
from graph.search.sounds import CHARACTERS

CJK = r"\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
WORD = re.compile(rf"[{CJK}]+|[^\W_{CJK}]+(?:[._'][^\W_{CJK}]+)*")
# What the analyzer `cjk` leaves out of the index: it cannot be demanded.
UNINDEXED = frozenset(
    [
        "a",
        "and",
        "are",
        "as",
        "at",
        "be",
        "but",
        "by",
        "for",
        "if",
        "in",
        "into",
        "is",
        "it",
        "no",
        "not",
        "of",
        "on",
        "or",
        "s",
        "such",
        "t",
        "that",
        "the",
        "their",
        "then",
        "there",
        "these",
        "they",
        "this",
        "to",
        "was",
        "will",
        "with",
        "www",
    ]
)
UMLAUT = re.compile("u\u0308")
EXACT, PHRASE = 1000, 4


@dataclass(frozen=True, slots=True)
class Wording:
    """A text taken apart.

    `needles` are its spellings without spaces, as values are compared with them; `words` its words; `queries` what each
    index is asked for, those that best fit first.
    """

    needles: tuple[str, ...]
    words: tuple[str, ...]
    queries: Mapping[Analyzer, str]


def worded(text: str) -> Wording:
    """A text taken apart; without letters and digits, there is nothing to ask for.

    >>> worded("浙江 B00*").words
    ('浙江', 'b00')
    >>> worded("AND NOT").needles
    ('andnot',)
    >>> worded("+ - || * ?").queries
    {}
    """
    plain = " ".join(text.encode(errors="ignore").decode().split())
    words = tuple(dict.fromkeys(WORD.findall(normalize("NFKC", plain).lower())))
    if not words:
        return Wording((), (), {})
    needles = dict.fromkeys(each.lower().replace(" ", "") for each in (plain, normalize("NFKC", plain)))
    needles["".join(syllables(words))] = None
    queries = {Analyzer.WORDS: by_words(words), Analyzer.WHOLE: whole(plain, words)}
    return Wording(tuple(needles), words, {analyzer: query for analyzer, query in queries.items() if query})


def by_words(words: Sequence[str]) -> str:
    """All words, wherever they stand; better as they stand. Chinese ones in full, others from their beginning on.

    >>> by_words(("机关", "gov"))
    '"机关 gov"^4 (+"机关" +gov*)'
    >>> by_words(("杭",))
    '"杭"^4 (+(杭* *杭))'
    """
    demanded = [each for each in words if each not in UNINDEXED]
    if not demanded:
        return ""
    return f"{quoted(' '.join(words))}^{PHRASE} ({' '.join(f'+{word(each)}' for each in demanded)})"


def word(given: str) -> str:
    if not re.match(f"[{CJK}]", given):
        return f"{escaped(given)}*"
    # Chinese is indexed by pairs: one character is the one or the other of a pair.
    return quoted(given) if len(given) > 1 else f"({given}* *{given})"


def whole(plain: str, words: Sequence[str]) -> str:
    r"""What is so, then what begins so; pinyin and initials likewise.

    >>> whole("330-b", ("330", "b"))
    '"330-b"^1000 "330-B"^1000 330\\-b* 330\\-B* 330b* (+330* +b*)'
    """
    spellings = tuple(dict.fromkeys((plain, plain.upper(), plain.lower(), normalize("NFKC", plain))))
    exact = (f"{quoted(each)}^{EXACT}" for each in spellings)
    begun = (beginning(each) for each in spellings)
    return " ".join(dict.fromkeys((*exact, *begun, *heard(words))))


def beginning(spelling: str) -> str:
    *before, last = spelling.split(" ")
    if not before:
        return f"{escaped(last)}*"
    return f"({' '.join(f'+{quoted(each)}' for each in before)} +{escaped(last)}*)"


def heard(words: Sequence[str]) -> Iterator[str]:
    """Latin words as syllables and initials: as one, and each for itself."""
    spoken = syllables(words)
    if any(re.match(f"[{CJK}]", each) for each in spoken):
        return
    joined = "".join(spoken)
    yield f"{joined}*"
    if len(joined) > CHARACTERS:
        yield f"{joined[:CHARACTERS]}*"
    if len(spoken) > 1:
        yield f"({' '.join(f'+{each}*' for each in spoken)})"


def syllables(words: Sequence[str]) -> list[str]:
    """Words as pinyin is kept: no tones, and ü is a v.

    >>> syllables(["lǜ", "xi'ān"])
    ['lv', 'xi', 'an']
    """
    bare = (UMLAUT.sub("v", normalize("NFD", each)) for each in words)
    return [part for each in bare for part in re.findall(r"[^\W_]+", re.sub(r"[\u0300-\u036f]", "", each))]


def quoted(given: str) -> str:
    r"""A phrase.

    >>> print(quoted('a"\\'))
    "a\"\\"
    """
    return '"' + re.sub(r'(["\\])', r"\\\1", given) + '"'


def escaped(given: str) -> str:
    r"""A term of which no character means anything to Lucene.

    >>> print(escaped("330000-B*"))
    330000\-B\*
    """
    return re.sub(r"([^0-9A-Za-z\u0080-\U0010ffff])", r"\\\1", given)
