"""A new kind of asset is one class in one file: everything else follows from it."""

from typing import Annotated

import pytest
from annotated_types import Ge

import schema
from graph import ddl
from graph.model import Direction, GraphModel
from ingest.layout import Layout  # noqa: F401  # the row of a new type is laid out by the same engine
from resolvers.reference import Reference
from schema import assets, interfaces, relationships
from schema.asset import Connection, Property, Relationship, asset
from schema.assets.agencies import Agency
from schema.interfaces import Asset, Located
from schema.link import DeclarationError, link
from schema.relationships import Use
from schema.types import build, sdl


@asset
class Vessel(Asset, Located):
    """A ship or boat.

    船舶
    """

    imo_number: Annotated[str | None, Property("IMO ship identification number.", "船舶识别号", unique=True)]
    draught_m: Annotated[float | None, Property("Draught, in m.", "吃水", index=True), Ge(0)]

    users: Annotated[Connection[Agency], Relationship(Use, Direction.IN, "Agencies that use it.", "使用单位")]


@pytest.fixture(scope="module")
def model() -> GraphModel:
    return link(interfaces, relationships, *assets.SUBJECTS, Vessel)


@pytest.fixture(scope="module")
def text(model: GraphModel) -> str:
    return sdl(build(model, Reference(model)))


@pytest.mark.parametrize(
    "found",
    [
        "type Vessel implements Asset & Located & Node & Registered {",
        "type VesselConnection {",
        "type VesselEdge {",
        "type VesselUsersConnection {",
        "input VesselFilter {",
        "input VesselOrder {",
        "  draughtM: Float",
        "  vessels(",
        "  vessel(",
        "    imoNumber: String",
    ],
)
def test_graphql(text: str, found: str) -> None:
    assert found in text


def test_edge_carries_the_relationships_properties(text: str) -> None:
    edge = text.split("type VesselUsersEdge {")[1].split("\n}", maxsplit=1)[0]
    for name in ("areaM2: Float", "basis: UseBasis", "rent: Decimal", "validFrom: Date", "cursor: String!"):
        assert name in edge


def test_constraint_and_index(model: GraphModel) -> None:
    statements = ddl.statements(model)
    assert "CREATE CONSTRAINT Vessel_imoNumber IF NOT EXISTS FOR (n:Vessel) REQUIRE n.imoNumber IS UNIQUE" in statements
    assert "CREATE INDEX Vessel_draughtM IF NOT EXISTS FOR (n:Vessel) ON (n.draughtM, n.id)" in statements


def test_relationships_may_join_it(model: GraphModel) -> None:
    assert ("Agency", "Vessel") in model.relationship_types["USES"].endpoints
    assert ("Enterprise", "Vessel") in model.relationship_types["OWNS"].endpoints


def test_other_models_do_not_know_it() -> None:
    assert "Vessel" not in schema.government().node_types


def test_a_class_that_is_not_linked_is_named() -> None:
    with pytest.raises(DeclarationError, match="link it too"):
        link(interfaces, relationships, Vessel)


def test_everything_is_described(model: GraphModel) -> None:
    built = build(model, Reference(model))._schema
    bare: list[str] = []
    for type_ in built.type_map.values():
        if type_.name.startswith("__") or type_.name in ("String", "Int", "Float", "Boolean", "ID"):
            continue
        if not type_.description:
            bare.append(type_.name)
        for name, each in {**getattr(type_, "fields", {}), **getattr(type_, "values", {})}.items():
            if not each.description:
                bare.append(f"{type_.name}.{name}")
            bare += [
                f"{type_.name}.{name}({key})" for key, one in getattr(each, "args", {}).items() if not one.description
            ]
    assert bare == []
