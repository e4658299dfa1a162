"""The hint of the first run: gone at the next key, and not shown again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HINT = "1 article · 2 comments · 3 stats · f filter · ? all keys"


def test_the_first_run_says_how_to_begin(reader: Callable[..., Any], tmp_path: Path) -> None:
    state = {"XDG_STATE_HOME": str(tmp_path / "state")}
    opened = reader(**state)
    opened.wait_for(HINT)
    opened.press("j")
    opened.wait_for(lambda text: HINT not in text and "2 of 3" in text)
    opened.press("q")
    assert opened.end().is_clean()

    again = reader(**state)
    again.wait_for("back at comment 2")
    again.press("q")
    assert again.end().is_clean()
    assert "all keys" not in again.written


def test_a_state_that_cannot_be_written_does_no_harm(reader: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file in place of the folder")
    opened = reader(XDG_STATE_HOME=str(tmp_path / "state"))
    opened.wait_for("1 of 3")
    opened.press("j")
    opened.wait_for("2 of 3")
    opened.press("q")
    assert opened.end().is_clean()
