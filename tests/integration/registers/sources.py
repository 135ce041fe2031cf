"""The files of the real registers as DuckDB sees them: what the tests compute their own answers from."""

import os
from collections.abc import Iterator
from csv import DictReader
from pathlib import Path
from typing import Any

import duckdb

ROOT = Path(__file__).parents[3]
DATA = Path(os.environ.get("ASSETGRAPH_SHARED_DATA", ROOT.parent / "shared" / "data"))
SETS = (
    "chicago-land",
    "chicago-staff",
    "chicago-housing",
    "chicago-energy",
    "us-federal-buildings",
    "nyc-city-parcels",
    "germany-federal-holdings",
    "china-divisions",
    "bods-examples",
)


def csv(path: str, delimiter: str = ",") -> str:
    """A file as a table of text; nothing is guessed, for DuckDB guesses quotes wrongly in one of them."""
    return (
        f"read_csv('{DATA / path}', delim = '{delimiter}', quote = '\"', escape = '\"', header = true, "
        "all_varchar = true)"
    )


LAND = csv("chicago-land/land_inventory.csv.gz")
STAFF = csv("chicago-staff/employees.csv.gz")
HOUSING = csv("chicago-housing/affordable_housing.csv")
ENERGY = (
    "(SELECT *, trim(regexp_replace(\"Property Name\", '\\s+', ' ', 'g')) AS title, left(trim(\"ZIP Code\"), 5) AS zip FROM "
    f"{csv('chicago-energy/energy_benchmarking.csv.gz')} WHERE title <> '' AND zip <> '')"
)
FEDERAL = csv("us-federal-buildings/iolp_buildings.csv.gz")
PARCELS = csv("nyc-city-parcels/parcels.csv")
AGENCIES = csv("nyc-city-parcels/agencies.csv")
PROVINCES = csv("china-divisions/provinces.csv")
CITIES = csv("china-divisions/cities.csv")
AREAS = csv("china-divisions/areas.csv")
STREETS = csv("china-divisions/streets.csv.gz")
DIRECT = csv("germany-federal-holdings/direct_ownership.csv", ";")
INDIRECT = csv("germany-federal-holdings/indirect_ownership.csv")
MASTER = csv("germany-federal-holdings/master.csv", ";")


def austria() -> list[dict[str, str]]:
    """Austria's holdings; DuckDB reads no Windows code page."""
    with (DATA / "germany-federal-holdings" / "austria.csv").open(encoding="cp1252", newline="") as file:
        return list(DictReader(file, delimiter=";"))


def rows(sql: str) -> list[tuple[Any, ...]]:
    """The rows of a query over the files."""
    with duckdb.connect() as connection:
        return connection.execute(sql).fetchall()


def computed(sql: str) -> Any:
    """The one value of a query over the files."""
    ((value,),) = rows(sql)
    return value


def lines(path: Path) -> Iterator[dict[str, str]]:
    """The rejects that a load kept."""
    if path.exists():
        names = ("file", "line", "section", "field", "value", "reason")
        sql = f"SELECT {', '.join(names)} FROM read_csv('{path}', header = true, all_varchar = true, quote = '\"', escape = '\"')"
        for each in rows(sql):
            yield {name: value or "" for name, value in zip(names, each, strict=True)}
