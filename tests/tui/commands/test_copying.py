"""Copying in every form, and opening links."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.fake_host import open_session, press
from thread_parsers.reading import parse

if TYPE_CHECKING:
    from pathlib import Path

    from harness.fake_host import FakeHost
    from thread_reader.session.session import Session

PAGE = (
    "A ferry is late.\nReward\nComment\n0/400\nAnn\n· 2025-03-19 18:20\nI like the ferry.\n---\nIt is late.\nReply0\n"
)


@pytest.fixture(autouse=True)
def own_state_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Copies are also kept in a file: in a folder of this test."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))


@pytest.mark.parametrize(
    ("form", "copied"),
    [
        ("t", "I like the ferry.\n---\nIt is late."),
        ("q", "Ann, 2025-03-19 18:20 wrote:\n> I like the ferry.\n> ---\n> It is late."),
        ("m", "**Ann, 2025-03-19 18:20**\n\n> I like the ferry.\n>\n> ---\n>\n> It is late."),
        ("l", "-:1"),
    ],
)
def test_a_comment_is_copied_in_every_form(form: str, copied: str) -> None:
    session, host = open_session(parse(PAGE))
    press(session, "y")
    assert [choice.value for choice in host.choices] == ["t", "q", "m", "l", "p"]
    host.choose(form)
    assert host.clipboard == copied
    assert session.message.startswith(f"copied {len(copied)} characters")


def test_the_address_of_a_comment_is_copied_or_said_to_be_missing() -> None:
    session, host = open_session(parse(PAGE))
    press(session, "y")
    host.choose("p")
    assert session.message == "the page states no address or id of this comment"
    assert host.clipboard == ""
    session.reader.columns.permalinks[0] = "https://forum.example/t/9#c1"
    press(session, "y")
    host.choose("p")
    assert host.clipboard == "https://forum.example/t/9#c1"


def test_a_comment_without_text_says_so() -> None:
    session, host = open_session(parse("Ann\n· 2025-03-19 18:20\nReply0\nBo\n· 2025-03-19 18:21\nYes.\nReply0\n"))
    press(session, "y")
    host.choose("t")
    assert session.message == "this comment has no text"
    assert host.clipboard == ""


def test_an_entered_segment_is_copied_alone(session: Session, host: FakeHost, tmp_path: Path) -> None:
    press(session, *"3Glj", "y")
    host.choose("t")
    assert host.clipboard == "and the captain is asleep."
    assert (tmp_path / "thread-reader" / "copied.txt").read_text() == "and the captain is asleep."


def test_control_characters_are_not_copied() -> None:
    session, host = open_session(parse("Ann\n· 2025-03-19 18:20\nred \x1b[31m ferry\nReply0\n"))
    session.copy("red \x1b[31m ferry")
    assert "\x1b" not in host.clipboard


def test_a_link_is_opened_only_when_it_is_picked(
    session: Session, host: FakeHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def opener(address: str) -> str:
        opened.append(address)
        return f"opened {address}"

    monkeypatch.setattr("thread_reader.browser.open_address", opener)
    press(session, "j", "o")
    assert opened == []
    host.choose("https://example.org/fares?a=1")
    assert opened == ["https://example.org/fares?a=1"]
    assert session.message == "opened https://example.org/fares?a=1"


def test_a_comment_without_links_says_so(session: Session, host: FakeHost) -> None:
    press(session, "o")
    assert session.message == "no link here that can be opened"
    assert host.choices == []


ARTICLE = "The boat is late, see https://example.org/late. The captain [sic] is asleep.\n"


@pytest.fixture
def with_article() -> tuple[Session, FakeHost]:
    """A session on an article of two sentences, the first with a link, and a comment."""
    return open_session(parse(f"{ARTICLE}Reward\nComment\n0/400\nAda\n· 2025-03-20 18:20\nhttps://a.org\nReply0\n"))


def test_in_the_article_the_sentence_is_copied_and_its_links_are_opened(
    with_article: tuple[Session, FakeHost],
) -> None:
    session, host = with_article
    session.show_pane("article")
    press(session, "o")
    assert [choice.value for choice in host.choices] == ["https://example.org/late"]
    session.reader.sentences.cursor = 1
    press(session, "o")
    assert session.message == "no link here that can be opened"
    press(session, "y")
    assert host.clipboard == "The captain [sic] is asleep."
    session.reader.sentences.cursor = 9
    for key in "oy":
        press(session, key)
        assert session.message == "no sentence here"


def test_in_the_stats_no_comment_of_another_pane_is_copied_or_opened(with_article: tuple[Session, FakeHost]) -> None:
    session, host = with_article
    session.show_pane("stats")
    for key in "oy":
        press(session, key)
        assert session.message == "comments and article only: press 2 or 1"
    assert (host.choices, host.clipboard) == ([], "")
