"""`assetgraph check` against a running service: a table, and files that say the same."""

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from server.cli import app

pytestmark = pytest.mark.integration

EXPECTED = [("BUILDING_WITHOUT_PARCEL", f"B{number}") for number in range(1, 6)] + [
    ("NO_OWNER", f"B{number}") for number in range(3, 6)
]


def run(url: str, *arguments: str) -> str:
    result = CliRunner().invoke(
        app, ["check", "--url", url, *arguments], env={"COLUMNS": "200", "ASSETGRAPH_DEADLINE_SECONDS": "300"}
    )
    assert result.exit_code == 0, (result.output, result.exception)
    return result.stdout


def test_a_table_by_rule_and_the_first_findings(url: str) -> None:
    text = run(url)
    assert "8 findings" in text
    assert "BUILDING_WITHOUT_PARCEL" in text
    assert "Building B3 B3号楼" in text


def test_files_hold_all_of_them(url: str, tmp_path: Path) -> None:
    for kind in ("csv", "json", "jsonl"):
        run(url, "--out", str(tmp_path / f"found.{kind}"))
    with (tmp_path / "found.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(each["rule"], each["code"]) for each in rows] == EXPECTED
    assert json.loads((tmp_path / "found.json").read_text(encoding="utf-8")) == rows
    lines = (tmp_path / "found.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(each) for each in lines] == rows
    assert not list(tmp_path.glob("*.part"))


def test_only_what_is_asked_for(url: str) -> None:
    assert "3 findings" in run(url, "--rule", "NO_OWNER")
    assert "0 findings" in run(url, "--severity", "serious")
    assert "1 findings" in run(url, "--agency", "A1", "--alone")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--out", "found.xls"], "found.xls is of no kind that can be written."),
        (["--as-of", "yesterday"], "yesterday is no day."),
        (["--agency", "nobody"], "There is no agency with the code nobody."),
        (["--rule", "NO_OWNER", "--rule", "FOO"], "There is no rule FOO."),
        (["--rule", "NO_SUCH"], "NO_SUCH"),
        (["--out", "/nowhere/found.csv"], "/nowhere/found.csv cannot be written"),
    ],
)
def test_what_is_wrong_is_told(url: str, arguments: list[str], sentence: str) -> None:
    result = CliRunner().invoke(app, ["check", "--url", url, *arguments])
    assert result.exit_code != 0
    assert sentence in str(getattr(result.exception, "sentence", result.output))
