"""Figures: counts and sums by one key and by several."""

from typing import Any

import pytest

from tests.integration.examples.conftest import Demo

pytestmark = pytest.mark.integration


def test_floor_area_by_use(demo: Demo) -> None:
    sql = """SELECT use, count(*), sum(grossFloorAreaM2::DOUBLE), max(grossFloorAreaM2::DOUBLE)
        FROM building WHERE status <> 'DISPOSED' GROUP BY 1 ORDER BY 2 DESC"""
    found: list[Any] = [
        (each["keys"]["use"], each["aggregate"]["count"], *each["aggregate"]["grossFloorAreaM2"].values())
        for each in demo.answer("Floor area by use")["buildingsGroupBy"]
    ]
    assert found == [(use, count, pytest.approx(area), largest) for use, count, area, largest in demo.rows(sql)]


def test_decade_by_decade(demo: Demo) -> None:
    sql = """SELECT decade(builtOn::DATE) * 10, count(*), sum(grossFloorAreaM2::DOUBLE)
        FROM building WHERE status <> 'DISPOSED' GROUP BY 1"""
    found = {
        each["keys"]["builtOnDecade"]: (each["aggregate"]["count"], each["aggregate"]["grossFloorAreaM2"]["sum"])
        for each in demo.answer("Decade by decade")["buildingsGroupBy"]
    }
    assert found == {first: (count, pytest.approx(area)) for first, count, area in demo.rows(sql)}


def test_by_several_keys(demo: Demo) -> None:
    sql = """SELECT d.name, h.kind, status, count(*), sum(floorAreaM2::DOUBLE) FROM housing_unit h
        JOIN situated_in s ON located = h.code AND held(validFrom, validTo) JOIN division d ON d.code = division
        WHERE status <> 'DISPOSED' GROUP BY ALL"""
    expected = {tuple(keys): (count, pytest.approx(area)) for *keys, count, area in demo.rows(sql)}
    found: dict[Any, Any] = {
        (each["keys"]["division"]["name"], each["keys"]["kind"], each["keys"]["status"]): (
            each["aggregate"]["count"],
            each["aggregate"]["floorAreaM2"]["sum"],
        )
        for each in demo.answer("By several keys")["housingUnitsGroupBy"]
    }
    assert found == {keys: expected[keys] for keys in found}
    counts = [count for count, _ in found.values()]
    assert counts == sorted((count for count, _ in expected.values()), reverse=True)[:5]
