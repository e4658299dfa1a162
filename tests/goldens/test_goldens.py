"""What a few pages print is what it was; `python tests/goldens/remake.py` renews it after an intended change."""

from __future__ import annotations

import pytest

from goldens.remake import HERE, PAGES, outputs


@pytest.mark.parametrize("page", PAGES)
def test_a_page_prints_what_is_in_the_golden_files(page: str) -> None:
    for name, data in outputs(page).items():
        golden = (HERE / name).read_bytes()
        assert data.decode().splitlines() == golden.decode().splitlines(), f"{name}: see tests/goldens/remake.py"
        assert data == golden


def test_every_golden_file_is_compared() -> None:
    there = {path.name for suffix in ("txt", "json") for path in HERE.glob(f"*.{suffix}")}
    assert there == {name for page in PAGES for name in outputs(page)}
