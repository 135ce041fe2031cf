"""Exports: every row of a list, in every form, as GraphQL would have answered; refused with a remedy."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import duckdb
import httpx
import networkx as nx  # type: ignore[import-untyped]  # it has no types of its own
import pytest
from typer.testing import CliRunner

from resolvers import exporting
from server.cli import app

pytestmark = pytest.mark.integration

ROWS = """query($use: BuildingUse) { buildings(where: {use: {eq: $use}}, orderBy: [{code: DESC}]) { nodes {
  code name grossFloorAreaM2 heritage builtOn where: location owners { nodes { ... on Recorded { code } } } compound { name }
} } }"""


@pytest.fixture(autouse=True)
def several_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "PAGE_LIMIT", 2)


def export(url: str, form: str, query: str = ROWS, **variables: Any) -> httpx.Response:
    address = url.replace("/graphql", "/export")
    return httpx.post(address, params={"format": form}, json={"query": query, "variables": variables}, timeout=60)


def test_csv(url: str) -> None:
    answer = export(url, "csv", use="OFFICE")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="buildings.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [each["code"] for each in rows] == ["B5", "B4", "B3", "B2", "B1"]
    assert rows[-1] == {
        "code": "B1", "name": "B1号楼", "grossFloorAreaM2": "1000.0", "heritage": "", "builtOn": "", "where": "",
        "owners.nodes": '[{"code":"A1"},{"code":"E1"}]', "compound.name": "",
    }  # fmt: skip


def test_json_lines_are_the_nodes_of_graphql(url: str) -> None:
    lines = [json.loads(each) for each in export(url, "jsonl", use="OFFICE").text.splitlines()]
    answer = httpx.post(url, json={"query": ROWS, "variables": {"use": "OFFICE"}}).json()
    assert lines == answer["data"]["buildings"]["nodes"]


def test_filters_are_obeyed(url: str) -> None:
    assert export(url, "jsonl", use="MEDICAL").text == ""
    found = export(url, "csv", '{ buildings(where: {code: {in: ["B1", "B4"]}}) { nodes { code } } }').text
    assert found == "\ufeffcode\r\nB1\r\nB4\r\n"


def test_relatives_of_one_node(url: str) -> None:
    query = "query($code: String!) { it: building(code: $code) { by: owners { nodes { id } } } }"
    whole = httpx.post(url, json={"query": query, "variables": {"code": "B1"}}).json()["data"]["it"]["by"]["nodes"]
    assert len(whole) > 1
    assert [json.loads(each) for each in export(url, "jsonl", query, code="B1").text.splitlines()] == whole
    assert export(url, "jsonl", query, code="none").text == ""
    found = export(url, "csv", '{ building(code: "B3") { findings { nodes { rule { code } } } } }').text
    assert "NO_OWNER" in found


def test_parquet_has_types(url: str, tmp_path: Path) -> None:
    file = tmp_path / "buildings.parquet"
    file.write_bytes(export(url, "parquet", use="OFFICE").content)
    connection = duckdb.connect()
    sql = f"SELECT code, grossFloorAreaM2 + 1, typeof(heritage), typeof(builtOn) FROM '{file}' ORDER BY 1"
    assert connection.execute(sql).fetchone() == ("B1", 1001.0, "BOOLEAN", "DATE")
    columns = [name for (name, *_) in connection.execute(f"DESCRIBE FROM '{file}'").fetchall()]
    assert columns[-2:] == ["owners.nodes", "compound.name"]


def test_geojson(url: str) -> None:
    found = export(url, "geojson", use="OFFICE").json()
    assert found["type"] == "FeatureCollection"
    assert [each["properties"]["code"] for each in found["features"]] == ["B5", "B4", "B3", "B2", "B1"]
    assert found["features"][0]["geometry"] is None
    assert export(url, "geojson", use="MEDICAL").json()["features"] == []


def test_graphml_of_a_neighbourhood(url: str, tmp_path: Path) -> None:
    query = '{ neighbours(id: "id-A1", kind: OWNS, direction: OUT) { edges { validFrom node { id ... on Registered { name } } } } }'
    file = tmp_path / "around.graphml"
    file.write_bytes(export(url, "graphml", query).content)
    graph = nx.read_graphml(file)
    assert {(start, graph.nodes[end]["node.name"]) for start, end in graph.edges} == {("start", "B1号楼")}


def test_findings(url: str) -> None:
    query = "{ findings(rules: [NO_OWNER]) { nodes { rule { code title } node { ... on Registered { code } } figures { value } } } }"
    rows = list(csv.reader(io.StringIO(export(url, "csv", query).content.decode("utf-8-sig"))))
    assert rows[0] == ["rule.code", "rule.title", "node.code", "figures"]
    assert [each[2] for each in rows[1:]] == ["B3", "B4", "B5"]


@pytest.mark.parametrize(
    ("form", "query", "sentence"),
    [
        ("xls", "{ buildings { nodes { code } } }", "There is no format 'xls' to export to."),
        ("csv", "{ buildings { nodes { code } } agencies { nodes { code } } }", "An export is of one list."),
        ("csv", '{ building(code: "B1") { code } }', "`building` leads to no list in pages, and cannot be exported."),
        ("csv", "{ buildings(first: 3) { nodes { code } } }", "An export gives all pages, and takes no `first`."),
        ("csv", "{ buildings { totalCount } }", "An export shows `nodes` or `edges`, and neither is asked for."),
        ("csv", "{ buildings { nodes { nothing } } }", "Cannot query field 'nothing' on type 'Building'."),
        ("csv", "{ findings(rules: []) { nodes { rule { code } } } }", "`rules` names none: name one at least, or leave it out for all."),
    ],
)  # fmt: skip
def test_what_cannot_be_exported_is_told(url: str, form: str, query: str, sentence: str) -> None:
    answer = export(url, form, query)
    assert answer.status_code == 400
    (error,) = answer.json()["errors"]
    assert error["message"] == sentence
    assert error["extensions"]["remedy"]


def test_bookmarks_are_obeyed(url: str) -> None:
    address, query = url.replace("/graphql", "/export"), {"query": "{ buildings { nodes { code } } }"}
    headers = {"assetgraph-bookmarks": "no bookmark at all", "assetgraph-explain": "true"}
    answer = httpx.post(address, params={"format": "csv"}, json=query, headers=headers, timeout=60)
    assert (answer.status_code, answer.json()["errors"][0]["message"]) == (
        400,
        "A bookmark is none of this database's.",
    )


def test_the_command(url: str, tmp_path: Path) -> None:
    target = tmp_path / "buildings.csv"
    address = url.replace("/graphql", "/export")
    arguments = ["export", "{ buildings { nodes { code } } }", "--out", str(target), "--url", address]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, (result.output, result.exception)
    assert target.read_text(encoding="utf-8-sig").split() == ["code", "B1", "B2", "B3", "B4", "B5"]
    wrong = CliRunner().invoke(app, [*arguments[:1], "{ buildings { totalCount } }", *arguments[2:]])
    assert wrong.exit_code != 0
    assert "neither is asked for" in str(getattr(wrong.exception, "sentence", ""))
    assert [each.name for each in tmp_path.iterdir()] == ["buildings.csv"]
