"""Drawing the head of a comment: fold mark, letters, name, badge and the facts that fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from thread_parsers.discussion.columns import NO_SCORE
from thread_parsers.text.printable import printable
from thread_reader.render.geometry import MARK_CELLS
from thread_reader.render.highlighting import highlighted
from thread_reader.render.looks import Looks, badge
from thread_reader.render.signs import UNICODE, Signs
from thread_reader.render.wrapping import fitted
from thread_reader.view.first_words import start_of_text, state_in_brackets
from thread_reader.view.text_search import NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_reader.render.geometry import Geometry
    from thread_reader.render.overlay import Overlay

BOLD = Style(bold=True)

MIN_NAME_CELLS = 8
MIN_PREVIEW_CELLS = 13
"""With less space than this left in the head, the subject, and the start of the text of a folded comment, are not
shown."""
BADGE_CELLS = 3
"""Two letters for the author, and a blank."""
MAX_BADGE_CELLS = 16
"""A badge of the page, such as `OP` behind the name, or a state, such as `deleted`, is cut to this width."""


def letters_of(name: str) -> str:
    """Return the letters before a name, in cells of their own whatever their width."""
    found = badge(name)
    return found + " " * (BADGE_CELLS - cell_len(found))


class Heads(NamedTuple):
    """Draws the heads of comments of a discussion, from the fold mark on."""

    discussion: Discussion
    geometry: Geometry
    looks: Looks
    signs: Signs = UNICODE

    def head(self, comment: int, overlay: Overlay) -> list[Segment]:
        """Draw the head: fold mark, letters, name, badge, the facts that fit; if folded, the start of the text."""
        discussion, looks, geometry = self.discussion, self.looks, self.geometry
        columns = discussion.columns
        depth = columns.depth[comment]
        name = printable(discussion.author(comment))
        style = looks.author(name, overlay.author.colour)
        parts = [(f"{self._fold_mark(comment, overlay)} ", overlay.rails.own or looks["rail"])]
        if (
            depth > geometry.levels and not geometry.is_flat
        ):  # the indent does not tell the depth, so give it as a number
            parts.append((f"{self.signs.deep}{depth} ", looks["quiet"]))
        if not geometry.is_narrow:
            parts.append((letters_of(name), style))
        available = geometry.width - MARK_CELLS - geometry.indent(depth) - sum(cell_len(text) for text, _ in parts)
        facts = self._facts(comment, overlay)
        written = columns.badges.get(comment)
        role = f" {fitted(printable(written), MAX_BADGE_CELLS)}" if written else ""
        name_width = max(MIN_NAME_CELLS, available - cell_len(role) - sum(cell_len(text) for text, _ in facts[:1]))
        cut = fitted(name or "(no name)", name_width)
        used = cell_len(cut)
        segments = [Segment(*part) for part in parts]
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
            words = start_of_text(discussion, comment)
            if words != state_in_brackets(discussion, comment):  # the state is a fact already
                yield words, looks["quiet"]

    def _facts(self, comment: int, overlay: Overlay) -> list[tuple[str, Style]]:
        """Return what follows the name in the head, the most important first."""
        discussion, looks, signs = self.discussion, self.looks, self.signs
        columns, quiet = discussion.columns, self.looks["quiet"]
        time = discussion.shown_time(comment)
        facts = [*self._facts_of_user(comment, overlay)]
        if overlay.rails.parent:
            facts.append((f"  {signs.parent} {fitted(overlay.rails.parent, MAX_BADGE_CELLS)}", looks["link"]))
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
        if overlay.folded and overlay.why_folded:
            yield f"  folded: {fitted(printable(overlay.why_folded), MAX_BADGE_CELLS)}", self.looks["quiet"]
        if overlay.starred:
            yield f"  {self.signs.star}", look
        if overlay.note:
            yield f"  {self.signs.note}", look
        if overlay.marks:
            yield f"  {self.signs.mark}{overlay.marks}", look
