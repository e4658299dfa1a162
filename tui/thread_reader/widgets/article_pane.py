"""The article pane: title and paragraphs, wrapped, with a cursor that moves by sentences.

The gutter shows at the first line of each sentence how many comment segments are about it. Search hits are
highlighted, or without a search the matches of the filter.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from rich.segment import Segment

from thread_reader.render.article_layout import TITLE, ArticleLayout, place_of, shown_text
from thread_reader.render.article_rows import GUTTER, ArticleRows
from thread_reader.render.bodies.pieces import SPOILER
from thread_reader.render.layout import GAP, Line, place_in, width_of
from thread_reader.render.looks import fitting
from thread_reader.view.drawn_spans import MAX_CHARACTERS, DrawnSpans
from thread_reader.view.measure import Measure
from thread_reader.widgets.lines_pane import BAR_CELLS, Bar, LinesPane

if TYPE_CHECKING:
    from textual.selection import Selection

    from thread_reader.render.highlighting import Spans
    from thread_reader.view.reader import Reader
    from thread_reader.view.sentences import Sentence

ROWS_AHEAD = 250
"""Rows below the screen that are laid out with it."""
MAX_STEP_LINES = 3
"""Lines that a step scrolls if the rest of the sentence, or of the article after the last one, is off the screen."""


class ArticlePane(LinesPane):
    """The article. `top` is the first line on the screen."""

    def __init__(self, reader: Reader, measure: Measure | None = None) -> None:
        super().__init__(id="article")
        self.reader = reader
        self._measure = measure or Measure()
        self.top = 0
        self._layout = ArticleLayout(reader.discussion, self._hits_in)
        self._known: tuple[object, int, tuple[int, int] | None] = (None, 0, None)
        """Title, number of paragraphs, and last paragraph, when the article was last looked at."""
        self._spans = DrawnSpans(reader)

    def reread(self) -> bool:
        """The discussion has grown: title and article may have been found now. Returns whether they have changed."""
        article = self.reader.discussion.article
        places, title = article.paragraph_spans, article.title_span
        known = title, len(places), places[-1] if places else None
        if known == self._known:
            return False
        title_before, count, last = self._known
        self._known = known
        # Usually paragraphs have been added. If others have changed, all are read again.
        if title != title_before or len(places) < count or (count and places[count - 1] != last):
            self._layout.forget()
        self.refresh()
        return True

    def rows_at(self, width: int) -> int:
        """The rows that the article needs in a pane of this width."""
        return len(self._laid_out(max(1, width - BAR_CELLS)))

    def _hits_in(self, number: int, text: str) -> Spans:
        return self._spans.of(("line", number), text, 0, min(len(text), MAX_CHARACTERS))

    def _laid_out(self, width: int, *, rows: int = 0, to: tuple[int, int] = (TITLE, 0)) -> list[Line]:
        """The lines at a width, as far as they are laid out: at least `rows` of them, those down to the one after
        character `to`, and those down to the screen and some more."""
        wide = max(10, width - GUTTER)
        drawing = self.reader.drawing._replace(
            folds_asides=False,
            shows_marks=not self.looks.has_grounds,
            shows_spoilers=self.reader.article_revealed,
        )
        place = self._layout.place_at(self.top) if self.top else None
        if self._layout.begin(min(wide, self._measure.cells), wide, drawing, self._spans.wanted) and place is not None:
            # What was at the top stays there.
            self.top = max(0, bisect_right(self._layout.lines(0, place), place, key=place_of) - 1)
        return self._layout.lines(max(rows, self.top + self.size.height + ROWS_AHEAD), to)

    def paint(self, width: int, height: int) -> list[list[Segment]]:
        """The lines from `top` on."""
        lines = self._laid_out(width)
        if not lines:
            return [[], [Segment("  No article.", self.looks["quiet"])]]
        self.top = max(0, min(self.top, len(lines) - height))
        here = self.reader.sentences.current if self.active else None
        rows = ArticleRows(self.reader, self._layout, self._spans, self.looks, self.signs, width, here)
        return [rows.row(line) for line in lines[self.top : self.top + height]]

    def _rows_of(self, sentence: Sentence) -> tuple[int, int]:
        """The first row of a sentence and the row after its last."""
        lines = self._laid_out(self.text_width, to=place_of(sentence))
        first = bisect_right(lines, place_of(sentence), key=place_of) - 1
        # Of a sentence that is longer than any screen, it is enough that it ends below the screen.
        lines = self._laid_out(self.text_width, rows=first + self.size.height + ROWS_AHEAD)
        return first, bisect_left(lines, (sentence.paragraph, sentence.end), first + 1, key=place_of)

    @property
    def has_spoiler(self) -> bool:
        """Whether the sentence under the cursor has a spoiler that is not shown."""
        here = self.reader.sentences.current
        if here is None or self.reader.article_revealed:
            return False
        first, after = self._rows_of(here)
        pieces = (piece for line in self._laid_out(self.text_width)[first:after] for piece in line.pieces or ())
        return any(piece.look & SPOILER and piece.start < here.end and piece.end > here.start for piece in pieces)

    def show(self, paragraph: int, character: int) -> None:
        """Scroll to a character of a paragraph if it is off the screen; the cursor follows."""
        lines = self._laid_out(self.text_width, to=(paragraph, character))
        # The first line that ends after the character: one in the space at a break belongs to the following line.
        for row in range(max(0, bisect_right(lines, (paragraph, character), key=place_of) - 1), len(lines)):
            line = lines[row]
            if line.paragraph == paragraph and line.segment != GAP and character < max(line.end, line.start + 1):
                if not self.top <= row < self.top + self.size.height:
                    self.top = max(0, row - self.size.height // 3)
                break
        self._follow()
        self.refresh()

    def go(self, number: int) -> None:
        """Move the cursor to a sentence, numbered from 1 as in `about:`."""
        self.reader.sentences.cursor = number - 1
        sentence = self.reader.sentences.current
        if sentence is not None:
            first, after = self._rows_of(sentence)
            if first < self.top or after > self.top + self.size.height:
                self.top = max(0, first - self.size.height // 3)
        self.refresh()

    def step(self, steps: int) -> None:
        """Move by sentences, down if positive. Scrolls through a tall one first, and past the last one to the end."""
        sentences, height = self.reader.sentences, self.size.height
        direction = 1 if steps > 0 else -1
        for _ in range(abs(steps)):
            here = sentences.current
            first, after = self._rows_of(here) if here is not None else (self.top, self.top)
            # Rows of the sentence that are off the screen in the direction of the step.
            hidden = after - self.top - height if direction > 0 else self.top - first
            target = sentences.cursor + direction
            if hidden > 0 or not 0 <= target < len(sentences.all):
                self._scroll(direction * min(MAX_STEP_LINES, hidden if hidden > 0 else 1))
                continue
            sentences.cursor = target
            first, after = self._rows_of(sentences.all[target])
            self.top = min(first, max(self.top, after - height))
        self.refresh()

    def scroll(self, lines: int) -> None:
        """Scroll by lines, down if positive. The cursor stays on the screen; at either end it goes to the last or first
        sentence."""
        before = self.top
        self._scroll(lines)
        if self.top == before and self.reader.sentences.all:
            self.reader.sentences.cursor = len(self.reader.sentences.all) - 1 if lines > 0 else 0
        self._follow()
        self.refresh()

    def _scroll(self, lines: int) -> None:
        below = self.top + lines + self.size.height
        self.top = max(0, min(self.top + lines, len(self._laid_out(self.text_width, rows=below)) - self.size.height))

    def _follow(self) -> None:
        """Move the cursor to the nearest sentence on the screen."""
        sentences, bottom = self.reader.sentences, self.top + self.size.height
        here = sentences.current
        if here is None:
            return
        first, after = self._rows_of(here)
        lines = self._laid_out(self.text_width)[self.top : bottom]
        if not lines or (after > self.top and first < bottom):
            return
        if after <= self.top:  # the first sentence that ends on the screen
            at = bisect_right(sentences.all, place_of(lines[0]), key=place_of) - 1
            candidates = range(max(0, at), min(at + 2, len(sentences.all)))
        else:  # the last one that begins there
            at = bisect_left(sentences.all, (lines[-1].paragraph, lines[-1].end), key=place_of) - 1
            candidates = range(max(0, at), at + 1)
        for at in candidates:
            first, after = self._rows_of(sentences.all[at])
            if after > self.top and first < bottom:
                sentences.cursor = at
                break

    def point(self, x: int, y: int) -> tuple[str, int, str] | None:
        """Move the cursor to the sentence at cell `x` of row `y`. Returns the paragraph, the character that is there,
        -1 beside the text, and where the link there leads; None if there is no sentence."""
        row = self.top + y
        lines = self._laid_out(self.text_width)
        if not 0 <= row < len(lines) or lines[row].segment == GAP or x >= self.text_width:
            return None
        line = lines[row]
        text = self._layout.text(line.paragraph)
        before = fitting(shown_text(line, text), max(0, x - GUTTER))
        character, address = place_in(line, len(before))
        is_beside = x < GUTTER or len(before) >= width_of(line)
        character = max(line.start, min(character, line.end - 1))
        # The last sentence that begins at or before the character.
        at = bisect_left(self.reader.sentences.all, (line.paragraph, character + 1), key=place_of) - 1
        if at < 0 or self.reader.sentences.all[at].paragraph != line.paragraph:
            return None
        self.reader.sentences.cursor = at
        self.refresh()
        return text, -1 if is_beside else character, "" if is_beside else address

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The source of the selected text; None if there is none any more where it was selected."""
        from thread_reader.render.selected import SelectedRow, selected_source  # the first screen has no selection

        rows = []
        lines = self._laid_out(self.text_width)
        for y, line in enumerate(lines[self.top : self.top + self.size.height]):
            span = selection.get_span(y)
            if span is not None:
                text = self._layout.text(line.paragraph)
                texts = {line.paragraph: text}
                rows.append(SelectedRow(0, line, texts, " " * GUTTER + shown_text(line, text), *span, GUTTER))
        return (selected_source(rows), "\n") if rows else None

    def align(self, where: float) -> None:
        """Scroll so that the sentence under the cursor is at the top (0.0), in the middle (0.5) or at the bottom."""
        here = self.reader.sentences.current
        if here is not None:
            first, after = self._rows_of(here)
            self.top = max(0, first - max(0, int((self.size.height - (after - first)) * where)))
            self.refresh()

    @property
    def place_row(self) -> int | None:
        """The first row of the sentence under the cursor that is on the screen."""
        here = self.reader.sentences.current
        if here is None:
            return None
        first, after = (row - self.top for row in self._rows_of(here))
        row = max(0, first)
        return row if row < min(after, self.size.height) else None

    @property
    def cursor_row(self) -> int:
        """The row on which the sentence under the cursor begins."""
        here = self.reader.sentences.current
        row = self._rows_of(here)[0] - self.top if here is not None else 0
        return max(0, min(row, self.size.height - 1))

    def bar(self) -> Bar:
        """The visible part of the article."""
        self._laid_out(self.text_width)
        total = self._layout.total
        return Bar(self.top / total, self.size.height / total)
