"""Invented names, in Chinese and in Latin letters."""

from functools import cache

from ingest.demo.chance import Chance
from ingest.demo.places import Place, table

DIGITS = "零一二三四五六七八九"


@cache
def words(name: str) -> tuple[tuple[str, str], ...]:
    """A list of words, each with its English or its pinyin."""
    return tuple((row["zh"], row["en"]) for row in table("words") if row["list"] == name)


def person(chance: Chance) -> tuple[str, str]:
    """The name of nobody in particular."""
    surname, surname_en = chance.pick(words("surname"))
    first, first_en = chance.pick(words("given"))
    if chance.happens(0.2):
        return surname + first, f"{surname_en} {first_en.capitalize()}"
    second, second_en = chance.pick(words("given"))
    return surname + first + second, f"{surname_en} {first_en.capitalize()}{second_en}"


def enterprise(place: Place, chance: Chance) -> tuple[str, str, str]:
    """The name of an enterprise that does not exist, in both languages, and what it does."""
    brand, brand_en = chance.pick(words("brand"))
    trade, trade_en = chance.pick(words("trade"))
    stem = place.name if place.name_en.endswith("County") else place.abbreviation
    stem = stem if len(stem) > 1 else place.name[:-1]
    return f"{stem}{brand}{trade}有限公司", f"{place.name_en} {brand_en} {trade_en} Co., Ltd.", trade


def address(chance: Chance) -> tuple[str, str]:
    """A street and a number in it."""
    road, road_en = chance.pick(words("road"))
    number = chance.between(1, 880)
    return f"{road}{number}号", f"{number} {road_en}"


def numeral(number: int) -> str:
    """A Chinese numeral up to ninety-nine; figures beyond.

    >>> [numeral(each) for each in (3, 10, 12, 40, 57, 100)]
    ['三', '十', '十二', '四十', '五十七', '100']
    """
    if number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十"
    return head + (DIGITS[ones] if ones or not tens else "")
