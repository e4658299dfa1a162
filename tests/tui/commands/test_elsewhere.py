"""Commands of a comment, a sentence or a row while a pane has the focus that they do not act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.fake_host import open_session, press
from thread_parsers.reading import parse
from thread_parsers.stats import measure
from thread_reader.command_table import COMMANDS
from thread_reader.view.key_bar import BY_PANE
from thread_reader.view.pane_titles import PANES

if TYPE_CHECKING:
    from harness.fake_host import FakeHost
    from thread_reader.session.session import Session

PAGE = (
    "A harbour story.\nThe late ferry is a wooden boat. Nobody repairs it.\nReward\nComment\n0/400\n"
    "Ada\n· 2025-03-20 18:20\nThe wooden ferry is late.\nReply0\n"
    "Bo\n· 2025-03-20 18:21\nBoats are late.\nReply0\n"
    "Ada\n· 2025-03-20 18:22\nRepair it.\nReply0\n"
)
ACTING = [command for command in COMMANDS if command.panes]
ELSEWHERE = [
    pytest.param(command.keys[0], pane, command.panes, id=f"{command.id}-{pane}")
    for command in ACTING
    for pane in PANES
    if pane not in command.panes
]


@pytest.fixture
def opened() -> tuple[Session, FakeHost]:
    """A session on an article and three comments, with all stats counted."""
    session, host = open_session(parse(PAGE))
    session.reader.stats = measure(session.reader.discussion)
    return session, host


def state(session: Session) -> tuple[object, ...]:
    """What a command could change."""
    reader, bookmarks = session.reader, session.reader.bookmarks
    return (
        session.pane, session.prompt, reader.place, reader.filter.text, reader.search.text, reader.folds,
        set(bookmarks.read), set(bookmarks.starred), dict(bookmarks.notes), dict(bookmarks.marks),
    )  # fmt: skip


@pytest.mark.parametrize(("key", "pane", "acts_on"), ELSEWHERE)
def test_a_command_that_does_not_act_on_the_focused_pane_says_where_it_does(
    opened: tuple[Session, FakeHost], key: str, pane: str, acts_on: tuple[str, ...]
) -> None:
    session, host = opened
    session.show_pane(pane)
    before = state(session)
    press(session, key, *("a" if key == "m" else ""))
    assert f"only: press {'2' if 'comments' in acts_on else '3'}" in session.message
    assert state(session) == before
    assert (host.choices, host.clipboard) == ([], "")


def test_the_key_bar_of_a_pane_offers_only_what_acts_on_it() -> None:
    acting = {command.id: command.panes for command in ACTING}
    for pane, row in BY_PANE.items():
        assert [command for command in row if pane not in acting.get(command, pane)] == []


def test_a_page_without_comments_says_so() -> None:
    session, _ = open_session(parse("A harbour story.\n\nThe late ferry is a wooden boat. Nobody repairs it.\n"))
    session.show_pane("article")
    press(session, "+")
    assert session.message == "no comments"


async def test_in_the_stats_the_person_in_the_row_is_the_filter(opened: tuple[Session, FakeHost]) -> None:
    session, host = opened
    session.show_pane("stats")
    stats = session.reader.stats
    people = stats.people if stats is not None else None
    assert people is not None
    host.stats.query_here = people.authors[0].query
    for visible in ([0, 2], [0, 1, 2]):
        press(session, "@")
        await session.scheduler.wait()
        assert list(session.reader.visible) == visible
    host.stats.query_here = "words:>5"
    press(session, "@")
    assert session.message == "no person in this row"
    assert session.reader.filter.text == ""


def test_in_the_article_the_words_of_the_sentence_are_offered(opened: tuple[Session, FakeHost]) -> None:
    session, host = opened
    session.show_pane("article")
    session.reader.sentences.cursor = 0
    press(session, "*")
    words = [choice.value for choice in host.choices]
    assert words
    assert set(words) <= set(session.reader.sentences.words.rstrip(".").split())
