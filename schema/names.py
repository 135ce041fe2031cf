"""Names in Latin letters, for type-ahead and for sorting."""

from pypinyin import lazy_pinyin


def pinyin(name: str) -> str:
    """A name's pinyin, a space between syllables; what is not Chinese stays as it is.

    >>> pinyin("浙江省机关事务管理局")
    'zhe jiang sheng ji guan shi wu guan li ju'
    """
    return " ".join(lazy_pinyin(name)).lower()
