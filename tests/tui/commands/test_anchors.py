"""Quotes and links in bodies: the cursor on them, Enter, clicks, and how bodies are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.fake_host import comments_of, open_session, press
from thread_reader.commands.clicks import click_comment
from thread_reader.keymap import Keymap
from thread_reader.view.drawing import Drawing
from thread_reader.view.key_bar import of_pane
from thread_reader.view.status_text import where

if TYPE_CHECKING:
    from harness.fake_host import FakeHost
    from thread_reader.session.session import Session

PLAN = "The plan needs thirty drivers, and we have only a few of them."


@pytest.fixture
def opened_session() -> tuple[Session, FakeHost]:
    discussion = comments_of(
        ("Tom", -1, f"{PLAN} See https://example.org/plan and [this](https://example.org/this)."),
        ("Ann", 0, "> the plan *needs* thirty drivers\n\nNo.\n\n> who said so\n\nNobody."),
        ("Tom", 1, "No quote here: www.example.org/other"),
        ("Zoë", 2, "> Nobody.\n\nI did."),
    )
    discussion.body_form = "markdown"
    return open_session(discussion)


def status(session: Session) -> str:
    return "".join(text for text, _ in where(session.reader, "comments")[0])


def test_the_cursor_goes_from_quote_to_quote(session: Session) -> None:
    reader = session.reader
    seen = []
    for keys in ("]q", ";", ";", ";"):
        press(session, *keys)
        assert reader.anchor is not None
        seen.append((reader.anchor[0], reader.anchor[1].paragraph, reader.anchor[1].comment))
    assert seen == [(1, 0, 0), (1, 4, None), (3, 0, 1), (3, 0, 1)]
    assert session.message == "no further quote"
    press(session, *"[q")
    assert reader.anchor is not None
    assert reader.anchor[1].paragraph == 4
    press(session, "j")
    assert reader.anchor is None


def test_enter_on_a_quote_goes_to_the_quoted_comment_and_back(session: Session) -> None:
    reader = session.reader
    press(session, *"]q")
    assert "quotes Tom" in status(session)
    items = [item.words for item in of_pane(Keymap(), reader, "comments")]
    assert items[:2] == ["quoted comment", "back"]
    press(session, "enter")
    assert reader.position.comment == 0
    assert reader.anchor is None
    press(session, "ctrl+o")
    assert reader.position.comment == 1
    press(session, "enter")
    assert 1 in reader.folds
    press(session, "enter")


def test_enter_on_a_quote_from_elsewhere_says_so(session: Session) -> None:
    press(session, *"]q", *"]q", "enter")
    assert session.reader.position.comment == 1
    assert session.message == "the comment that is quoted was not found on this page"
    assert 1 not in session.reader.folds


def test_a_folded_comment_is_unfolded_for_its_quote(session: Session) -> None:
    reader = session.reader
    reader.fold(reader.folds.fold(1))
    press(session, *"]q")
    assert reader.anchor is not None
    assert reader.anchor[0] == 1
    assert 1 not in reader.folds


def test_the_cursor_goes_from_link_to_link_and_the_status_line_shows_the_address(
    session: Session, host: FakeHost
) -> None:
    shown = []
    for _ in range(3):
        press(session, *"]l")
        shown.append(status(session))
    assert shown == ["→ https://example.org/plan", "→ https://example.org/this", "→ https://www.example.org/other"]
    press(session, *"[l", "o")
    assert [choice.value for choice in host.choices] == ["https://example.org/this"]
    press(session, "enter")
    assert 0 in session.reader.folds


def test_without_drawn_links_the_cursor_goes_to_comments_with_links(session: Session) -> None:
    session.reader.anchors_of = lambda _comment, _kind: ()
    press(session, *"]l")
    assert session.reader.position.comment == 2
    assert session.reader.anchor is None


def test_a_click_on_a_link_offers_it_and_one_on_a_quote_goes_to_the_quoted_comment(
    session: Session, host: FakeHost
) -> None:
    click_comment(session, 0, "text", "words", 1, "https://example.org/this", None)
    assert [choice.value for choice in host.choices] == ["https://example.org/this"]
    click_comment(session, 1, "text", "> the plan", 4, "", 0)
    assert session.reader.position.comment == 0
    press(session, "ctrl+o")
    assert session.reader.position.comment == 1
    click_comment(session, 1, "text", "No.", 1, "", None)
    assert session.reader.position.comment == 1


def test_a_spoiler_is_shown_by_enter_or_a_click_and_hidden_again() -> None:
    discussion = comments_of(("Tom", -1, "It ends so:\n\n>!He *dies* at the end!< as expected."), ("Ann", 0, "No."))
    discussion.body_form = "markdown"
    session, _ = open_session(discussion)
    press(session, *"]x")
    assert " · spoiler" in status(session)
    assert next(item.words for item in of_pane(Keymap(), session.reader, "comments")) == "show or hide"

    def shown() -> str:
        layout = session.reader.heights.of(0)  # type: ignore[attr-defined]
        return "".join(piece.text for line in layout.lines for piece in line.pieces or ())

    hidden = shown()
    assert hidden == "▸ spoiler · 5 words as expected."
    press(session, "enter")
    assert shown() == "He dies at the end as expected."
    press(session, "enter")
    assert shown() == hidden
    click_comment(session, 0, "spoiler", "", 0, "", None)
    assert "dies" in shown()
    press(session, *"]x", ";")
    assert session.message == "no further spoiler"


def test_the_source_and_wrapped_code_are_switched_on_and_off(session: Session) -> None:
    drawing = session.reader.drawing
    press(session, *"zs", *"zw", *"zq")
    assert session.reader.drawing == Drawing(as_source=True, wraps_code=True, folds_asides=True)
    press(session, *"zs", *"zw", *"zq")
    assert session.reader.drawing == drawing
