"""Classes that Java keeps ready: damaged, they are done without. That they are used is seen where `assetgraph up` is."""

import pytest

from server.managed import ManagedNeo4j

pytestmark = pytest.mark.integration


def test_damaged_classes_are_done_without(mortal: ManagedNeo4j) -> None:
    assert mortal.answers()
    assert "rror" not in mortal.log_path.read_text(encoding="utf-8")
