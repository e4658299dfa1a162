"""Pages of known engines, read as pages of no known engine."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType


def _fallback() -> ModuleType:
    spec = importlib.util.spec_from_file_location("quality_html_fallback", Path(__file__).parent / "html_fallback.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


fallback = _fallback()


@pytest.mark.skipif(not fallback.CORPUS.exists(), reason="no corpus beside the repository")
def test_most_comments_are_found_without_their_engine_and_under_the_right_names() -> None:
    total = fallback.total(fallback.rows())
    assert total.found >= 0.9 * total.comments
    assert total.authors >= 0.95 * total.stated
    assert total.parents >= 0.95 * total.found
    assert total.extra <= 0.05 * total.found
