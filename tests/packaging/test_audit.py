"""What CI prints about the requirements, above all if it could not check them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from harness.scripts import script

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def audit(root: Path) -> Any:
    """The script in `.ci`."""
    return script(root / ".ci" / "audit.py")


def test_what_is_installed_is_what_is_pinned(audit: Any, root: Path) -> None:
    pinned = audit.pins(root / "requirements.txt")
    assert len(pinned) > 20
    assert audit.unpinned(pinned, {"pip": "1", "thread-reader": "1", "textual": pinned["textual"]}) == []
    assert audit.unpinned(pinned, {"textual": "0.1"}) == [f"textual 0.1, pinned: {pinned['textual']}"]
    assert audit.unpinned(pinned, {"left-pad": "1"}) == ["left-pad 1, pinned: None"]


@pytest.mark.parametrize(
    ("answer", "found", "unchecked"),
    [
        ([{"name": "a", "version": "1", "vulns": []}], [], ""),
        ([{"name": "a", "version": "1", "vulns": [{"id": "X-1"}]}], ["a 1: X-1"], ""),
        ([{"name": "a", "skip_reason": "not found"}], [], "the service does not know 1 of 1 packages"),
        (None, [], "the service did not answer"),
    ],
)
def test_what_could_not_be_looked_up_is_reported(audit: Any, answer: object, found: list[str], unchecked: str) -> None:
    written = b"" if answer is None else json.dumps({"dependencies": answer}).encode()
    assert audit.findings(written) == (found, unchecked)
