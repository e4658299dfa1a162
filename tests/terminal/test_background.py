"""The colours follow the terminal's background, unless a theme was chosen; NO_COLOR."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from thread_reader.themes import DARK, LIGHT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Reader = Callable[..., Any]

QUESTION = "\x1b]11;?"
NO_ANSWER = b"\0"
"""What no program takes for anything."""
WHITE, BLACK = b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\", b"\x1b]11;rgb:0000/0000/0000\x07"


def ground(theme: object) -> str:
    """The background of a theme as it is written."""
    colour = theme.background  # type: ignore[attr-defined]
    return "48;2;" + ";".join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))


@pytest.fixture
def opened_on(reader: Reader, tmp_path: Path) -> Reader:
    """The program on a terminal that answers this when it is asked for its background, without settings or state."""
    return lambda answer, **changes: reader(
        background=answer, COLORTERM="truecolor", XDG_STATE_HOME=str(tmp_path / "state"), **changes
    )


@pytest.mark.parametrize(("answer", "theme"), [(WHITE, LIGHT), (BLACK, DARK)], ids=["light", "dark"])
def test_the_theme_follows_the_background_of_the_terminal(opened_on: Reader, answer: bytes, theme: object) -> None:
    opened = opened_on(answer)
    opened.wait_for_output(ground(theme))
    opened.press("q")
    assert opened.end().is_clean()
    assert opened.written.count(QUESTION) == 1


@pytest.mark.parametrize(
    ("colours", "theme"), [("0;15", LIGHT), ("0;default;15", LIGHT), ("15;0", DARK), ("", DARK), ("junk", DARK)]
)
def test_without_an_answer_the_environment_decides(opened_on: Reader, colours: str, theme: object) -> None:
    opened = opened_on(NO_ANSWER, COLORFGBG=colours)
    opened.wait_for_output(ground(theme))
    opened.press("q")
    assert opened.end().is_clean()


@pytest.mark.parametrize(
    "answer",
    [
        b"\x1b]11;rgb:zz/zz/zz\x07",
        b"\x1b]11;rgb:" + b"f" * 5000 + b"\x07",
        b"\x1b]11;rgb:ffff/ffff\x07",
        b"\x1b]11;?\x07",
        b"\x1b]12;rgb:ffff/ffff/ffff\x07",
        b"\x1b]11;rgb:ffff/ffff/ffff",
        b"\x1b]11;\x1b]0;q\x07",
    ],
    ids=ascii,
)
def test_a_forged_answer_changes_nothing_and_types_nothing(opened_on: Reader, answer: bytes) -> None:
    opened = opened_on(answer)
    opened.wait_for("1 of 3")
    opened.press("esc", "j")
    opened.wait_for("2 of 3")
    opened.press("q")
    assert opened.end().is_clean()
    assert ground(LIGHT) not in opened.written


def test_an_answer_after_the_first_key_changes_nothing(opened_on: Reader) -> None:
    opened = opened_on(NO_ANSWER)
    opened.wait_for("1 of 3")
    opened.press("j")
    opened.wait_for("2 of 3")
    opened.send(WHITE)
    opened.press("j")
    opened.wait_for("3 of 3")
    opened.press("q")
    assert opened.end().is_clean()
    assert ground(LIGHT) not in opened.written


def test_with_a_chosen_theme_the_terminal_is_not_asked(opened_on: Reader, tmp_path: Path) -> None:
    opened = opened_on(WHITE, XDG_CONFIG_HOME=settings(tmp_path, 'theme = "reader-dark"'))
    opened.press("q")
    assert opened.end().is_clean()
    assert QUESTION not in opened.written


def settings(tmp_path: Path, text: str) -> str:
    """A folder for XDG_CONFIG_HOME with these settings."""
    folder = tmp_path / "config" / "thread-reader"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text(text, encoding="utf-8")
    return str(folder.parent)


@pytest.mark.parametrize("theme", ["", "ansi-dark", "reader-light", "nord"])
def test_with_no_color_no_colour_is_written(reader: Reader, tmp_path: Path, theme: str) -> None:
    chosen = settings(tmp_path, f'theme = "{theme}"')
    opened = reader(size=(120, 40), NO_COLOR="1", COLORTERM="truecolor", XDG_CONFIG_HOME=chosen)
    opened.press(
        "/", *"the", "enter", "n", "1", "j", "3", "j", "2", "f", *"ferry", "enter", "?", "esc", "t", "down", "esc"
    )
    opened.press("y", "esc", "j", "q")
    assert opened.end().is_clean()
    codes = {code for style in re.findall(r"\x1b\[([\d;]*)m", opened.written) for code in style.split(";") if code}
    assert codes <= {"0", "1", "2", "3", "4", "7"}
    assert {"1", "4", "7"} <= codes


def test_an_empty_no_color_means_not_set(reader: Reader) -> None:
    opened = reader(NO_COLOR="", COLORTERM="truecolor")
    opened.wait_for_output("48;2;")
    opened.press("q")
    assert opened.end().is_clean()
