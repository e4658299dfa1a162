"""Pages of known engines, read as pages of no known engine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from harness.scripts import script

if TYPE_CHECKING:
    from types import ModuleType


def _fallback() -> ModuleType:
    return script(Path(__file__).parent / "html_fallback.py")


fallback = _fallback()


@pytest.mark.skipif(not fallback.CORPUS.exists(), reason="no corpus beside the repository")
def test_most_comments_are_found_without_their_engine_and_under_the_right_names() -> None:
    total = fallback.total(fallback.rows())
    assert total.found >= 0.9 * total.comments
    assert total.authors >= 0.95 * total.stated
    assert total.parents >= 0.95 * total.found
    assert total.extra <= 0.05 * total.found
