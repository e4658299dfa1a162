"""Article and stats as lists of lines with a cursor, for the protocols of the panes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thread_reader.view.reader import Reader

PAGE_LINES = 20


class LinearArticle:
    """The article, sentence by sentence. The cursor is that of the reader."""

    page_height = PAGE_LINES

    def __init__(self, reader: Reader) -> None:
        self._sentences = reader.sentences
        self._article = reader.discussion.article
        self._paragraphs = len(self._article.paragraph_spans)

    @property
    def has_spoiler(self) -> bool:
        """No: sentences are said as they are written."""
        return False

    def step(self, steps: int) -> None:
        """Move by sentences, down if positive."""
        self.go(self._sentences.cursor + 1 + steps)

    def scroll(self, lines: int) -> None:
        """Move by sentences: there is nothing to scroll."""
        self.step(lines)

    def align(self, where: float) -> None:
        """Do nothing: there is no screen."""

    def show(self, paragraph: int, character: int) -> None:
        """Go to the sentence at a character of a paragraph."""
        there = (each.number for each in self._sentences.all if (each.paragraph, each.end) > (paragraph, character))
        self.go(next(there, len(self._sentences.all)))

    def go(self, number: int) -> None:
        """Go to a sentence, numbered from 1."""
        self._sentences.cursor = max(0, min(number, len(self._sentences.all)) - 1)

    def reread(self) -> bool:
        """Whether the article has changed since this was last asked."""
        before, self._paragraphs = self._paragraphs, len(self._article.paragraph_spans)
        return before != self._paragraphs


class LinearStats:
    """The lines that `--stats` prints. A line ends with its query, so none is a filter by itself."""

    page_height = PAGE_LINES
    query_here: str | None = None
    says = ""

    def __init__(self) -> None:
        self.lines: Sequence[str] = ()
        self.at = 0

    @property
    def current(self) -> str:
        """The line under the cursor."""
        return self.lines[self.at] if self.lines else ""

    def step(self, steps: int) -> None:
        """Move by lines, down if positive."""
        self.at = max(0, min(self.at + steps, len(self.lines) - 1))

    def scroll(self, lines: int) -> None:
        """Move by lines: there is nothing to scroll."""
        self.step(lines)

    def align(self, where: float) -> None:
        """Do nothing: there is no screen."""

    def section(self, sections: int) -> None:
        """Move by sections, down if positive: an empty line is between two."""
        firsts = [at for at, line in enumerate(self.lines) if not at or not self.lines[at - 1]]
        here = sum(at <= self.at for at in firsts) - 1
        self.at = firsts[max(0, min(here + sections, len(firsts) - 1))] if firsts else 0

    def toggle_range(self) -> bool:
        """Do nothing: no line is a chart."""
        return False

    def drop_range(self) -> bool:
        """Do nothing: there is no range."""
        return False

    def sideways(self, columns: int) -> None:
        """Do nothing: charts are lines."""

    def toggle_more(self) -> bool:
        """Do nothing: all sections are complete."""
        return False
