"""Which of two rows that contradict each other comes first, and that it is the same each time."""

import asyncio
from pathlib import Path

import pytest

from ingest import bulk
from tests.ingest.conftest import MODEL, Desk

# More than DuckDB works at together.
MANY = 5_000
LATER = 40
ASSET = "'IN_USE' AS status"
REGISTER = "-- file b: n.csv (delimiter = ';')\n"
SECTION = "-- node: Building\n"


def write(desk: Desk, name: str = "n.csv") -> None:
    rows = [f"B{each};Early;1.{each % 1000:03},5" for each in range(MANY)]
    rows += [f"B{each * 7};Late;2,5" for each in range(LATER)]
    desk.write(name, "\n".join(["id;nazwa;area", *rows]))


def lines(desk: Desk, first: int = MANY + 2) -> list[tuple[str, str]]:
    """The lines of the rejects if each later row contradicts an earlier one."""
    return [(str(first + each), f"line {each * 7 + 2})") for each in range(LATER)]


def told(desk: Desk) -> list[tuple[str, str]]:
    return [(each["line"], each["reason"][each["reason"].index("line ") :]) for each in desk.rejects]


FROM = {
    "numbers": f"SELECT id AS code, nazwa AS name, {ASSET}, as_number(area, ',') AS grossFloorAreaM2, _row FROM b",
    "groups": f"SELECT id AS code, nazwa AS name, {ASSET}, min(_row) AS _row FROM b GROUP BY id, nazwa",
    "joins": f"SELECT b.id AS code, b.nazwa AS name, {ASSET}, b._row FROM b JOIN (SELECT DISTINCT id FROM b) USING (id)",
    "windows": f"SELECT id AS code, nazwa AS name, {ASSET}, _row FROM b QUALIFY count(*) OVER (PARTITION BY nazwa) > 0",
}


@pytest.mark.parametrize("select", FROM.values(), ids=FROM)
async def test_the_earlier_line_counts(desk: Desk, select: str) -> None:
    write(desk)
    mapping = REGISTER + SECTION + select
    for _ in range(3):
        await desk.rehearse(mapping)
        assert told(desk) == lines(desk)
    await asyncio.to_thread(bulk.write, desk.folder / "register.sql", MODEL, _target(desk), rejects=desk.rejects_path)
    assert told(desk) == lines(desk)


def _target(desk: Desk) -> Path:
    target = desk.folder / "target"
    target.mkdir()
    return target


async def test_a_table_of_the_mapping_has_no_order(desk: Desk) -> None:
    write(desk)
    tables = "CREATE TABLE mine AS SELECT id, nazwa, min(_row) AS _row FROM b GROUP BY ALL;\n"
    tables += "CREATE OR REPLACE TABLE b AS FROM mine;\n"
    for each in ("mine", "b"):
        await desk.rehearse(f"{REGISTER}{tables}{SECTION}SELECT id AS code, nazwa AS name, {ASSET}, _row FROM {each}")
        assert told(desk) == lines(desk)


async def test_files_come_in_the_order_in_which_they_are_named(desk: Desk) -> None:
    desk.write("a.csv", "id,name\nB1,Second")
    desk.write("z.csv", "id,name\nB1,First")
    files = "-- file z: z.csv\n-- file a: a.csv\n-- node: Building\n"
    both = "SELECT id AS code, max(name) AS name, 'IDLE' AS status, min(_row) AS _row FROM {} GROUP BY id"
    await desk.rehearse(files + both.format("a") + " UNION ALL " + both.format("z"))
    assert [(each["file"], each["reason"]) for each in desk.rejects] == [
        ("a.csv", "an earlier row for B1 has another name (z.csv line 2)")
    ]


LATE_FIRST = {
    "sorted": f"SELECT id AS code, nazwa AS name, {ASSET}, _row FROM b ORDER BY _row.record DESC",
    "united": f"""SELECT id AS code, nazwa AS name, {ASSET}, _row FROM b WHERE nazwa = 'Late'
        UNION ALL SELECT id, nazwa, {ASSET}, _row FROM b WHERE nazwa = 'Early'""",
}


@pytest.mark.parametrize("select", LATE_FIRST.values(), ids=LATE_FIRST)
async def test_the_order_of_a_select_is_its_own(desk: Desk, select: str) -> None:
    write(desk)
    await desk.rehearse(REGISTER + SECTION + select)
    later = {line: int(at.removeprefix("line ").removesuffix(")")) for line, at in told(desk)}
    assert later == {str(each * 7 + 2): MANY + 2 + each for each in range(LATER)}


async def test_without_lines_rows_come_in_the_order_of_their_values(desk: Desk) -> None:
    write(desk)
    select = f"SELECT id AS code, nazwa AS name, {ASSET} FROM b GROUP BY ALL"
    found = []
    for _ in range(2):
        await desk.rehearse(REGISTER + SECTION + select)
        found.append([(each["section"], each["value"]) for each in desk.rejects])
    assert found[0] == found[1] == sorted((f"Building: code B{each * 7}", "Late") for each in range(LATER))
