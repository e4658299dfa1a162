"""A comment as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thread_parsers.times.time_units import in_digits

if TYPE_CHECKING:
    from datetime import datetime

    from thread_parsers.discussion.columns import Inferred
    from thread_parsers.discussion.segment import Segment
    from thread_parsers.times.time_units import TimeUnit


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment as values. Created on demand from a row of the columns."""

    id: int
    """From 1, in thread order."""
    parent: int | None
    """The id of the comment that this one replies to."""
    depth: int
    author: str
    """Empty if the page does not name the author."""
    time: datetime | None
    """By the page's own clock: naive unless the page states a zone."""
    time_text: str | None
    """The time as written, if it is not absolute ("3 hours ago") or less exact than a day ("Mar 2024")."""
    time_unit: TimeUnit | None
    """How exact `time` is, if it is less exact than a minute; it is then the beginning of that hour, day and so on."""
    likes: int | None
    """The score, which may be negative."""
    replies: int | None
    """Replies that the page declares, which may differ from those in the file."""
    segments: tuple[Segment, ...]
    lines: tuple[int, int] | None
    """First and last line of the comment in the file, from 1, including head and footer; None if the lines of the file
    say nothing, as in JSON."""
    bytes: tuple[int, int] | None = None
    """First byte of the comment in the file and one past its last, if `lines` is None."""
    badge: str | None = None
    """What the page writes beside the author's name: `OP`, `Mod`."""
    edited: bool | str = False
    """Whether the page marks the comment as edited; the time of the edit as written, if the page states it."""
    inferred: tuple[Inferred, ...] = ()
    """What the page does not state: `parent` if it was chosen as the likeliest, `time` if it was computed from a
    relative one."""
    state: str | None = None
    """One word for a comment that the site does not show as usual: deleted, removed, dead, hidden, spam, pending,
    minimized, collapsed, trash."""
    accepted: bool = False
    """Whether this answer was accepted."""
    subject: str | None = None
    permalink: str | None = None
    """The address of the comment, if the file states it."""
    site_id: str | None = None
    """The id that the site gave the comment."""
    address: str | None = None
    """The mail address of the author."""
    attachments: tuple[str, ...] = ()
    """What is attached to a mail: file names with types."""
    missing_parent: str | None = None
    """The id of the mail that this one answers, if it is not in the file."""

    @property
    def shown_time(self) -> str:
        """The time for display: in digits, as exact as it is known, after `~` if it was computed; or as written;
        or empty."""
        if self.time is None:
            return self.time_text or ""
        return ("~" if "time" in self.inferred else "") + in_digits(self.time, self.time_unit, seconds=True)
