"""docs/clearance.md: its answers are those of the demo, computed a second time from the files; its key is believed."""

import re
from pathlib import Path
from typing import Any

import orjson
import pytest

from server.principals import Issuer
from tests.blessing import rounded
from tests.integration.examples import page
from tests.integration.examples.conftest import Demo
from tests.markdown import blocks

pytestmark = pytest.mark.integration

PAGE = page.ROOT / "docs" / "clearance.md"
QUESTIONS = 2


def answers(demo: Demo) -> list[Any]:
    """What cleared readers are answered to the page's questions."""
    return [demo.ask(each, cleared=True)["data"] for each in blocks(PAGE.read_text(encoding="utf-8"), "graphql")]


def test_each_answer_is_the_one_shown(demo: Demo, bless: bool) -> None:
    found = answers(demo)
    assert len(found) == QUESTIONS
    text = PAGE.read_text(encoding="utf-8")
    if bless:
        left = iter(found)
        text = re.sub(
            r"```json\n.*?```", lambda _: f"```json\n{page.shown(rounded(next(left)))}\n```", text, flags=re.DOTALL
        )
        PAGE.write_text(text, encoding="utf-8")
    assert [rounded(each) for each in found] == [orjson.loads(each) for each in blocks(text, "json")]


def test_what_is_arranged(demo: Demo) -> None:
    found, _ = answers(demo)
    kinds = "SELECT kind, count(*), sum(amount::BIGINT) FROM service_arrangement GROUP BY 1"
    groups = {each["keys"]["kind"]: each["aggregate"] for each in found["serviceArrangementsGroupBy"]}
    assert {kind: (each["count"], int(float(each["amount"]["sum"]))) for kind, each in groups.items()} == {
        kind: (count, amount) for kind, count, amount in demo.rows(kinds)
    }
    travel = """SELECT s.code, recipient, plate FROM service_arrangement s JOIN vehicle v ON v.code = s.vehicle
        WHERE s.kind = 'TRAVEL' ORDER BY s.code"""
    shown = [
        (each["code"], each["recipients"]["nodes"][0]["code"], each["vehicles"]["nodes"][0]["plate"])
        for each in found["serviceArrangements"]["nodes"]
    ]
    assert shown == demo.rows(travel)[:3]
    assert found["serviceArrangements"]["totalCount"] == len(demo.rows(travel))


def test_what_outlasts_its_post(demo: Demo) -> None:
    _, found = answers(demo)
    left = """SELECT code, recipient FROM service_arrangement
        WHERE recipient NOT IN (SELECT staff FROM employs WHERE held(validFrom, validTo))"""
    shown = [(each["node"]["code"], each["mentions"][0]["code"]) for each in found["findings"]["nodes"]]
    assert shown == demo.rows(left)


def test_nobody_else_is_answered(demo: Demo) -> None:
    for each in blocks(PAGE.read_text(encoding="utf-8"), "graphql"):
        answer = demo.ask(each)
        assert "data" not in answer
        assert {error["extensions"]["code"] for error in answer["errors"]} == {"GRAPHQL_VALIDATION_FAILED"}


def test_the_key_and_the_token_of_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (script,) = blocks(PAGE.read_text(encoding="utf-8"), "python")
    exec(script, {})  # the page's own
    principal = Issuer.of(tmp_path / "keys.json", "trial", "assetgraph").principal(f"Bearer {capsys.readouterr().out}")
    assert (principal.name, principal.cleared) == ("officer-7", True)
