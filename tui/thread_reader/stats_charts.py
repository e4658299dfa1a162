"""The stats as charts for a terminal, line by line, without the reader."""

from __future__ import annotations

import os
import sys
from functools import partial
from itertools import groupby
from operator import itemgetter
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from rich.color import ColorSystem
from rich.console import Console

from thread_parsers.stats import measure
from thread_parsers.text.printable import printable
from thread_parsers.text.reading_time import minutes
from thread_reader.render import tokens
from thread_reader.render.looks import style_of
from thread_reader.render.signs import ASCII, TO_ASCII, UNICODE
from thread_reader.render.stats import Canvas, sections
from thread_reader.settings import load_settings, remembered_theme, wants_ascii
from thread_reader.view.pane_titles import counted_parts
from thread_reader.view.progress import share_without_spaces

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats import Chosen
    from thread_reader.render.stats import Row

MAX_ROWS = 10
"""Rows of a list before the number of the others."""


def chart_lines(discussion: Discussion, chosen: Chosen | None = None) -> Iterator[str]:
    """Yield the charts of all comments, or of the chosen ones, as wide as the terminal but at most the measure. All
    text of the page is printable, and styled as far as the terminal can."""
    console = Console(file=sys.stdout)
    settings = load_settings()
    signs = ASCII if wants_ascii(settings) else UNICODE
    stats = measure(discussion, chosen)
    style = _Styles(console, is_ascii=signs is ASCII)
    yield style.line([("Stats  ", "heading"), *counted_parts(stats)])
    yield "\n"
    width = min(get_terminal_size().columns, settings.width) - 1
    pace = partial(minutes, pace=settings.pace, unspaced=share_without_spaces(discussion))
    canvas = Canvas(stats, discussion, max(1, width), signs, minutes=pace, most=MAX_ROWS)
    for section in sections(canvas):
        yield from map(style.row, section)


class _Styles:
    """Renders text with the styles of roles, in the terminal's own colours, since its ground is not ours. There are
    neither colours nor weights on a dumb terminal, and no colours with NO_COLOR."""

    def __init__(self, console: Console, *, is_ascii: bool) -> None:
        self._is_dumb = console.color_system is None
        self._has_colours = not console.no_color
        self._tokens = tokens.of_terminal(dark=not _is_light(os.environ))
        self._is_ascii = is_ascii

    def row(self, row: Row) -> str:
        """Return a row of the stats as a line."""
        return self.line([*row.parts, *((column.text, column.role) for column in row.columns)])

    def line(self, parts: Sequence[tuple[str, str]]) -> str:
        """Return parts, each a text with its role, as a line."""
        runs = [(role, "".join(text for text, _ in some)) for role, some in groupby(parts, key=itemgetter(1))]
        if runs:
            runs[-1] = runs[-1][0], runs[-1][1].rstrip()
        return "".join(self._styled(text, role) for role, text in runs) + "\n"

    def _styled(self, text: str, role: str) -> str:
        safe = printable(text.translate(TO_ASCII) if self._is_ascii else text)
        if self._is_dumb or not role:
            return safe
        style = style_of(role, self._tokens, plain=True)
        return (style if self._has_colours else style.without_color).render(safe, color_system=ColorSystem.STANDARD)


def _is_light(environment: Mapping[str, str]) -> bool:
    """Whether the ground of the terminal is light: by the theme that was picked, or else as the terminal says."""
    theme = load_settings().theme or remembered_theme()
    if theme:
        return theme.endswith("light")
    ground = environment.get("COLORFGBG", "").rpartition(";")[2]
    return ground in {"7", "15"}
