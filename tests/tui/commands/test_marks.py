"""Jumps to the next of a kind, marks, and jumping back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.fake_host import open_session, press
from thread_parsers.reading import parse
from thread_parsers.stats import measure
from thread_reader.command_table import KINDS

if TYPE_CHECKING:
    from harness.fake_host import FakeHost
    from thread_reader.session.session import Session


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ("]a", (2, None)),
        ("]l", (1, None)),
        ("]s", (0, 0)),
        ("]s;", (1, 0)),
        ("]s;;,", (1, 0)),
        ("G[a", (1, None)),
        ("Gmag]m", (4, None)),
    ],
)
def test_jumps_lead_to_the_next_of_a_kind(session: Session, keys: str, place: tuple[int, int | None]) -> None:
    press(session, *keys)
    assert session.reader.place == place


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("G]a", "no further author"),
        ("[l", "no earlier link"),
        ("]n", "no further new comment"),
        (";", "nothing to repeat yet; press ] or [ and a letter first"),
        (
            "]y",
            "] and [ take one of: " + ", ".join(f"{letter} {words}" for letter, words in KINDS.items()),
        ),
        ("'x", "no mark x"),
        ("mx", "marked x; 'x returns here"),
        ("mxmx", "mark x removed"),
    ],
)
def test_messages_say_what_happened(session: Session, keys: str, message: str) -> None:
    press(session, *keys)
    assert session.message == message


def test_a_mark_returns_and_ctrl_o_goes_back(session: Session) -> None:
    press(session, *"jmaG'a")
    assert session.reader.position.comment == 1
    press(session, "ctrl+o")
    assert session.reader.position.comment == 4
    press(session, "ctrl+o", "ctrl+o")
    assert session.message == "no earlier jump"


async def test_a_mark_behind_the_filter_is_reported(session: Session) -> None:
    press(session, *"ma")
    session.filter_by("captain")
    await session.scheduler.wait()
    press(session, *"'a")
    assert session.message == "that comment is hidden by the filter; F shows all"


def test_sentences_have_to_be_counted_first(session: Session) -> None:
    press(session, "a")
    assert "still being counted" in session.message


ARTICLE = (
    "Harbour to get a lighthouse made of recycled glass.\n"
    "The lighthouse will use 900 tonnes of recycled bottles. Fishermen asked for a foghorn instead.\n"
    "Reward\nComment\n0/400\n"
)


def session_about(text: str) -> tuple[Session, FakeHost]:
    """A session on an article and one comment, with the stats counted."""
    discussion = parse(f"{ARTICLE}Ada\n· 2025-03-20 18:20\n{text}\nReply0\n")
    session, host = open_session(discussion)
    session.reader.stats = measure(discussion)
    return session, host


def test_a_comment_leads_to_its_only_sentence() -> None:
    session, host = session_about("A foghorn, fishermen say.")
    press(session, "a")
    assert session.pane == "article"
    assert host.article.calls == [("go", 3)]


def test_a_comment_about_several_sentences_lets_pick_one() -> None:
    session, host = session_about("Recycled bottles, 900 tonnes!\n---\nA foghorn, fishermen say.")
    press(session, "a")
    assert {choice.value for choice in host.choices} == {"2", "3"}
    host.choose("3")
    assert host.article.calls == [("go", 3)]


def test_a_comment_about_no_sentence_says_so() -> None:
    session, _ = session_about("I like towers.")
    press(session, "a")
    assert session.message == "not about any sentence of the article"
