"""Columns of a section against the model: each fault is one sentence with its place and the remedy."""

from typing import Annotated

import pytest

import ingest
from graph.model import Direction, GraphModel
from ingest import MappingError
from ingest.mapping import read_mapping
from ingest.workspace import laid_out, opened
from schema.asset import Connection, Property, Relationship, asset, interface, relationship
from schema.link import link
from tests.ingest.conftest import MODEL, Desk

ASSET = "'b' AS code, 'n' AS name, 'IN_USE' AS status"


@pytest.mark.parametrize(
    ("section", "message"),
    [
        ("-- node: Bilding\nSELECT 1", "There is no node type Bilding; did you mean Building?"),
        ("-- node: Zzz\nSELECT 1", "There is no node type Zzz; there are: Agency, Building"),
        (
            f"-- node: Building\nSELECT {ASSET}, 1 AS groosFloorArea",
            "Building has no property groosFloorArea; did you mean grossFloorAreaM2?",
        ),
        (f"-- node: Building\nSELECT {ASSET}, 1 AS gross_floor_area_m2", "did you mean grossFloorAreaM2?"),
        (
            f"-- node: Building\nSELECT {ASSET}, 'x' AS id",
            "Building is given its id by the load: leave the column out.",
        ),
        (f"-- node: Building\nSELECT {ASSET}, 'x' AS namePinyin", "Building is given its namePinyin by the load"),
        (f"-- node: Building\nSELECT {ASSET}, now() AS recordedAt", "Building is given its recordedAt by the load"),
        (
            f"-- node: Building\nSELECT {ASSET}, min(1)",
            "Building has no property min(1); there are: acquiredOn",
        ),
        (f"-- node: Building\nSELECT {ASSET}, min(1)", "vacantAreaM2. Name the column with AS."),
        ("-- node: Building\nSELECT 'b' AS code, 'n' AS name", "Building needs the column status: select it."),
        ("-- node: Building\nSELECT 'IN_USE' AS status", "Building needs the columns code and name: select them."),
        (f"-- node: Building\nSELECT {ASSET}, 1 AS longitude", "Building takes longitude and latitude together."),
        (
            f"-- node: Building\nSELECT {ASSET}, [1.0, 2.0] AS address",
            "The column address of Building is of type DECIMAL(2,1)[], which String does not take: cast it to VARCHAR.",
        ),
        (
            f"-- node: Building\nSELECT {ASSET}, 1.5 AS location",
            "which GeoPoint does not take: give [longitude, latitude].",
        ),
        (
            "-- node: Division\nSELECT 1.5 AS code, 'n' AS name",
            "The column code of Division is of type DECIMAL(2,1), which String does not take: cast it to VARCHAR.",
        ),
        ("-- node: Division\n-- accept: vyn\nSELECT 'a' AS code, 'n' AS name", "Division has no vyn to accept"),
        ("-- accept: vyn\n-- node: Division\nSELECT 'a' AS code, 'n' AS name", "No section has vyn to accept"),
        (
            "-- relationship: OWN from Agency to Building\nSELECT 1",
            "There is no relationship type OWN; did you mean OWNS?",
        ),
        (
            "-- relationship: OWNS from Agencie to Building\nSELECT 1",
            "There is no node type Agencie; did you mean Agency?",
        ),
        (
            "-- relationship: OWNS from Building to Agency\nSELECT 1",
            "OWNS cannot lead from Building to Agency, only: Agency to Building",
        ),
        (
            "-- relationship: OWNS from Agency by name to Building\nSELECT 1",
            "There is no unique property of Agency name; there are: code, creditCode",
        ),
        (
            "-- relationship: OWNS from Agency to Building\nSELECT 'a' AS from",
            "Agency OWNS Building needs the column to: select it.",
        ),
        (
            "-- relationship: OWNS from Agency to Building\nSELECT 'a' AS from, 'b' AS to, 1 AS shares",
            "did you mean share?",
        ),
        ("-- node: Division\nSELECT kode AS code FROM (SELECT 1 AS code)", 'Referenced column "kode" not found'),
        ("-- node: Division\nSELECT 'a' AS code,\n  nam AS name", "line 3: Binder Error"),
        ("-- node: Division\nSELECT 'a' AS code, 'n' AS name FROM nowhere", "Table with name nowhere does not exist"),
        (
            "-- node: Division\nSELECT 'a' AS code, 'n' AS name, 'x'::INT::VARCHAR AS level",
            "and the row alone is rejected",
        ),
    ],
)
async def test_faults(desk: Desk, section: str, message: str) -> None:
    with pytest.raises(MappingError) as raised:
        await desk.rehearse(section)
    assert message in str(raised.value)
    assert str(raised.value).startswith("register.sql, line ")
    assert "\n" not in str(raised.value)


async def test_the_second_section_is_checked_before_the_first_is_loaded(desk: Desk) -> None:
    with pytest.raises(MappingError, match="line 3"):
        await desk.rehearse("-- node: Division\nSELECT 1::INT AS code, NULL AS name;\n-- node: Nothing\nSELECT 1")
    assert desk.rejects == []


@interface
class Node:
    """Anything."""

    id: Annotated[str, Property("An id.", unique=True)]


@relationship("MOORED_AT")
class Mooring:
    """It lies there."""


@asset
class Berth(Node):
    """Where vessels lie; it has no code, but a number."""

    number: Annotated[int, Property("Its number.", unique=True)]


@asset
class Drifter(Node):
    """What nothing tells from its like."""

    berths: Annotated[Connection[Berth], Relationship(Mooring, Direction.OUT, "Where it lies.")]


@pytest.fixture
def harbour() -> GraphModel:
    return link(Node, Mooring, Berth, Drifter)


async def test_the_key_of_another_model(desk: Desk, harbour: GraphModel) -> None:
    desk.write("register.sql", "-- node: Berth\nSELECT '7' AS number UNION ALL SELECT '7' UNION ALL SELECT 'x'")
    summary = await ingest.load(desk.folder / "register.sql", harbour, None, rehearsal=True, rejects=desk.rejects_path)
    (berths,) = summary.sections
    assert (berths.created, berths.repeated, berths.rejected) == (1, 1, 1)
    desk.write("register.sql", "-- node: Drifter\nSELECT 1 AS number")
    with pytest.raises(MappingError, match="Drifter has no required unique property by which to load it"):
        await ingest.load(desk.folder / "register.sql", harbour, None, rehearsal=True)


def test_figures_of_32_bits_are_read_as_they_are_written(desk: Desk) -> None:
    desk.write(
        "m.sql",
        f"-- node: Building\nSELECT {ASSET}, 0.1::FLOAT AS grossFloorAreaM2, 120.15::FLOAT AS longitude, 30.28::FLOAT AS latitude;\n"
        f"-- node: Building\nSELECT {ASSET}, [120.15::FLOAT, 30.28::FLOAT] AS location, 0.1::FLOAT AS vacantAreaM2",
    )
    mapping = read_mapping(desk.folder / "m.sql")
    with opened(mapping, desk.folder) as workspace:
        for number, layout in laid_out(workspace, mapping, MODEL):
            workspace.count(layout, number)
            ((row,),) = workspace.batches(number, 10)
            values = dict(zip(layout.columns, row[2:], strict=True))
            assert values["location"] == [120.15, 30.28]
            assert 0.1 in (values.get("grossFloorAreaM2"), values.get("vacantAreaM2"))
