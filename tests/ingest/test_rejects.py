"""What was not loaded: counted, told with its place, and harmless to open."""

import csv
import fcntl
import json
import os
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, Popen
from typing import TextIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ingest
from ingest.progress import Silent
from ingest.rejects import SHOWN, Reject, RejectFile, Unreplaced, Unwritable, cell
from tests.ingest.conftest import Desk

AGENCIES = "-- file a: a.csv\n-- node: Agency\nSELECT code, name, _row FROM a"


@given(st.text())
def test_no_cell_is_a_formula_or_breaks_a_line(text: str) -> None:
    shown = cell(text)
    assert not shown.startswith(("=", "@", "\t", "\r"))
    assert not shown.startswith(("+", "-")) or float(shown) == float(text)
    assert shown.isprintable()
    assert len(shown) <= 10 * SHOWN + 2


def test_a_formula_in_any_column_is_text(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    with RejectFile(path) as file:
        file.write(Reject("=f()", 2, "+s", "@x", '=HYPERLINK("http://x")', "-reason"))
    with path.open(encoding="utf-8-sig", newline="") as text:
        _, row = csv.reader(text)
    assert row == ["'=f()", "2", "'+s", "'@x", '\'=HYPERLINK("http://x")', "'-reason"]


@pytest.mark.parametrize("content", [b"code,name\nA,one\n", b"file,line", "filé".encode("latin-1")])
async def test_a_file_of_something_else_is_not_replaced(desk: Desk, content: bytes) -> None:
    desk.write("a.csv", "code,name\nX,\n")
    desk.rejects_path.write_bytes(content)
    with pytest.raises(Unreplaced, match="is no file of rejects"):
        await desk.rehearse(AGENCIES)
    assert desk.rejects_path.read_bytes() == content


def test_what_is_no_file_at_all_stays(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for each in (tmp_path, Path(os.devnull), tmp_path / "link"):
        with pytest.raises(Unreplaced), RejectFile(each):
            pass
    (tmp_path / "empty").touch()
    with RejectFile(tmp_path / "empty"):
        pass
    assert not (tmp_path / "empty").exists()


def test_rejects_that_cannot_be_written_are_known_beforehand(tmp_path: Path) -> None:
    with (
        pytest.raises(Unwritable, match=r"cannot be written to .*No such file or directory"),
        RejectFile(tmp_path / "none" / "r.csv"),
    ):
        pass
    with RejectFile(tmp_path / "r.csv"):
        pass
    assert not (tmp_path / "r.csv").exists()


def test_two_loads_do_not_write_over_each_others(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    with RejectFile(path) as first:
        for _ in range(2):
            with pytest.raises(Unwritable, match=r"Another load writes its rejects to .*r\.csv now"), RejectFile(path):
                pass
        first.write(Reject("a", 2, "s", "x", "1", "r"))
        with pytest.raises(Unwritable, match="Another load"), RejectFile(path):
            pass
        with RejectFile(tmp_path / "other.csv") as other:
            other.write(Reject("b", 2, "s", "x", "1", "r"))
    assert [each.split(",")[0] for each in path.read_text(encoding="utf-8-sig").splitlines()] == ["file", "a"]
    with RejectFile(path) as second:
        second.write(Reject("c", 2, "s", "x", "1", "r"))
    assert [each.split(",")[0] for each in path.read_text(encoding="utf-8-sig").splitlines()] == ["file", "c"]


def test_a_load_that_died_keeps_nobody_waiting(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    code = (
        "import os, pathlib, sys\nfrom ingest.rejects import Reject, RejectFile\n"
        "file = RejectFile(pathlib.Path(sys.argv[1])).__enter__()\nprint('locked', flush=True)\nsys.stdin.read()"
    )
    with Popen([sys.executable, "-c", code, str(path)], stdin=PIPE, stdout=PIPE, text=True) as load:
        assert load.stdout
        assert load.stdout.readline() == "locked\n"
        with pytest.raises(Unwritable, match="Another load"), RejectFile(path):
            pass
        load.kill()
    with RejectFile(path) as file:
        file.write(Reject("a", 2, "s", "x", "1", "r"))
    assert file.written


def test_a_file_that_is_removed_while_it_is_taken_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where another load ends at that moment, and had no rejects."""
    path, lock = tmp_path / "r.csv", fcntl.flock
    ends = [path.unlink]

    def late(file: TextIO, how: int) -> None:
        while ends:
            ends.pop()()
        lock(file, how)

    monkeypatch.setattr(fcntl, "flock", late)
    with RejectFile(path) as taken:
        taken.write(Reject("a", 2, "s", "x", "1", "r"))
    assert path.read_text(encoding="utf-8-sig").splitlines()[1].startswith("a,2,")


async def test_the_same_row_again_is_counted_and_another_refused(desk: Desk) -> None:
    desk.write("a.csv", "code,name\nA,one\nB,two\nA,one \nA,other\nB,\n")
    summary = await desk.rehearse(AGENCIES)
    (agencies,) = summary.sections
    assert (agencies.rows, agencies.created, agencies.repeated, agencies.rejected) == (5, 2, 1, 2)
    assert desk.reasons() == [
        ("5", "name", "an earlier row for A has another name (a.csv line 2)"),
        ("6", "name", "it is missing"),
    ]


async def test_a_value_is_told_as_the_register_has_it(desk: Desk) -> None:
    desk.write("a.csv", "code,name,cost\nA,one,0.6\nA,one,0.5\n")
    await desk.rehearse(
        "-- file a: a.csv\n-- node: Building\nSELECT code, name, 'IDLE' AS status, cost AS originalCost, _row FROM a"
    )
    (told,) = desk.rejects
    assert (told["line"], told["field"], told["value"]) == ("3", "originalCost", "0.5")


async def test_a_row_refused_is_not_the_first_of_its_key(desk: Desk) -> None:
    desk.write("a.csv", "code,name\nA,\nA,right\n")
    summary = await desk.rehearse(AGENCIES)
    assert (summary.sections[0].created, summary.rejected) == (1, 1)


async def test_unique_values_belong_to_one(desk: Desk) -> None:
    desk.write("v.csv", "code,vin\n1,1M8GDM9AXKP042788\n2,1M8GDM9AXKP042788\n3,\n")
    summary = await desk.rehearse(
        "-- file v: v.csv\n-- node: Vehicle\nSELECT code, code AS name, vin, 'IDLE' AS status, _row FROM v"
    )
    assert summary.sections[0].created == 2
    assert desk.reasons() == [("3", "vin", "it is that of Vehicle 1 already, and must be unique")]


async def test_doubtful_identifiers_are_refused_or_accepted(desk: Desk) -> None:
    desk.write("v.csv", "code,vin,plate\n1,1M8GDM9A1KP042788,浙A12345\n2,,A1\n")
    mapping = (
        "-- file v: v.csv\n{}-- node: Vehicle\nSELECT code, code AS name, vin, plate, 'IDLE' AS status, _row FROM v"
    )
    summary = await desk.rehearse(mapping.format(""))
    assert (summary.sections[0].created, summary.rejected) == (0, 2)
    assert desk.reasons()[0] == ("2", "vin", "the check character is 1 and should be X")
    summary = await desk.rehearse(mapping.format("-- accept: vin\n"))
    assert (summary.sections[0].created, summary.sections[0].accepted, summary.rejected) == (1, 1, 1)
    assert desk.reasons()[0] == ("2", "vin", "accepted, although the check character is 1 and should be X")


async def test_a_currency_is_a_code_or_absent(desk: Desk) -> None:
    summary = await desk.rehearse(
        "-- node: IncomeItem\nSELECT * FROM (VALUES ('a', 'HKD'), ('b', NULL), ('c', '元'), ('d', 'cny')) AS t(code, currency)"
    )
    assert (summary.sections[0].created, summary.rejected) == (2, 2)
    assert {reason for *_, reason in desk.reasons()} == {"a currency code has three capital letters, such as CNY"}


async def test_what_a_whole_file_accepts_need_not_be_in_each_section(desk: Desk) -> None:
    summary = await desk.rehearse(
        "-- accept: vin\n-- node: Division\nSELECT '33' AS code, 'n' AS name;\n"
        "-- node: Vehicle\nSELECT 'a' AS code, 'n' AS name, 'IDLE' AS status, '1M8GDM9A1KP042788' AS vin"
    )
    assert [(each.created, each.accepted) for each in summary.sections] == [(1, 0), (1, 1)]


async def test_relationships_need_both_ends_and_a_period(desk: Desk) -> None:
    desk.write("a.csv", "code,name\nA,one\nB,two\n")
    desk.write("s.csv", "below,above,since,until\nA,B,2001-01-01,\nA,C,,\nC,B,,\nA,B,2001-01-01,2001-01-01\nA,,,\n")
    summary = await desk.rehearse(
        AGENCIES + ";\n-- file s: s.csv\n-- relationship: SUBORDINATE_TO from Agency to Agency\n"
        "SELECT below AS from, above AS to, since AS validFrom, until AS validTo, _row FROM s"
    )
    assert summary.sections[1].created == 1
    assert desk.reasons() == [
        ("5", "validTo", "it is not after validFrom, 2001-01-01"),
        ("6", "to", "it is missing"),
        ("3", "to", "there is no Agency whose code is C"),
        ("4", "from", "there is no Agency whose code is C"),
    ]


async def test_a_row_that_brings_no_line_is_named_by_its_key(desk: Desk) -> None:
    desk.write("a.csv", "code,name,creditCode\nA,one,91350100M000100Y43\nB,two,91350100M000100Y43\nC,,\n,none,\n")
    desk.write("s.csv", "below,above,since,until\nA,Z,2001-01-01,\nA,,,\nA,A,2001-01-01,2000-01-01\n")
    await desk.rehearse(
        "-- file a: a.csv\n-- file s: s.csv\n-- node: Agency\nSELECT code, name, creditCode FROM a;\n"
        "-- relationship: SUBORDINATE_TO from Agency to Agency\n"
        "SELECT below AS from, above AS to, since AS validFrom, until AS validTo FROM s"
    )
    assert {(each["file"], each["line"]) for each in desk.rejects} == {("", "")}
    assert [(each["section"], each["field"]) for each in desk.rejects] == [
        ("Agency: code C", "name"),
        ("Agency: code (none)", "code"),
        ("Agency: code B", "creditCode"),
        ("Agency SUBORDINATE_TO Agency: from A, to (none), validFrom (none)", "to"),
        ("Agency SUBORDINATE_TO Agency: from A, to A, validFrom 2001-01-01", "validTo"),
        ("Agency SUBORDINATE_TO Agency: from A, to Z, validFrom 2001-01-01", "to"),
    ]


async def test_ends_that_nobody_can_check_are_counted(desk: Desk) -> None:
    summary = await desk.rehearse(
        "-- relationship: SUBORDINATE_TO from Agency to Agency\nSELECT 'A' AS from, 'B' AS to"
    )
    assert (summary.sections[0].unchecked, summary.rejected) == (1, 0)


async def test_relationships_written_first_come_last(desk: Desk) -> None:
    desk.write("a.csv", "code,name\nA,one\nB,two\n")
    summary = await desk.rehearse(
        "-- relationship: SUBORDINATE_TO from Agency to Agency\nSELECT 'A' AS from, 'B' AS to;\n" + AGENCIES
    )
    assert [each.title for each in summary.sections] == ["Agency", "Agency SUBORDINATE_TO Agency"]
    assert summary.sections[1].created == 1


def test_a_disk_that_is_full_is_told_with_the_file(tmp_path: Path) -> None:
    kept = tmp_path / "r.csv"

    def write() -> None:
        with largest(64), RejectFile(kept) as file:
            for line in range(1000):
                file.write(Reject("a.csv", line, "Agency", "code", None, "is missing"))

    with pytest.raises(OSError, match="too large") as failed:
        write()
    assert failed.value.filename == str(kept)


@contextmanager
def largest(size: int) -> Iterator[None]:
    """No file may grow beyond so many bytes, as if its disk were full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_the_limit_stops_the_load(desk: Desk) -> None:
    desk.write("a.csv", "code,name\n" + "X,\n" * 5000)
    with pytest.raises(ingest.TooManyRejects, match="more than 10 rows were rejected; see"):
        await desk.rehearse(AGENCIES, reject_limit=10)
    assert 10 < len(desk.rejects) < 1000
    await desk.rehearse(AGENCIES, reject_limit=5000)


async def test_lines_that_are_no_rows_count_to_the_limit(desk: Desk) -> None:
    desk.write("a.csv", "code,name\nA\nB,b,b\n")
    with pytest.raises(ingest.TooManyRejects, match="more than 1 rows were rejected"):
        await desk.rehearse(AGENCIES, reject_limit=1)
    assert len(desk.rejects) == 2
    await desk.rehearse(AGENCIES, reject_limit=2)


async def test_the_file_of_an_earlier_load_is_removed(desk: Desk) -> None:
    desk.write("a.csv", "code,name\nX,\n")
    summary = await desk.rehearse(AGENCIES)
    assert summary.rejects == desk.rejects_path
    desk.write("a.csv", "code,name\nX,x\n")
    summary = await desk.rehearse(AGENCIES)
    assert (summary.rejects, desk.rejects_path.exists()) == (None, False)


async def test_the_summary_is_json_and_progress_reaches_the_end(desk: Desk) -> None:
    class Heard(Silent):
        def __init__(self) -> None:
            self.begun: list[tuple[str, int]] = []
            self.done = 0
            self.expected: list[int] = []

        def expect(self, sections: int) -> None:
            self.expected.append(sections)

        def begin(self, title: str, total: int) -> None:
            self.begun.append((title, total))

        def advance(self, rows: int) -> None:
            self.done += rows

    heard = Heard()
    desk.write("a.csv", "code,name\n" + "".join(f"{n},x\n" for n in range(4500)))
    summary = await desk.rehearse(AGENCIES, progress=heard)
    told = json.loads(json.dumps(summary.json()))
    assert (told["rehearsal"], told["rejected"], told["sections"][0]["created"]) == (True, 0, 4500)
    assert (heard.expected, heard.begun, heard.done) == ([1], [("Agency", 4500)], 4500)


HOSTILE = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(codes=st.lists(HOSTILE, max_size=6))
async def test_no_row_is_lost(codes: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever text comes in a field, each row is created, repeated or rejected."""
    desk = Desk(tmp_path_factory.mktemp("desk"))
    rows = json.dumps([{"code": each, "name": each} for each in codes]) if codes else '[{"code": "A", "name": "A"}]'
    desk.write("a.json", rows)
    summary = await desk.rehearse(
        "-- file a: a.json\n-- node: Agency\nSELECT code::VARCHAR AS code, name::VARCHAR AS name, _row FROM a"
    )
    (agencies,) = summary.sections
    assert agencies.rows == max(len(codes), 1) == agencies.created + agencies.repeated + agencies.rejected
    assert len({each["line"] for each in desk.rejects}) == agencies.rejected
