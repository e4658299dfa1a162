"""Every colour can be read on every ground that it may stand on, in every theme."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.color import Color, ColorSystem, ColorType
from rich.style import Style
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from textual.theme import BUILTIN_THEMES, Theme

import thread_reader
from thread_reader.render import tokens
from thread_reader.render.looks import ROLES, Looks, author_number, author_role, style_of
from thread_reader.state.authors import COLOURS
from thread_reader.themes import DARK, LIGHT, is_adjusted, tokens_of

if TYPE_CHECKING:
    from collections.abc import Mapping

THEMES = [DARK, LIGHT, *BUILTIN_THEMES.values()]
OF_TERMINAL = [theme for theme in THEMES if theme.ansi]


def shortfalls(found: Mapping[str, str]) -> list[str]:
    """Return every token that has too little contrast on a ground: `quiet on select: 6.8 of 7.0`."""
    short = []
    for name, token in tokens.TOKENS.items():
        for ground, least in tokens.requirements(token):
            ratio = tokens.contrast(found[name], found[ground])
            if ratio < least:
                short.append(f"{name} on {ground}: {ratio:.2f} of {least}")
    return short


def test_the_contrast_ratio_is_that_of_wcag() -> None:
    assert tokens.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert tokens.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
    assert tokens.contrast("#123456", "#123456") == 1


@pytest.mark.parametrize("theme", [theme for theme in THEMES if not theme.ansi], ids=lambda theme: theme.name)
def test_in_every_theme_all_colours_can_be_read(theme: Theme) -> None:
    found = tokens_of(theme)
    assert found.keys() == tokens.TOKENS.keys()
    assert shortfalls(found) == []


@pytest.mark.parametrize("theme", [theme for theme in THEMES if not theme.ansi], ids=lambda theme: theme.name)
def test_in_256_colours_they_can_be_read_as_well(theme: Theme) -> None:
    found = tokens_of(theme, has_256=True)
    assert found.keys() == tokens.TOKENS.keys()
    rounded = {name: Color.parse(value).downgrade(ColorSystem.EIGHT_BIT) for name, value in found.items()}
    shown = {name: colour.get_truecolor(DEFAULT_TERMINAL_THEME).hex for name, colour in rounded.items()}
    assert shortfalls(shown) == []
    assert shown["bg"] not in [shown[ground] for ground in tokens.GROUNDS[1:]]
    assert len({shown[f"author-{number}"] for number in range(len(COLOURS))}) == len(COLOURS)


def test_a_colour_with_too_little_contrast_is_found() -> None:
    assert shortfalls({**tokens.DARK, "quiet": "#8f8e85"})[0].startswith("quiet on bg: 5.")
    assert shortfalls({**tokens.LIGHT, "line-3": "#d4dc86"})[0].startswith("line-3 on bg: 1.")


def test_every_text_role_has_the_contrast_of_text_on_the_ground_that_it_brings() -> None:
    for name, role in ROLES.items():
        if role.ground:
            assert tokens.contrast(tokens.DARK[role.token], tokens.DARK[role.ground]) >= 7, name
            assert tokens.contrast(tokens.LIGHT[role.token], tokens.LIGHT[role.ground]) >= 7, name
        elif not role.is_sign:
            assert "bg" in tokens.TOKENS[role.token].text_on, name


@pytest.mark.parametrize("theme", OF_TERMINAL, ids=lambda theme: theme.name)
def test_with_the_colours_of_the_terminal_no_word_is_coloured(theme: Theme) -> None:
    found = tokens_of(theme)
    styles = {name: style_of(name, found, plain=True) for name in ROLES}
    for name, style in styles.items():
        assert style.bgcolor is None
        if not ROLES[name].is_sign:
            assert style.color is None, name
        elif style.color is not None:
            assert style.color.type in (ColorType.STANDARD, ColorType.DEFAULT), name
    assert len({styles[f"badge-{number}"] for number in range(len(COLOURS))}) == 3


def test_without_colours_what_a_colour_says_an_attribute_says() -> None:
    def said(role: str) -> str:
        return str(style_of(role, tokens.of_terminal(dark=True), plain=True).without_color)

    assert said("focus") == said("hit-current") == "bold reverse"
    assert said("place") == "reverse"
    assert said("hit") == said("link") == said("emphasis") == "underline"
    assert {said(role) for role in ("heading", "warning", "error", "match-sign", "key", "title")} == {"bold"}
    used = {word for role in ROLES for word in said(role).split()}
    assert used == {"bold", "reverse", "underline", "none"}


def test_no_colour_stands_outside_the_table() -> None:
    folder = Path(thread_reader.__file__).parent
    files = [*folder.rglob("*.py"), *folder.rglob("*.tcss")]
    assert {path.name for path in files if re.search(r"#[0-9a-fA-F]{6}\b", path.read_text())} == {"tokens.py"}


def test_a_theme_says_whether_its_text_had_to_be_moved() -> None:
    themes = {theme.name: theme for theme in THEMES}
    for name, adjusted in (("reader-dark", False), ("ansi-light", False), ("gruvbox", False), ("solarized-dark", True)):
        assert is_adjusted(themes[name]) == adjusted
    assert tokens_of(themes["gruvbox"])["text"] == "#fbf1c7"


@pytest.mark.parametrize("theme", [theme for theme in THEMES if not theme.ansi], ids=lambda theme: theme.name)
def test_that_text_had_to_be_moved_is_told_without_mapping_the_other_tokens(theme: Theme) -> None:
    colours = theme.to_color_system().generate()
    assert tokens.is_adjusted(colours) == (tokens.mapped(colours)["text"] != colours["foreground"][:7].lower())


def test_an_author_has_one_colour_for_name_badge_and_thread_line() -> None:
    looks = Looks(Style(), lambda role: style_of(role, tokens.DARK))
    number = author_number("Ann")
    assert author_role("Ann") == f"author-{number}"
    assert looks.author("Ann").color == looks.badge("Ann").color
    assert looks.thread_line("Ann") == looks[f"line-{number}"]
    assert (
        looks.author("Ann", "violet") == looks[author_role("", "violet")] == looks[f"author-{COLOURS.index('violet')}"]
    )
    assert {author_number(f"person {n}") for n in range(200)} == set(range(len(COLOURS)))


def test_a_style_on_another_ground_keeps_its_colour() -> None:
    looks = Looks(Style(), lambda role: style_of(role, tokens.DARK))
    quiet = looks.on("raised", looks["quiet"])
    assert (quiet.color, quiet.bgcolor) == (looks["quiet"].color, looks["raised"].bgcolor)
    plain = Looks(Style(), lambda role: style_of(role, tokens.DARK, plain=True), has_grounds=False)
    assert plain.on("raised", plain["quiet"]) == plain["quiet"]
