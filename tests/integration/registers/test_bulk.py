"""Each real register, validated in bulk and row by row: the same counts, the same rejects."""

from pathlib import Path

import pytest

from tests.ingest.test_bulk import fared
from tests.integration.registers.sources import DATA, ROOT, SETS


@pytest.mark.parametrize("name", SETS)
def test_each_row_of_a_register_fares_the_same(name: str, tmp_path: Path) -> None:
    if not DATA.is_dir():
        pytest.skip(f"the real data sets are not at {DATA}; set ASSETGRAPH_SHARED_DATA to their folder")
    alone, whole = fared(ROOT / "mappings" / f"{name}.sql", DATA / name, tmp_path)
    assert whole == alone
