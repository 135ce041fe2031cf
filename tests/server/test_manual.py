"""The reference follows from the declarations. `pytest tests/server/test_manual.py --bless` writes it anew."""

from pathlib import Path

import pytest
from graphql import GraphQLSchema, parse, validate
from typer.testing import CliRunner

import ingest
import schema
from graph import ddl
from server.cli import app
from server.manual import pages
from server.manual.words import measure
from tests.blessing import expect_folder
from tests.building import schema_of
from tests.markdown import blocks

MODEL = schema.government()
PAGES = pages(MODEL)
TYPES = sorted(MODEL.node_types)


@pytest.fixture(scope="module")
def graphql() -> GraphQLSchema:
    return schema_of(MODEL)._schema


def test_the_reference_is_what_the_declarations_say(bless: bool) -> None:
    expect_folder(Path(__file__).parents[2] / "docs" / "reference", PAGES, bless=bless)


def test_the_command_writes_the_same(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["schema", "--docs", str(tmp_path / "new")])
    assert result.exit_code == 0, result.output
    assert {each.name: each.read_text(encoding="utf-8") for each in (tmp_path / "new").iterdir()} == PAGES


@pytest.mark.parametrize("name", TYPES)
def test_every_part_of_a_type_is_on_its_page(name: str) -> None:
    given, page = MODEL.node_types[name], PAGES[f"{name}.md"]
    described = {each.name: each.description for each in given.properties.values()}
    described |= {each.name: each.description for each in given.relationships.values()}
    for part, description in described.items():
        assert f"| `{part}` |" in page
        assert description.replace("\n", "<br>") in page
    for statement in ddl.statements(MODEL):
        assert (statement in page) == (f"(n:{name})" in statement)


@pytest.mark.parametrize("name", TYPES)
def test_the_queries_of_a_page_fit_the_schema(graphql: GraphQLSchema, name: str) -> None:
    queries = list(blocks(PAGES[f"{name}.md"], "graphql"))
    assert len(queries) >= 2
    for query in queries:
        assert validate(graphql, parse(query)) == []


@pytest.mark.parametrize("name", TYPES)
async def test_the_mapping_of_a_page_can_be_loaded(name: str, tmp_path: Path) -> None:
    (text,) = blocks(PAGES[f"{name}.md"], "sql")
    header = {word.strip('," ') for line in text.splitlines() if line.startswith("SELECT") for word in line.split()}
    named = [each for each in header if each not in ("SELECT", "AS", "FROM", "from", "to", "_row") and ";" not in each]
    (tmp_path / f"{MODEL.node_types[name].singular.lower()}.csv").write_text(",".join(named) + "\n", encoding="utf-8")
    (tmp_path / "register.sql").write_text(text, encoding="utf-8")
    summary = await ingest.load(tmp_path / "register.sql", MODEL, None, rehearsal=True)
    assert summary.sections[0].title == name
    assert len(summary.sections) == 2


def test_a_unit_in_a_name_is_told_in_the_description() -> None:
    units = {"M2": "m²", "L": "litres", "Km": "km"}
    properties = [each for owner in MODEL.node_types.values() for each in owner.properties.values()]
    properties += [each for type_ in MODEL.relationship_types.values() for each in type_.properties]
    for each in properties:
        for ending, unit in units.items():
            if each.name.endswith(ending):
                assert measure(each.description) == unit, each.name
