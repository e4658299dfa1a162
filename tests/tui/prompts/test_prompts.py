"""The search prompt and the filter prompt, without a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.geometry import Offset
from textual.selection import Selection

from harness.fake_host import FakeField, FakeHost, comments_of, open_session, press
from thread_parsers.reading import parse
from thread_reader.view.jobs import filter_steps, search_steps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractAsyncContextManager

    from textual.pilot import Pilot

    from thread_reader.host import Prompt
    from thread_reader.screens.reading_screen import ReadingScreen
    from thread_reader.session.session import Session
    from thread_reader.view.reader import Reader


@pytest.fixture
def opened_session() -> tuple[Session, FakeHost]:
    """A session on three comments."""
    return open_session(
        comments_of(
            ("Tom", -1, "Ten minutes late."), ("Ann", 0, "I like the ferry."), ("Tom", -1, "The ferry is late.")
        )
    )


@pytest.fixture
def session(opened_session: tuple[Session, FakeHost]) -> Session:
    """The session."""
    return opened_session[0]


def prompt_of(session: Session, key: str) -> Prompt:
    """The prompt that a key opens."""
    press(session, key)
    assert session.prompt is not None
    return session.prompt


async def test_a_search_follows_what_is_typed_and_escape_returns(session: Session) -> None:
    prompt = prompt_of(session, "/")
    prompt.typed("ferry")
    await session.scheduler.wait()
    assert session.reader.position.comment == 1
    assert prompt.note() == "2 hits in 2 comments"
    assert prompt.key("escape", FakeField())
    assert session.prompt is None
    assert session.reader.position.comment == 0
    assert session.reader.search.pattern is None


async def test_escape_stops_a_search_that_has_not_come_to_the_comments() -> None:
    article = "Late\n" + "The ferry is late.\n" * 20_000 + "Reward\nComment\n0/400\n"
    session, _ = open_session(parse(article + "Ada\n· 2025-12-24 06:14\nWhich ferry?\nReply0\n"))
    prompt = prompt_of(session, "/")
    prompt.typed("ferry")
    assert session.scheduler.running == ("searching",)
    assert prompt.key("escape", FakeField())
    await session.scheduler.wait()
    assert session.reader.search.pattern is None
    assert session.reader.search.in_article == []


async def test_enter_keeps_the_search(session: Session) -> None:
    session.show_pane("stats")
    prompt = prompt_of(session, "/")
    prompt.typed("ferry")
    await session.scheduler.wait()
    assert prompt.key("enter", FakeField())
    assert (session.prompt, session.pane) == (None, "comments")
    assert session.reader.search.text == "ferry"


async def test_the_cursor_stays_where_the_user_put_it_while_searching(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved: list[bool] = []

    def slow_search_steps(reader: Reader) -> Iterator[bool | None]:
        while not moved:
            yield False
        yield from search_steps(reader)

    monkeypatch.setattr("thread_reader.view.jobs.search_steps", slow_search_steps)
    session.reader.search.ask("ferry")
    session.jobs.search(follow=True)
    press(session, "G")
    moved.append(True)
    await session.scheduler.wait()
    assert session.reader.search.total == 2
    assert session.reader.position.comment == 2
    assert session.reader.search.current is None


@pytest.mark.parametrize("key", ["/", "f"])
def test_other_keys_are_for_the_field(session: Session, key: str) -> None:
    assert not prompt_of(session, key).key("x", FakeField())


@pytest.mark.parametrize(("key", "text"), [("/", "/(/"), ("f", "user:Tom (")])
async def test_an_invalid_text_is_explained(session: Session, key: str, text: str) -> None:
    prompt = prompt_of(session, key)
    prompt.typed(text)
    assert prompt.note().startswith("column ")


async def test_a_filter_applies_as_it_is_typed_and_escape_restores_the_old_one(session: Session) -> None:
    session.filter_by("user:Tom ferry")
    session.reader.filter.switch(1)
    session.jobs.filter()
    await session.scheduler.wait()
    session.reader.filter.on = False
    prompt = prompt_of(session, "f")
    assert prompt.text == "user:Tom ferry"
    prompt.typed("user:Ann")
    await session.scheduler.wait()
    assert prompt.note() == "1 of 3"
    assert list(session.reader.visible) == [1]
    assert prompt.key("escape", FakeField())
    await session.scheduler.wait()
    filter_ = session.reader.filter
    assert (filter_.text, filter_.switched_off, filter_.on) == ("user:Tom ferry", frozenset({1}), False)
    assert list(filter_.matches) == [0, 2]
    assert len(session.reader.visible) == 3


async def test_enter_keeps_the_filter_and_the_history_recalls_it(session: Session) -> None:
    for query in ("user:Tom", "user:Ann"):
        prompt = prompt_of(session, "f")
        prompt.typed(query)
        assert prompt.key("enter", FakeField())
    prompt, field = prompt_of(session, "f"), FakeField()
    recalled = []
    for key in ("up", "up", "up", "down", "down"):
        assert prompt.key(key, field)
        recalled.append(field.words[0])
    assert recalled == ["user:Ann", "user:Tom", "user:Tom", "user:Ann", ""]
    await session.scheduler.wait()


def test_tab_completes_the_word_at_the_cursor(session: Session) -> None:
    prompt, field = prompt_of(session, "f"), FakeField("late user:A")
    assert prompt.key("tab", field)
    assert field.words == ("late user:Ann", 13)


async def typed_one_by_one(session: Session, prompt: Prompt, text: str) -> Iterator[tuple[str, list[int]]]:
    """The note and the visible comments after each letter."""
    seen = []
    for end in range(1, len(text) + 1):
        prompt.typed(text[:end])
        await session.scheduler.wait()
        seen.append((prompt.note(), list(session.reader.visible)))
    return iter(seen)


async def test_typing_a_field_never_blanks_the_screen(session: Session) -> None:
    prompt = prompt_of(session, "f")
    seen = list(await typed_one_by_one(session, prompt, "user:Ann"))
    assert [visible for _, visible in seen] == [[0, 1, 2]] * 5 + [[1]] * 3
    assert not any("column" in note for note, _ in seen)


@pytest.mark.parametrize(
    "text",
    ["us", "user:", "@", "user:Xaver", "late user:", "likes:>", "on:20", 'user:"An', "late NOT", "has:l", '"fer'],
)
async def test_a_half_typed_end_keeps_the_last_result(session: Session, text: str) -> None:
    prompt = prompt_of(session, "f")
    prompt.typed("ferry")
    prompt.typed(text)
    await session.scheduler.wait()
    assert list(session.reader.filter.matches) == [1, 2]
    assert prompt.note().startswith("2 of 3")
    assert "column" not in prompt.note()


async def test_enter_explains_a_field_without_a_value_and_leaves_the_prompt_open(session: Session) -> None:
    prompt = prompt_of(session, "f")
    prompt.typed("ferry")
    prompt.typed("ferry likes:")
    assert prompt.key("enter", FakeField("ferry likes:"))
    assert session.prompt is prompt
    assert prompt.note() == "column 13: likes: needs a value, as in likes:>3"
    prompt.typed("ferry likes:0")
    assert prompt.key("enter", FakeField("ferry likes:0"))
    await session.scheduler.wait()
    assert session.prompt is None
    assert session.reader.filter.text == "ferry likes:0"


async def test_enter_takes_the_beginning_of_a_field_for_a_word(session: Session) -> None:
    prompt = prompt_of(session, "f")
    prompt.typed("like")
    assert len(session.reader.visible) == 3
    assert prompt.key("enter", FakeField("like"))
    await session.scheduler.wait()
    assert list(session.reader.filter.matches) == [1]


async def test_a_filter_that_finds_nothing_names_the_nearest_author(session: Session) -> None:
    prompt = prompt_of(session, "f")
    prompt.typed("user:Tmo")
    assert prompt.note() == "nearest author: Tom"
    prompt.typed("user:Tmo ")
    await session.scheduler.wait()
    assert prompt.note() == "0 of 3; nearest author: Tom"
    assert prompt.key("enter", FakeField("user:Tmo "))
    assert session.message == "nothing matches user:Tmo; nearest author: Tom"
    session.say("")
    session.filter_by("@Anm")
    await session.scheduler.wait()
    assert session.message == "nothing matches @Anm; nearest author: Ann"
    session.say("")
    session.filter_by("ferry")
    await session.scheduler.wait()
    assert session.message == ""


async def test_the_author_command_writes_a_query_for_exactly_that_author() -> None:
    session, _ = open_session(comments_of(("An", -1, "a"), ("Ann", 0, "b"), ("@An", 0, "c")))
    press(session, "@")
    await session.scheduler.wait()
    assert session.reader.filter.text == 'user:"An"'
    assert list(session.reader.filter.matches) == [0]


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        ("l", ["likes:", "link:"]),
        ("late us", ["user:"]),
        ("user:", ["user:Tom", "user:Ann"]),
        ("late @", ["@Tom", "@Ann"]),
        ("has:", ["has:link", "has:number", "has:question", "has:quote", "has:note"]),
        ("late O", ["OR", "on:"]),
        ("user:Ann", []),
        ("late ", []),
        ("zebra", []),
        ("", []),
    ],
)
def test_completions_are_offered_as_one_types(session: Session, typed: str, rows: list[str]) -> None:
    prompt = prompt_of(session, "f")
    assert [text for text, _ in prompt.offers(FakeField(typed)).rows] == rows


def test_beside_a_name_stands_how_many_comments_it_finds() -> None:
    names = ["Tom"] * 11 + ["Tia", "Tess", "Tess"]
    session, _ = open_session(comments_of(*((name, -1, "Late.") for name in names)))
    prompt = prompt_of(session, "f")
    for typed in ("user:T", "@T"):
        rows = prompt.offers(FakeField(typed)).rows
        assert [meaning for _, meaning in rows] == ["11 comments", " 2 comments", " 1 comment"]
    assert {meaning for _, meaning in prompt.offers(FakeField("to:T")).rows} == {""}


def test_inside_a_word_nothing_is_offered(session: Session) -> None:
    prompt, field = prompt_of(session, "f"), FakeField()
    field.put("user:To late", 6)
    assert not prompt.offers(field).rows
    field.put("user:T late", 6)
    assert [text for text, _ in prompt.offers(field).rows] == ["user:Tom"]


def test_tab_and_arrows_choose_a_completion(session: Session) -> None:
    prompt, field = prompt_of(session, "f"), FakeField("late us")
    chosen = []
    for key in ("tab", "down", "down", "down", "up", "shift+tab"):
        assert prompt.key(key, field)
        chosen.append((field.words[0], prompt.offers(field).chosen))
    assert chosen == [
        ("late user:", None),
        ("late user:Tom", 0),
        ("late user:Ann", 1),
        ("late user:Tom", 0),
        ("late user:Ann", 1),
        ("late user:Tom", 0),
    ]


@pytest.mark.parametrize("key", ["up", "shift+tab"])
def test_backwards_the_last_completion_comes_first(session: Session, key: str) -> None:
    prompt, field = prompt_of(session, "f"), FakeField("user:")
    prompt.offers(field)
    assert prompt.key(key, field)
    assert (field.words[0], prompt.offers(field).chosen) == ("user:Ann", 1)


def test_the_search_offers_nothing(session: Session) -> None:
    assert prompt_of(session, "/").offers(FakeField("us")).rows == ()


@pytest.mark.parametrize(
    ("text", "note"),
    [("minutes", "1 hit in 1 comment"), ("e", "9 hits in 3 comments"), ("Tom", "2 hits in 2 comments")],
)
async def test_counts_read_right(session: Session, text: str, note: str) -> None:
    prompt = prompt_of(session, "/")
    prompt.typed(text)
    await session.scheduler.wait()
    assert prompt.note() == note


async def test_a_name_that_arrives_late_is_preferred_to_names_that_only_begin_so() -> None:
    discussion = comments_of(("Anna", -1, "first"))
    discussion.complete = False
    session, _ = open_session(discussion)
    reader = session.reader
    reader.filter.ask("user:Ann")
    steps = filter_steps(reader)
    next(steps)
    assert list(reader.filter.matches) == [0]
    discussion.columns.append(start=0, body_start=0, body_end=5, end=5, author="Ann", parent=-1, time=0)
    discussion.complete = True
    assert list(steps)
    assert list(reader.filter.matches) == [1]


@pytest.mark.parametrize(("size", "rows"), [((80, 24), 6), ((120, 40), 6), ((40, 9), 5), ((24, 6), 2), ((80, 4), 0)])
async def test_the_list_covers_rows_above_the_prompt_and_moves_nothing(
    opened: Callable[..., AbstractAsyncContextManager[tuple[Pilot[None], ReadingScreen]]],
    size: tuple[int, int],
    rows: int,
) -> None:
    page = "".join(f"Person{number}\n· 2025-03-0{number} 18:20\nHello, bees.\nReply0\n" for number in range(1, 9))
    page = "The library put two hives on its roof.\n0/400\n" + page
    async with opened(page, size=size) as (pilot, screen):
        await pilot.press("f")
        await pilot.pause()
        before = screen.comments.region
        await pilot.press(*"user:p")
        await pilot.pause()
        offers, line = screen.query_one("#prompt-offers"), screen.query_one("#prompt-line")
        assert offers.display == (rows > 0)
        if rows:
            assert (offers.region.height, offers.region.bottom) == (rows, line.region.y)
            assert offers.region.right <= size[0]
        assert screen.comments.region == before
        await pilot.press("tab", "enter")
        await screen.session.scheduler.wait()
        assert screen.session.reader.filter.text == "user:Person1"
        assert len(screen.session.reader.filter.matches) == 1
        await pilot.press("f", "backspace")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert screen.session.prompt is None
        assert not line.display
        assert screen.session.reader.filter.text == "user:Person1"


async def test_cutting_nothing_in_a_prompt_leaves_the_clipboard_as_it_is(
    opened: Callable[..., AbstractAsyncContextManager[tuple[Pilot[None], ReadingScreen]]],
) -> None:
    async with opened("Ada\n· 2025-03-09 18:20\nHello, bees.\nReply0\n", size=(80, 24)) as (pilot, screen):
        screen.app.copy_to_clipboard("Hello")
        await pilot.press("/")
        await pilot.pause()
        await pilot.press("ctrl+x")
        await pilot.pause()
        assert screen.app.clipboard == "Hello"


async def test_a_selection_below_the_last_line_is_nothing_to_copy(
    opened: Callable[..., AbstractAsyncContextManager[tuple[Pilot[None], ReadingScreen]]],
) -> None:
    async with opened("Ada\n· 2025-03-09 18:20\nHello, bees.\nReply0\n", size=(80, 24)) as (pilot, screen):
        await pilot.pause()
        below = Selection(Offset(0, 19), Offset(9, 19))
        screen.selections = {screen.comments: below}
        assert screen.comments.get_selection(below) is None
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert screen.app.is_running
