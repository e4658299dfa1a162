"""The lines around the panes: titles, tabs, status line, key bar, and which keys may follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.pilots import until
from thread_reader.view.pane_titles import PANES
from thread_reader.widgets.key_panel import KeyPanel
from thread_reader.widgets.status import KeyBar, SheetKeys, StatusLine

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from rich.style import Style
    from textual.pilot import Pilot

    from thread_reader.screens.reading_screen import ReadingScreen

    Reading = Callable[..., AbstractAsyncContextManager[tuple[Pilot[None], ReadingScreen]]]

ARTICLE = "The last boat will leave at nine. The council expects 300 passengers a day.\n"
TITLE = "Ferry timetable to change"
PAGE = (
    f"{ARTICLE}Reward\nComment\n0/400\n"
    "Ada\n· 2025-03-20 18:20\nThe last boat at nine is too early for the cinema.\n---\nWho asked the council?\nReply0\n"
    "Ben\n· 2025-03-20 18:25\nI walk over the bridge.\nReply0\n"
    f"{TITLE}\n{ARTICLE}"
)
EMPTY = "Ferry timetable to change in autumn.\nThe last boat will leave at nine.\n"


def rows(pilot: Pilot[None]) -> list[str]:
    """The lines on the screen."""
    return [strip.text.rstrip() for strip in pilot.app.screen._compositor.render_strips()]


def style_of(pilot: Pilot[None], row: int, text: str) -> Style:
    """The style of a piece of text in a row of the screen."""
    strip = pilot.app.screen._compositor.render_strips()[row]
    style = next(segment.style for segment in strip if text in segment.text)
    assert style is not None
    return style


def command_at(line: StatusLine, column: int) -> str:
    """The command that a click at a column of a line runs; empty if none."""
    piece = line.piece_at(column)
    return piece.command if piece is not None else ""


async def go(pilot: Pilot[None], screen: ReadingScreen, *keys: str) -> None:
    await pilot.press(*keys)
    screen.settle_keys()
    await pilot.pause()


async def test_every_pane_has_a_title_with_its_key(opened: Reading) -> None:
    async with opened(PAGE, size=(120, 40)) as (pilot, _):
        first = rows(pilot)[0]
        assert " 1 Article " in first
        assert " 2 Comments  2 · page order" in first
        assert "14 words" in first
        third = next(row for row in rows(pilot) if row.startswith(" 3 Stats "))
        assert "of all 2" in third


async def test_the_title_of_the_pane_with_the_focus_looks_different(opened: Reading) -> None:
    async with opened(PAGE, size=(120, 40)) as (pilot, screen):
        focused, other = style_of(pilot, 0, "2 Comments"), style_of(pilot, 0, "1 Article")
        assert focused.bgcolor != other.bgcolor
        await go(pilot, screen, "1")
        assert style_of(pilot, 0, "1 Article").bgcolor == focused.bgcolor
        assert style_of(pilot, 0, "2 Comments").bgcolor == other.bgcolor


async def test_a_narrow_screen_names_all_panes_and_the_page(opened: Reading) -> None:
    async with opened(PAGE, size=(80, 24)) as (pilot, screen):
        first = rows(pilot)[0]
        assert first.startswith(" 1 Article  2 Comments  3 Stats ")
        assert first.endswith(f"  {TITLE}")
        shown = style_of(pilot, 0, "2 Comments")
        await go(pilot, screen, "3")
        assert style_of(pilot, 0, "3 Stats").bgcolor == shown.bgcolor
        assert style_of(pilot, 0, "2 Comments").bgcolor != shown.bgcolor


@pytest.mark.parametrize("width", [20, 30, 40, 60])
async def test_the_keys_of_all_panes_stay_however_narrow_it_is(opened: Reading, width: int) -> None:
    async with opened(PAGE, size=(width, 24)) as (pilot, _):
        first = rows(pilot)[0]
        assert [key for key in "123" if key in first] == ["1", "2", "3"]
        assert "2 Comments" in first


async def test_the_title_of_the_page_stays_when_the_article_scrolls(opened: Reading) -> None:
    long = PAGE.replace("The last boat will", "The boats sail. " * 200 + "The last boat will")
    async with opened(long, size=(120, 24)) as (pilot, screen):
        assert "Ferry" not in rows(pilot)[0]
        await go(pilot, screen, "1")
        await go(pilot, screen, "G")
        assert " 1 Article  Ferry timetable" in rows(pilot)[0]


@pytest.mark.parametrize("size", [(120, 40), (169, 50), (200, 50), (250, 70)])
async def test_one_line_divides_two_panes(opened: Reading, size: tuple[int, int]) -> None:
    async with opened(PAGE, size=size) as (pilot, screen):
        right = max(screen.query_one(f"#{pane}").region.x for pane in PANES)
        for pane in (screen.article, screen.comments, screen.stats):
            region = pane.region
            cells = [row[: region.right].ljust(region.right) for row in rows(pilot)[region.y : region.bottom]]
            if region.x == right:
                assert {row[-1] for row in cells} <= {" ", "│", "┃"}
            else:
                assert {row[-1] for row in cells} <= {"│", "┃"}
                assert {row[-2] for row in cells} == {" "}


@pytest.mark.parametrize(("size", "ruled"), [((120, 40), True), ((200, 50), True), ((200, 22), False)])
async def test_a_rule_is_drawn_where_a_pane_begins_below_another(
    opened: Reading, size: tuple[int, int], ruled: bool
) -> None:
    async with opened(PAGE, size=size) as (pilot, _):
        title = next(row for row in rows(pilot) if " 3 Stats " in row)
        assert ("───" in title) is ruled


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
async def test_only_the_pane_with_the_focus_draws_a_cursor(opened: Reading, size: tuple[int, int]) -> None:
    async with opened(PAGE, size=size) as (pilot, screen):
        for key, pane in (("1", "article"), ("3", "stats"), ("2", "comments")):
            await go(pilot, screen, key)
            region = screen.query_one(f"#{pane}").region
            drawn = [(x, y) for y, row in enumerate(rows(pilot)) for x, cell in enumerate(row) if cell == "▌"]
            assert drawn
            assert {x for x, _ in drawn} == {region.x}
            assert {region.y <= y < region.bottom for _, y in drawn} == {True}


async def test_a_pane_that_the_keys_have_left_marks_its_place(opened: Reading) -> None:
    async with opened(PAGE, size=(120, 40)) as (pilot, screen):
        at = next(y for y, row in enumerate(rows(pilot)) if "◦ BE Ben" in row)

        def ground() -> object:
            strip = pilot.app.screen._compositor.render_strips()[at]
            return next(one.style.bgcolor for one in strip if one.style is not None and "Ben" in one.text)

        before = ground()
        await go(pilot, screen, "j", "1")
        assert "▌" not in rows(pilot)[at][46:]
        assert ground() != before
        await go(pilot, screen, "2")
        assert ground() == before
        assert "▌ " not in rows(pilot)[at][:46]


async def test_a_low_screen_names_the_pane_that_there_is_no_room_for(opened: Reading) -> None:
    async with opened(PAGE, size=(120, 20)) as (pilot, screen):
        assert rows(pilot)[0].startswith(" 1 Article  3 Stats ")
        title = screen.query_one("#article-title", StatusLine)
        assert command_at(title, 12) == "view.stats"
        await pilot.click("#article-title", offset=(12, 0))
        await pilot.pause()
        assert screen.session.pane == "stats"
        assert rows(pilot)[0].startswith(" 1 Article  3 Stats ")
        assert any("people" in row for row in rows(pilot))
        await go(pilot, screen, "2")
        assert not any("people" in row for row in rows(pilot))


async def test_without_an_article_there_is_no_pane_for_it(opened: Reading) -> None:
    bare = PAGE[len(ARTICLE) :].removesuffix(f"{TITLE}\n{ARTICLE}")
    for size, titles in (((80, 24), " 2 Comments  3 Stats "), ((120, 40), " 3 Stats "), ((200, 50), " 2 Comments ")):
        async with opened(bare, size=size) as (pilot, screen):
            assert "Article" not in "\n".join(rows(pilot))
            assert rows(pilot)[0].startswith(titles)
            await go(pilot, screen, "1")
            assert "this page has no article" in rows(pilot)[-2]
            assert screen.session.pane == "comments"
            await go(pilot, screen, "tab")
            assert screen.session.pane == "stats"
            await go(pilot, screen, "tab")
            assert screen.session.pane == "comments"


@pytest.mark.parametrize("size", [(120, 24), (200, 50)])
async def test_without_comments_the_article_is_alone_and_its_lines_are_short(
    opened: Reading, size: tuple[int, int]
) -> None:
    async with opened("The boats will sail again, says the council. " * 30, size=size) as (pilot, screen):
        assert rows(pilot)[0].startswith(" 1 Article  2 Comments  3 Stats ")
        assert screen.session.pane == "article"
        assert max(len(row) for row in rows(pilot)[1:-2]) <= 88
        await go(pilot, screen, "w")
        assert "this page has no comments to show" in rows(pilot)[-2]
        await go(pilot, screen, "3")
        assert screen.query_one("#stats").size.height > 0


async def test_a_low_screen_has_no_status_line_but_messages(opened: Reading) -> None:
    for size in ((80, 7), (120, 7), (20, 4)):
        async with opened(PAGE, size=size) as (pilot, screen):
            before = rows(pilot)
            assert "2 Comments" in before[0]
            assert not any("of 2" in row for row in before)
            await go(pilot, screen, "semicolon")
            assert any("nothing to rep" in row for row in rows(pilot))
            assert rows(pilot)[1:] == before[1:], "nothing else moves"
            await go(pilot, screen, "k")
            assert rows(pilot) == before
            await pilot.press("z")
            await pilot.pause()
            assert any("z t top" in row for row in rows(pilot))


@pytest.mark.parametrize("size", [(19, 24), (80, 3), (200, 3)])
async def test_a_screen_that_is_too_small_says_so(opened: Reading, size: tuple[int, int]) -> None:
    async with opened(PAGE, size=size) as (pilot, screen):
        shown = [row for row in rows(pilot) if row]
        assert shown == [" needs 20 columns…" if size[0] < 20 else " needs 20 columns and 4 rows"]
        await go(pilot, screen, "j")
        assert screen.session.reader.position.comment == 1
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert rows(pilot)[-2].startswith(" 2 of 2")
        assert any("▌ ◦ BE Ben" in row for row in rows(pilot))


async def test_the_status_line_says_the_place_and_the_match(opened: Reading) -> None:
    async with opened(PAGE, size=(120, 24)) as (pilot, screen):
        assert rows(pilot)[-2].startswith(" 1 of 2 · Ada · 2 segments")
        await go(pilot, screen, "f", *"bridge", "enter")
        await screen.session.scheduler.wait()
        await pilot.pause()
        assert rows(pilot)[-2].startswith(" match 1 of 1, 2 of 2 · Ben")


DETAILS = ["22 of 476", " · Ada", " · depth 6"]
FOUND = ["  /tea 8 of 454", "  2 % · 454 unread"]


@pytest.mark.parametrize(
    ("left", "right", "width", "shown"),
    [
        (DETAILS, FOUND, 64, "22 of 476 · Ada · depth 6 /tea 8 of 454 2 % · 454 unread"),
        (DETAILS, FOUND, 60, "22 of 476 · Ada /tea 8 of 454 2 % · 454 unread"),
        (DETAILS, FOUND, 40, "22 of 476 /tea 8 of 454"),
        (DETAILS, ["  filter off: tea, cake and bread"], 30, "22 of 476 filter off: tea…"),
        (["→ ", "https://example.org/a/long/address"], ["  2 %"], 30, "→ https://example.org… 2 %"),
    ],
    ids=["all", "without the last detail", "without progress", "cut", "no detail"],
)
def test_details_that_have_no_room_are_left_out_as_a_whole(
    left: list[str], right: list[str], width: int, shown: str
) -> None:
    line = StatusLine("where")
    line._left = [(text, "") for text in left]
    line._right = [(text, "quiet" if "%" in text or "off" in text else "") for text in right]
    assert " ".join("".join(piece.text for piece in line.pieces(width)).split()) == shown


async def test_a_message_leaves_the_key_bar_alone(opened: Reading) -> None:
    async with opened(PAGE, size=(80, 24)) as (pilot, screen):
        bar = rows(pilot)[-1]
        await go(pilot, screen, "semicolon")
        assert rows(pilot)[-2].startswith(" nothing to repeat yet")
        assert rows(pilot)[-1] == bar


BARS = [
    (("2",), ["j next", "Enter fold", "x skip", "@ author", "s sort"], ["show"]),
    (("1",), ["j next", "Enter show", "/ search", "y copy"], ["fold", "skip", "author", "sort", "o open"]),
    (("3",), ["j next", "Enter show", "f filter"], ["fold", "skip", "author", "sort", "copy"]),
    (("2", "slash", *"boat", "enter"), ["n next hit", "N previous", "Esc clears"], []),
    (("2", "f", *"boat", "enter"), ["F off", "c around", "Esc clears"], []),
    (("2", "f", *"boat", "enter", "F"), ["F filter on", "Esc clears"], ["c around"]),
    (("f",), ["Enter take", "Esc as before", "Tab complete"], ["next", "quit"]),
    (("slash",), ["Enter take", "Esc as before"], ["Tab complete", "quit"]),
    (("question_mark",), ["Space b page", "/ find", "Esc close"], ["quit"]),
    (("s",), ["Enter pick", "Esc cancel"], ["quit"]),
    (("y",), ["t text", "m Markdown", "Esc cancel"], ["quit"]),
]


@pytest.mark.parametrize(("keys", "offered", "not_offered"), BARS, ids=" ".join)
async def test_the_key_bar_follows_the_focus(
    opened: Reading, keys: tuple[str, ...], offered: list[str], not_offered: list[str]
) -> None:
    async with opened(PAGE, size=(140, 40)) as (pilot, screen):
        await go(pilot, screen, *keys)
        bar = rows(pilot)[-1]
        assert [words for words in offered if words not in bar] == []
        assert [words for words in not_offered if words in bar] == []


async def test_a_link_is_offered_where_the_sentence_has_one(opened: Reading) -> None:
    page = PAGE.replace("The last boat will leave at nine.", "The last boat: https://example.org/a(1), at nine.")
    async with opened(page, size=(140, 40)) as (pilot, screen):
        await go(pilot, screen, "1")
        assert "o open" in rows(pilot)[-1]
        await go(pilot, screen, "o")
        assert any("▌ https://example.org/a(1) " in row for row in rows(pilot))
        await go(pilot, screen, "escape", "j")
        assert "o open" not in rows(pilot)[-1]


async def test_without_comments_no_key_for_comments_is_offered(opened: Reading) -> None:
    async with opened(EMPTY, size=(120, 24)) as (pilot, screen):
        await go(pilot, screen, "2")
        bar = rows(pilot)[-1]
        assert [words for words in ("fold", "skip", "author", "copy") if words in bar] == []
        assert "? keys" in bar


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 200])
async def test_the_key_bar_cuts_no_item_and_always_ends_with_help_and_quit(opened: Reading, width: int) -> None:
    async with opened(PAGE, size=(width, 24)) as (pilot, screen):
        bar = rows(pilot)[-1]
        assert "…" not in bar
        assert bar.endswith("? keys   q quit")
        keys = screen.query_one(KeyBar)
        offered = {command_at(keys, column) for column in range(width)} - {""}
        assert {"program.help", "program.quit"} <= offered


async def test_every_item_of_the_key_bar_knows_its_command_and_columns(opened: Reading) -> None:
    async with opened(PAGE, size=(120, 24)) as (pilot, screen):
        bar, keys = rows(pilot)[-1], screen.query_one(KeyBar)
        for words, command in (("Enter fold", "fold.toggle"), ("f filter", "filter.open"), ("q quit", "program.quit")):
            at = bar.index(words)
            assert {command_at(keys, column) for column in range(at, at + len(words))} == {command}
            assert command_at(keys, at - 1) == ""


async def test_a_click_on_the_key_bar_runs_the_command(opened: Reading) -> None:
    async with opened(PAGE, size=(120, 24)) as (pilot, screen):
        await pilot.click("#keys", offset=(rows(pilot)[-1].index("next"), 0))
        assert screen.session.reader.position.comment == 1
        await pilot.click("#keys", offset=(rows(pilot)[-1].index("filter"), 0))
        await pilot.pause()
        assert screen.session.prompt is not None
        await pilot.click("#keys", offset=(rows(pilot)[-1].index("as before"), 0))
        await pilot.pause()
        assert screen.session.prompt is None


async def test_a_click_on_the_key_bar_of_a_sheet_presses_the_key(opened: Reading) -> None:
    async with opened(PAGE, size=(120, 24)) as (pilot, screen):
        await go(pilot, screen, "question_mark")
        assert pilot.app.screen is not screen
        bar = pilot.app.screen.query_one(SheetKeys)
        await pilot.click(bar, offset=(rows(pilot)[-1].index("close"), 0))
        await pilot.pause()
        assert pilot.app.screen is screen


@pytest.mark.parametrize(("size", "line"), [((80, 24), "#tabs"), ((120, 40), "#stats-title")])
async def test_a_click_on_a_title_shows_the_pane(opened: Reading, size: tuple[int, int], line: str) -> None:
    async with opened(PAGE, size=size) as (pilot, screen):
        title = screen.query_one(line, StatusLine)
        column = next(at for at in range(size[0]) if command_at(title, at) == "view.stats")
        await pilot.click(line, offset=(column, 0))
        await pilot.pause()
        assert screen.session.pane == "stats"


FOLLOWING = [
    ("right_square_bracket", "]", ["a author", "u unread", "x spoiler"]),
    ("left_square_bracket", "[", ["a author", "o original poster"]),
    ("z", "z", ["t top", "a fold", "M fold all", "R unfold all"]),
    ("m", "m", ["a letter marks this comment"]),
    ("apostrophe", "'", ["no marks yet"]),
]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (80, 12)])
@pytest.mark.parametrize(("key", "lead", "items"), FOLLOWING, ids=[row[1] for row in FOLLOWING])
async def test_pending_keys_list_what_may_follow(
    opened: Reading, key: str, lead: str, items: list[str], size: tuple[int, int]
) -> None:
    async with opened(PAGE, size=size) as (pilot, screen):
        before = rows(pilot)
        await pilot.press(key)
        await pilot.pause()
        covered = 2 + screen.query_one(KeyPanel).size.height * screen.query_one(KeyPanel).display
        shown = "\n".join(rows(pilot)[-covered:])
        assert lead in shown
        assert [words for words in items if words not in shown] == []
        assert rows(pilot)[:-covered] == before[:-covered], "nothing else moves"
        await pilot.press("escape")
        await pilot.pause()
        assert rows(pilot) == before


async def test_all_keys_that_may_follow_fit_on_80_columns(opened: Reading) -> None:
    async with opened(PAGE, size=(80, 24)) as (pilot, _):
        for key in ("right_square_bracket", "left_square_bracket", "z"):
            await pilot.press(key)
            await pilot.pause()
            assert "…" not in "".join(rows(pilot)[-2:])
            await pilot.press("escape")


async def test_many_keys_that_may_follow_are_a_table_that_can_be_clicked(opened: Reading) -> None:
    async with opened(PAGE, size=(80, 24)) as (pilot, screen):
        await pilot.press("z")
        await pilot.pause()
        panel = screen.query_one(KeyPanel)
        table = rows(pilot)[-2 - panel.size.height : -2]
        following = {
            key.split(" ")[1] for keys in screen.session.keymap.keys.values() for key in keys if key[:2] == "z "
        }
        assert all(any(f" {key} " in row for row in table) for key in following)
        row = next(number for number, words in enumerate(table) if "M fold all" in words)
        await pilot.click(panel, offset=(table[row].index("M fold all"), row))
        await pilot.pause()
        assert screen.session.reader.folds.by_user.all
        assert not panel.display


async def test_the_marks_are_listed_with_the_first_words_of_their_comments(opened: Reading) -> None:
    async with opened(PAGE, size=(80, 24)) as (pilot, screen):
        await go(pilot, screen, "m", "a", "j", "m", "b", "apostrophe")
        bar = rows(pilot)[-1]
        assert bar.startswith(" ' a The last boat at nine i…   b I walk over the bridge.")
        await pilot.click("#keys", offset=(bar.index("The last"), 0))
        await pilot.pause()
        assert screen.session.reader.position.comment == 0


async def test_the_help_uses_the_width(opened: Reading) -> None:
    for width, side_by_side in ((80, False), (120, True), (200, True)):
        async with opened(PAGE, size=(width, 40)) as (pilot, screen):
            await go(pilot, screen, "question_mark")
            heads = [row for row in rows(pilot) if "Move" in row]
            others = ("Read", "Search and filter", "View", "Copy and open", "Program", "In lists of")
            assert any(other in row for row in heads for other in others) is side_by_side


async def test_the_help_explains_the_gutter_and_narrows(opened: Reading) -> None:
    async with opened(PAGE, size=(120, 40)) as (pilot, screen):
        await go(pilot, screen, "question_mark", "slash", *"gutter")
        text = "\n".join(rows(pilot))
        assert "12" in text
        assert "·" in text
        assert text.count("gutter") >= 2


async def test_a_theme_is_previewed_and_esc_restores_it(opened: Reading) -> None:
    async with opened(PAGE, size=(80, 24)) as (pilot, screen):
        await go(pilot, screen, "t")
        await until(pilot, lambda: any("▌ reader-dark" in row for row in rows(pilot)))
        assert any("▌ reader-dark" in row for row in rows(pilot))
        await pilot.press("down")
        assert pilot.app.theme == "reader-light"
        await pilot.press(*"nord")
        assert pilot.app.theme == "nord"
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.theme == "reader-dark"


async def test_a_page_without_comments_says_so_and_names_the_key_of_the_receipt(opened: Reading) -> None:
    async with opened(EMPTY, size=(80, 24)) as (pilot, _):
        await pilot.press("j")
        await pilot.pause()
        status, keys = rows(pilot)[-2:]
        assert status.startswith(" article · sentence 2 of 2 · no comments on this page")
        assert keys.startswith(" R how it was read   j next")
        assert "show" not in keys


async def test_kinds_that_a_page_does_not_have_are_not_offered(opened: Reading) -> None:
    async with opened(PAGE, size=(80, 24)) as (pilot, _):
        await pilot.press("right_square_bracket")
        await pilot.pause()
        assert not [
            words for words in ("n new", "e edited", "+ star", "i note", "m mark") if words in "".join(rows(pilot))
        ]
        await pilot.press("escape", "m", "a", "right_square_bracket")
        await pilot.pause()
        assert "m mark" in "".join(rows(pilot))
