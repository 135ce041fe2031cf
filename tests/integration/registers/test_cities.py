"""What the graph tells of two cities: each answer of docs/cities is asked again (`--bless` writes it), and counted in the files."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import orjson
import pytest

from tests.blessing import rounded
from tests.integration.registers.sources import AGENCIES, ENERGY, HOUSING, LAND, PARCELS, ROOT, STAFF, rows
from tests.integration.registers.test_chicago import DISPOSED, OWNED
from tests.integration.registers.test_nyc import IDLE, LET

if TYPE_CHECKING:
    from tests.integration.registers.conftest import Loaded

pytestmark = pytest.mark.integration

OWN = f"FROM {LAND} WHERE {OWNED} AND {DISPOSED} IS NULL"
AREA = """CASE WHEN coalesce("Community Area Number", '') IN ('0', '') THEN 'Chicago' ELSE upper("Community Area Name") END"""
DEVELOPMENTS = f'(SELECT DISTINCT "Property Name", Address, "Property Type", Units, "Community Area Number" AS area FROM {HOUSING})'
LAST = f"""(SELECT title, zip, arg_max("Primary Property Type", n) AS kind, arg_max("Year Built", n) AS year,
    arg_max("Gross Floor Area - Buildings (sq ft)", n)::DOUBLE * 0.09290304 AS area
    FROM (SELECT *, row_number() OVER () AS n FROM {ENERGY}) GROUP BY 1, 2)"""
PURPOSE = """CASE WHEN kind ILIKE '%housing%' OR kind ILIKE '%residen%' THEN 'RESIDENTIAL' WHEN kind ILIKE '%office%' THEN 'OFFICE'
    WHEN kind ILIKE '%school%' OR kind ILIKE '%college%' OR kind ILIKE '%education%' THEN 'EDUCATION'
    WHEN kind ILIKE '%hospital%' OR kind ILIKE '%medical%' OR kind ILIKE '%outpatient%' THEN 'MEDICAL' ELSE 'OTHER' END"""
PLOTS = f"(SELECT dcas_bbl, bool_and({IDLE}) AS idle, bool_and({IDLE} OR {LET}) AS unused FROM {PARCELS} GROUP BY 1)"
USERS = (
    f"SELECT DISTINCT agency, dcas_bbl FROM {PARCELS} WHERE agency NOT IN ('PRIV', 'UNKN') AND NOT {IDLE} AND NOT {LET}"
)
KEPT = f"SELECT DISTINCT agency, dcas_bbl FROM {PARCELS} WHERE agency NOT IN ('PRIV', 'UNKN') AND ({IDLE} OR {LET})"
COMPANY = "replace(\"Management Company\", 'Builders, Inc.', 'Builders Inc.')"
COUNTED = {
    "chicago": {
        "Most of the city's land is zoned for houses": f'SELECT "Zoning Classification", count(*) {OWN} GROUP BY 1 ORDER BY 2 DESC LIMIT 3',
        "It is concentrated in few community areas": f"SELECT {AREA}, count(*) {OWN} GROUP BY 1 ORDER BY 2 DESC LIMIT 3",
        "The register does not know how large most of it is": (
            f"SELECT count(*) FILTER (feet = 0), count(*) FILTER (feet > 0), sum(feet) * 0.09290304 FROM "
            f"(SELECT coalesce(\"Sq. Ft.\", '0')::DOUBLE AS feet {OWN})"
        ),
        "Thousands of parcels are sold, and nobody says when": (
            f"SELECT count(*) FROM {LAND} WHERE lower(\"Property Status\") LIKE 'sold%' AND {DISPOSED} IS NULL"
        ),
        "Police officers are the largest group of staff": (
            f'SELECT trim("Job Titles"), count(*) FROM {STAFF} GROUP BY 1 ORDER BY 2 DESC LIMIT 3'
        ),
        "The transport department looks after land that is no street": (
            f"SELECT (SELECT count(*) FROM {LAND} WHERE \"Managing Organization\" = 'CDOT'),"
            f" (SELECT count(*) FROM {STAFF} WHERE trim(Department) = 'TRANSPORTN')"
        ),
        "Affordable housing stands in a few areas": (
            f'SELECT (SELECT mode(upper("Community Area Name")) FROM {HOUSING} WHERE "Community Area Number" = area), count(*), sum(Units::INT)'
            f" FROM {DEVELOPMENTS} GROUP BY area ORDER BY 2 DESC LIMIT 3"
        ),
        "A few companies run many developments": (
            f'SELECT {COMPANY}, count(DISTINCT ("Property Name", Address, "Property Type", Units)) AS n FROM {HOUSING} GROUP BY 1 HAVING n >= 15'
        ),
        "Housing has the most floor area among large buildings": (
            f"SELECT {PURPOSE}, count(*), sum(area) FROM {LAST} GROUP BY 1 ORDER BY 2 DESC LIMIT 3"
        ),
        "Many buildings of before 1900 still report": (
            f"SELECT count(*), min(year) || '-01-01' FROM {LAST} WHERE year < '1900'"
        ),
    },
    "new-york": {
        "Parks use more parcels than any other agency": (
            f"SELECT (SELECT \"Agency Name\" FROM {AGENCIES} WHERE Abbreviation = 'PARKS'), count(*) FROM ({USERS}) WHERE agency = 'PARKS'"
        ),
        "Some parcels stand idle": f"SELECT count(*) FROM {PLOTS} WHERE idle",
        "Few are let": f"SELECT count(*) FROM {PLOTS} WHERE unused AND NOT idle",
        "The boroughs have unlike shares": (
            "SELECT ['Manhattan', 'Bronx', 'Brooklyn', 'Queens', 'Staten Island'][left(dcas_bbl, 1)::INT], count(DISTINCT dcas_bbl)"
            f" FROM {PARCELS} GROUP BY left(dcas_bbl, 1) ORDER BY 2 DESC"
        ),
        "One building has many agencies": (
            f"SELECT 'DAVID N. DINKINS MANHATTAN MUNICIPAL BUILDING', count(*) FROM ({USERS}) WHERE dcas_bbl = '1001210001'"
        ),
        "Idle land has a custodian": f"SELECT count(*) FROM ({KEPT}) WHERE agency = 'DCAS'",
        "Uses go by many words": (
            "SELECT use, count(*) FROM (SELECT CASE WHEN count(DISTINCT primary_use_text) = 1 THEN min(primary_use_text) END AS use"
            f" FROM {PARCELS} GROUP BY dcas_bbl) GROUP BY 1 ORDER BY 2 DESC LIMIT 3"
        ),
        "Some agencies use nothing": (
            f"SELECT count(*) FROM {AGENCIES} WHERE Abbreviation NOT IN ('PRIV', 'UNKN')"
            f" AND Abbreviation NOT IN (SELECT agency FROM ({USERS}) UNION SELECT agency FROM ({KEPT}))"
        ),
        "Parcels with several users": f"SELECT count(*) FROM (SELECT dcas_bbl FROM ({USERS}) GROUP BY 1 HAVING count(*) >= 2)",
        "Who owns them is not said": f"SELECT count(DISTINCT dcas_bbl) FROM {PARCELS}",
    },
}
CASES = [(city, heading) for city, findings in COUNTED.items() for heading in findings]


def leaves(value: Any) -> Iterator[Any]:
    match value:
        case dict():
            for each in value.values():
                yield from leaves(each)
        case list() | tuple():
            for each in value:
                yield from leaves(each)
        case _:
            yield value


@pytest.mark.parametrize(("city", "heading"), CASES, ids=lambda each: each)
def test_each_finding(loaded: "Loaded", city: str, heading: str, bless: bool) -> None:
    path = ROOT / "docs" / "cities" / f"{city}.md"
    text = path.read_text(encoding="utf-8")
    part = re.split(r"^## ", text[text.index(f"## {heading}\n") + 3 :], maxsplit=1, flags=re.MULTILINE)[0]
    ((query, kept),) = re.findall(r"```graphql\n(.*?)```\n+```json\n(.*?)```", part, re.DOTALL)
    answer = loaded.ask(query)
    found = orjson.dumps({"data": answer}, option=orjson.OPT_INDENT_2).decode() + "\n"
    if bless:
        path.write_text(
            text.replace(f"{query}```\n\n```json\n{kept}", f"{query}```\n\n```json\n{found}"), encoding="utf-8"
        )
    else:
        assert rounded(orjson.loads(kept)) == rounded({"data": answer})
    expected = [*leaves(rows(COUNTED[city][heading]))]
    told = [*leaves(answer)]
    if heading == "A few companies run many developments":
        expected, told = sorted(map(str, expected)), sorted(map(str, told))
    assert told == [pytest.approx(each) if isinstance(each, float) else each for each in expected]


@pytest.mark.parametrize("city", COUNTED)
def test_ten_findings_each(city: str) -> None:
    text = (ROOT / "docs" / "cities" / f"{city}.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [*COUNTED[city]]
    assert len(COUNTED[city]) == 10
