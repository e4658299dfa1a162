"""States can be told apart without colour, in ASCII, and in every theme."""

from __future__ import annotations

import pytest
from rich.segment import Segment

from thread_parsers.source.source import BufferSource
from thread_reader.app import ReaderApp, make_app
from thread_reader.render.signs import ASCII, UNICODE, legend
from thread_reader.screens.text_dialog import in_columns
from thread_reader.settings import Settings
from thread_reader.themes import DARK, LIGHT, theme_to_use

PAGE = b"""The bridge is closed until May, they say.
Reward
Comment
0/400
Tom
\xc2\xb7 2025-03-09 18:20
Ten minutes is a long time.
---
Ten minutes is nothing.
Reply0
Ann
\xc2\xb7 2025-03-09 17:05
I like it, and ten more.
Reply0
"""


async def lines_after(app: ReaderApp, *keys: str, size: tuple[int, int] = (110, 24)) -> str:
    async with app.run_test(size=size) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        rows = app.screen._compositor.render_strips()
        return "\n".join(strip.text for strip in rows)


@pytest.mark.parametrize(
    "keys", [(), ("question_mark",), ("R",), ("U",), ("slash", "t", "e", "n"), ("z", "M"), ("tab", "w")]
)
async def test_in_ascii_mode_the_reader_draws_only_ascii(keys: tuple[str, ...]) -> None:
    screen = await lines_after(make_app(BufferSource(PAGE), settings=Settings(signs="ascii")), *keys)
    assert screen.isascii(), {character for character in screen if not character.isascii()}


def test_the_signs_of_a_set_differ_and_are_one_character() -> None:
    for signs in (UNICODE, ASCII):
        drawn = [sign for sign, _ in legend(signs)]
        assert all(len(sign) == 1 for sign in drawn)
    assert all(sign.isascii() for sign, _ in legend(ASCII))


@pytest.mark.parametrize("signs", [UNICODE, ASCII])
def test_states_drawn_in_the_same_place_have_different_signs(signs: object) -> None:
    for names in (("rail", "segment", "match", "entered"), ("folded", "unfolded"), ("hit", "thumb", "track")):
        drawn = [getattr(signs, name) for name in names]
        assert len(set(drawn)) == len(drawn)


async def test_without_colour_cursor_hits_and_matches_still_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app(BufferSource(PAGE))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", "t", "e", "n", "enter", "f", "m", "i", "n", "u", "t", "e", "s", "enter")
        await pilot.pause()
        strips = app.screen._compositor.render_strips()
        text = "\n".join(strip.text for strip in strips)
        hits = [segment for strip in strips for segment in strip if segment.text.lower() == "ten"]
        styles = {(s.style.reverse, s.style.underline) for s in hits if s.style is not None}
        focused = next(segment for segment in strips[0] if segment.text == " 2 Comments ")
        styled = [segment.style for strip in strips for segment in strip if segment.style is not None]
    assert all(style.color is None and style.bgcolor is None for style in styled)
    assert focused.style is not None
    assert focused.style.reverse
    assert UNICODE.cursor in text
    assert UNICODE.match in text
    assert len(styles) == 2, "the current hit looks like the others"


def test_an_unknown_theme_gives_the_default() -> None:
    assert theme_to_use("gone", {DARK.name, LIGHT.name}) == DARK.name
    assert theme_to_use("", {DARK.name, LIGHT.name}, dark=False) == LIGHT.name
    assert theme_to_use(LIGHT.name, {DARK.name, LIGHT.name}) == LIGHT.name


def test_on_a_terminal_with_sixteen_colours_the_theme_has_those_of_the_terminal() -> None:
    app = make_app(BufferSource(PAGE), settings=Settings(theme="solarized-light"))
    app.use_colours("256")
    assert app.theme == "solarized-light"
    app.use_colours("standard")
    assert app.theme == "ansi-light"
    app = make_app(BufferSource(PAGE), settings=Settings(theme="ansi-dark"))
    app.use_colours("standard")
    assert app.theme == "ansi-dark"
    app = make_app(BufferSource(PAGE))
    app.use_colours("standard")
    app.asks_background = True
    app.use_background(dark=False)
    assert app.theme == "ansi-light"


@pytest.mark.parametrize("theme", ["reader-dark", "reader-light", "textual-light", "ansi-dark", "nord"])
async def test_every_theme_draws(theme: str) -> None:
    assert "1 of 2" in await lines_after(make_app(BufferSource(PAGE), settings=Settings(theme=theme)))


async def test_the_palette_marks_letters_and_the_themes_stand_beside_the_page() -> None:
    app = make_app(BufferSource(PAGE))
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("ctrl+p", *"fold a")
        strips = app.screen._compositor.render_strips()
        text = "\n".join(strip.text for strip in strips)
        marked = [segment.text for strip in strips for segment in strip if segment.style and segment.style.underline]
        await pilot.press("escape", "t", "down")
        themes = [strip.text for strip in app.screen._compositor.render_strips()]
    assert "Read" in text
    assert "1 of " in text
    assert marked == ["fold a", "fold a"]
    assert any("Tom" in row and "Theme" not in row for row in themes)
    assert any(row.startswith(" 1 Article") for row in themes)
    assert sum("adjusted" in row[60:] for row in themes) >= 2


def test_sections_in_columns_stay_whole_and_in_order() -> None:
    def section(name: str, rows: int) -> list[list[Segment]]:
        return [*([Segment(f"{name}{number}")] for number in range(rows)), []]

    rows = [*section("a", 5), *section("b", 3), *section("c", 1), *section("d", 4)]
    drawn = ["".join(segment.text for segment in row).rstrip() for row in in_columns(rows, 2, 6)]
    assert drawn == ["a0    c0", "a1", "a2    d0", "a3    d1", "a4    d2", "      d3", "b0", "b1", "b2"]
    assert len(in_columns(rows, 3, 6)) == 5
    assert in_columns([], 2, 6) == []


async def test_without_colours_a_pane_that_was_left_has_a_quiet_sign_at_its_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app(BufferSource(PAGE))
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("1")
        await pilot.pause()
        strip = next(strip for strip in app.screen._compositor.render_strips() if " TO " in strip.text)
    assert UNICODE.place in strip.text
    assert not any(style.reverse for _, style, _ in strip if style is not None)


@pytest.mark.parametrize(("keys", "words"), [("s", "as on the page"), ("3", "comments  2"), ("t", "reader-dark")])
async def test_the_row_of_the_cursor_has_a_background_over_its_whole_width(keys: str, words: str) -> None:
    app = make_app(BufferSource(PAGE), settings=Settings(theme="reader-dark"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        strip = next(
            strip
            for strip in app.screen._compositor.render_strips()
            if f"{UNICODE.cursor} {words}" in strip.text or f"{UNICODE.cursor}{words}" in strip.text
        )
    select = app.theme_variables["token-select"]
    cells = sum(
        segment.cell_length
        for segment in strip
        if segment.style and segment.style.bgcolor and segment.style.bgcolor.name == select
    )
    assert cells >= (70 if keys == "3" else 30)


async def test_the_title_of_a_sheet_begins_with_a_capital() -> None:
    assert " Sort by " in await lines_after(make_app(BufferSource(PAGE)), "s")
    assert " Comment 1: raw lines" in await lines_after(make_app(BufferSource(PAGE)), "r")


async def test_with_sixteen_colours_the_row_of_the_cursor_in_a_list_is_reversed_as_a_whole() -> None:
    app = make_app(BufferSource(PAGE), settings=Settings(theme="ansi-dark"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s")
        await pilot.pause()
        strip = next(strip for strip in app.screen._compositor.render_strips() if "as on the page" in strip.text)
    reversed_ones = [segment.style for segment in strip if segment.style and segment.style.reverse]
    assert len({style.color for style in reversed_ones}) == 1
    assert sum(segment.cell_length for segment in strip if segment.style and segment.style.reverse) > 30


async def test_a_list_is_no_wider_than_its_choices_need() -> None:
    drawn = (await lines_after(make_app(BufferSource(PAGE)), "U")).splitlines()
    row = next(row for row in drawn if "▌ Tom" in row)
    assert row.index(" 1 ", row.index("▌ Tom")) - row.index("▌ Tom") < 40
