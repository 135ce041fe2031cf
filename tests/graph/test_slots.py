"""Faults of values: each with its path from the root, wherever null takes its place."""

import pytest

from graph.errors import UnfitValue
from graph.shape.slots import Faults, Slot, Write, at, every, sparse, written


def unfit(row: object, _: Faults) -> object:
    if row == "unfit":
        raise UnfitValue("It does not fit.")
    return row


def pages(nodes: Write) -> Write:
    page = written([Slot("nodes", at(0, nodes), required=True)])
    return written([Slot("all", at(0, page), required=False)])


NODE = written([Slot("code", at(0, unfit), required=True), Slot("area", at(1, unfit), required=False)])
GOOD, FLAWED, BAD = ["B1", 1.0], ["B2", "unfit"], ["unfit", "unfit"]


@pytest.mark.parametrize(
    ("nodes", "rows", "answer", "paths"),
    [
        (every(NODE), [GOOD, FLAWED], [{"code": "B1", "area": 1.0}, {"code": "B2", "area": None}],
         [["all", "nodes", 1, "area"]]),
        (every(NODE), [FLAWED, BAD], None, [["all", "nodes", 0, "area"], ["all", "nodes", 1, "code"]]),
        (sparse(NODE), [BAD, FLAWED], [None, {"code": "B2", "area": None}],
         [["all", "nodes", 0], ["all", "nodes", 1, "area"]]),
    ],
    ids=["every", "every but one", "sparse"],
)  # fmt: skip
def test_a_fault_s_path_begins_at_the_root(nodes: Write, rows: object, answer: object, paths: list[object]) -> None:
    faults = Faults()
    assert pages(nodes)([[rows]], faults) == {"all": None if answer is None else {"nodes": answer}}
    assert [each.path[: len(path)] for each, path in zip(faults, paths, strict=True)] == paths  # type: ignore[arg-type]
