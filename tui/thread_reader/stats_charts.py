"""The stats as charts for a terminal, line by line, without the reader."""

from __future__ import annotations

import sys
from functools import partial
from itertools import groupby
from operator import itemgetter
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from rich.color import ColorSystem
from rich.console import Console

from thread_parsers.export.cells import cells
from thread_parsers.export.highlights_text import HEADING, amount, highlight_groups
from thread_parsers.stats import measure
from thread_parsers.text.printable import printable
from thread_parsers.text.reading_time import minutes
from thread_reader.render import tokens
from thread_reader.render.bodies.preview import preview
from thread_reader.render.looks import author_role, style_of
from thread_reader.render.signs import ASCII, TO_ASCII, UNICODE
from thread_reader.render.stats import Canvas, sections
from thread_reader.render.wrapping import fitted
from thread_reader.settings import load_settings, wants_ascii
from thread_reader.state.choices import remembered_theme
from thread_reader.terminal.background import is_dark_by_environment
from thread_reader.view.pane_titles import counted_parts
from thread_reader.view.progress import share_without_spaces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats import Chosen
    from thread_parsers.stats.highlights import Highlight
    from thread_reader.render.stats import Row
    from thread_reader.settings import Settings

MIN_WORDS_CELLS = 20
"""First words have at least this."""
MAX_ROWS = 10
"""Rows of a list before the number of the others."""


def chart_lines(discussion: Discussion, chosen: Chosen | None = None, color: str = "auto") -> Iterator[str]:
    """Yield the charts of all comments, or of the chosen ones, as wide as the terminal but at most the measure. All
    text of the page is printable. It is styled as far as the terminal can, or as `color`, the value of `--color`, says
    otherwise."""
    settings = load_settings()
    signs = ASCII if wants_ascii(settings) else UNICODE
    stats = measure(discussion, chosen)
    style = _Styles(settings, color, is_ascii=signs is ASCII)
    yield style.line([("Stats  ", "heading"), *counted_parts(stats)])
    yield "\n"
    width = min(get_terminal_size().columns, settings.width) - 1
    pace = partial(minutes, pace=settings.pace, unspaced=share_without_spaces(discussion))
    canvas = Canvas(stats, discussion, max(1, width), signs, minutes=pace, most=MAX_ROWS)
    for section in sections(canvas):
        yield from map(style.row, section)
    if stats.highlights:
        yield "\n"
        yield style.line([(f"{HEADING.capitalize()}  ", "heading"), (amount(stats.highlights), "quiet")])
        yield from map(style.line, _highlights(stats.highlights, discussion, width))


def _highlights(found: Sequence[Highlight], discussion: Discussion, width: int) -> Iterator[list[tuple[str, str]]]:
    """The comments to read first, below the rules that name them."""
    for title, comments in highlight_groups(found, discussion, preview):
        yield [("  comment  ", "quiet"), (title, "heading")]
        for number, reasons, author, words in comments:
            room = max(MIN_WORDS_CELLS, width - cells(number + reasons + author) - 2)
            name = printable(author)
            yield [(number, "head"), (reasons, ""), (name, author_role(name)), (f": {fitted(words, room)}", "quiet")]


class _Styles:
    """Renders text with the styles of roles, in the terminal's own colours, since its ground is not ours. Unless
    `color` asks for them, there are neither colours nor weights on a dumb terminal, and no colours with NO_COLOR."""

    def __init__(self, settings: Settings, color: str, *, is_ascii: bool) -> None:
        console = Console(file=sys.stdout)
        self._is_dumb = color == "never" or (color == "auto" and console.color_system is None)
        self._has_colours = color == "always" or not console.no_color
        self._tokens = tokens.of_terminal(dark=not _is_light(settings))
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


def _is_light(settings: Settings) -> bool:
    """Whether the ground of the terminal is light: by the theme that was picked, or else as the terminal says."""
    theme = settings.theme or remembered_theme()
    return theme.endswith("light") if theme else not is_dark_by_environment()
