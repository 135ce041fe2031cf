"""China's administrative divisions."""

from typing import TYPE_CHECKING

import pytest

from tests.integration.registers.sources import AREAS, CITIES, STREETS, computed, rows

if TYPE_CHECKING:
    from tests.integration.registers.conftest import Loaded

pytestmark = pytest.mark.integration

CHILDREN = {
    "33": f"SELECT count(*) FROM {CITIES} WHERE provinceCode = '33'",
    "3301": f"SELECT count(*) FROM {AREAS} WHERE cityCode = '3301'",
    "330106": f"SELECT count(*) FROM {STREETS} WHERE areaCode = '330106'",
}


@pytest.mark.parametrize("code", CHILDREN)
def test_children(loaded: "Loaded", code: str) -> None:
    answer = loaded.ask(f'{{ division(code: "{code}") {{ children {{ totalCount }} }} }}')
    assert answer["division"]["children"]["totalCount"] == computed(CHILDREN[code])


def test_the_way_up_from_a_street(loaded: "Loaded") -> None:
    code, *names = rows(
        f"SELECT s.code, s.name, a.name, c.name FROM {STREETS} s JOIN {AREAS} a ON a.code = s.areaCode"
        f" JOIN {CITIES} c ON c.code = s.cityCode WHERE a.name = '西湖区' AND c.name = '杭州市' ORDER BY s.code LIMIT 1"
    )[0]
    answer = loaded.ask(
        f'{{ division(code: "{code}") {{ name parent {{ name parent {{ name parent {{ name }} }} }} }} }}'
    )
    found, node = [], answer["division"]
    while node:
        found.append(node["name"])
        node = node.get("parent")
    assert found == [*names, "浙江省"]


def test_names_that_stand_for_many(loaded: "Loaded") -> None:
    """The statistics have districts of no name of their own."""
    answer = loaded.ask('{ divisions(where: {name: {eq: "市辖区"}}) { totalCount } }')
    assert answer["divisions"]["totalCount"] == computed(
        f"SELECT (SELECT count(*) FROM {CITIES} WHERE name = '市辖区') + (SELECT count(*) FROM {AREAS} WHERE name = '市辖区')"
    )
