"""What has happened since a discussion was last open, in one line."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from thread_parsers.text.counted import counted
from thread_parsers.text.printable import printable
from thread_reader.keymap import readable

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from thread_reader.state.recalled import Recalled


MAX_NAME_CHARS = 24
"""Characters of the name of another file."""


def since(moment: datetime, now: datetime) -> str:
    """Return the clock for today, `yesterday`, a weekday for the last week, or else the date. Both are local times."""
    days = (now.date() - moment.date()) // timedelta(days=1)
    if days <= 0:
        return f"{moment:%H:%M}"
    if days == 1:
        return "yesterday"
    return f"{moment:%A}" if days < 7 else f"{moment:%Y-%m-%d}"


def changes_in_words(new: Collection[int], edited: Collection[int], gone: int) -> str:
    """Return `12 new, 2 edited, 1 gone`; empty if nothing has changed."""
    counts = ((len(new), "new"), (len(edited), "edited"), (gone, "gone"))
    return ", ".join(f"{count:,} {word}" for count, word in counts if count)


def since_last_time(
    found: Recalled, now: datetime, back_at: int | None, first: Sequence[str], separate: Sequence[str]
) -> str:
    """Return `back at comment 214 · 12 new since Tuesday · g from the start`; empty if there is nothing to say. A file
    that was recognized by its content is named first, with what undoes it: the end may be cut.

    `back_at` is the comment that the cursor has returned to, None if it has not; `first` and `separate` are the keys of
    the first comment, and for a discussion of its own.
    """
    last = since(datetime.fromtimestamp(found.opened), now)
    changed = changes_in_words(found.new, found.edited, found.gone)
    words = []
    if found.other_path:
        name = _short(printable(os.fsdecode(found.other_path).rpartition("/")[2]))
        words.append(f"same discussion as {name}, seen {last} ({readable(separate)} undoes)")
    if back_at is not None and not found.other_path:
        words.append(f"back at comment {back_at + 1:,}")
    if changed:
        words.append(changed if found.other_path else f"{changed} since {last}")
    if found.lost:
        words.append(f"{counted(len(found.lost), 'note or star', 'notes and stars')} on comments that are gone")
    if back_at is not None:
        words.append(f"{readable(first)} from the start")
    return " · ".join(words)


def _short(name: str) -> str:
    return name if len(name) <= MAX_NAME_CHARS else f"{name[: MAX_NAME_CHARS // 2]}…{name[-MAX_NAME_CHARS // 2 + 1 :]}"
