"""Panes, sorting, themes, receipt and raw lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.fake_host import press
from thread_reader.settings import remembered_theme

if TYPE_CHECKING:
    from pathlib import Path

    from harness.fake_host import FakeHost
    from thread_reader.session import Session


def test_tab_goes_round_the_panes(session: Session, host: FakeHost) -> None:
    panes = []
    for key in ("tab", "tab", "tab", "shift+tab"):
        press(session, key)
        panes.append(session.pane)
    assert panes == ["stats", "article", "comments", "article"]
    assert host.calls == ["arrange_panes"] * 4


@pytest.mark.parametrize("several", [True, False])
def test_the_number_of_panes_is_toggled(session: Session, host: FakeHost, several: bool) -> None:
    host.several_panes = several
    press(session, "w")
    assert session.panes_wanted is not several
    assert host.calls == ["arrange_panes"]


def test_an_order_is_picked(session: Session, host: FakeHost) -> None:
    press(session, "s")
    assert [choice.value for choice in host.choices if choice.note == "now"] == ["page"]
    host.choose("newest")
    assert list(session.reader.visible) == [3, 4, 0, 1, 2]


def test_the_receipt_is_shown(session: Session, host: FakeHost) -> None:
    press(session, "R")
    assert host.sheet[0] == "how the file was read"
    assert "comments: 5 read" in host.sheet[1]


def test_the_raw_lines_of_a_comment_are_shown(session: Session, host: FakeHost) -> None:
    press(session, *"3G", "r")
    assert host.sheet[0] == "comment 3: raw lines of the file"
    assert [line.split()[0] for line in host.sheet[1].split("\n")] == ["3", "4", "5"]
    assert "The ferry is late" in host.sheet[1]


def test_a_picked_theme_is_used_and_remembered(
    session: Session, host: FakeHost, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    press(session, "t")
    assert [(choice.value, choice.note) for choice in host.choices] == [("ink", ""), ("paper", "now")]
    host.choose("ink")
    assert host.theme == "ink"
    assert remembered_theme() == "ink"
