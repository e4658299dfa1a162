"""The titles of the panes: ` 2 Comments  11 · page order`, and at the right end what is going on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.text.counted import counted
from thread_parsers.text.printable import printable
from thread_reader.command_table import written
from thread_reader.view.status_text import Part, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.stats import Stats
    from thread_reader.keymap import Keymap
    from thread_reader.view.reader import Reader

MAX_QUERY_CHARS = 40
"""More of a query is not shown in the title of the stats."""
NAMES = {"article": "Article", "comments": "Comments", "stats": "Stats"}
PANES = tuple(NAMES)
"""The panes of the reading screen, in the order of Tab."""
SECOND = "second"
"""The second pane of comments; its title has the key of the first one."""


class Title(NamedTuple):
    """The title of a pane."""

    key: str
    """The display form of the key that shows the pane; empty if it has none."""
    name: str
    subtitle: str = ""
    state: tuple[Part, ...] = ()
    """What is shown at the right end."""
    command: str = ""
    """The command that shows the pane."""

    @property
    def label(self) -> str:
        """` 2 Comments `."""
        return f" {self.key} {self.name} " if self.key else f" {self.name} "


def pane_title(reader: Reader, keymap: Keymap, pane: str, *, article_top: int = 0) -> Title:
    """Return the title of a pane. `article_top` is the first line of the article on the screen: once the title of the
    page has scrolled off, the title of the pane shows it."""
    is_second, pane = pane == SECOND, "comments" if pane == SECOND else pane
    command = f"view.{pane}"
    keys = keymap.keys[command]
    subtitle = ""
    state: tuple[Part, ...] = ()
    if pane == "article":
        subtitle = page_title(reader) if article_top or not reader.discussion.title else ""
        words = reader.stats.engagement.article_words if reader.stats and reader.stats.engagement else 0
        state = ((counted(words, "word"), "quiet"),) if words else ()
    elif pane == "comments":
        order = reader.order_words
        count = number(len(reader.columns))
        if reader.filter.active and reader.filter.text:
            count = f"{number(len(reader.filter.matches))} of {count} · {_query(reader.filter.text)}"
        subtitle = f"{count} · {order}"
        state = progress(reader)
    elif reader.shown_stats is not None:
        state = tuple(counted_parts(reader.shown_stats))
    key = f"{written(keys[0])}{'b' * is_second}" if keys else ""
    return Title(key, NAMES[pane], subtitle, state, command)


def counted_parts(stats: Stats) -> Iterator[Part]:
    """Yield which comments the stats are of: all, or those that a query matches; and how many have been counted."""
    share = "" if stats.is_complete else f" · {min(99, stats.seen * 100 // max(1, stats.comments))} % so far"
    if stats.query is None:
        yield (f"of all {number(stats.of)}{share}", "quiet")
        return
    yield (f"{number(stats.comments)} of {number(stats.of)}", "key")
    if share and stats.seen:  # not while a query is typed, when the text is not counted yet
        yield (share, "quiet")
    yield (f" · f {_query(stats.query)}", "key")


def _query(query: str) -> str:
    words = " ".join(query.split())
    return printable(words if len(words) <= MAX_QUERY_CHARS else f"{words[:MAX_QUERY_CHARS]}…")


def page_title(reader: Reader) -> str:
    """Return the title of the page, or else the name of the file."""
    discussion = reader.discussion
    name = discussion.file.name.rsplit("/", 1)[-1]
    return printable((discussion.title or name).replace("\n", " "))


def progress(reader: Reader) -> tuple[Part, ...]:
    """Return whether the file has changed, and while it is being read, how much has been read."""
    parts: list[Part] = []
    if reader.change is not None:
        parts.append((f"the file {reader.change}", "warning"))
    siblings = reader.discussion.parts
    place = reader.discussion.part_number if len(siblings) > 1 else None
    if place is not None:
        parts.append((f"{' · ' if parts else ''}discussion {number(place)} of {number(len(siblings))}", "quiet"))
    if reader.bookmarks.new:
        parts.append((f"{' · ' if parts else ''}{number(len(reader.bookmarks.new))} new", "new"))
    if not reader.discussion.complete:
        parts.append((f"{' · ' if parts else ''}so far · {_read(reader)}", "quiet"))
    return tuple(parts)


def _read(reader: Reader) -> str:
    """Return how much of the file has been read, and the key that stops reading."""
    read = reader.discussion.percent_read
    return f"stopped at {read} %" if reader.stopped else f"{read} % read · Esc stops"
