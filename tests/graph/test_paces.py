"""Paces are known by what statements say, and keep none of their texts."""

import tracemalloc

from graph.paces import PACES, Paces


def test_a_statement_is_known_by_its_text() -> None:
    paces = Paces()
    paces.set("RETURN 1", 0.3)
    assert (paces.of("RETURN 1"), paces.of("RETURN 2", 0.1)) == (0.3, 0.1)


def test_no_text_is_kept() -> None:
    paces = Paces()
    tracemalloc.start()
    for number in range(100):
        paces.learn(f"RETURN {number} //".ljust(300_000), 0.1)
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert taken < 300_000


def test_there_are_never_more_than_are_to_be_remembered() -> None:
    paces = Paces()
    for number in range(PACES + 5):
        paces.learn(f"RETURN {number}", 0.1)
    assert (paces.of("RETURN 0"), paces.of(f"RETURN {PACES + 4}")) == (0, 0.1)
