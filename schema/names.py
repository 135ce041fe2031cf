"""Names in Latin letters, for type-ahead and for sorting."""

from functools import lru_cache

from pypinyin import lazy_pinyin


# Of a name that was just read, what search hears is made next.
@lru_cache(1_000)
def pinyin(name: str) -> str:
    """A name's pinyin, a space between syllables; what is not Chinese stays as it is.

    >>> pinyin("浙江省机关事务管理局")
    'zhe jiang sheng ji guan shi wu guan li ju'
    """
    return " ".join(lazy_pinyin(name)).lower()
