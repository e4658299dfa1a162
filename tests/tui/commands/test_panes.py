"""Panes, sorting, themes, receipt and raw lines."""

from __future__ import annotations

import os
from datetime import datetime
from typing import TYPE_CHECKING, cast

import pytest

from harness.fake_host import open_session, press
from thread_parsers.reading import read
from thread_reader.state.choices import remembered_theme

if TYPE_CHECKING:
    from pathlib import Path

    from harness.fake_host import FakeHost
    from thread_reader.session.session import Session


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
    assert host.sheet[0] == "How the file was read"
    assert "comments: 5 read" in host.sheet[1]


def test_the_raw_lines_of_a_comment_are_shown(session: Session, host: FakeHost) -> None:
    press(session, *"3G", "r")
    assert host.sheet[0] == "comment 3: raw lines of the file"
    assert [line.split()[0] for line in host.sheet[1].split("\n")] == ["3", "4", "5"]
    assert "The ferry is late" in host.sheet[1]


def test_the_form_of_times_goes_round(session: Session) -> None:
    said = []
    for _ in range(3):
        press(session, "z", "d")
        said.append((session.reader.times.form, session.message))
    assert said == [
        ("relative", "times as ages: how long ago"),
        ("as written", "times as written"),
        ("absolute", "times as dates"),
    ]


def test_a_picked_theme_is_used_and_remembered(
    session: Session, host: FakeHost, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    press(session, "t")
    assert [(choice.value, choice.note) for choice in host.choices] == [("ink", "adjusted"), ("paper", "✓")]
    host.choose("ink")
    assert host.theme == "ink"
    assert remembered_theme() == "ink"


AGO = "The gate is shut.\n\n" + "".join(f"Person{at} · {at} days ago\nSo be it.\n\n" for at in (2, 1, 3))


@pytest.fixture
def on_file(tmp_path: Path) -> Session:
    """A session on a file of 9 March 2024 that has only relative times."""
    page = tmp_path / "page.txt"
    page.write_text(AGO, encoding="utf-8")
    os.utime(page, (datetime(2024, 3, 9, 18, 20).timestamp(),) * 2)
    return open_session(read(page))[0]


async def test_one_key_takes_the_date_of_the_file_and_takes_it_back(on_file: Session) -> None:
    reader = on_file.reader
    reader.filter.ask("before:2024-03-08")
    press(on_file, "z", "f")
    assert on_file.message == "relative times: as of 2024-03-09 18:20, the date of the file"
    assert [reader.discussion.shown_time(row) for row in range(3)] == ["~2024-03-07", "~2024-03-08", "~2024-03-06"]
    await on_file.scheduler.wait()
    assert list(reader.visible) == [0, 2]
    reader.filter.ask("")
    press(on_file, "z", "f")
    assert on_file.message == "times as written"
    assert [reader.discussion.shown_time(row) for row in range(3)] == ["2 days ago", "1 days ago", "3 days ago"]
    assert reader.discussion.saved is None


def test_a_page_of_dates_has_no_use_for_the_date_of_the_file(session: Session) -> None:
    press(session, "z", "f")
    assert session.message == "the page has no relative times without a date"


def test_an_order_by_time_says_what_it_cannot_do(on_file: Session) -> None:
    host = cast("FakeHost", on_file.host)
    press(on_file, "s")
    host.choose("oldest")
    assert (list(on_file.reader.visible), on_file.message) == ([2, 0, 1], "")
    columns = on_file.reader.columns
    columns.time[1] = 0
    del columns.times_as_written[0]
    press(on_file, "s")
    host.choose("newest")
    assert list(on_file.reader.visible) == [2, 1, 0]
    said = "1 relative time taken as later than all dates; 1 comment without a known time at the end"
    assert on_file.message == said
