"""The lists of sheets: what they list, finding in them, and what their keys do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.fake_host import comments_of, open_session, press
from thread_parsers import stats
from thread_reader.view.bookmarks import Gone, Place
from thread_reader.view.changes_sheet import MAX_NEW, ChangesSheet, changed_words
from thread_reader.view.highlight_list import HighlightSheet
from thread_reader.view.sheet import Row, Sheet, Verb

if TYPE_CHECKING:
    from harness.fake_host import FakeHost
    from thread_reader.session.session import Session

PAGE = (
    ("Ann", -1, "Who drives the night tram?"), ("Bo", 0, "> Who drives\nNobody does."), ("Cy", 0, "Me."),
    ("Di", -1, "14 million is a lot."), ("Ed", 3, "They said 14 million, too."),
)  # fmt: skip


@pytest.fixture
def opened() -> tuple[Session, FakeHost]:
    return open_session(comments_of(*PAGE))


def drawn(sheet: Sheet, width: int = 80) -> list[str]:
    """The lines without their columns."""
    lines = []
    for line in sheet.lines:
        row = sheet.line(line, width)
        words = "".join(text for text, _ in row.words).strip()
        lines.append(" | ".join(filter(None, [*(cell.text.strip() for cell in row.before), words, row.after])))
    return lines


async def test_highlights_stand_below_their_rules_with_their_reasons(opened: tuple[Session, FakeHost]) -> None:
    session, host = opened
    session.reader.stats = stats.measure(session.reader.discussion)
    press(session, "H")
    await session.scheduler.wait()
    sheet = host.list
    assert isinstance(sheet, HighlightSheet)
    assert drawn(sheet) == [
        "most answered", "Ann | 00:00 | 2 replies | Who drives the night tram?",
        "first with a figure that others repeat", "Di | 00:00 | 14 million | 14 million is a lot.",
        "", "Rules, not opinions: ? says how each is chosen.",
    ]  # fmt: skip
    assert sheet.facts == "2 comments · 10 words · 1 min"
    assert sheet.press("y") is False
    assert host.clipboard == "1. Ann, 2 replies: Who drives the night tram?\n4. Di, 14 million: 14 million is a lot."
    assert sheet.press("?") is False
    assert "most quoted" in host.sheet[1]
    sheet.move(1)
    assert sheet.press("enter") is True
    assert session.reader.position.comment == 3


async def test_the_next_highlight_needs_no_list(opened: tuple[Session, FakeHost]) -> None:
    session, host = opened
    session.reader.stats = stats.measure(session.reader.discussion)
    press(session, "]", "h")
    await session.scheduler.wait()
    assert (session.reader.position.comment, host.list) == (3, None)
    press(session, "]", "h")
    assert session.message == "no further comment to read first"
    press(session, "[", "h")
    assert session.reader.position.comment == 0


async def test_a_page_where_nobody_stands_out_says_so() -> None:
    session, host = open_session(comments_of(("Ann", -1, "One."), ("Bo", -1, "Two.")))
    press(session, "H")
    await session.scheduler.wait()
    assert host.list is None
    assert session.message.startswith("no comment stands out")


def test_changes_stand_by_kind_and_edited_ones_with_what_they_said(opened: tuple[Session, FakeHost]) -> None:
    session, _ = opened
    marks = session.reader.bookmarks
    marks.compare({1}, {4, 3}, [Gone("Eve", "2 May", "Nobody asked me.")], 3)
    marks.since, marks.likes_before, marks.old_words = "Tuesday", 48, {4: "They said 1.4 million, too."}
    session.reader.discussion.engagement.likes = 104
    sheet = ChangesSheet(session.reader, "]n")
    assert (sheet.heading, sheet.facts) == ("Since Tuesday", "1 new · 2 edited · 3 gone")
    assert drawn(sheet, 50) == [
        "new", "Bo | Nobody does.", "edited", "Di | 14 million is a lot.", "Ed | - They said 1.4 million, too.",
        "+ They said 14 million, too.", "gone", "Eve | “Nobody asked me.”",
        "2 comments more, of which no words were kept", "likes 48 → 104 · comments 7 → 5",
    ]  # fmt: skip
    assert [sheet.comment(number) for number in range(4)] == [1, 3, 4, None]


def test_many_new_comments_leave_room_for_other_changes() -> None:
    session, _ = open_session(comments_of(*[(f"P{row}", -1, "Word.") for row in range(40)]))
    session.reader.bookmarks.compare(set(range(40)), set(), [], 0)
    assert len(ChangesSheet(session.reader, "]n").lines) == 42
    session.reader.bookmarks.compare(set(range(39)), {39}, [], 0)
    sheet = ChangesSheet(session.reader, "]n")
    assert drawn(sheet)[MAX_NEW + 1] == "… 29 more: ]n goes through them"


def test_changed_words_are_underlined_from_shortly_before_the_first() -> None:
    before, now = changed_words("a b c d e f old g", "a b c d e f new words g")
    assert [part for part in before if part[1]] == [("old", "emphasis")]
    assert "".join(text for text, _ in now).strip() == "… d e f new words g"
    assert changed_words("same", "same")[0] == [("same", ""), (" ", "")]


def test_first_words_have_no_marks() -> None:
    discussion = comments_of(
        ("Ann", -1, "> " + 60 * "quoted words "), ("Bo", -1, "**Bold** [words](https://a.example)")
    )
    discussion.body_form = "markdown"
    session, host = open_session(discussion)
    session.reader.bookmarks.starred |= {0, 1}
    press(session, "z", "i")
    assert host.list is not None
    quoted, bold = drawn(host.list, 40)
    assert quoted.startswith("★ | Ann | ▎ quoted words quoted")
    assert bold == "★ | Bo | Bold words"


def test_notes_can_be_exported_from_their_list(opened: tuple[Session, FakeHost]) -> None:
    session, host = opened
    session.reader.bookmarks.notes[Place(3)] = "ask him"
    session.reader.bookmarks.notes[Place(3, 0)] = "again"
    session.reader.bookmarks.starred.add(0)
    press(session, "z", "i")
    assert host.list is not None
    assert host.list.press("e") is True
    assert session.prompt is not None
    assert session.prompt.text.endswith("-notes.md")
    assert session.prompt.note() == "2 comments as Markdown   Enter exports"


def test_notes_can_be_starred_and_removed_in_their_list(opened: tuple[Session, FakeHost]) -> None:
    session, host = opened
    marks = session.reader.bookmarks
    marks.notes[Place(3)] = "ask him"
    marks.starred.add(0)
    press(session, "z", "i")
    sheet = host.list
    assert sheet is not None
    assert drawn(sheet, 40) == ["★ | Ann | Who drives the night tram?", "✎ | Di | ask him"]
    assert sheet.facts == "1 note · 1 star"
    assert sheet.press("+") is False
    assert drawn(sheet, 40) == ["✎ | Di | ask him"]
    assert sheet.press("delete") is False
    host.choose("y")
    assert sheet.size == 0


class Words(Sheet):
    """Rows that are words."""

    def row(self, number: int, width: int) -> Row:
        return Row(words=((("apple", "pear", "plum", "peach")[number], ""),))


def test_finding_keeps_headings_of_rows_that_are_found() -> None:
    sheet = Words()
    sheet.add_heading("round")
    sheet.add_rows([0])
    sheet.add_heading("others")
    sheet.add_rows([1, 2, 3])
    list(sheet.find_steps("PE"))
    assert drawn(sheet) == ["others", "pear", "peach"]
    assert (sheet.cursor, sheet.size) == (1, 6)
    list(sheet.find_steps("nothing"))
    assert (sheet.lines, sheet.cursor) == ([], -1)
    list(sheet.find_steps(""))
    assert drawn(sheet) == ["round", "apple", "others", "pear", "plum", "peach"]


def test_a_key_that_needs_a_row_does_nothing_without_one() -> None:
    pressed: list[int] = []

    def note(number: int) -> bool:
        pressed.append(number)
        return False

    sheet = Words()
    sheet.verbs = (Verb("enter", "Enter", "go", note), Verb("?", "?", "rules", note, needs_row=False))
    assert (sheet.press("enter"), sheet.press("?"), sheet.press("x"), pressed) == (None, False, None, [-1])


async def test_a_list_that_is_ready_late_does_not_cover_a_prompt() -> None:
    many = [(f"P{row}", row - 1 if row % 3 else -1, "https://a.example/x " * 20) for row in range(2000)]
    session, host = open_session(comments_of(*many))
    press(session, "L", "H", "f")
    await session.scheduler.wait()
    assert host.list is None
    assert session.prompt is not None
    session.close_prompt()
    press(session, "L")
    assert host.list is not None
