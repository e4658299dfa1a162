"""One comment as a structured file states it, before it becomes a row of the columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thread_parsers.discussion.columns import NO_SCORE, NO_TIME

if TYPE_CHECKING:
    from thread_parsers.bodies import Body, Markup
    from thread_parsers.discussion.columns import Inferred
    from thread_parsers.discussion.origins import Find
    from thread_parsers.times.time_units import TimeUnit


@dataclass(slots=True)
class Post:
    """What the file says of a comment. What it does not say keeps its default."""

    author: str = ""
    text: str | Body | Markup = ""
    """The words as text, whatever they were written in, perhaps with the links in them."""
    id: str = ""
    """The site's own id."""
    parent_id: str = ""
    """The id of the comment that this one replies to; only for `Rendering.hold`."""
    rank: int = 0
    """Siblings are put in the order of their ranks, those of the same rank in file order; only for `Rendering.hold`."""
    time: int = NO_TIME
    """Seconds from 1970 by the clock as written."""
    zone: int | None = None
    """Minutes east of UTC, if the file states a zone."""
    time_text: str = ""
    """The time as written, if it is not absolute or less exact than a day."""
    time_unit: TimeUnit | None = None
    """How exact the time is, if it is less exact than a minute."""
    likes: int = NO_SCORE
    replies: int = -1
    """Replies that the file declares."""
    badge: str = ""
    state: str = ""
    """One word for a comment that the site does not show as usual: deleted, removed, dead, hidden, spam, pending,
    minimized, collapsed, trash."""
    edited: str | None = None
    """The time of the last edit as written; empty for an edit without a time, None for no edit."""
    permalink: str = ""
    subject: str = ""
    accepted: bool = False
    """Whether the answer was accepted."""
    address: str = ""
    """The mail address of the author."""
    attachments: tuple[str, ...] = ()
    """The names of what is attached to a mail, each with its type."""
    missing_parent: str = ""
    """The id of the mail that this one answers, if it is not in the file."""
    inferred: tuple[Inferred, ...] = ()
    """What the page did not state when it was read; only in our own JSON."""
    object_span: tuple[int, int] = (0, 0)
    """The bytes of the file that hold the comment, without its replies as far as they can be left out."""
    body_span: tuple[int, int] | None = None
    """The bytes of the file that hold the words, if they are known more exactly."""
    find_body: Find | None = None
    """What finds the words in the bytes of `object_span` for the receipt, if it is known more exactly only then."""
