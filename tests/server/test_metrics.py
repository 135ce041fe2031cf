"""Figures that several readers of one service tell."""

from prometheus_client import REGISTRY

from server.metrics import Observed


def waiting(kind: str) -> float:
    return REGISTRY.get_sample_value("assetgraph_waiting_reads", {"kind": kind}) or 0.0


def test_those_who_wait_add_up_over_all_readers() -> None:
    before = waiting("large")
    everyone, cleared = Observed(), Observed()
    everyone.waiting("large", 3)
    cleared.waiting("large", 2)
    assert waiting("large") == before + 5
    everyone.waiting("large", 0)
    assert waiting("large") == before + 2
    cleared.waiting("large", 0)
    assert waiting("large") == before
