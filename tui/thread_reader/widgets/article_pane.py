"""The article: title and paragraphs, wrapped, scrolled by lines, with what is searched for in them marked, or
else what the filter looks for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment

from thread_parsers.safe import shown
from thread_reader.render.painting import highlighted
from thread_reader.render.wrapping import wrap
from thread_reader.widgets.lines_pane import Bar, LinesPane

if TYPE_CHECKING:
    from thread_reader.view.reader import Reader

TITLE = -1
"""The number of the title among the paragraphs."""


class ArticleLine(NamedTuple):
    """Characters `start` to `end` of a paragraph, the title being paragraph -1; None for a blank line."""

    paragraph: int
    start: int = 0
    end: int = 0
    blank: bool = False


class ArticlePane(LinesPane):
    """The article pane. `top` is the first line on screen."""

    def __init__(self, reader: Reader) -> None:
        super().__init__(id="article")
        self.reader = reader
        self.top = 0
        self._width = 0
        self._lines: list[ArticleLine] = []

    @cached_property
    def _texts(self) -> dict[int, str]:
        discussion = self.reader.discussion
        texts = {number: shown(text) for number, text in enumerate(discussion.paragraphs)}
        if discussion.title:
            texts[TITLE] = shown(discussion.title)
        return texts

    def reread(self) -> None:
        """The discussion has grown: its title and article may be there now."""
        self.__dict__.pop("_texts", None)
        self._width = 0
        self.refresh()

    def _laid_out(self, width: int) -> list[ArticleLine]:
        if width != self._width:
            self._width, self._lines = width, []
            for number in sorted(self._texts):
                text = self._texts[number]
                self._lines += [ArticleLine(number, start, end) for start, end in wrap(text, max(10, width - 2))]
                self._lines.append(ArticleLine(number, blank=True))
        return self._lines

    def paint(self, width: int, height: int) -> list[list[Segment]]:
        """The lines from `top` on."""
        lines = self._laid_out(width)
        if not lines:
            return [[], [Segment("  No article.", self.looks["quiet"])]]
        self.top = max(0, min(self.top, len(lines) - height))
        return [self._line(line) for line in lines[self.top : self.top + height]]

    def _line(self, line: ArticleLine) -> list[Segment]:
        if line.blank:
            return []
        text = self._texts[line.paragraph]
        search = self.reader.search
        spans = (self.reader.filter if search.pattern is None else search).spans(text)
        base = self.looks["title"] if line.paragraph == TITLE else self.looks.base
        current = search.current_in_article(line.paragraph)
        return [Segment(" "), *highlighted(text, line.start, line.end, spans, current, base, self.looks)]

    def show(self, paragraph: int, character: int) -> None:
        """Scroll as little as needed to show a place of the article."""
        for row, line in enumerate(self._laid_out(self.text_width)):
            if line.paragraph == paragraph and not line.blank and character < max(line.end, line.start + 1):
                if not self.top <= row < self.top + self.size.height:
                    self.top = max(0, row - self.size.height // 3)
                break
        self.refresh()

    def scroll(self, lines: int) -> None:
        """Move by lines, down when positive."""
        self.top = max(0, min(self.top + lines, len(self._laid_out(self.text_width)) - self.size.height))
        self.refresh()

    def bar(self) -> Bar:
        """Where the screen is in the article."""
        total = max(1, len(self._laid_out(self.text_width)))
        return Bar(self.top / total, self.size.height / total)
