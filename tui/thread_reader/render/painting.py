"""Drawing the lines of a comment as styled segments: the head, and the text with its rail.

The cursor, search hits and filter matches are an overlay on cached layouts, so changing them needs no new layout.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from thread_parsers.discussion.columns import NO_SCORE
from thread_parsers.text.counted import counted
from thread_parsers.text.printable import printable
from thread_reader.render.layout import GAP, HEAD, INDENT_CELLS, MARGIN_CELLS, NOTE, NOTE_CELLS, STATE, indent_of
from thread_reader.render.looks import Looks, badge
from thread_reader.render.signs import UNICODE, Signs
from thread_reader.render.wrapping import fitted
from thread_reader.state.authors import UNMARKED
from thread_reader.view.first_words import start_of_text, state_in_brackets
from thread_reader.view.text_search import NAME

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.text.quotes import Aside
    from thread_reader.render.layout import Layout, Line
    from thread_reader.state.authors import AuthorMark

BOLD = Style(bold=True)

MIN_NAME_CELLS = 8
MIN_PREVIEW_CELLS = 13
"""With less space than this left in the head, the subject, and the start of the text of a folded comment, are not
shown."""
MAX_BADGE_CELLS = 16
"""A badge of the page, such as `OP` behind the name, or a state, such as `deleted`, is cut to this width."""

ASIDES: dict[Aside, str] = {"quote": "{} quoted", "signature": "signature, {}"}
"""What is written in place of a quote or signature that is folded."""

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Overlay:
    """The state of a comment that may change from frame to frame."""

    cursor: bool = False
    entered: int | None = None
    """The segment that the cursor is in."""
    folded: bool = False
    new: bool = False
    """Whether the last reload has added the comment."""
    context: bool = False
    """Whether the filter does not match the comment, which is visible only as the context of a match."""
    matching: frozenset[int] = frozenset()
    """Segments that the filter matches."""
    hits: dict[int, Spans] = field(default_factory=dict)
    """Paragraph, or `NAME`, to the spans of search hits in it."""
    current: tuple[int, int] | None = None
    """Paragraph and first character of the current hit."""
    marks: str = ""
    read: bool = False
    edited: bool = False
    """Whether its text was another one before."""
    starred: bool = False
    note: str = ""
    """The notes on the comment and on its segments."""
    author: AuthorMark = UNMARKED
    """Tag, colour and mute of the author."""
    inside: str = ""
    """What a folded comment contains: `(3 replies, 1 hit)`."""


class Painter(NamedTuple):
    """Draws comments of a discussion in a pane of `width` cells."""

    discussion: Discussion
    width: int
    looks: Looks
    signs: Signs = UNICODE

    def line(self, comment: int, layout: Layout, number: int, overlay: Overlay) -> list[Segment]:
        """Draw line `number` of a comment. The caller pads it to the width."""
        line = layout.line(number)
        if line.segment == GAP:
            return []
        if line.segment == HEAD:
            return self._head(comment, overlay)
        if line.segment == STATE:
            return self._state(comment, layout, overlay)
        if line.segment == NOTE:
            return self._note(layout, line, overlay)
        looks = self.looks
        text = layout.paragraphs[line.paragraph]
        first_of_segment = layout.segment_line(line.segment) == number
        segments = [self._cursor_bar(overlay), Segment(" " * layout.indent)]
        segments.append(self._rail(line.segment, first_of_segment, overlay))
        spans = overlay.hits.get(line.paragraph, ())
        current = overlay.current[1] if overlay.current and overlay.current[0] == line.paragraph else None
        kind = layout.kinds[line.paragraph]
        if line.folded:
            words = f"{self.signs.folded} {ASIDES[kind].format(counted(line.folded, 'line'))}"
            return [*segments, Segment(fitted(words, self.width - layout.indent - MARGIN_CELLS), looks["quiet"])]
        base = looks["quiet"] if kind or overlay.context else looks.base
        base = looks["head"] if overlay.entered == line.segment and not kind else base
        segments += highlighted(text, line.start, line.end, spans, current, base, looks)
        return segments

    def _state(self, comment: int, layout: Layout, overlay: Overlay) -> list[Segment]:
        before = [self._cursor_bar(overlay), Segment(" " * layout.indent), self._rail(STATE, False, overlay)]
        words = fitted(state_in_brackets(self.discussion, comment), self.width - layout.indent - MARGIN_CELLS)
        return [*before, Segment(words, self.looks["quiet"])]

    def _note(self, layout: Layout, line: Line, overlay: Overlay) -> list[Segment]:
        before = [self._cursor_bar(overlay), Segment(" " * layout.indent), self._rail(NOTE, False, overlay)]
        sign = Segment(" " * NOTE_CELLS) if line.start else Segment(f"{self.signs.note} ", self.looks["match"])
        return [*before, sign, Segment(layout.note_texts[line.paragraph][line.start : line.end], self.looks["quiet"])]

    def _cursor_bar(self, overlay: Overlay, *, head: bool = False) -> Segment:
        """Draw the first cell of a line: the cursor, or at the head of a new comment the sign for that."""
        if overlay.cursor:
            return Segment(self.signs.cursor, self.looks["cursor"])
        return Segment(self.signs.new, self.looks["new"]) if head and overlay.new else Segment(" ")

    def _rail(self, segment: int, first: bool, overlay: Overlay) -> Segment:
        if segment == overlay.entered:
            return Segment(f" {self.signs.entered} ", self.looks["cursor"])
        if segment in overlay.matching:
            return Segment(f" {self.signs.match} ", self.looks["match"])
        sign = self.signs.segment if first and segment else self.signs.rail
        return Segment(f" {sign} ", self.looks["rail"])

    def _head(self, comment: int, overlay: Overlay) -> list[Segment]:
        """Draw the head: fold sign, letters, name, badge, the facts that fit; if folded, the start of the text."""
        discussion, looks, signs = self.discussion, self.looks, self.signs
        columns = discussion.columns
        depth = columns.depth[comment]
        indent = indent_of(depth, self.width)
        name = printable(discussion.author(comment))
        style = looks.author(name, overlay.author.colour)
        parts: list[tuple[str, Style]] = []
        if depth * INDENT_CELLS > indent:  # the indent was limited, so give the depth as a number
            parts.append((f"{signs.deep}{depth} ", looks["quiet"]))
        parts.append((f"{self._fold_mark(comment, overlay)} ", looks["rail"]))
        parts.append((f"{badge(name):<2} ", style))
        available = self.width - indent - 2 - sum(cell_len(text) for text, _ in parts)  # 2: cursor, space at the end
        facts = self._facts(comment, overlay)
        written = columns.badges.get(comment)
        role = f" {fitted(printable(written), MAX_BADGE_CELLS)}" if written else ""
        name_width = max(MIN_NAME_CELLS, available - cell_len(role) - sum(cell_len(text) for text, _ in facts[:1]))
        cut = fitted(name or "(no name)", name_width)
        used = cell_len(cut)
        segments = [self._cursor_bar(overlay, head=True), Segment(" " * indent), *(Segment(*part) for part in parts)]
        current = overlay.current[1] if overlay.current and overlay.current[0] == NAME else None
        name_style = style if overlay.context or overlay.read else style + BOLD
        segments += highlighted(cut, 0, len(cut), overlay.hits.get(NAME, ()), current, name_style, looks)
        if role and used + cell_len(role) <= available:
            segments.append(Segment(role, looks["head"] + BOLD))
            used += cell_len(role)
        for text, look in facts:
            if used + cell_len(text) > available:
                break
            segments.append(Segment(text, look))
            used += cell_len(text)
        for words, look in self._previews(comment, overlay):
            if available - used >= MIN_PREVIEW_CELLS:
                segments.append(Segment(fitted(f"  {words}", available - used), look))
                used += cell_len(segments[-1].text)
        return segments

    def _fold_mark(self, comment: int, overlay: Overlay) -> str:
        if overlay.folded:
            return self.signs.folded
        depth, after = self.discussion.columns.depth, comment + 1
        has_replies = after < len(depth) and depth[after] > depth[comment]
        return self.signs.unfolded if has_replies else self.signs.leaf

    def _previews(self, comment: int, overlay: Overlay) -> Iterator[tuple[str, Style]]:
        """Yield what fills the rest of the head and may be cut: the subject; what is attached; if folded, the start of
        the text."""
        discussion, looks = self.discussion, self.looks
        if overlay.note and overlay.folded:
            yield printable(overlay.note), looks["match"]
        if comment in discussion.columns.subjects:
            from thread_parsers.discussion.subjects import new_subject  # most pages have no subjects

            subject = new_subject(discussion, comment)
            if subject:
                yield f'"{printable(subject)}"', looks["head"]
        if comment in discussion.columns.attachments:
            yield f"[{printable(', '.join(discussion.columns.attachments[comment]))}]", looks["quiet"]
        if overlay.folded and not overlay.author.muted:
            words = start_of_text(discussion, comment)
            if words != state_in_brackets(discussion, comment):  # the state is a fact already
                yield words, looks["quiet"]

    def _facts(self, comment: int, overlay: Overlay) -> list[tuple[str, Style]]:
        """Return what follows the name in the head, the most important first."""
        discussion, looks, signs = self.discussion, self.looks, self.signs
        columns, quiet = discussion.columns, self.looks["quiet"]
        time = discussion.shown_time(comment)
        facts = [*self._facts_of_user(comment, overlay)]
        state = columns.states.get(comment)
        if state:
            facts.append((f"  {fitted(printable(state), MAX_BADGE_CELLS)}", quiet))
        if comment in columns.accepted:
            facts.append((f"  {signs.accepted} accepted", looks["head"]))
        if time:
            facts.append((f"  {printable(time)}", quiet))
        likes = columns.likes[comment]
        if likes != NO_SCORE:
            facts.append((f"  {signs.likes} {likes}", quiet if likes >= 0 else looks["warning"]))
        if columns.replies[comment] > 0:
            facts.append((f"  {signs.replies} {columns.replies[comment]}", quiet))
        if comment in columns.edited or overlay.edited:
            facts.append(("  edited", quiet))
        if comment in columns.missing_parents:
            facts.append(("  answers a missing mail", quiet))
        if overlay.folded and overlay.inside:
            facts.append((f"  {overlay.inside}", looks["match"]))
        return facts

    def _facts_of_user(self, comment: int, overlay: Overlay) -> Iterator[tuple[str, Style]]:
        """Yield what the user has put on the comment and on its author."""
        author, look = overlay.author, self.looks["match"]
        if author.muted and overlay.folded:
            yield f"  muted: {printable(author.tag)}" if author.tag else "  muted", self.looks["quiet"]
        elif author.tag:
            name = printable(self.discussion.author(comment))
            yield f" {printable(author.tag)}", self.looks.author(name, author.colour)
        if overlay.starred:
            yield f"  {self.signs.star}", look
        if overlay.note:
            yield f"  {self.signs.note}", look
        if overlay.marks:
            yield f"  {self.signs.mark}{overlay.marks}", look


def highlighted(
    text: str, start: int, end: int, spans: Spans, current: int | None, base: Style, looks: Looks
) -> list[Segment]:
    """Draw characters `start` to `end` of `text` in style `base`, with the hits in `spans` highlighted. `spans` are
    sorted and do not overlap; `current` is the first character of the current hit."""
    if not spans:
        return [Segment(text[start:end], base)]
    segments: list[Segment] = []
    at = start
    # A paragraph of one long line may have a hundred thousand spans; only a few are on this line.
    for at_span in range(bisect_right(spans, start, key=itemgetter(1)), len(spans)):
        first, last = spans[at_span]
        if first >= end:
            break
        if first > at:
            segments.append(Segment(text[at:first], base))
        look = looks["hit-current"] if first == current else looks["hit"]
        at = min(last, end)
        segments.append(Segment(text[max(first, start) : at], base + look))
    if at < end:
        segments.append(Segment(text[at:end], base))
    return segments
