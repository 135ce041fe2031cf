"""Search: what is found is what the files have under those words."""

import pytest

from tests.integration.examples.conftest import Demo

pytestmark = pytest.mark.integration

FOUND = {
    "chinese": "SELECT code FROM agency WHERE name LIKE '%杭州市文化广电%'",
    "pinyin": "SELECT code FROM agency WHERE name LIKE '宁波市机关事务%'",
    "english": "SELECT code FROM agency WHERE nameEn LIKE 'Shengsi County Education%'",
    "code": "SELECT code FROM building WHERE code = '330100-B0009'",
    "plate": "SELECT code FROM vehicle WHERE plate = '浙AB1019'",
    "certificate": "SELECT asset FROM owns WHERE certificateNo = '浙（2000）杭州市不动产权第0000018号'",
}


def test_by_initials(demo: Demo) -> None:
    """Hangzhou's and Huzhou's begin alike."""
    hits = demo.answer("By initials")["search"]
    assert {(each["node"]["name"], each["node"]["nameEn"]) for each in hits} == {
        *demo.rows("SELECT name, nameEn FROM agency WHERE code IN ('330100-010', '330500-010')")
    }
    used = "SELECT used FROM uses WHERE agency IN ('330100-010', '330500-010') AND held(validFrom, validTo)"
    for each in hits:
        assert set() < {(one["code"],) for one in each["node"]["uses"]["nodes"]} <= {*demo.rows(used)}


def test_by_whatever_is_known(demo: Demo) -> None:
    found = demo.answer("By whatever is known of it")
    assert found.keys() == FOUND.keys()
    for field, sql in FOUND.items():
        (hit,) = found[field]
        assert (hit["node"]["code"],) in demo.rows(sql)
