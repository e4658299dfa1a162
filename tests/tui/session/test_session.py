"""A session without a screen: starting, counting, and noticing a changed file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from harness.fake_host import FakeHost, comments_of, open_session, press
from thread_parsers.reading import begin, parse, read
from thread_parsers.source.open import open_source
from thread_parsers.source.source import BufferSource
from thread_reader.command_table import BY_ID
from thread_reader.commands.handlers import run
from thread_reader.keymap import Call
from thread_reader.session.session import Session
from thread_reader.session.succession import successor
from thread_reader.view.reader import Reader

if TYPE_CHECKING:
    from pathlib import Path

COMMENT = "Tom\n· 2025-03-20 18:20\nThe ferry is late.\nReply0\n"
PAGE = f"A ferry is late.\nReward\nComment\n0/400\n{COMMENT}"


@pytest.mark.parametrize(("page", "pane"), [(PAGE, "comments"), ("Only an article.\nIt has two lines.\n", "article")])
async def test_a_page_without_comments_starts_on_its_article(page: str, pane: str) -> None:
    session, host = open_session(parse(page))
    session.start()
    assert session.pane == pane
    assert host.calls == ["arrange_panes"]
    session.close()


async def test_the_rest_of_the_file_is_read_and_then_counted() -> None:
    discussion, steps = begin(BufferSource(PAGE.encode()))
    session = Session(Reader(discussion), steps)
    session.host = host = FakeHost(session)
    session.start()
    await session.scheduler.wait()
    assert len(session.reader.visible) == 1
    assert session.reader.all_seen
    assert ("reread", None) in host.article.calls
    assert ("article", "stats") in host.redrawn


async def test_a_filter_from_the_command_line_is_applied_at_the_start() -> None:
    session, _ = open_session(comments_of(("Tom", -1, "ferry"), ("Ann", -1, "boat")))
    session.reader.filter.ask("boat")
    session.start()
    await session.scheduler.wait()
    assert list(session.reader.visible) == [1]


async def test_unchanged_stats_are_not_drawn_again() -> None:
    session, host = open_session(parse(PAGE))
    session.start()
    await session.scheduler.wait()
    before = len(host.redrawn)
    session.jobs.stats_counted()
    assert len(host.redrawn) == before


async def test_the_mouse_is_left_to_the_terminal_if_the_settings_say_so() -> None:
    discussion = parse(PAGE)
    for mouse, expected in ((False, True), (True, None)):
        session = Session(Reader(discussion), mouse=mouse)
        session.host = host = FakeHost(session)
        session.start()
        assert host.mouse_to_terminal is expected
        session.close()


def test_a_changed_file_is_reported_once(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(PAGE)
    session, host = open_session(read(open_source(str(path))))
    session.check_file()
    assert host.redrawn == []
    path.write_text(PAGE + COMMENT)
    session.check_file()
    assert session.message == "the file has grown; Ctrl-r reloads it"
    session.say("")
    session.check_file()
    assert session.message == ""
    assert host.redrawn == [()]


def test_closing_keeps_the_file_open_unless_it_was_reloaded() -> None:
    session, _ = open_session(parse(PAGE))
    closed: list[bool] = []
    session.reader.discussion.close = lambda: closed.append(True)  # type: ignore[method-assign]
    session.close()
    assert closed == []
    session.reloaded = parse(PAGE)
    session.close()
    assert closed == [True]


async def test_enter_on_the_receipt_reads_the_page_with_the_format_that_finds_more() -> None:
    page = "Paper.\nReward\nComment\n0/400\n" + "".join(f"{name} · 3h ago\nOne.\n" for name in ("Ann", "Bob", "Cid"))
    session, host = open_session(parse(page, format_name="gate"))
    session.start()
    run(session, Call(BY_ID["view.receipt"]))
    assert host.sheet is not None
    assert "other format: plain finds 3 comments; Enter reads the file with it" in host.sheet[1]
    assert host.on_enter is not None
    host.on_enter()
    await session.scheduler.wait()
    assert "switch_session" in host.calls
    following = successor(session)
    assert following is not None
    assert (following.format_name, following.reader.discussion.format) == ("plain", "plain")
    assert len(following.reader.discussion.comments) == 3


def test_enter_does_nothing_on_a_receipt_without_another_format() -> None:
    session, host = open_session(parse(PAGE))
    run(session, Call(BY_ID["view.receipt"]))
    assert host.sheet is not None
    assert host.on_enter is None


async def test_the_date_of_the_file_is_offered_and_taken_by_one_key_only(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_text("A talk.\n\n" + "".join(f"{name} · 3h ago\nOne.\n\n" for name in ("Ann", "Bob", "Cid")))
    os.utime(path, (1_735_000_000, 1_735_000_000))
    session, host = open_session(read(open_source(str(path))))
    session.start()
    comments = session.reader.discussion.comments
    assert [comment.time for comment in comments] == [None] * 3
    run(session, Call(BY_ID["view.receipt"]))
    assert host.sheet is not None
    assert "saved: not known; the file is dated" in host.sheet[1]
    assert "uses that date" in host.sheet[1]
    press(session, "z", "f")
    assert [comment.shown_time[:1] for comment in comments] == ["~"] * 3
    assert all(comment.time is not None for comment in comments)
    assert "the date of the file" in session.message
    press(session, "z", "f")
    assert [comment.time for comment in comments] == [None] * 3
    assert session.message == "times as written"
    session.close()
