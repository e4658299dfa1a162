"""The words of a comment's head after the name, and which of them fit: who the author is, marks of the user, facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from thread_parsers.discussion.columns import NO_SCORE
from thread_parsers.discussion.roles import badges_of, is_by_original_poster
from thread_parsers.text.printable import printable
from thread_reader.render.looks import author_role
from thread_reader.render.wrapping import fitted
from thread_reader.view.first_words import state_in_brackets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_reader.render.overlay import Overlay
    from thread_reader.render.signs import Signs

MIN_NAME_CELLS = 8
MAX_BADGE_CELLS = 16
"""A badge of the page, such as `staff` behind the name, or a state, such as `deleted`, is cut to this width."""
NO_NAME = "(no name)"


class Word(NamedTuple):
    """A part of a head, with the blanks before it."""

    text: str
    role: str
    is_kept: bool = False
    """Whether it stays when there is no room for the others: the name is cut instead."""


def shown_name(discussion: Discussion, comment: int) -> tuple[str, bool]:
    """Return what stands in the place of the name, printable, and whether it is one: a comment without one has its
    state there; on a page without any names, its number."""
    name = printable(discussion.author(comment))
    if name:
        return name, True
    if comment in discussion.columns.states:
        return state_in_brackets(discussion, comment), False
    return (NO_NAME if any(discussion.columns.author_names) else f"{comment + 1:,}"), False


def head_words(discussion: Discussion, comment: int, overlay: Overlay, signs: Signs, time: str) -> list[Word]:
    """Return the words after the name, the most important first."""
    return [
        *name_words(discussion, comment, overlay, signs),
        *_facts(discussion, comment, overlay, signs, time),
    ]


def name_words(discussion: Discussion, comment: int, overlay: Overlay, signs: Signs) -> list[Word]:
    """Return who the author is and what the user has put on them and on the comment."""
    return [*_roles(discussion, comment, overlay), *_of_user(discussion, comment, overlay, signs)]


def fit(name: str, words: Sequence[Word], cells: int) -> tuple[str, list[Word]]:
    """Return the name, and the words that fit beside it. Words leave from the end; the name is cut last."""
    kept = list(words)
    free = cells - cell_len(name) - sum(cell_len(word.text) for word in kept)
    while free < 0 and not all(word.is_kept for word in kept):
        last = next(at for at in range(len(kept) - 1, -1, -1) if not kept[at].is_kept)
        free += cell_len(kept.pop(last).text)
    room = max(MIN_NAME_CELLS, cell_len(name) + min(free, 0))
    if room - cell_len(name) > free:  # not even the name in its least room: nothing else then
        return fitted(name, max(0, cells)), []
    return fitted(name, room), kept


def _roles(discussion: Discussion, comment: int, overlay: Overlay) -> Iterator[Word]:
    """Yield who the author is: `OP`, `mod`, `you`, what else the page writes beside the name, the user's tag."""
    written = discussion.columns.badges.get(comment)
    badges = badges_of(written) if written else None
    if is_by_original_poster(discussion, comment):
        yield Word(" OP", "heading", is_kept=True)
    if badges is not None and badges.moderator:
        yield Word(f" {badges.moderator}", "match")
    if overlay.is_own:
        yield Word(" you", "title")
    if badges is not None and badges.others:
        yield Word(f" {fitted(printable(badges.others), MAX_BADGE_CELLS)}", "pane-name")


def _of_user(discussion: Discussion, comment: int, overlay: Overlay, signs: Signs) -> Iterator[Word]:
    """Yield what the user has put on the comment and on its author."""
    author = overlay.author
    if author.tag and not (author.muted and overlay.folded):
        yield Word(f" {printable(author.tag)}", author_role(printable(discussion.author(comment)), author.colour))
    if overlay.folded and overlay.why_folded:
        yield Word(f"  folded: {fitted(printable(overlay.why_folded), MAX_BADGE_CELLS)}", "quiet")
    if overlay.starred:
        yield Word(f" {signs.star}", "cursor")
    if overlay.note:
        yield Word(f" {signs.note}", "cursor")
    if overlay.marks:
        yield Word(f" {signs.mark}{overlay.marks}", "cursor")


def _facts(discussion: Discussion, comment: int, overlay: Overlay, signs: Signs, time: str) -> Iterator[Word]:
    """Yield what the page says of the comment."""
    columns = discussion.columns
    if overlay.rails.parent:
        yield Word(f"  {signs.parent} {fitted(overlay.rails.parent, MAX_BADGE_CELLS)}", "link")
    state = columns.states.get(comment)
    if state and discussion.author(comment):  # without a name, the state is in its place
        yield Word(f"  {fitted(printable(state), MAX_BADGE_CELLS)}", "quiet")
    if comment in columns.accepted:
        yield Word(f"  {signs.accepted} accepted", "head")
    if time:
        yield Word(f"  {printable(time)}", "quiet")
    likes = columns.likes[comment]
    if likes != NO_SCORE:
        yield Word(f"  {signs.likes} {likes:,}", "quiet" if likes >= 0 else "warning")
    if columns.replies[comment] > 0:
        yield Word(f"  {signs.replies} {columns.replies[comment]:,}", "quiet")
    if comment in columns.edited or overlay.edited:
        yield Word("  edited", "quiet")
    if comment in columns.missing_parents:
        yield Word("  answers a missing mail", "quiet")
    if overlay.folded and overlay.author.muted:
        tag = printable(overlay.author.tag)
        yield Word(f"  muted: {tag}" if tag else "  muted", "quiet")
    if overlay.folded and overlay.inside:
        yield Word(f"  {overlay.inside}", "match")
