"""Chicago: the city's land, its employees, its affordable housing."""

from typing import TYPE_CHECKING

import pytest

from tests.integration.registers.sources import ENERGY, HOUSING, LAND, STAFF, computed, lines, rows

if TYPE_CHECKING:
    from tests.integration.registers.conftest import Loaded

pytestmark = pytest.mark.integration

ACQUIRED = "try_strptime(\"Date of Acquisition\", '%m/%d/%Y')"
DISPOSED = "try_strptime(\"Date of Disposition\", '%m/%d/%Y')"
OWNED = (
    f"(\"Property Status\" = 'Owned by City' OR {DISPOSED} IS NOT NULL"
    " AND (lower(\"Property Status\") LIKE 'sold%' OR \"Property Status\" = 'Not City Owned'))"
)
USED = '"Electricity Use (kBtu)", "Natural Gas Use (kBtu)", "District Steam Use (kBtu)", "Water Use (kGal)"'
BELOW = '"District Steam Use (kBtu)"::DOUBLE < 0 OR "Natural Gas Use (kBtu)"::DOUBLE < 0'
REPORTED = f"{ENERGY} WHERE coalesce({USED}) IS NOT NULL AND NOT coalesce({BELOW}, false)"
COUNTS = {
    "energyReadings": f"SELECT count(*) FROM {REPORTED}",
    'buildings(where: {code: {startsWith: "US-IL-CHI:E:"}, use: {eq: OFFICE}, builtOn: {lt: "1900-01-01"}})': (
        f"""SELECT count(*) FROM (SELECT title, zip, arg_max("Primary Property Type", n) AS kind, arg_max("Year Built", n) AS year FROM (
            SELECT *, row_number() OVER () AS n FROM {ENERGY}) GROUP BY 1, 2)
            WHERE kind ILIKE '%office%' AND NOT kind ILIKE '%housing%' AND NOT kind ILIKE '%residen%' AND year < '1900'"""
    ),
    'landParcels(where: {landUse: {eq: "RT-4"}})': f"SELECT count(*) FROM {LAND} WHERE \"Zoning Classification\" = 'RT-4'",
    'staffMembers(where: {post: {eq: "POLICE OFFICER"}})': f"SELECT count(*) FROM {STAFF} WHERE \"Job Titles\" = 'POLICE OFFICER'",
    'landParcels(where: {code: {startsWith: "US-IL-CHI:"}, areaM2: {isNull: true}})': (
        f"SELECT count(*) FROM {LAND} WHERE coalesce(\"Sq. Ft.\", '0') = '0'"
    ),
    'landParcels(where: {code: {startsWith: "US-IL-CHI:"}, location: {isNull: true}})': (
        f"SELECT count(*) FROM {LAND} WHERE coalesce(Latitude::DOUBLE, 0) = 0"
    ),
    'landParcels(where: {code: {startsWith: "US-IL-CHI:"}, status: {eq: DISPOSED}})': (
        f"SELECT count(*) FROM {LAND} WHERE lower(\"Property Status\") LIKE 'sold%'"
        f" OR {DISPOSED} IS NOT NULL AND \"Property Status\" <> 'Leased'"
    ),
    'landParcels(where: {code: {startsWith: "US-IL-CHI:"}, owners: {none: {}}})': (
        f"SELECT count(*) FROM {LAND} WHERE NOT coalesce({OWNED} AND ({DISPOSED} IS NULL), false)"
    ),
    'housingUnits(where: {category: {eq: "Multifamily"}})': (
        f'SELECT count(DISTINCT ("Property Name", Address, Units)) FROM {HOUSING} WHERE "Property Type" ~ \'^Mul?t?i?g?familyy?$|^Mu.*family$\''
    ),
}
LINKED = {
    ("agency", "US-IL-CHI:POLICE", "staff"): f"SELECT count(*) FROM {STAFF} WHERE Department = 'POLICE'",
    ("agency", "US-IL-CHI:CITY", "subordinates"): f"SELECT count(DISTINCT Department) FROM {STAFF}",
    ("agency", "US-IL-CHI:CITY", "owns"): (f"SELECT count(*) FROM {LAND} WHERE {OWNED} AND {DISPOSED} IS NULL"),
    (
        "agency",
        "US-IL-CHI:TRANSPORTN",
        "manages",
    ): f"SELECT count(*) FROM {LAND} WHERE \"Managing Organization\" = 'CDOT'",
    ("division", "US-IL-CHI:A03", "situated"): (
        f"SELECT (SELECT count(*) FROM {LAND} WHERE \"Community Area Number\" = '03') + (SELECT count(*) FROM "
        f'(SELECT DISTINCT "Property Name", Address, "Property Type", Units FROM {HOUSING} WHERE "Community Area Number" = \'3\'))'
    ),
    ("division", "US-IL-CHI", "situated"): (
        f"SELECT (SELECT count(*) FROM {LAND} WHERE coalesce(\"Community Area Number\", '0') = '0')"
        f" + (SELECT count(DISTINCT (title, zip)) FROM {ENERGY})"
    ),
}


@pytest.mark.parametrize("field", COUNTS)
def test_counts(loaded: "Loaded", field: str) -> None:
    (connection,) = loaded.ask(f"{{ {field} {{ totalCount }} }}").values()
    assert connection["totalCount"] == computed(COUNTS[field])


@pytest.mark.parametrize("link", LINKED, ids="-".join)
def test_links(loaded: "Loaded", link: tuple[str, str, str]) -> None:
    root, code, field = link
    answer = loaded.ask(f'{{ {root}(code: "{code}") {{ {field} {{ totalCount }} }} }}')
    assert answer[root][field]["totalCount"] == computed(LINKED[link])


@pytest.mark.parametrize("day", ["1970-01-01", "2000-01-01", "2018-06-30"])
def test_owned_on_a_day(loaded: "Loaded", day: str) -> None:
    answer = loaded.ask(f'{{ agency(code: "US-IL-CHI:CITY", asOf: "{day}") {{ owns {{ totalCount }} }} }}')
    # The one day in the future is a slip, and since when that parcel is owned is not known.
    held = f"""SELECT count(*) FROM {LAND} WHERE {OWNED}
        AND ({ACQUIRED} IS NULL OR {ACQUIRED} <= DATE '{day}' OR {ACQUIRED} >= DATE '2022-01-01')
        AND ({DISPOSED} IS NULL OR {DISPOSED} > DATE '{day}')"""
    assert answer["agency"]["owns"]["totalCount"] == computed(held)


def test_area_summed_over_pages(loaded: "Loaded") -> None:
    areas = loaded.every("landParcels", "areaM2", ', where: {landUse: {eq: "RS-3"}}')
    feet = computed(f'SELECT sum("Sq. Ft."::DOUBLE) FROM {LAND} WHERE "Zoning Classification" = \'RS-3\'')
    assert sum(each["areaM2"] or 0 for each in areas) == pytest.approx(feet * 0.3048**2)


def test_dwellings_summed_by_company(loaded: "Loaded") -> None:
    companies = loaded.every(
        "enterprises",
        "name operates(first: 100) { totalCount nodes { code ... on HousingUnit { units } } }",
        ', where: {code: {startsWith: "US-IL-CHI:M"}}',
    )
    found = {each["name"]: sum(unit["units"] for unit in each["operates"]["nodes"]) for each in companies}
    expected: dict[str, int] = dict(
        rows(f"""SELECT replace(company, 'Builders, Inc.', 'Builders Inc.') AS name, sum(units) FROM (
            SELECT DISTINCT "Management Company" AS company, "Property Name", Address, "Property Type", Units::INT AS units
            FROM {HOUSING}) GROUP BY name""")
    )
    assert max(each["operates"]["totalCount"] for each in companies) <= 100
    assert found == expected


def test_a_community_area_is_called_as_most_rows_call_it(loaded: "Loaded") -> None:
    """22 is once called Austin, 27 East Garfiled Park, 4 Lincoln Squarte."""
    answer = loaded.ask(
        "{ " + " ".join(f'a{n}: division(code: "US-IL-CHI:A{n}") {{ name }}' for n in ("04", "22", "27")) + " }"
    )
    assert [each["name"] for each in answer.values()] == ["LINCOLN SQUARE", "LOGAN SQUARE", "EAST GARFIELD PARK"]


def test_two_rows_a_development(loaded: "Loaded") -> None:
    total, different = (
        computed(f"SELECT count(*) FROM {HOUSING}"),
        computed(
            f'SELECT count(*) FROM (SELECT DISTINCT "Property Name", Address, "Property Type", Units FROM {HOUSING})'
        ),
    )
    (section,) = (each for each in loaded.summaries["chicago-housing"].sections if each.title == "HousingUnit")
    assert (section.rows, section.created, section.repeated) == (total, different, total - different)


def test_an_acquisition_in_the_future_is_told(loaded: "Loaded") -> None:
    ((pin, day),) = rows(
        f"SELECT PIN, strftime({ACQUIRED}, '%Y-%m-%d') FROM {LAND} WHERE {ACQUIRED} > DATE '2021-12-31'"
    )
    (reject,) = lines(loaded.rejects("chicago-land"))
    assert (reject["field"], reject["value"]) == ("acquiredOn", f"{day}, after the last change of 2021-04-22")
    parcel = loaded.ask(
        f'{{ landParcel(code: "US-IL-CHI:{pin}") {{ acquiredOn owners {{ edges {{ validFrom }} }} }} }}'
    )
    assert parcel["landParcel"] == {"acquiredOn": None, "owners": {"edges": [{"validFrom": None}]}}


def test_energy_in_units_of_the_graph(loaded: "Loaded") -> None:
    answer = loaded.ask(
        "{ energyReadingsAggregate { electricityKwh { sum } naturalGasM3 { sum } heatGj { sum } waterM3 { sum } } }"
    )
    ((kwh, gas, heat, water),) = rows(
        f"""SELECT sum("Electricity Use (kBtu)"::DOUBLE) * 0.29307107, sum("Natural Gas Use (kBtu)"::DOUBLE) * 0.02760015,
            sum("District Steam Use (kBtu)"::DOUBLE) * 0.00105505585, sum("Water Use (kGal)"::DOUBLE) * 3.785411784 FROM {REPORTED}"""
    )
    found = {name: each["sum"] for name, each in answer["energyReadingsAggregate"].items()}
    assert found == {
        "electricityKwh": pytest.approx(kwh), "naturalGasM3": pytest.approx(gas),
        "heatGj": pytest.approx(heat), "waterM3": pytest.approx(water),
    }  # fmt: skip
