"""Drawing the head of a comment: fold mark, letters, name, and the words that fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from thread_parsers.text.printable import printable
from thread_reader.render.bodies.preview import preview
from thread_reader.render.geometry import MARK_CELLS
from thread_reader.render.head_words import fit, head_words, name_words, shown_name
from thread_reader.render.highlighting import highlighted
from thread_reader.render.index_rows import IndexColumns, name_cells
from thread_reader.render.looks import Looks, badge
from thread_reader.render.signs import UNICODE, Signs
from thread_reader.render.wrapping import fitted
from thread_reader.view.first_words import state_in_brackets
from thread_reader.view.text_search import NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_reader.render.geometry import Geometry
    from thread_reader.render.head_words import Word
    from thread_reader.render.overlay import Overlay

BOLD = Style(bold=True)

MIN_PREVIEW_CELLS = 13
"""With less space than this left in the head, the subject, and the start of the text of a folded comment, are not
shown."""
BADGE_CELLS = 3
"""Two letters for the author, and a blank."""


def letters_of(name: str) -> str:
    """Return the letters before a name, in cells of their own whatever their width."""
    found = badge(name)
    return found + " " * (BADGE_CELLS - cell_len(found))


def _word(word: Word, look: Style) -> tuple[Segment, Segment]:
    """Return a word of a head and the blanks before it, which are not underlined with it."""
    text = word.text.lstrip(" ")
    return Segment(" " * (len(word.text) - len(text))), Segment(text, look)


class Heads(NamedTuple):
    """Draws the heads of comments of a discussion, from the fold mark on."""

    discussion: Discussion
    geometry: Geometry
    looks: Looks
    signs: Signs = UNICODE
    times: Callable[[int], str] | None = None
    """What shows the time of a comment; without it, all times are in full."""

    def head(self, comment: int, overlay: Overlay) -> list[Segment]:
        """Draw the head: fold mark, letters, name, the words that fit; if folded, the start of the text."""
        looks, geometry = self.looks, self.geometry
        depth = self.discussion.columns.depth[comment]
        parts = [(f"{self._fold_mark(comment, overlay)} ", overlay.rails.own or looks["rail"])]
        if (
            depth > geometry.levels and not geometry.is_flat
        ):  # the indent does not tell the depth, so give it as a number
            parts.append((f"{self.signs.deep}{depth} ", looks["quiet"]))
        name, is_name = shown_name(self.discussion, comment)
        if not geometry.is_narrow:
            parts.append(self._letters(name, is_name, overlay))
        available = geometry.width - MARK_CELLS - geometry.indent(depth) - sum(cell_len(text) for text, _ in parts)
        in_index = name_cells(geometry, depth, sum(cell_len(text) for text, _ in parts)) if overlay.folded else 0
        if in_index:
            return self._index_row(comment, overlay, parts, in_index)
        time = self.times(comment) if self.times is not None else self.discussion.shown_time(comment)
        words = head_words(self.discussion, comment, overlay, self.signs, time)
        cut, kept = fit(name, words, available)
        segments = [Segment(*part) for part in parts]
        segments += self._name(cut, name if is_name else "", kept, overlay)
        used = cell_len(cut) + sum(cell_len(word.text) for word in kept)
        for text, look in self._previews(comment, overlay):
            if available - used >= MIN_PREVIEW_CELLS:
                segments.append(Segment(fitted(f"  {text}", available - used), look))
                used += cell_len(segments[-1].text)
        return segments

    def _index_row(
        self, comment: int, overlay: Overlay, parts: Sequence[tuple[str, Style]], cells: int
    ) -> list[Segment]:
        """Draw a folded comment in columns. `cells` are for the name and the words beside it."""
        name, is_name = shown_name(self.discussion, comment)
        cut, kept = fit(name, name_words(self.discussion, comment, overlay, self.signs), cells)
        row = [Segment(*part) for part in parts]
        row += self._name(cut, name if is_name else "", kept, overlay)
        row.append(Segment(" " * (cells + 1 - cell_len(cut) - sum(cell_len(word.text) for word in kept))))
        columns = IndexColumns(self.discussion, self.geometry.width, self.looks, self.signs)
        return [*row, *(Segment(*part) for part in columns.row(comment, overlay, self._previews(comment, overlay)))]

    def _name(self, cut: str, author: str, words: Sequence[Word], overlay: Overlay) -> list[Segment]:
        """Draw a name, cut to its room, and the words after it. `author`: the name if it is one."""
        looks = self.looks
        current = overlay.current[1] if overlay.current and overlay.current[0] == NAME else None
        style = looks.author(author, overlay.author.colour) if author else looks["quiet"]
        if author and not (overlay.context or overlay.read):
            style += BOLD
        drawn = highlighted(cut, 0, len(cut), overlay.hits.get(NAME, ()), current, style, looks)
        return [*drawn, *(segment for word in words for segment in _word(word, looks[word.role]))]

    def _letters(self, name: str, is_name: bool, overlay: Overlay) -> tuple[str, Style]:
        """Return the letters before a name, or the dots in front of what stands in its place."""
        if is_name:
            return letters_of(name), self.looks.badge(name, overlay.author.colour)
        return letters_of(""), self.looks["quiet"]

    def pinned(self, comment: int, overlay: Overlay, between: int, *, is_last: bool) -> list[Segment]:
        """Draw a head that is pinned to the top, with the first words of the comment, or with how many comments after
        it are left out. Without backgrounds, the last one of these heads is underlined."""
        looks, geometry, discussion = self.looks, self.geometry, self.discussion
        depth, (name, is_name) = discussion.columns.depth[comment], shown_name(discussion, comment)
        author = looks.author(name, overlay.author.colour) if is_name else looks["quiet"]
        mark = Segment(f"{self._fold_mark(comment, overlay)} ", overlay.rails.own or looks["rail"])
        parts = [Segment(" " * MARK_CELLS), *overlay.rails.ahead, mark]
        if depth > geometry.levels:
            parts.append(Segment(f"{self.signs.deep}{depth} ", looks["quiet"]))
        if not geometry.is_narrow:
            parts.append(Segment(*self._letters(name, is_name, overlay)))
        room = geometry.width - sum(cell_len(segment.text) for segment in parts)
        parts.append(Segment(fitted(name, room), author))
        room -= cell_len(parts[-1].text)
        words = f"… {between:,} between" if between else preview(discussion, comment)
        words = fitted(f"  {words}", room)
        # One cell more than the text has: the blank before the scroll bar.
        parts.append(Segment(words + " " * (room - cell_len(words) + 1), looks["quiet"]))
        under = Style(underline=True) if is_last and not looks.has_grounds else Style()
        return [Segment(text, looks.on("raised", (style or looks.base) + under)) for text, style, _ in parts]

    def _fold_mark(self, comment: int, overlay: Overlay) -> str:
        if overlay.folded:
            return self.signs.folded
        depth, after = self.discussion.columns.depth, comment + 1
        has_replies = not self.geometry.is_flat and after < len(depth) and depth[after] > depth[comment]
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
            words = preview(discussion, comment)
            if words != state_in_brackets(discussion, comment):  # the state is a fact already
                yield words, looks["quiet"]
